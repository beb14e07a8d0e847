namespace CompiledNet.Fuzz.Graphs;

/// <summary>Draws random graphs.</summary>
internal sealed class GraphGen
{
    private const int MostNodes = 12;
    private const int MostUnits = 40;

    // A value of more factors than this of the input would leave the range in which anything can be compared.
    private const double MostFactors = 3;

    // Around the widths of registers.
    private static readonly int[] s_edges = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33];

    private static readonly NodeKind[] s_kinds =
    [
        NodeKind.Dense, NodeKind.Dense, NodeKind.Dense, NodeKind.Dense, NodeKind.Dense, NodeKind.Activate, NodeKind.PReLU, NodeKind.Dropout, NodeKind.LayerNorm,
        NodeKind.BatchNorm, NodeKind.BatchNorm, NodeKind.Add, NodeKind.Add, NodeKind.Add, NodeKind.Multiply, NodeKind.Multiply, NodeKind.Concatenate,
        NodeKind.Concatenate,
    ];

    private readonly Random _random;
    private readonly int _inputs;
    private readonly int _usualSize;
    private readonly List<GraphNode> _nodes = [];

    // Of each value: its size, how many factors of the input it has, and whether it lies between 0 and 1.
    private readonly List<(int Size, double Factors, bool IsShare)> _values;

    private GraphGen(Random random)
    {
        _random = random;
        _usualSize = Size();
        _inputs = random.Next(3) == 0 ? _usualSize : Size();
        _values = [(_inputs, 1, false)];
    }

    /// <summary>The graph of a place in a run.</summary>
    public static GraphSpec At(int seed, int index)
    {
        var random = new Random(unchecked((seed * 1_000_003) + index));
        while (true)
        {
            var gen = new GraphGen(random);
            gen.Draw(random.Next(4) == 0 ? random.Next(1, MostNodes + 1) : random.Next(2, 8));
            if (gen._nodes.Count <= MostNodes)
            {
                return gen.Finish();
            }
        }
    }

    private void Draw(int nodes)
    {
        while (_nodes.Count < nodes - 1)
        {
            Add(Any());
        }

        // Every output but the last is read: what is left is joined before the last layer, of any kind, takes it.
        while (Unread().Count > 1)
        {
            int[] left = [.. Unread().Take(_random.Next(2, 5))];
            bool fit = left.All(value => _values[value].Size == _values[left[0]].Size);
            Add(fit && _random.Next(2) == 0 ? Join(NodeKind.Add, left) : new GraphNode(NodeKind.Concatenate, left));
        }

        Add(Any(last: true));
    }

    private GraphSpec Finish()
    {
        bool isShare = _values[^1].IsShare;
        Loss[] losses =
        [
            Loss.None, Loss.HalfSquaredError, Loss.SquaredError, Loss.MeanSquaredError, Loss.MeanAbsoluteError, Loss.Huber,
            .. Enumerable.Repeat(Loss.BinaryCrossEntropy, isShare ? 2 : 0),
            .. Enumerable.Repeat(Loss.CategoricalCrossEntropy, isShare ? 3 : 0),
        ];
        Loss loss = OneOf(losses);
        // A softmax of one unit is 1 whatever z is, and ln(1 − 1) is −∞.
        if (loss == Loss.BinaryCrossEntropy && _nodes.Where((node, k) => node.Activation == Activation.Softmax && _values[k + 1].Size == 1).Any())
        {
            loss = Loss.CategoricalCrossEntropy;
        }

        return new GraphSpec(
            _inputs,
            [.. _nodes],
            loss,
            _random.Next(2) == 0 ? Precision.Single : Precision.Double,
            Vectorize: _random.Next(2) == 0,
            Batch: _random.Next(8) switch { 0 => _random.Next(1, 4), 1 => OneOf(s_edges), 2 => _random.Next(1, 71), _ => _random.Next(3, 41) },
            SpareRows: OneOf([0, 0, 1, 3, 9]),
            Threads: _random.Next(1, 4),
            IsWeighted: _random.Next(5) == 0,
            InPlace: _random.Next(2) == 0,
            Classes: loss == Loss.CategoricalCrossEntropy && _random.Next(2) == 0,
            Seed: _random.Next(1_000_000));
    }

    private void Add(GraphNode node)
    {
        node = node with
        {
            Name = _random.Next(4) == 0 ? $"Part{_nodes.Count + 1}" : null,
            NamesInput = _random.Next(8) == 0,
        };
        _nodes.Add(node);
        (int Size, double Factors, bool IsShare)[] inputs = [.. node.Inputs.Select(input => _values[input])];
        int size = node.Kind switch
        {
            NodeKind.Dense => node.Units,
            NodeKind.Concatenate => inputs.Sum(input => input.Size),
            _ => inputs[0].Size,
        };
        double factors = node.Activation switch
        {
            Activation.Sigmoid or Activation.Softmax or Activation.Tanh or Activation.HardSigmoid => 0.5,
            _ when node.Kind == NodeKind.Multiply => inputs.Sum(input => input.Factors),
            _ when node.Kind == NodeKind.LayerNorm => 1,
            _ => inputs.Max(input => input.Factors),
        };
        bool isShare = node.Kind switch
        {
            NodeKind.Concatenate or NodeKind.PReLU => inputs.All(input => input.IsShare),
            NodeKind.Dropout => node.Rate == 0 && inputs[0].IsShare,
            NodeKind.Multiply when node.Activation == Activation.Identity => inputs.All(input => input.IsShare),
            _ => node.Activation is Activation.Sigmoid or Activation.Softmax,
        };
        _values.Add((size, factors, isShare));
    }

    private GraphNode Any(bool last = false)
    {
        int input = last ? Unread().DefaultIfEmpty(0).First() : Source();
        switch (OneOf(s_kinds))
        {
            case NodeKind.Dense:
                return Activated(new GraphNode(NodeKind.Dense, [input], _random.Next(2) == 0 ? _usualSize : Size(), Bias: _random.Next(4) > 0), last);
            case NodeKind.Activate:
                return Activated(new GraphNode(NodeKind.Activate, [input]), last);
            case NodeKind.PReLU:
                return new GraphNode(NodeKind.PReLU, [input]);
            case NodeKind.Dropout:
                return new GraphNode(NodeKind.Dropout, [input], Rate: OneOf([0, 0, 0.1, 0.25, 0.5, 0.8]));
            case NodeKind.LayerNorm:
                return Activated(new GraphNode(NodeKind.LayerNorm, [input], Epsilon: OneOf<double?>([null, null, 1e-3, 0.1, 1e-7])), last);
            case NodeKind.BatchNorm:
                double? momentum = OneOf<double?>([null, null, 0, 0.01, 0.3, 1]);
                return Activated(new GraphNode(NodeKind.BatchNorm, [input], Epsilon: OneOf<double?>([null, null, 1e-3, 0.1, 1e-7]), Momentum: momentum), last);
            case NodeKind.Concatenate:
                int[] joined = Others(input, [.. Enumerable.Range(0, _values.Count)]);
                int fitting = Enumerable.Range(1, joined.Length).Last(count => count <= 2 || joined.Take(count).Sum(value => _values[value].Size) <= 2 * MostUnits);
                return new GraphNode(NodeKind.Concatenate, [.. joined.Take(fitting)]);
            case NodeKind kind:
                int[] equal = [.. Enumerable.Range(0, _values.Count).Where(value => _values[value].Size == _values[input].Size)];
                if (equal.Length == 1 && _random.Next(3) > 0)
                {
                    return Activated(new GraphNode(NodeKind.Dense, [input], _values[input].Size), last);
                }

                return Activated(Join(kind, Others(input, equal)), last);
        }
    }

    // A value and one to three others, mostly of those that are left.
    private int[] Others(int input, int[] values)
    {
        List<int> joined = [input];
        int count = _random.Next(2, 5);
        while (joined.Count < count)
        {
            int[] left = [.. values.Except(joined)];
            int[] unread = [.. left.Intersect(Unread())];
            joined.Add(left.Length == 0 || _random.Next(8) == 0 ? OneOf(values) : unread.Length > 0 && _random.Next(2) == 0 ? OneOf(unread) : OneOf(left));
        }

        return [.. joined];
    }

    private GraphNode Join(NodeKind kind, int[] inputs) =>
        new(kind == NodeKind.Multiply && inputs.Sum(input => _values[input].Factors) > MostFactors ? NodeKind.Add : kind, inputs);

    private GraphNode Activated(GraphNode node, bool last)
    {
        // Half of the outputs are shares, for the cross-entropies.
        Activation activation = last && _random.Next(2) == 0
            ? OneOf([Activation.Sigmoid, Activation.Softmax])
            : _random.Next(3) == 0 ? Activation.Identity : OneOf(Enum.GetValues<Activation>());
        bool hasSlope = activation is Activation.LeakyReLU or Activation.ELU;
        return node with { Activation = activation, Slope = hasSlope ? OneOf<double?>([null, 0, 0.2, 1, 1.5]) : null };
    }

    // Mostly the value before, or one that nothing has read yet.
    private int Source()
    {
        List<int> unread = Unread();
        return _random.Next(10) switch
        {
            < 5 => _values.Count - 1,
            < 7 when unread.Count > 0 => OneOf([.. unread]),
            _ => _random.Next(_values.Count),
        };
    }

    private List<int> Unread() =>
        [.. Enumerable.Range(1, _values.Count - 1).Where(value => !_nodes.Any(node => node.Inputs.Contains(value))).Reverse()];

    private int Size() => _random.Next(5) switch
    {
        0 or 1 => OneOf(s_edges),
        2 => _random.Next(1, 9),
        _ => _random.Next(1, MostUnits + 1),
    };

    private T OneOf<T>(T[] values) => values[_random.Next(values.Length)];
}

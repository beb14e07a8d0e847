namespace CompiledNet.Fuzz.Graphs;

/// <summary>Draws random graphs.</summary>
internal sealed class GraphGen
{
    private const int MostNodes = 12;
    private const int MostUnits = 40;

    // A value of more factors than this of the input would leave the range in which anything can be compared.
    private const double MostFactors = 3;

    // Of a sample, in a value and in a layer of a network that has positions: the reference is slow.
    private const int MostNumbers = 1000;
    private const int MostProducts = 25_000;

    // Around the widths of registers.
    private static readonly int[] s_edges = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33];

    private static readonly PaddingMode[] s_paddings = [PaddingMode.Valid, PaddingMode.Same, PaddingMode.Causal];

    // The layers that take each shape; some are drawn more often.
    private static readonly NodeKind[] s_ofRows =
    [
        NodeKind.Activate, NodeKind.PReLU, NodeKind.Dropout, NodeKind.LayerNorm, NodeKind.BatchNorm, NodeKind.BatchNorm, NodeKind.Add, NodeKind.Add, NodeKind.Add,
        NodeKind.Multiply, NodeKind.Multiply, NodeKind.Concatenate, NodeKind.Concatenate,
    ];

    private static readonly NodeKind[] s_ofVectors = [.. s_ofRows, .. Times(5, NodeKind.Dense)];

    private static readonly NodeKind[] s_ofStreams =
        [.. s_ofRows, .. Times(2, NodeKind.Dense), .. Times(7, NodeKind.Conv1D), .. Times(4, NodeKind.GRU), .. Times(4, NodeKind.LSTM)];

    private static readonly NodeKind[] s_ofSequences =
    [
        .. s_ofStreams, .. Times(2, NodeKind.MaxPool1D), .. Times(2, NodeKind.AveragePool1D), NodeKind.GlobalMaxPool, NodeKind.GlobalAveragePool, NodeKind.LastStep,
        NodeKind.Flatten,
    ];

    private static readonly NodeKind[] s_ofImages =
    [
        .. s_ofRows, .. Times(10, NodeKind.Conv2D), .. Times(3, NodeKind.MaxPool2D), .. Times(2, NodeKind.AveragePool2D), NodeKind.GlobalMaxPool,
        NodeKind.GlobalAveragePool, .. Times(2, NodeKind.Flatten),
    ];

    private readonly Random _random;
    private readonly GraphShape _input;
    private readonly int _usualSize;
    private readonly List<GraphNode> _nodes = [];

    // Of each value: its shape, how many factors of the input it has, and whether it lies between 0 and 1.
    private readonly List<(GraphShape Shape, double Factors, bool IsShare)> _values;

    private GraphGen(Random random, GraphKind kind)
    {
        _random = random;
        bool isVector = kind == GraphKind.Vectors;
        _usualSize = isVector ? Size() : Channels();
        int channels = random.Next(3) == 0 ? _usualSize : isVector ? Size() : Channels();
        _input = kind switch
        {
            GraphKind.Vectors => GraphShape.Vector(channels),
            GraphKind.Sequences => GraphShape.Sequence(Length(20), channels),
            GraphKind.Images => GraphShape.Image(Length(11), Length(11), Math.Min(channels, 9)),
            _ => GraphShape.Open(Length(14), channels),
        };
        _values = [(_input, 1, false)];
    }

    /// <summary>Every kind of network.</summary>
    public static IReadOnlyList<GraphKind> AllKinds { get; } = Enum.GetValues<GraphKind>();

    /// <summary>The graph of a place in a run.</summary>
    public static GraphSpec At(int seed, int index) => At(seed, index, AllKinds);

    /// <summary>The graph of a place in a run over some kinds of networks, in equal shares.</summary>
    public static GraphSpec At(int seed, int index, IReadOnlyList<GraphKind> kinds)
    {
        var random = new Random(unchecked((seed * 1_000_003) + index));
        while (true)
        {
            var gen = new GraphGen(random, kinds[index % kinds.Count]);
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
            Add(Together());
        }

        Add(Any(last: true));
    }

    // Values that are left, joined. Where they differ in their positions, one is made a vector.
    private GraphNode Together()
    {
        int[] left = [.. Unread().Take(_random.Next(2, 5))];
        GraphShape first = _values[left[0]].Shape;
        if (left.All(value => _values[value].Shape == first) && _random.Next(2) == 0)
        {
            return Join(NodeKind.Add, left);
        }

        if (left.All(value => _values[value].Shape.HasPositionsOf(first)))
        {
            return new GraphNode(NodeKind.Concatenate, left);
        }

        NodeKind kind = OneOf([NodeKind.GlobalMaxPool, NodeKind.GlobalAveragePool, NodeKind.Flatten]);
        return Any(kind, left.First(value => _values[value].Shape.Kind != GraphKind.Vectors), last: false);
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
        if (loss == Loss.BinaryCrossEntropy && _nodes.Where((node, k) => node.Activation == Activation.Softmax && _values[k + 1].Shape.Channels == 1).Any())
        {
            loss = Loss.CategoricalCrossEntropy;
        }

        return new GraphSpec(
            _input,
            [.. _nodes],
            loss,
            _random.Next(2) == 0 ? Precision.Single : Precision.Double,
            Vectorize: _random.Next(2) == 0,
            Batch: Batch(),
            SpareRows: _input.Kind == GraphKind.Vectors ? OneOf([0, 0, 1, 3, 9]) : OneOf([0, 0, 1, 3]),
            Threads: _random.Next(1, 4),
            IsWeighted: _random.Next(5) == 0,
            InPlace: _random.Next(2) == 0,
            Classes: loss == Loss.CategoricalCrossEntropy && _random.Next(2) == 0,
            Seed: _random.Next(1_000_000));
    }

    private int Batch()
    {
        if (_input.Kind != GraphKind.Vectors)
        {
            return _random.Next(1, 6);
        }

        return _random.Next(8) switch { 0 => _random.Next(1, 4), 1 => OneOf(s_edges), 2 => _random.Next(1, 71), _ => _random.Next(3, 41) };
    }

    private void Add(GraphNode node)
    {
        node = node with
        {
            Name = _random.Next(4) == 0 ? $"Part{_nodes.Count + 1}" : null,
            NamesInput = _random.Next(8) == 0,
        };
        _nodes.Add(node);
        (GraphShape Shape, double Factors, bool IsShare)[] inputs = [.. node.Inputs.Select(input => _values[input])];
        double factors = node.Activation switch
        {
            Activation.Sigmoid or Activation.Softmax or Activation.Tanh or Activation.HardSigmoid => 0.5,
            _ when node.Kind == NodeKind.Multiply => inputs.Sum(input => input.Factors),
            _ when node.Kind == NodeKind.LayerNorm => 1,
            _ when node.IsRecurrent => 0.5,
            _ => inputs.Max(input => input.Factors),
        };
        bool isShare = node.Kind switch
        {
            NodeKind.Concatenate or NodeKind.PReLU or NodeKind.MaxPool1D or NodeKind.MaxPool2D or NodeKind.AveragePool1D or NodeKind.AveragePool2D
                or NodeKind.GlobalMaxPool or NodeKind.GlobalAveragePool or NodeKind.LastStep or NodeKind.Flatten => inputs.All(input => input.IsShare),
            NodeKind.Dropout => node.Rate == 0 && inputs[0].IsShare,
            NodeKind.Multiply when node.Activation == Activation.Identity => inputs.All(input => input.IsShare),
            _ => node.Activation is Activation.Sigmoid or Activation.Softmax,
        };
        _values.Add((OutputOf(node)!, factors, isShare));
    }

    // A layer whose inputs fit and that is not too large.
    private GraphNode Any(bool last = false)
    {
        while (true)
        {
            int input = last ? Unread().DefaultIfEmpty(0).First() : Source();
            GraphShape shape = _values[input].Shape;
            GraphNode node = Any(OneOf(KindsFor(shape)), input, last);
            if (OutputOf(node) is { } output
                && (_input.Kind == GraphKind.Vectors || (output.Size <= MostNumbers && CostOf(node, output) <= MostProducts)))
            {
                return node;
            }
        }
    }

    private static IEnumerable<NodeKind> Times(int count, NodeKind kind) => Enumerable.Repeat(kind, count);

    private static NodeKind[] KindsFor(GraphShape shape) => shape.Kind switch
    {
        GraphKind.Vectors => s_ofVectors,
        GraphKind.Sequences => s_ofSequences,
        GraphKind.Images => s_ofImages,
        _ => s_ofStreams,
    };

    private GraphNode Any(NodeKind kind, int input, bool last)
    {
        GraphShape shape = _values[input].Shape;
        switch (kind)
        {
            case NodeKind.Dense:
                int units = _random.Next(2) == 0 ? _usualSize : shape.Kind == GraphKind.Vectors ? Size() : Channels();
                return Activated(new GraphNode(kind, [input], units, Bias: _random.Next(4) > 0), last);
            case NodeKind.Conv1D or NodeKind.Conv2D:
                return Activated(Convolution(kind, input), last);
            case NodeKind.MaxPool1D or NodeKind.MaxPool2D or NodeKind.AveragePool1D or NodeKind.AveragePool2D:
                int size = _random.Next(1, 5);
                return new GraphNode(kind, [input], Window: new GraphWindow(
                    size,
                    shape.IsSequence ? 1 : size,
                    OneOf<int?>([null, null, 1, 2, 3]),
                    Padding: OneOf([PaddingMode.Valid, PaddingMode.Same])));
            case NodeKind.GRU or NodeKind.LSTM:
                int hidden = _random.Next(2) == 0 ? _usualSize : Channels();
                return new GraphNode(kind, [input], hidden, Bias: _random.Next(4) > 0, ResetAfter: kind == NodeKind.LSTM || _random.Next(2) == 0);
            case NodeKind.Flatten:
                return new GraphNode(kind, [input], Order: OneOf([FlattenOrder.ChannelsLast, FlattenOrder.ChannelsFirst]));
            case NodeKind.Dropout:
                return new GraphNode(kind, [input], Rate: OneOf([0, 0, 0.1, 0.25, 0.5, 0.8]));
            case NodeKind.LayerNorm:
                return Activated(new GraphNode(kind, [input], Epsilon: OneOf<double?>([null, null, 1e-3, 0.1, 1e-7])), last);
            case NodeKind.BatchNorm:
                double? momentum = OneOf<double?>([null, null, 0, 0.01, 0.3, 1]);
                return Activated(new GraphNode(kind, [input], Epsilon: OneOf<double?>([null, null, 1e-3, 0.1, 1e-7]), Momentum: momentum), last);
            case NodeKind.Concatenate:
                int[] joined = Others(input, Like(other => other.HasPositionsOf(shape)));
                int fitting = Enumerable.Range(1, joined.Length)
                    .Last(count => count <= 2 || joined.Take(count).Sum(value => _values[value].Shape.Channels) <= 2 * MostUnits);
                return new GraphNode(kind, [.. joined.Take(fitting)]);
            case NodeKind.Add or NodeKind.Multiply:
                int[] equal = Like(other => other == shape);
                if (equal.Length == 1 && _random.Next(3) > 0)
                {
                    return Activated(OfSameShape(input), last);
                }

                return Activated(Join(kind, Others(input, equal)), last);
            case NodeKind.Activate:
                return Activated(new GraphNode(kind, [input]), last);
            default:
                return new GraphNode(kind, [input]);
        }
    }

    private GraphNode Convolution(NodeKind kind, int input)
    {
        GraphShape shape = _values[input].Shape;
        int groups = OneOf([1, 1, 1, 1, 2, 3, shape.Channels, shape.Channels]);
        int filters = _random.Next(2) == 0 ? _usualSize : Channels();
        if (groups > 1 && shape.Channels % groups == 0)
        {
            filters = Math.Max(filters / groups, 1) * groups;
        }

        int height = Kernel();
        var window = new GraphWindow(
            height,
            kind == NodeKind.Conv1D ? 1 : _random.Next(2) == 0 ? height : Kernel(),
            shape.IsOpen ? null : OneOf<int?>([null, null, null, 1, 2, 3]),
            OneOf([1, 1, 2, 2, 3, shape.IsOpen ? 7 : 1]),
            groups,
            shape.IsOpen ? OneOf([PaddingMode.Valid, PaddingMode.Causal]) : OneOf(kind == NodeKind.Conv1D ? s_paddings : s_paddings[..^1]));
        return new GraphNode(kind, [input], filters, Bias: _random.Next(4) > 0, Window: window with
        {
            Pad = window.Padding == PaddingMode.Valid && !shape.IsOpen ? OneOf([0, 0, 1, 2]) : 0,
        });
    }

    // A layer of the input's shape, so that sums find one.
    private GraphNode OfSameShape(int input)
    {
        GraphShape shape = _values[input].Shape;
        NodeKind kind = shape.Kind switch
        {
            GraphKind.Vectors => NodeKind.Dense,
            GraphKind.Images => NodeKind.Conv2D,
            _ => NodeKind.Conv1D,
        };
        PaddingMode padding = shape.IsOpen ? PaddingMode.Causal : PaddingMode.Same;
        return new GraphNode(kind, [input], shape.Channels, Window: kind == NodeKind.Dense ? null : new GraphWindow(3, shape.IsSequence ? 1 : 3, Padding: padding));
    }

    private int[] Like(Func<GraphShape, bool> fits) => [.. Enumerable.Range(0, _values.Count).Where(value => fits(_values[value].Shape))];

    private GraphShape? OutputOf(GraphNode node) => node.OutputOf([.. node.Inputs.Select(input => _values[input].Shape)]);

    // Products for a sample.
    private int CostOf(GraphNode node, GraphShape output)
    {
        int channels = _values[node.Inputs[0]].Shape.Channels;
        return node.Kind switch
        {
            NodeKind.Dense => output.Size * channels,
            NodeKind.Conv1D or NodeKind.Conv2D => output.Size * channels / node.Window!.Groups * node.Window.Taps,
            NodeKind.GRU => 3 * output.Size * (channels + node.Units),
            NodeKind.LSTM => 4 * output.Size * (channels + node.Units),
            _ => 0,
        };
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

    private int Kernel() => OneOf([1, 2, 2, 3, 3, 3, 4, 5]);

    // Mostly room for windows.
    private int Length(int most) => _random.Next(_random.Next(4) == 0 ? 1 : most / 2, most + 1);

    // Of a step or a pixel: fewer than of a vector.
    private int Channels() => _random.Next(4) switch
    {
        0 => OneOf(s_edges),
        1 => _random.Next(1, 18),
        _ => _random.Next(1, 9),
    };

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

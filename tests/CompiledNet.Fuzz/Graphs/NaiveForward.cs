using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>What forward propagation keeps of a graph. A value is its rows: position after position of the first sample, then of the second.</summary>
internal sealed class NaiveForward
{
    private readonly GraphSpec _spec;
    private readonly NaiveBatch _batch;
    private readonly List<double[][]> _values;
    private readonly List<double[][]> _preActivations = [[]];

    public NaiveForward(GraphSpec spec, NaiveBatch batch, NaiveRounding rounding)
    {
        _spec = spec;
        _batch = batch;
        _values = [batch.Inputs];
        Shapes = [.. spec.Shapes().Select(shape => shape!)];
        Samples = batch.Inputs.Length / spec.Input.Positions;
        Rounding = rounding;
    }

    public NaiveRounding Rounding { get; }

    public bool IsTraining => _batch.IsTraining;

    public int Samples { get; }

    /// <summary>The shape of each value.</summary>
    public IReadOnlyList<GraphShape> Shapes { get; }

    /// <summary>Each value; the first is the network's input.</summary>
    public IReadOnlyList<double[][]> Values => _values;

    /// <summary>z of each layer, at its value.</summary>
    public IReadOnlyList<double[][]> PreActivations => _preActivations;

    /// <summary>Of each normalization, by its value: of each row, or of each channel.</summary>
    public Dictionary<int, NaiveMoments[]> Moments { get; } = [];

    /// <summary>Of each recurrent layer, by its value: the gates of each row.</summary>
    public Dictionary<int, NaiveGates[]> Gates { get; } = [];

    /// <summary>A row of a sample; null before the first step of a sequence. What goes before it is the window before, if there is one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="position">The position; negative before the first step.</param>
    public double[]? RowOf(int value, int sample, int position) => position >= 0
        ? _values[value][(sample * Shapes[value].Positions) + position]
        : _batch.Before?.RowOf(value, sample, position + _batch.Before.Shapes[value].Positions);

    /// <summary>The gates of a recurrent layer in the last step of the window before; null where there is none.</summary>
    public NaiveGates? GatesBefore(int value, int sample) =>
        _batch.Before?.Gates[value][((sample + 1) * _batch.Before.Shapes[value].Positions) - 1];

    /// <summary>The factors of a dropout, of each row; 1 where nothing drops.</summary>
    public double[][] MaskOf(int value) => IsTraining && _batch.Masks.TryGetValue(value, out double[][]? masks)
        ? masks
        : [.. Enumerable.Range(0, Samples * Shapes[value].Positions).Select(_ => Enumerable.Repeat(1.0, Shapes[value].Channels).ToArray())];

    public void Keep(int value, double[][] z, double[][] a)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(value, _values.Count);
        _preActivations.Add(z);
        _values.Add(a);
    }

    /// <summary>The numbers that each layer has a kink for, of each row: z, or x of a PReLU.</summary>
    public double[][] TestedBy(int value)
    {
        GraphNode node = _spec.Nodes[value - 1];
        return node.Kind == NodeKind.PReLU ? _values[node.Inputs[0]] : _preActivations[value];
    }
}

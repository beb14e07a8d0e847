using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>What forward propagation keeps of a graph.</summary>
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
        Rounding = rounding;
    }

    public NaiveRounding Rounding { get; }

    public bool IsTraining => _batch.IsTraining;

    public int Samples => _batch.Inputs.Length;

    /// <summary>Each value, of each sample; the first is the network's input.</summary>
    public IReadOnlyList<double[][]> Values => _values;

    /// <summary>z of each layer, at its value.</summary>
    public IReadOnlyList<double[][]> PreActivations => _preActivations;

    /// <summary>Of each normalization, by its value: of each sample, or of each channel.</summary>
    public Dictionary<int, NaiveMoments[]> Moments { get; } = [];

    /// <summary>The factors of a dropout, of each sample; 1 where nothing drops.</summary>
    public double[][] MaskOf(int value) => IsTraining && _batch.Masks.TryGetValue(value, out double[][]? masks)
        ? masks
        : Array.ConvertAll(_batch.Inputs, _ => Enumerable.Repeat(1.0, _spec.SizeOf(value)).ToArray());

    public void Keep(int value, double[][] z, double[][] a)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(value, _values.Count);
        _preActivations.Add(z);
        _values.Add(a);
    }

    /// <summary>The numbers that each layer has a kink for, of each sample: z, or x of a PReLU.</summary>
    public double[][] TestedBy(int value)
    {
        GraphNode node = _spec.Nodes[value - 1];
        return node.Kind == NodeKind.PReLU ? _values[node.Inputs[0]] : _preActivations[value];
    }
}

namespace CompiledNet.Fuzz.Files;

/// <summary>
/// A network that has nothing but parameters, laid out as a generated one lays them out: column after column, with padding. It needs no
/// compiler, so that a child process is soon there.
/// </summary>
internal sealed class LayoutNetwork : INetwork<float>
{
    private readonly AlignedBuffer<float> _parameters;

    public LayoutNetwork(int inputs, params int[] units)
    {
        InputSize = inputs;
        var layers = new List<LayerInfo>();
        int offset = 0;
        foreach (int rows in units)
        {
            int stride = (rows + 15) & ~15;
            string name = $"Layer{layers.Count + 1}";
            TensorInfo weights = TensorInfo.Matrix(name + ".weight", TensorRole.Weight, offset, rows, inputs, 1, stride);
            TensorInfo biases = TensorInfo.Vector(name + ".bias", TensorRole.Bias, offset + (inputs * stride), rows);
            offset += (inputs + 1) * stride;
            layers.Add(new LayerInfo(name, "Dense", inputs, rows, Activation.ReLU, weights, biases));
            inputs = rows;
        }

        OutputSize = inputs;
        Layers = layers;
        _parameters = new AlignedBuffer<float>(offset);
    }

    public int InputSize { get; }

    public int OutputSize { get; }

    public int ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    public Loss Loss => Loss.None;

    public IReadOnlyList<LayerInfo> Layers { get; }

    public Span<float> Parameters => _parameters.Span;

    /// <summary>Every weight and bias, without the padding.</summary>
    public IEnumerable<float> Numbers =>
        from layer in Layers
        from layout in new[] { layer.Weights, layer.Biases }
        from i in Enumerable.Range(0, layout.Count)
        select Parameters[layout.IndexOf(i / layout.Columns, i % layout.Columns)];

    public Workspace<float> CreateWorkspace(int batchSize, bool inputGradient = false) => throw new NotSupportedException();

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => throw new NotSupportedException();

    public void Forward(ReadOnlySpan<float> input, Workspace<float> workspace) => throw new NotSupportedException();

    public float EvaluateLoss(ReadOnlySpan<float> target, Workspace<float> workspace) => throw new NotSupportedException();

    public float EvaluateLossClasses(ReadOnlySpan<int> classes, Workspace<float> workspace) => throw new NotSupportedException();

    public float Backward(ReadOnlySpan<float> target, Workspace<float> workspace, bool accumulate = false) => throw new NotSupportedException();

    public float BackwardClasses(ReadOnlySpan<int> classes, Workspace<float> workspace, bool accumulate = false) => throw new NotSupportedException();

    public void BackwardFrom(ReadOnlySpan<float> outputGradient, Workspace<float> workspace, bool accumulate = false) => throw new NotSupportedException();
}

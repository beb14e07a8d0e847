namespace CompiledNet;

/// <summary>The parameters of a convolution, in place in the network.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
public readonly ref struct ConvolutionView<T>
    where T : struct
{
    /// <summary>Looks at a layer.</summary>
    /// <param name="parameters">The network's parameter buffer.</param>
    /// <param name="weights">Where its filters lie.</param>
    /// <param name="biases">Where its biases lie; no rows where it has none.</param>
    public ConvolutionView(Span<T> parameters, FilterLayout weights, TensorLayout biases)
    {
        Weights = new FilterView<T>(parameters, weights);
        Biases = new VectorView<T>(parameters, biases);
    }

    /// <summary>W: <c>Weights[filter, channel, row, column]</c>, of a convolution over sequences <c>Weights[filter, channel, step]</c>.</summary>
    public FilterView<T> Weights { get; }

    /// <summary>b, one for each filter; empty where the layer was declared with <c>Bias = false</c>.</summary>
    public VectorView<T> Biases { get; }
}

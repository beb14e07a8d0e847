namespace CompiledNet;

/// <summary>The parameters of one layer, in place in the network.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
public readonly ref struct LayerView<T>
    where T : struct
{
    /// <summary>Looks at a layer.</summary>
    /// <param name="parameters">The network's parameter buffer.</param>
    /// <param name="weights">Where its weights lie.</param>
    /// <param name="biases">Where its biases lie; no rows where it has none.</param>
    public LayerView(Span<T> parameters, TensorLayout weights, TensorLayout biases)
    {
        Weights = new MatrixView<T>(parameters, weights);
        Biases = new VectorView<T>(parameters, biases);
    }

    /// <summary>W, units × inputs: <c>Weights[unit, input]</c>, as in z = W·a + b.</summary>
    public MatrixView<T> Weights { get; }

    /// <summary>b, one for each unit; empty where the layer was declared with <c>Bias = false</c>.</summary>
    public VectorView<T> Biases { get; }
}

namespace CompiledNet;

/// <summary>
/// The parameters of a GRU or an LSTM, in place in the network. The gates lie one after the other as PyTorch has them: of a GRU r, z, n, of an LSTM i, f, g, o.
/// </summary>
/// <typeparam name="T">The network's number type.</typeparam>
public readonly ref struct RecurrentView<T>
    where T : struct
{
    /// <summary>Looks at a layer.</summary>
    /// <param name="parameters">The network's parameter buffer.</param>
    /// <param name="inputWeights">Where the weights of its inputs lie.</param>
    /// <param name="recurrentWeights">Where the weights of its own output lie.</param>
    /// <param name="inputBiases">Where the biases beside the inputs lie; no rows where it has none.</param>
    /// <param name="recurrentBiases">Where the biases beside its own output lie.</param>
    public RecurrentView(
        Span<T> parameters, TensorLayout inputWeights, TensorLayout recurrentWeights, TensorLayout inputBiases, TensorLayout recurrentBiases)
    {
        InputWeights = new MatrixView<T>(parameters, inputWeights);
        RecurrentWeights = new MatrixView<T>(parameters, recurrentWeights);
        InputBiases = new VectorView<T>(parameters, inputBiases);
        RecurrentBiases = new VectorView<T>(parameters, recurrentBiases);
    }

    /// <summary>W_ih, by which x is multiplied: <c>InputWeights[gate * units + unit, input]</c>.</summary>
    public MatrixView<T> InputWeights { get; }

    /// <summary>W_hh, by which h of the step before is multiplied: <c>RecurrentWeights[gate * units + unit, unit of the step before]</c>.</summary>
    public MatrixView<T> RecurrentWeights { get; }

    /// <summary>b_ih: <c>InputBiases[gate * units + unit]</c>; empty where the layer was declared with <c>Bias = false</c>.</summary>
    public VectorView<T> InputBiases { get; }

    /// <summary>b_hh: <c>RecurrentBiases[gate * units + unit]</c>; empty where the layer was declared with <c>Bias = false</c>.</summary>
    public VectorView<T> RecurrentBiases { get; }
}

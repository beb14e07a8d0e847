namespace CompiledNet;

/// <summary>The parameters of a normalization, in place in the network.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
public readonly ref struct NormView<T>
    where T : struct
{
    /// <summary>Looks at a layer.</summary>
    /// <param name="parameters">The network's parameter buffer.</param>
    /// <param name="scale">Where its scale lies.</param>
    /// <param name="biases">Where its biases lie.</param>
    public NormView(Span<T> parameters, TensorLayout scale, TensorLayout biases)
    {
        Scale = new VectorView<T>(parameters, scale);
        Biases = new VectorView<T>(parameters, biases);
    }

    /// <summary>γ, one for each channel.</summary>
    public VectorView<T> Scale { get; }

    /// <summary>β, one for each channel.</summary>
    public VectorView<T> Biases { get; }
}

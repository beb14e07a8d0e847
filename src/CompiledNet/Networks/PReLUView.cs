namespace CompiledNet;

/// <summary>The parameters of a PReLU, in place in the network.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
public readonly ref struct PReLUView<T>
    where T : struct
{
    /// <summary>Looks at a layer.</summary>
    /// <param name="parameters">The network's parameter buffer.</param>
    /// <param name="slopes">Where its slopes lie.</param>
    public PReLUView(Span<T> parameters, TensorLayout slopes)
    {
        Slopes = new VectorView<T>(parameters, slopes);
    }

    /// <summary>The slopes for negative numbers, one for each channel.</summary>
    public VectorView<T> Slopes { get; }
}

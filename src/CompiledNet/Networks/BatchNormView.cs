namespace CompiledNet;

/// <summary>The parameters of a batch normalization, in place in the network.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
public readonly ref struct BatchNormView<T>
    where T : struct
{
    /// <summary>Looks at a layer.</summary>
    /// <param name="parameters">The network's parameter buffer.</param>
    /// <param name="scale">Where its scale lies.</param>
    /// <param name="biases">Where its biases lie.</param>
    /// <param name="runningMean">Where its running mean lies.</param>
    /// <param name="runningVariance">Where its running variance lies.</param>
    public BatchNormView(Span<T> parameters, TensorLayout scale, TensorLayout biases, TensorLayout runningMean, TensorLayout runningVariance)
    {
        Scale = new VectorView<T>(parameters, scale);
        Biases = new VectorView<T>(parameters, biases);
        RunningMean = new VectorView<T>(parameters, runningMean);
        RunningVariance = new VectorView<T>(parameters, runningVariance);
    }

    /// <summary>γ, one for each channel.</summary>
    public VectorView<T> Scale { get; }

    /// <summary>β, one for each channel.</summary>
    public VectorView<T> Biases { get; }

    /// <summary>The running mean, one for each channel.</summary>
    public VectorView<T> RunningMean { get; }

    /// <summary>The running variance, one for each channel.</summary>
    public VectorView<T> RunningVariance { get; }
}

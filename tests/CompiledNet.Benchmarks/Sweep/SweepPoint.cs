namespace CompiledNet.Benchmarks.Sweep;

/// <summary>Times of one width.</summary>
/// <param name="Width">Inputs and units of the layer.</param>
/// <param name="Inference">Nanoseconds of an inference.</param>
/// <param name="Step">Nanoseconds of forward, backward and Adam on a minibatch.</param>
internal sealed record SweepPoint(int Width, double Inference, double Step)
{
    /// <summary>Samples of a step.</summary>
    public const int Batch = 32;

    /// <summary>Nanoseconds of a multiply-add of inference.</summary>
    public double InferencePerProduct => Inference / ((double)Width * Width);

    /// <summary>Nanoseconds of a multiply-add of a step, which has as many for dW as forward; Adam is not counted.</summary>
    public double StepPerProduct => Step / (2.0 * Batch * Width * Width);
}

namespace CompiledNet.Benchmarks.Sweep;

/// <summary>Times of one width.</summary>
/// <param name="Width">Inputs and units of each layer.</param>
/// <param name="Inference">Nanoseconds of an inference.</param>
/// <param name="Step">Nanoseconds of forward, backward and Adam on a minibatch.</param>
internal sealed record SweepPoint(int Width, double Inference, double Step)
{
    /// <summary>Samples of a step.</summary>
    public const int Batch = 32;

    /// <summary>Nanoseconds of a multiply-add of inference, of which each layer has w².</summary>
    public double InferencePerProduct => Inference / (2.0 * Width * Width);

    /// <summary>Nanoseconds of a multiply-add of a step: forward and dW in both layers, ∂L/∂x in one. Adam is not counted.</summary>
    public double StepPerProduct => Step / (5.0 * Batch * Width * Width);
}

namespace CompiledNet;

/// <summary>What a <see cref="Metric"/> is measured of.</summary>
/// <param name="Loss">The network's loss.</param>
/// <param name="OutputSize">Numbers in the output of one sample.</param>
/// <param name="HasOneHotTargets">Whether every target vector is known to be 1 at one place and 0 elsewhere; not looked for under categorical cross-entropy.</param>
public sealed record MetricContext(Loss Loss, int OutputSize, bool HasOneHotTargets)
{
    /// <summary>What makes a prediction correct, where that is decided beforehand; null where each batch of a stream decides.</summary>
    internal AccuracyRule? Rule { get; init; }
}

using System.Numerics;

namespace CompiledNet;

/// <summary>Adds a <see cref="Metric"/> up over the batches of one pass through some samples. Must not allocate once it exists.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
public abstract class MetricAccumulator<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The metric over the samples since the last <see cref="Reset"/>; null where it has no meaning for them, or there are none.</summary>
    public abstract double? Value { get; }

    /// <summary>Begins anew.</summary>
    public abstract void Reset();

    /// <summary>Takes in a batch.</summary>
    /// <param name="batch">Outputs and targets, valid only until the method returns.</param>
    public abstract void Add(in MetricBatch<T> batch);
}

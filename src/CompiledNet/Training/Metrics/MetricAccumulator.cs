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

    /// <summary>
    /// Names every number in which batches are added up, so that a training which is saved in the middle of an epoch
    /// (<see cref="TrainingState.Save"/>) goes on with them. Called when it is saved, and when it is resumed.
    /// </summary>
    /// <param name="sums">Takes or gives them.</param>
    /// <exception cref="NotSupportedException">Unless overridden: the training can be saved after an epoch only.</exception>
    protected internal virtual void ExchangeSums(MetricSums sums) => throw new NotSupportedException(
        $"{GetType()} does not override ExchangeSums, and so a training that uses it can be saved after an epoch, but not in the middle of one.");

    /// <summary>
    /// Adds what another accumulator of the same metric has taken in, as if its batches came after those of this one. Called where a team trains
    /// (<see cref="TrainingOptions.Team"/>): each process measures its part of a batch, and the parts are combined in a fixed order.
    /// </summary>
    /// <param name="other">The other; not changed.</param>
    /// <exception cref="NotSupportedException">Unless overridden: the metric cannot be used by a team.</exception>
    protected internal virtual void Combine(MetricAccumulator<T> other) => throw new NotSupportedException(
        $"{GetType()} does not override Combine, and so it cannot be measured where a team trains: override it, or train without options.Team.");
}

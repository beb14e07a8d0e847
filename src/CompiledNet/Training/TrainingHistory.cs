using System.Collections;

namespace CompiledNet;

/// <summary>
/// The results of a training, epoch after epoch. <see cref="ToString"/> is a table; <see cref="Series(string)"/> and
/// <see cref="ValidationSeries(string)"/> give the numbers of one curve, and <see cref="ToCsv"/> all of them, for whatever draws.
/// </summary>
public sealed class TrainingHistory : IReadOnlyList<EpochResult>
{
    private readonly List<EpochResult> _epochs;
    private int _bestEpoch;

    internal TrainingHistory(int epochs, Metric monitor)
    {
        _epochs = new List<EpochResult>(Math.Min(epochs, 4096));
        Monitor = monitor;
    }

    /// <summary>Number of epochs.</summary>
    public int Count => _epochs.Count;

    /// <summary>How long the training took, the time of validation included.</summary>
    public TimeSpan Elapsed => _epochs.Count == 0 ? TimeSpan.Zero : _epochs[^1].Elapsed;

    /// <summary>The metric by which one epoch was better than another.</summary>
    public Metric Monitor { get; }

    /// <summary>
    /// The epoch whose value of <see cref="Monitor"/> was best, the first of several, over the validation set if there was one; null if that
    /// was NaN in every epoch, or not measured.
    /// </summary>
    public EpochResult? Best => _bestEpoch == 0 ? null : _epochs[_bestEpoch - 1];

    /// <summary>Whether the network was given the parameters that it had after <see cref="Best"/>.</summary>
    public bool IsBestRestored { get; internal set; }

    /// <summary>Why the training ended.</summary>
    public StopReason StopReason { get; internal set; }

    /// <summary>The result of one epoch.</summary>
    /// <param name="index">From 0, the first epoch, to <see cref="Count"/> − 1.</param>
    /// <returns>It.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such epoch.</exception>
    public EpochResult this[int index] => _epochs[index];

    /// <inheritdoc/>
    public IEnumerator<EpochResult> GetEnumerator() => _epochs.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A metric over the training samples of each epoch.</summary>
    /// <param name="metric">Its name, such as "loss", "accuracy" or "R2".</param>
    /// <returns>A number for each epoch; NaN where it was not measured.</returns>
    public double[] Series(string metric) => [.. _epochs.Select(epoch => epoch.Training(metric) ?? double.NaN)];

    /// <inheritdoc cref="Series(string)"/>
    public double[] Series(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Series(metric.Name);
    }

    /// <summary>A metric over the validation set after each epoch.</summary>
    /// <param name="metric">Its name, such as "loss", "accuracy" or "R2".</param>
    /// <returns>A number for each epoch; NaN where it was not measured.</returns>
    public double[] ValidationSeries(string metric) => [.. _epochs.Select(epoch => epoch.Validation(metric) ?? double.NaN)];

    /// <inheritdoc cref="ValidationSeries(string)"/>
    public double[] ValidationSeries(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return ValidationSeries(metric.Name);
    }

    /// <summary>
    /// Writes a line of names and one for each epoch: epoch, every metric that was measured, over the training samples and over the validation set,
    /// learning rate and seconds since the start, divided by commas, the same in every culture. Numbers have all their digits; what was not measured is empty.
    /// </summary>
    /// <param name="writer">Where to; lines end as it ends them.</param>
    public void ToCsv(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        HistoryTable.WriteCsv(this, writer);
    }

    /// <summary>
    /// A table with a line for each epoch, the best marked with a star, the time since the start last; the same in every culture. A line below says so
    /// where the star goes by the training set, because there was no validation set.
    /// </summary>
    /// <returns>The lines.</returns>
    public override string ToString() => HistoryTable.Text(this);

    internal void Add(EpochResult epoch) => _epochs.Add(epoch);

    internal void SetBest(int epoch) => _bestEpoch = epoch;
}

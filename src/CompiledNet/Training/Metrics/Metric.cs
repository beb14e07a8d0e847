using System.Numerics;

namespace CompiledNet;

/// <summary>
/// A figure that says how well a network does on samples, measured while a training goes through them and over its validation set:
/// <see cref="TrainingOptions.Metrics"/>, <see cref="TrainingOptions.Monitor"/>.
/// </summary>
/// <remarks>
/// To write one of your own, derive from this class and from <see cref="MetricAccumulator{T}"/>, which must not allocate once it exists.
/// Metrics count every sample alike, whatever weights the loss gives them.
/// </remarks>
public abstract class Metric
{
    /// <summary>The mean of the network's own loss, "loss". Always measured.</summary>
    public static Metric Loss { get; } = new LossMetric();

    /// <summary>The share of samples classified correctly, "accuracy". Always measured where it has a meaning: see <see cref="Trainer"/>.</summary>
    public static Metric Accuracy { get; } = new AccuracyMetric();

    /// <summary>The mean of |ŷ − y| over samples and outputs, "MAE".</summary>
    public static Metric MeanAbsoluteError { get; } = new MeanAbsoluteErrorMetric();

    /// <summary>The root of the mean of (ŷ − y)² over samples and outputs, "RMSE".</summary>
    public static Metric RootMeanSquaredError { get; } = new RootMeanSquaredErrorMetric();

    /// <summary>
    /// R² = 1 − Σ (ŷ − y)² / Σ (y − ȳ)², "R2": 1 is perfect, 0 no better than the mean. With several outputs the mean of theirs. Of targets
    /// that are all alike 1 where they are met exactly and 0 where not, as scikit-learn's <c>r2_score</c> has it.
    /// </summary>
    public static Metric RSquared { get; } = new RSquaredMetric();

    /// <summary>
    /// Σ (ŷ − y)² / Σ y² over samples and outputs, "ESR", the error-to-signal ratio of audio (Wright et al., Real-Time Black-Box Modelling With Recurrent Neural
    /// Networks, 2019): 0 is perfect, 1 as good as silence.
    /// </summary>
    public static Metric ErrorToSignal { get; } = new ErrorToSignalMetric();

    /// <summary>
    /// The share of samples whose class is among those with the k largest outputs, "top-k accuracy" with the number for k. Of equal outputs the
    /// first counts as larger, and a NaN among the outputs makes them wrong; so k = 1 is <see cref="Accuracy"/>.
    /// </summary>
    /// <param name="k">At least 1; a training of fewer classes refuses it.</param>
    /// <returns>The metric.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is less than 1.</exception>
    public static Metric TopAccuracy(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return new TopAccuracyMetric(k);
    }

    /// <summary>What results call it; two metrics of one training have different names.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a larger value is the better one; false unless overridden.</summary>
    public virtual bool LargerIsBetter => false;

    /// <summary>What adds the metric up over batches.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="context">What it is measured of.</param>
    /// <returns>A new one, all memory that it needs allocated.</returns>
    public abstract MetricAccumulator<T> CreateAccumulator<T>(MetricContext context)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Whether the metric can have a value at all; of one that somebody else wrote nobody knows.</summary>
    internal virtual bool HasMeaning(MetricContext context, bool hasClasses) => true;

    /// <summary>What is wrong with measuring it of a network of so many outputs; null if nothing is.</summary>
    internal virtual string? FindMistake(int outputs) => null;
}

using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>
/// Refuses a metric that cannot tell one epoch from another: patience would run out over it, and the training would seem to have done its work.
/// </summary>
internal static class MonitorChecks
{
    /// <summary>Before the training, where what is judged by is a set; a stream shows its targets later.</summary>
    /// <exception cref="ArgumentException">The metric has no meaning for the set.</exception>
    public static void CheckMeaning<T>(TrainingOptions options, BatchPass<T> judged, bool isValidation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (judged.HasOnlyClasses is bool hasClasses && !options.Monitor.HasMeaning(judged.MetricContext, hasClasses))
        {
            throw new ArgumentException(Meaningless(options.Monitor, judged.MetricContext, isValidation), nameof(options));
        }
    }

    /// <summary>After an epoch, for targets that came from a stream.</summary>
    /// <exception cref="InvalidOperationException">The metric had no value, and will have none.</exception>
    public static void CheckMeaning(TrainingOptions options, MetricContext context, EpochResult result)
    {
        if (result.MonitoredValue(options.Monitor) is null && !options.Monitor.HasMeaning(context, hasClasses: false))
        {
            throw new InvalidOperationException(Meaningless(options.Monitor, context, result.ValidationLoss is not null));
        }
    }

    /// <summary>The exception for patience that has run out without a value ever.</summary>
    public static InvalidOperationException NeverHadValue(TrainingOptions options, EpochResult last)
    {
        string what = last.MonitoredValue(options.Monitor) is null ? "had no value" : "was NaN";
        string where = last.ValidationLoss is double loss
            ? "the validation set" + (double.IsNaN(loss) ? ", whose loss was NaN, too: look for NaN and infinite numbers in options.Validation" : "")
            : "the training set";
        return new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"options.Monitor is {options.Monitor.Name}, which {what} in all of {Counted.Of(last.Epoch, "epoch")} over {where}. Patience has run out, and no epoch is "
            + $"known to be better than another; the network is as it was after the last."));
    }

    private static string Meaningless(Metric metric, MetricContext context, bool isValidation)
    {
        string reason = context.OutputSize == 1
            ? "the network has one output, which tells two classes apart for the accuracy under binary cross-entropy only"
            : "the targets are no classes";
        return $"options.Monitor is {metric.Name}, which has no meaning for the {(isValidation ? "validation" : "training")} set: {reason}. A metric that has "
            + "a value was expected, such as Metric.Loss.";
    }
}

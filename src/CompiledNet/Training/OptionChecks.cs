using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>What options, data and network must be to each other.</summary>
internal static class OptionChecks
{
    public static void CheckLoss<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (network.Loss == Loss.None)
        {
            throw new InvalidOperationException(
                $"{network.GetType().Name} declares no loss, which training and evaluation need: give its [Network] attribute one, such "
                + "as Loss = Loss.MeanSquaredError. With a loss of your own, train through BackwardFrom instead.");
        }
    }

    public static void CheckFits<T>(INetwork<T> network, DataSet<T> data, string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (data.InputSize != network.InputSize || data.OutputSize != network.OutputSize)
        {
            throw new ArgumentException(
                $"{name} has {Counted.Of(data.InputSize, "input")} and {Counted.Of(data.OutputSize, "output")} for each sample; {network.InputSize} and "
                + $"{network.OutputSize} were expected, those of {network.GetType().Name}.",
                name);
        }
    }

    /// <summary>What an augmentation cannot change.</summary>
    public static void CheckAugmentation(TrainingOptions options, int inputs)
    {
        if (options.Augmentation?.FindMistake(inputs) is string mistake)
        {
            throw new ArgumentException($"options.Augmentation {mistake}.", nameof(options));
        }
    }

    /// <summary>What does not depend on data or network.</summary>
    public static void CheckTogether(TrainingOptions options)
    {
        if (options.ClipValue is not null && options.ClipNorm is not null)
        {
            throw new ArgumentException("options.ClipValue and options.ClipNorm are both set; one of them was expected.", nameof(options));
        }

        if (options.Validation is not null && options.ValidationFraction != 0)
        {
            throw new ArgumentException(
                "options.Validation and options.ValidationFraction are both set; one of them was expected.", nameof(options));
        }

        string? twice = OtherMetrics(options).GroupBy(metric => metric.Name).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new ArgumentException($"Two different metrics of the options are called \"{twice}\".", nameof(options));
        }
    }

    /// <summary>What a stream, of which nothing is known beforehand, cannot do.</summary>
    public static void CheckForStream<T>(TrainingOptions options, int outputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        string? refused = options.ValidationFraction != 0 ? "ValidationFraction is set: a stream cannot be divided; give a Validation set"
            : options.SampleWeights is not null ? "SampleWeights is set: nobody knows the samples of a stream beforehand; ClassWeights may do"
            : options.Augmentation is not null ? "Augmentation is set: change the batches of a stream where they are made"
            : options.Schedule is not null && options.BatchesPerEpoch is null
                ? "Schedule is set: it must know how long the training will be; set BatchesPerEpoch too"
            : null;
        if (refused is not null)
        {
            throw new ArgumentException($"options.{refused}.", nameof(options));
        }

        if (options.ClassWeights is not null)
        {
            CheckClassWeights<T>(options, options.ClassWeights, outputs);
        }
    }

    /// <summary>What is said of samples, which recordings have none of.</summary>
    public static void CheckForRecordings(TrainingOptions options)
    {
        string? refused = options.Validation is not null ? "Validation"
            : options.ValidationFraction != 0 ? "ValidationFraction"
            : null;
        if (refused is not null)
        {
            throw new ArgumentException($"options.{refused} is set; recordings to validate with are an argument of their own.", nameof(options));
        }

        refused = options.SampleWeights is not null ? nameof(options.SampleWeights)
            : options.ClassWeights is not null ? nameof(options.ClassWeights)
            : options.Augmentation is not null ? nameof(options.Augmentation)
            : null;
        if (refused is not null)
        {
            throw new ArgumentException($"options.{refused} is set, but is of samples, and recordings have steps.", nameof(options));
        }
    }

    public static DataSet<T>? ValidationSet<T>(INetwork<T> network, TrainingOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (options.Validation)
        {
            case null:
                return null;
            case DataSet<T> validation:
                CheckFits(network, validation, "options.Validation");
                return validation;
            default:
                throw new ArgumentException(
                    $"options.Validation is of another number type than the network; a DataSet<{typeof(T).Name}> was expected.",
                    nameof(options));
        }
    }

    /// <summary>The metrics that are measured besides loss and accuracy: those asked for, and the one that epochs are judged by.</summary>
    public static Metric[] OtherMetrics(TrainingOptions options) =>
        [.. options.Metrics.Append(options.Monitor).Distinct().Where(metric => metric != Metric.Loss && metric != Metric.Accuracy)];

    /// <summary>What a metric cannot be measured of, whatever the data.</summary>
    public static void CheckMetrics(TrainingOptions options, int outputs)
    {
        foreach (Metric metric in OtherMetrics(options))
        {
            if (metric.FindMistake(outputs) is string mistake)
            {
                string option = options.Metrics.Contains(metric) ? nameof(options.Metrics) : nameof(options.Monitor);
                throw new ArgumentException($"options.{option}: {metric.Name} {mistake}.", nameof(options));
            }
        }
    }

    /// <summary>The weight of each sample, or null where none has one.</summary>
    public static T[]? Weights<T>(DataSet<T> data, TrainingOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (options.SampleWeights is null && options.ClassWeights is null)
        {
            return null;
        }

        if (options.SampleWeights is not null && options.SampleWeights.Count != data.Count)
        {
            throw new ArgumentException(
                $"options.SampleWeights has {Counted.Of(options.SampleWeights.Count, "weight")}; one for each of {Counted.Of(data.Count, "sample")} was expected.",
                nameof(options));
        }

        if (options.ClassWeights is not null)
        {
            if (!data.HasClasses)
            {
                throw new ArgumentException(
                    "options.ClassWeights is set, but the targets are vectors; class indices were expected, or SampleWeights.", nameof(options));
            }

            CheckClassWeights<T>(options, options.ClassWeights, data.OutputSize);
        }

        var weights = new T[data.Count];
        for (int sample = 0; sample < weights.Length; sample++)
        {
            double weight = options.SampleWeights?[sample] ?? 1;
            CheckWeight<T>(options, weight, nameof(options.SampleWeights), sample);
            weights[sample] = T.CreateTruncating(weight * (options.ClassWeights?[data.ClassOf(sample)] ?? 1));
            if (!T.IsFinite(weights[sample]))
            {
                throw new ArgumentException(
                    $"options.SampleWeights[{sample}] times the weight of its class in options.ClassWeights is infinite as a {typeof(T).Name}; a finite "
                    + "product was expected.",
                    nameof(options));
            }
        }

        return weights;
    }

    private static void CheckClassWeights<T>(TrainingOptions options, IReadOnlyList<double> weights, int classes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (weights.Count != classes)
        {
            throw new ArgumentException(
                $"options.ClassWeights has {Counted.Of(weights.Count, "weight")}; one for each of {Counted.Of(classes, "class")} was expected.", nameof(options));
        }

        for (int i = 0; i < weights.Count; i++)
        {
            CheckWeight<T>(options, weights[i], nameof(options.ClassWeights), i);
        }
    }

    private static void CheckWeight<T>(TrainingOptions options, double weight, string name, int index)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!(weight >= 0 && T.IsFinite(T.CreateTruncating(weight))))
        {
            string type = double.IsFinite(weight) ? $", as a {typeof(T).Name} too" : "";
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"options.{name}[{index}] is {weight}; a finite number from 0 was expected{type}."), nameof(options));
        }
    }
}

using System.Numerics;

namespace CompiledNet;

/// <summary>Keeps a part of the training set apart for validation.</summary>
internal static class ValidationSplit
{
    /// <summary>Divides samples and their weights. Samples are the indices of the training part.</summary>
    public static (DataSet<T> Training, int[] Samples, T[]? Weights, DataSet<T> Validation) Of<T>(
        DataSet<T> data, T[]? weights, TrainingOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int kept = data.Count - (int)Math.Round(options.ValidationFraction * data.Count);
        if (kept == 0 || kept == data.Count)
        {
            throw new ArgumentException(
                $"options.ValidationFraction leaves one of the parts of {Counted.Of(data.Count, "sample")} empty.", nameof(options));
        }

        bool[] isKept = Splitter.Choose(data, kept, options.Seed);
        int[] training = [.. Enumerable.Range(0, data.Count).Where(sample => isKept[sample])];
        int[] validation = [.. Enumerable.Range(0, data.Count).Where(sample => !isKept[sample])];
        T[]? trainingWeights = weights is null ? null : [.. training.Select(sample => weights[sample])];
        return (data.Subset(training), training, trainingWeights, data.Subset(validation));
    }
}

namespace CompiledNet.Benchmarks.Sklearn;

/// <summary>What is said of several outcomes.</summary>
internal static class Statistics
{
    /// <summary>The mean.</summary>
    public static double Mean(double[] values) => values.Average();

    /// <summary>The standard deviation, of a sample; 0 for one value.</summary>
    public static double Deviation(double[] values) =>
        values.Length < 2 ? 0 : Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1));

    /// <summary>The median.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

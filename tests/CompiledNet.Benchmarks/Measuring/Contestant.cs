namespace CompiledNet.Benchmarks.Measuring;

/// <summary>Something to be timed.</summary>
/// <param name="Name">The column that its figure belongs in.</param>
/// <param name="Run">Does so many operations.</param>
internal sealed record Contestant(string Name, Action<int> Run);

/// <summary>Time of one operation over all rounds.</summary>
/// <param name="Median">In nanoseconds.</param>
/// <param name="Least">In nanoseconds; not a number where it is not known.</param>
internal sealed record Figure(double Median, double Least)
{
    /// <summary>
    /// How many times longer it takes than another. Of the least times where both are known: noise of the machine only ever adds.
    /// </summary>
    public double RatioTo(Figure other) => double.IsNaN(Least) || double.IsNaN(other.Least) ? Median / other.Median : Least / other.Least;
}

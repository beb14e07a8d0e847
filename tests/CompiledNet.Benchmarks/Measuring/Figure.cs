namespace CompiledNet.Benchmarks.Measuring;

/// <summary>Time of one operation over all rounds.</summary>
/// <param name="Median">In nanoseconds.</param>
/// <param name="Least">In nanoseconds.</param>
internal sealed record Figure(double Median, double Least)
{
    /// <summary>How many times longer it takes than another, by the least times: noise of the machine only ever adds.</summary>
    public double RatioTo(Figure other) => Least / other.Least;

    /// <summary>Of two runs the lesser times.</summary>
    public Figure OrLess(Figure other) => new(Math.Min(Median, other.Median), Math.Min(Least, other.Least));
}

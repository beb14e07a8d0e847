using System.Globalization;

namespace CompiledNet.Benchmarks.RampUp;

/// <summary>The least of what processes measured of one kind of call on its way from the first one to full speed.</summary>
/// <param name="First">Milliseconds of CPU time of the first call.</param>
/// <param name="Early">Nanoseconds of each of calls 22 to 1,021.</param>
/// <param name="Full">Nanoseconds at full speed.</param>
/// <param name="Until">Milliseconds from call 1,021 to full speed.</param>
internal sealed record RampFigures(double First, double Early, double Full, double Until)
{
    /// <summary>How many times longer than at full speed the early calls take.</summary>
    public double Ratio => Early / Full;

    /// <summary>Reads what a process printed.</summary>
    /// <exception cref="InvalidOperationException">The process had more than one processor.</exception>
    public static RampFigures Parse(string output)
    {
        double[] columns = [.. output.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        return columns[0] == 1
            ? new RampFigures(columns[1], columns[2], columns[3], columns[4])
            : throw new InvalidOperationException($"The process had {columns[0]} processors; it was to have one.");
    }

    /// <summary>The lesser of two figures each.</summary>
    /// <param name="other">Those of another process.</param>
    /// <param name="isLong">Whether it ran for long enough to come to full speed.</param>
    public RampFigures OrLess(RampFigures other, bool isLong) => new(
        Math.Min(First, other.First),
        Math.Min(Early, other.Early),
        isLong ? Math.Min(Full, other.Full) : Full,
        isLong ? Math.Min(Until, other.Until) : Until);
}

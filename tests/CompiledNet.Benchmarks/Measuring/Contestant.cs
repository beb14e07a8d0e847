using System.Diagnostics;

namespace CompiledNet.Benchmarks.Measuring;

/// <summary>Something to be timed.</summary>
/// <param name="name">The column that its figure belongs in.</param>
/// <param name="run">Does so many operations.</param>
internal sealed class Contestant(string name, Action<int> run)
{
    private readonly List<double> _times = [];
    private int _operations;

    public string Name => name;

    /// <summary>The time of one operation over all rounds until now.</summary>
    public Figure Figure
    {
        get
        {
            double[] times = [.. _times.Order()];
            return new Figure(times[times.Length / 2], times[0]);
        }
    }

    /// <summary>Does so many operations, and takes the time.</summary>
    /// <returns>Nanoseconds of all.</returns>
    public double Time(int operations)
    {
        long start = Stopwatch.GetTimestamp();
        run(operations);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    /// <summary>One more round.</summary>
    /// <param name="milliseconds">How long it lasts, about; one operation at least.</param>
    public void Round(double milliseconds)
    {
        _operations = _operations == 0 ? Calibrate(milliseconds * 1e6) : _operations;
        _times.Add(Time(_operations) / _operations);
    }

    private int Calibrate(double nanoseconds)
    {
        int operations = 1;
        double time;
        while ((time = Time(operations)) < nanoseconds / 4 && operations < 1 << 24)
        {
            operations *= 2;
        }

        return Math.Max(1, (int)(operations * nanoseconds / time));
    }
}

using System.Diagnostics;

namespace CompiledNet.Benchmarks.Measuring;

/// <summary>Times contestants in rounds, one after the other in each, so that the machine's noise hits all alike.</summary>
/// <param name="rounds">How many rounds.</param>
/// <param name="milliseconds">How long each contestant runs in a round, about.</param>
internal sealed class Rounds(int rounds, double milliseconds)
{
    // The JIT begins to count calls after a quiet tenth of a second, and compiles a method again after 30 of them, first with counters, then
    // for good; what a method calls may only then begin to be counted. So they run until a second of that has made nothing faster.
    private const int CallsOfPass = 40;
    private const int PassesWithoutGain = 8;
    private const int MostPasses = 40;
    private const double Gain = 0.95;
    private static readonly TimeSpan s_longestPass = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(120);

    /// <summary>Times them.</summary>
    public IReadOnlyDictionary<string, Figure> Time(IReadOnlyList<Contestant> contestants)
    {
        WarmUp(contestants);
        return TimeWarm(contestants);
    }

    /// <summary>Times them without warming up.</summary>
    public IReadOnlyDictionary<string, Figure> TimeWarm(IReadOnlyList<Contestant> contestants)
    {
        int[] operations = [.. contestants.Select(Calibrate)];
        double[][] times = [.. contestants.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int c = 0; c < contestants.Count; c++)
            {
                times[c][round] = Time(contestants[c], operations[c]) / operations[c];
            }
        }

        return contestants.Zip(times).ToDictionary(pair => pair.First.Name, pair => Summarize(pair.Second));
    }

    /// <summary>Runs them until the JIT has nothing more to do.</summary>
    public static void WarmUp(IReadOnlyList<Contestant> contestants)
    {
        double[] least = [.. contestants.Select(_ => double.PositiveInfinity)];
        int lastGain = 0;
        for (int pass = 0; pass < MostPasses && pass - lastGain < PassesWithoutGain; pass++)
        {
            for (int c = 0; c < contestants.Count; c++)
            {
                double time = LeastOfPass(contestants[c]);
                lastGain = time < least[c] * Gain ? pass : lastGain;
                least[c] = Math.Min(least[c], time);
            }

            Thread.Sleep(s_quiet);
        }
    }

    private static double LeastOfPass(Contestant contestant)
    {
        const int Operations = 16;
        double least = double.PositiveInfinity;
        var watch = Stopwatch.StartNew();
        for (int call = 0; call < CallsOfPass && (call == 0 || watch.Elapsed < s_longestPass); call++)
        {
            least = Math.Min(least, Time(contestant, Operations));
        }

        return least;
    }

    private int Calibrate(Contestant contestant)
    {
        int operations = 1;
        double time;
        while ((time = Time(contestant, operations)) < milliseconds * 1e6 / 4 && operations < 1 << 24)
        {
            operations *= 2;
        }

        return Math.Max(1, (int)(operations * milliseconds * 1e6 / time));
    }

    private static double Time(Contestant contestant, int operations)
    {
        long start = Stopwatch.GetTimestamp();
        contestant.Run(operations);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    private static Figure Summarize(double[] times)
    {
        Array.Sort(times);
        return new Figure(times[times.Length / 2], times[0]);
    }
}

using System.Diagnostics;

namespace CompiledNet.Benchmarks.Measuring;

/// <summary>Times contestants in rounds, one after the other in each, so that the machine's noise hits all alike.</summary>
/// <param name="rounds">How many rounds.</param>
/// <param name="milliseconds">How long each contestant runs in a round, about.</param>
internal sealed class Rounds(int rounds, double milliseconds)
{
    // The JIT compiles a method again after 30 calls and a quiet tenth of a second, first with counters, then for good.
    private const int Tiers = 3;
    private const int CallsOfTier = 40;
    private static readonly TimeSpan s_longestTier = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(150);

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
        for (int tier = 0; tier < Tiers; tier++)
        {
            foreach (Contestant contestant in contestants)
            {
                var watch = Stopwatch.StartNew();
                for (int call = 0; call < CallsOfTier && (call == 0 || watch.Elapsed < s_longestTier); call++)
                {
                    contestant.Run(2);
                }
            }

            Thread.Sleep(s_quiet);
        }
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

using System.Diagnostics;
using System.Runtime;

namespace CompiledNet.Benchmarks.Measuring;

/// <summary>Times contestants in rounds, one after the other in each, so that the machine's noise hits all alike.</summary>
internal static class Rounds
{
    // The JIT begins to count the calls of a method when it has compiled nothing new for the delay of its tiers, and after 30 calls compiles it
    // again, first with counters, then for good. The delay is 100 ms, but ten times that in a process that has one processor to run on, as every
    // measurement pinned to one core has; runtimeconfig.template.json makes that 100 ms again. Warm is what has run through some delays without
    // anything being compiled.
    private const int CallsOfPass = 40;
    private const int PassesWithoutCompilation = 4;
    private const int MostPasses = 60;
    private const int MostOperations = 16;
    private static readonly TimeSpan s_shortOperation = TimeSpan.FromMicroseconds(20);
    private static readonly TimeSpan s_longestOfPass = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(200);

    /// <summary>Some rounds.</summary>
    /// <param name="contestants">Whose.</param>
    /// <param name="rounds">How many rounds.</param>
    /// <param name="milliseconds">How long each contestant runs in a round, about.</param>
    public static void Time(IReadOnlyList<Contestant> contestants, int rounds, double milliseconds)
    {
        for (int round = 0; round < rounds; round++)
        {
            foreach (Contestant contestant in contestants)
            {
                contestant.Round(milliseconds);
            }
        }
    }

    /// <summary>Runs them until the JIT has nothing more to do.</summary>
    /// <exception cref="InvalidOperationException">It does not come to an end.</exception>
    public static void WarmUp(IReadOnlyList<Contestant> contestants)
    {
        long compiled = -1;
        int unchanged = 0;
        for (int pass = 0; unchanged < PassesWithoutCompilation; pass++)
        {
            if (pass == MostPasses)
            {
                throw new InvalidOperationException($"The JIT still compiles after {pass} passes of warming up.");
            }

            foreach (Contestant contestant in contestants)
            {
                Pass(contestant);
            }

            Thread.Sleep(s_quiet);
            long now = JitInfo.GetCompiledMethodCount();
            unchanged = now == compiled ? unchanged + 1 : 0;
            compiled = now;
        }
    }

    private static void Pass(Contestant contestant)
    {
        var watch = Stopwatch.StartNew();
        int operations = contestant.Time(1) < s_shortOperation.TotalNanoseconds ? MostOperations : 1;
        for (int call = 1; call < CallsOfPass && watch.Elapsed < s_longestOfPass; call++)
        {
            contestant.Time(operations);
        }
    }
}

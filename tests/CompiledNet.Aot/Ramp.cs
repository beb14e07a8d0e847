using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Ahead;

/// <summary>The way of a process from the first call to full speed.</summary>
internal static class Ramp
{
    private const int Before = 20;
    private const int Calls = 1000;
    private const double SecondsOfWarmUp = 0.2;

    // Shorter than this the processor's time is not counted finely enough.
    private const double LeastMilliseconds = 1;

    // For so long the JIT must have compiled nothing in the background.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Prints, in columns: processors that the process may use; milliseconds of CPU time of the first call; nanoseconds of calls 22 to 1,021, and at full
    /// speed; milliseconds from the end of those calls until full speed.
    /// </summary>
    /// <param name="name">What is called.</param>
    /// <param name="seconds">How long calls are made.</param>
    public static void Print(string name, double seconds)
    {
        var work = Work.Find(name);
        work.Repeat(0);
        WarmUp();
        _ = CpuMilliseconds();

        double start = CpuMilliseconds();
        work.Call();
        double first = CpuMilliseconds() - start;

        work.Repeat(Before);
        start = CpuMilliseconds();
        long clock = Stopwatch.GetTimestamp();
        work.Repeat(Calls);
        double early = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        double cpu = CpuMilliseconds() - start;
        early = early < LeastMilliseconds ? early : Math.Min(early, cpu);

        int calls = work.CallsOfBlock;
        var blocks = Blocks.Make(() => work.Repeat(calls), Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} {first:0.00} {early * 1e6 / Calls:0.0} {blocks.Least * 1e6 / calls:0.0} {blocks.MillisecondsBefore:0.0}"));
    }

    /// <summary>Makes calls, and waits before and after them until the JIT has nothing more to compile.</summary>
    /// <param name="name">What is called.</param>
    /// <param name="number">Number of calls.</param>
    public static void Call(string name, int number)
    {
        var work = Work.Find(name);
        Wait();
        Begin();
        work.Repeat(number);
        Wait();
    }

    // Its name separates, in the JIT's list, what was compiled before the calls from what they had compiled.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Begin()
    {
    }

    private static void Wait()
    {
        long methods = 0;
        for (long now = JitInfo.GetCompiledMethodCount(); now != methods; now = JitInfo.GetCompiledMethodCount())
        {
            methods = now;
            Thread.Sleep(s_pause);
        }
    }

    // Brings the processor to its frequency, by other arithmetic than a network's.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WarmUp()
    {
        long end = Stopwatch.GetTimestamp() + (long)(SecondsOfWarmUp * Stopwatch.Frequency);
        double x = 1;
        while (Stopwatch.GetTimestamp() < end)
        {
            for (int i = 0; i < 1000; i++)
            {
                x = Math.Sqrt(x + i);
            }
        }

        GC.KeepAlive(x);
    }

    private static double CpuMilliseconds() => Environment.CpuUsage.TotalTime.TotalMilliseconds;
}

using System.Diagnostics;
using HdrHistogram;

namespace RealTime;

/// <summary>Calls something at a fixed rate, and measures how long it takes, on a core of its own: it waits by looking at the clock.</summary>
/// <remarks>
/// While it waits it rehearses, by the very call that will count. One that comes once in a millisecond would otherwise find the processor's caches and
/// predictions gone to whatever interrupted the waiting, and one in a hundred take ten times as long; under the JIT it is enough that the place of the
/// call is another.
/// </remarks>
internal sealed class PacedLoop
{
    private const long LongestNanoseconds = 1_000_000_000;
    private const int Digits = 3;

    // How long before a call is due nothing else is begun: 2 µs.
    private readonly long _margin = Stopwatch.Frequency / 500_000;
    private readonly double _period;

    /// <summary>Makes a loop.</summary>
    /// <param name="rate">Calls a second.</param>
    public PacedLoop(int rate) => _period = (double)Stopwatch.Frequency / rate;

    /// <summary>Nanoseconds that a call took.</summary>
    public LongHistogram Calls { get; } = new(LongestNanoseconds, Digits);

    /// <summary>Nanoseconds from when a call was due to when it was done: with it, what kept the loop from beginning in time.</summary>
    public LongHistogram Responses { get; } = new(LongestNanoseconds, Digits);

    /// <summary>What the calls allocated.</summary>
    public long BytesAllocated { get; private set; }

    /// <summary>How many collections there were meanwhile.</summary>
    public int Collections { get; private set; }

    /// <summary>Runs.</summary>
    /// <param name="work">What is called.</param>
    /// <param name="calls">How often.</param>
    public void Run(ILoopWork work, int calls)
    {
        // Everything once, for nothing: what is compiled, and what is loaded into the caches.
        Tick(work, calls / 10);
        Calls.Reset();
        Responses.Reset();

        int collections = GC.CollectionCount(0);
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        Tick(work, calls);
        BytesAllocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Collections = GC.CollectionCount(0) - collections;
    }

    private void Tick(ILoopWork work, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 1; i <= calls; i++)
        {
            work.Observe();
            long due = start + (long)(i * _period);
            long begin;
            long end;
            do
            {
                do
                {
                    begin = Stopwatch.GetTimestamp();
                }
                while (begin < due && due - begin <= _margin);

                // Early it is a rehearsal, by the very instructions that answer in time.
                work.Answer();
                end = Stopwatch.GetTimestamp();
            }
            while (begin < due);

            Calls.RecordValue(Nanoseconds(end - begin));
            Responses.RecordValue(Nanoseconds(end - due));
        }
    }

    private static long Nanoseconds(long ticks) => Math.Min(LongestNanoseconds, ticks * 1_000_000_000 / Stopwatch.Frequency);
}

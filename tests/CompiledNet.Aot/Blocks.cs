using System.Diagnostics;

namespace Ahead;

/// <summary>Blocks of calls, one after the other, and when each ended.</summary>
internal sealed class Blocks
{
    // Full speed is reached where this many blocks in a row are, in their median, nearly as fast.
    private const int InRow = 25;
    private const double Nearly = 1.1;
    private const int Most = 1_000_000;

    private readonly long[] _ends;

    private Blocks(long[] ends)
    {
        _ends = ends;
        long[] times = [.. ends.Skip(1).Zip(ends, (end, start) => end - start)];
        double full = Median(times.AsSpan(times.Length * 9 / 10));
        FullSpeed = Milliseconds((long)full);
        Least = Milliseconds(times.AsSpan(times.Length / 2).ToArray().Min());
        CountBefore = times.Length;
        for (int block = 0; block + InRow < times.Length; block++)
        {
            if (Median(times.AsSpan(block, InRow)) <= full * Nearly)
            {
                CountBefore = block;
                break;
            }
        }
    }

    /// <summary>Milliseconds of a block in the last tenth of the time, the median.</summary>
    public double FullSpeed { get; }

    /// <summary>The least milliseconds of a block in the second half.</summary>
    public double Least { get; }

    /// <summary>Blocks until full speed.</summary>
    public int CountBefore { get; }

    /// <summary>Milliseconds from the first block until full speed.</summary>
    public double MillisecondsBefore => Milliseconds(_ends[CountBefore] - _ends[0]);

    /// <summary>Makes blocks until a time, at least one.</summary>
    /// <param name="block">One of them.</param>
    /// <param name="end">The time, of the stop watch.</param>
    public static Blocks Make(Action block, long end)
    {
        var ends = new long[Most];
        ends[0] = Stopwatch.GetTimestamp();
        int count = 1;
        do
        {
            block();
            ends[count++] = Stopwatch.GetTimestamp();
        }
        while (count < Most && ends[count - 1] < end);

        return new Blocks(ends[..count]);
    }

    private static double Median(ReadOnlySpan<long> times)
    {
        long[] sorted = times.ToArray();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }

    private static double Milliseconds(long ticks) => ticks * 1e3 / Stopwatch.Frequency;
}

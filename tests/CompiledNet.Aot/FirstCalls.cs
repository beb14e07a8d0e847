using System.Diagnostics;
using System.Globalization;
using CompiledNet;

namespace Ahead;

/// <summary>How soon a process infers, and how soon it does so at full speed.</summary>
internal static class FirstCalls
{
    // Full speed is that of the last tenth of the time; it is reached where this many blocks in a row are, in their median, nearly as fast.
    private const int BlocksInRow = 25;
    private const double Nearly = 1.1;
    private const int MostBlocks = 1_000_000;

    /// <summary>Prints, in columns: milliseconds to the first result, and of the first call; nanoseconds of a call at full speed;
    /// calls and milliseconds until then.</summary>
    /// <param name="name">Which network.</param>
    /// <param name="started">When the process was started, as a time stamp of the stop watch, which all processes share.</param>
    /// <param name="seconds">How long calls are made.</param>
    public static void Print(string name, long started, double seconds)
    {
        INetwork<float> network = name == "images" ? new ImageNetwork(1) : new DigitNetwork(1);
        var input = new float[network.InputSize];
        var output = new float[network.OutputSize];
        input.AsSpan().Fill(0.5f);

        long first = Stopwatch.GetTimestamp();
        network.Forward(input, output);
        long done = Stopwatch.GetTimestamp();

        int callsOfBlock = name == "images" ? 16 : 256;
        long[] ends = Blocks(network, input, output, callsOfBlock, done + (long)(seconds * Stopwatch.Frequency));
        (double full, int block) = Judge(ends);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Milliseconds(done - started):0.00} {Milliseconds(done - first):0.000} {Milliseconds((long)full) * 1e6 / callsOfBlock:0.0} "
            + $"{1 + (block * callsOfBlock)} {Milliseconds(ends[block] - first):0.0}"));
    }

    private static long[] Blocks(INetwork<float> network, float[] input, float[] output, int calls, long end)
    {
        var ends = new long[MostBlocks];
        ends[0] = Stopwatch.GetTimestamp();
        int count = 1;
        while (count < MostBlocks && ends[count - 1] < end)
        {
            for (int i = 0; i < calls; i++)
            {
                network.Forward(input, output);
            }

            ends[count++] = Stopwatch.GetTimestamp();
        }

        return ends[..count];
    }

    private static (double Full, int Block) Judge(long[] ends)
    {
        long[] times = [.. ends.Skip(1).Zip(ends, (end, start) => end - start)];
        double full = Median(times.AsSpan(times.Length * 9 / 10));
        for (int block = 0; block + BlocksInRow < times.Length; block++)
        {
            if (Median(times.AsSpan(block, BlocksInRow)) <= full * Nearly)
            {
                return (full, block);
            }
        }

        return (full, times.Length);
    }

    private static double Median(ReadOnlySpan<long> times)
    {
        long[] sorted = times.ToArray();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }

    private static double Milliseconds(long ticks) => ticks * 1e3 / Stopwatch.Frequency;
}

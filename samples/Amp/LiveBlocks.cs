using System.Diagnostics;
using CompiledNet;
using HdrHistogram;

namespace Amp;

/// <summary>What playing in blocks took.</summary>
/// <param name="RealTimeFactor">Seconds of sound in a second of computing.</param>
/// <param name="Microseconds">Time of a block: the median, 99.9 % and the longest.</param>
/// <param name="Allocated">Bytes that were allocated.</param>
/// <param name="Collections">Collections of garbage.</param>
internal sealed record LiveBlocks(double RealTimeFactor, (double Median, double P999, double Longest) Microseconds, long Allocated, int Collections)
{
    public const int BlockSize = 64;

    private const double MicrosecondsOfSecond = 1e6;

    /// <summary>Plays a signal in blocks, as a sound card asks for it, and measures each.</summary>
    public static LiveBlocks Play(SequenceStream<float> stream, float[] input, float[] output)
    {
        var histogram = new LongHistogram(Stopwatch.Frequency, 3);
        Run(stream, input, output, histogram); // Once for the JIT.
        histogram.Reset();
        int collections = GC.CollectionCount(0);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        Run(stream, input, output, histogram);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        double unit = MicrosecondsOfSecond / Stopwatch.Frequency;
        return new LiveBlocks(
            (double)input.Length / Amplifier.SamplingRate / seconds,
            (histogram.GetValueAtPercentile(50) * unit, histogram.GetValueAtPercentile(99.9) * unit, histogram.GetMaxValue() * unit),
            allocated,
            GC.CollectionCount(0) - collections);
    }

    private static void Run(SequenceStream<float> stream, float[] input, float[] output, LongHistogram histogram)
    {
        for (int first = 0; first + BlockSize <= input.Length; first += BlockSize)
        {
            long start = Stopwatch.GetTimestamp();
            stream.Process(input.AsSpan(first, BlockSize), output.AsSpan(first, BlockSize));
            histogram.RecordValue(Math.Clamp(Stopwatch.GetTimestamp() - start, 1, Stopwatch.Frequency));
        }
    }
}

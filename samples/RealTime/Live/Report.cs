using System.Globalization;
using System.Runtime.CompilerServices;
using CompiledNet;
using CompiledNet.Generated;
using HdrHistogram;

namespace RealTime;

/// <summary>Prints what was measured. Plain text: the same in a native program, where nothing is known of a console.</summary>
internal static class Report
{
    /// <summary>What the line with the ratios begins with.</summary>
    public const string Ratio = "p99.9 of calls / p50: ";

    private static readonly double[] s_percentiles = [50, 99, 99.9, 99.99, 100];

    /// <summary>How the process was compiled.</summary>
    public static void PrintProcess()
    {
        int width = Simd512<float>.IsSupported ? 512 : Simd256<float>.IsSupported ? 256 : 128;
        Print($"{(RuntimeFeature.IsDynamicCodeCompiled ? "JIT" : "native")}, registers of {width} bits");
    }

    /// <summary>A loop.</summary>
    /// <param name="title">What it does.</param>
    /// <param name="loop">The loop, when it has run.</param>
    /// <param name="outcome">What came of it.</param>
    public static void PrintLoop(FormattableString title, PacedLoop loop, FormattableString outcome)
    {
        Print(title);
        Console.WriteLine("  µs                p50       p99     p99.9    p99.99       max");
        PrintLatencies("call", loop.Calls);
        PrintLatencies("due to done", loop.Responses);
        Print($"  allocated {loop.BytesAllocated} bytes, {loop.Collections} collections");
        Print(outcome);
    }

    /// <summary>The size of the program: one file of native code, or its assemblies, which want a runtime beside them.</summary>
    public static void PrintSize()
    {
        long bytes = RuntimeFeature.IsDynamicCodeCompiled
            ? new DirectoryInfo(AppContext.BaseDirectory).GetFiles("*.dll").Sum(file => file.Length)
            : new FileInfo(Environment.ProcessPath!).Length;
        Print($"program {bytes:N0} bytes{(RuntimeFeature.IsDynamicCodeCompiled ? ", and a runtime" : "")}");
    }

    /// <summary>Prints a line.</summary>
    public static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>p99.9 of the calls by p50.</summary>
    public static double RatioOf(PacedLoop loop) =>
        (double)loop.Calls.GetValueAtPercentile(99.9) / loop.Calls.GetValueAtPercentile(50);

    private static void PrintLatencies(string name, LongHistogram histogram) => Console.WriteLine(
        $"  {name,-11}" + string.Concat(s_percentiles.Select(percentile =>
            (histogram.GetValueAtPercentile(percentile) / 1000.0).ToString("F3", CultureInfo.InvariantCulture).PadLeft(10))));
}

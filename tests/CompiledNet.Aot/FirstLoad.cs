using System.Globalization;
using System.Runtime;

namespace Ahead;

/// <summary>What a process's first network from a file takes.</summary>
internal static class FirstLoad
{
    /// <summary>
    /// Prints, in columns: milliseconds of CPU time of the first network that is constructed, of the first file that is read, and of the first network that is
    /// loaded; and how many methods the JIT compiled for the last.
    /// </summary>
    /// <param name="file">A file of <see cref="SmallNetwork"/>.</param>
    public static void Print(string file)
    {
        _ = CpuMilliseconds();
        double start = CpuMilliseconds();
        _ = new SmallNetwork(1);
        double constructed = CpuMilliseconds() - start;

        start = CpuMilliseconds();
        _ = File.ReadAllBytes(file);
        double read = CpuMilliseconds() - start;

        long methods = JitInfo.GetCompiledMethodCount();
        start = CpuMilliseconds();
        var network = SmallNetwork.FromFile(file);
        double loaded = CpuMilliseconds() - start;
        methods = JitInfo.GetCompiledMethodCount() - methods;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{constructed:0.00} {read:0.00} {loaded:0.00} {methods}"));
        GC.KeepAlive(network);
    }

    private static double CpuMilliseconds() => Environment.CpuUsage.TotalTime.TotalMilliseconds;
}

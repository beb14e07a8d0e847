using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Benchmarks.Table;

/// <summary>What the figures were measured on.</summary>
internal static class Processor
{
    /// <summary>The processor's name as the system gives it, and the widest vectors that are used.</summary>
    public static string Name => $"{Model()} with {Bits} bits";

    /// <summary>Bits of the widest vectors that are used.</summary>
    public static int Bits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private static string Model()
    {
        const string Information = "/proc/cpuinfo";
        string? line = File.Exists(Information)
            ? File.ReadLines(Information).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}

using System.Diagnostics;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>The same bits, however wide the processor's registers are. The width is a process's, so each has one of its own.</summary>
public sealed class RegisterWidthTests
{
    private static readonly int[] s_widths = [512, 256, 128];

    [Fact]
    public void Registers_of_512_256_and_128_bits_give_the_same_bits()
    {
        string[] hashes = [.. s_widths.AsParallel().AsOrdered().Select(Hash)];
        Assert.Equal(64, hashes[0].Length);
        Assert.Equal(hashes[0], hashes[1]);
        Assert.Equal(hashes[0], hashes[2]);
    }

    private static string Hash(int bits)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "hash", "24", "--seed", "24"])
        {
            RedirectStandardOutput = true,
        };
        // The runtime reads the number as hexadecimal.
        start.Environment["DOTNET_PreferredVectorBitWidth"] = bits.ToString("X", System.Globalization.CultureInfo.InvariantCulture);
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}

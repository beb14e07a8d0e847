using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CompiledNet.Samples.Tests;

/// <summary>samples/RealTime, run for a moment: nothing is allocated or collected in its loops. How long calls take is not looked at.</summary>
public sealed partial class RealTimeTests
{
    [Fact]
    public void Nothing_is_allocated_and_the_report_is_complete()
    {
        string output = Run("--seconds", "0.1");

        Assert.Matches(Form(), output);
    }

    [Fact]
    public void Builds_are_printed_side_by_side()
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "RealTime.exe" : "RealTime");
        string[] lines = Run("compare", program, program, "--seconds", "0.02").Split('\n', StringSplitOptions.TrimEntries);

        Assert.StartsWith("The best of 3 runs each", lines[0], StringComparison.Ordinal);
        Assert.Equal(2, lines.Single(line => line.StartsWith("controller", StringComparison.Ordinal)).Split("controller 4-16-1, 20 calls").Length - 1);
        Assert.Matches(@"^first answer [\d.]+ ms after the start of the process\s+first answer [\d.]+ ms after the start of the process$", lines[^2]);
    }

    [Fact]
    public void A_time_that_is_none_is_refused() => Assert.Contains("--seconds takes a number from 0.01 to 3600.", Run(1, "--seconds", "0"), StringComparison.Ordinal);

    private static string Run(params string[] arguments) => Run(0, arguments);

    private static string Run(int exitCode, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "RealTime.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd().ReplaceLineEndings("\n").Trim() + errors.Result;
        process.WaitForExit();
        Assert.True(process.ExitCode == exitCode, output);
        return output;
    }

    [GeneratedRegex(
        """
        ^JIT, registers of \d+ bits
        audio effect 32-16-8-1, 4,800 calls at 48 kHz
          µs                p50       p99     p99.9    p99.99       max
          call      ( +\d+\.\d{3}){5}
          due to done( +\d+\.\d{3}){5}
          allocated 0 bytes, 0 collections
          -\d+\.\d dB from the amplifier
        controller 4-16-1, 100 calls at 1 kHz
          µs                p50       p99     p99.9    p99.99       max
          call      ( +\d+\.\d{3}){5}
          due to done( +\d+\.\d{3}){5}
          allocated 0 bytes, 0 collections
          the pole stood
        program [\d,]+ bytes, and a runtime
        first answer \d+\.\d{3} ms after the start of Main
        p99\.9 of calls / p50: \d+\.\d, \d+\.\d$
        """)]
    private static partial Regex Form();
}

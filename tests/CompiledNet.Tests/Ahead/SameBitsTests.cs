using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace CompiledNet.Tests.Ahead;

/// <summary>
/// The same bits, however the JIT compiles: its switches are a process's, so each has one of its own. What NativeAOT makes of the same
/// program is compared in tests/CompiledNet.Aot/check.sh.
/// </summary>
public sealed class SameBitsTests
{
    private static readonly Lazy<string[]> s_usual = new(() => Run());

    [Fact]
    public void Wherever_multiply_and_add_are_one_operation_the_program_says_so() =>
        Assert.Equal(System.Runtime.Intrinsics.X86.Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported ? "fused" : "separate", Add(s_usual.Value));

    [Theory]
    [InlineData(256)]
    [InlineData(128)]
    public void Narrower_registers_give_the_same_bits(int width)
    {
        string[] lines = Run(("DOTNET_PreferredVectorBitWidth", width.ToString(CultureInfo.InvariantCulture)));

        // A switch that is not understood would compare a width with itself.
        Assert.Equal(Math.Min(width, Width(s_usual.Value)), Width(lines));
        Assert.Equal(s_usual.Value[1..], lines[1..]);
    }

    // All at the last tier at once; no counters; methods with loops at the last tier; no code from before; the last tier after 30 calls
    // instead of after a tenth of a second, which the program does not take, with and without what counters found.
    [Theory]
    [InlineData("DOTNET_TieredCompilation=0")]
    [InlineData("DOTNET_TieredPGO=0")]
    [InlineData("DOTNET_TC_QuickJitForLoops=0")]
    [InlineData("DOTNET_ReadyToRun=0")]
    [InlineData("DOTNET_TC_CallCountingDelayMs=0")]
    [InlineData("DOTNET_TC_CallCountingDelayMs=0 DOTNET_TieredPGO=0")]
    public void Every_way_to_compile_gives_the_same_bits(string switches)
    {
        string[] lines = Run([.. switches.Split(' ').Select(text => text.Split('=')).Select(pair => (pair[0], pair[1]))]);
        Assert.Equal(s_usual.Value, lines);
    }

    private static int Width(string[] lines) => int.Parse(lines[0].Split(' ')[0], CultureInfo.InvariantCulture);

    private static string Add(string[] lines) => lines[0].Split(' ')[1];

    private static string[] Run(params (string Name, string Value)[] switches)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CompiledNet.Aot.dll"), "bits"])
        {
            RedirectStandardOutput = true,
        };
        foreach ((string name, string value) in switches)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        string[] lines = output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal(15, lines.Length);
        return lines;
    }
}

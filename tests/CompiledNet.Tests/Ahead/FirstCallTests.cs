using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CompiledNet.Tests.Common;
using CompiledNet.Tests.Files;
using Xunit;

namespace CompiledNet.Tests.Ahead;

/// <summary>What the JIT compiles for a process's first calls, as its own list says.</summary>
public sealed partial class FirstCallTests
{
    // 168 by the reader of any file.
    private const int MostMethodsOfLoad = 40;

    // Methods are compiled again after 30 calls at once, instead of after a tenth of a second, or a whole one on a single processor.
    [KernelTheory("Plain loops call functions of one number, which the JIT may inline or not, and kernels do not run in this process.")]
    [InlineData("2-3-2")]
    [InlineData("64-32-10")]
    [InlineData("64-32-10-step")]
    [InlineData("images")]
    [InlineData("images-batch")]
    [InlineData("double")]
    [InlineData("adam-w")]
    [InlineData("sgd")]
    [InlineData("rms-prop")]
    [InlineData("adagrad")]
    [InlineData("windows")]
    [InlineData("windows-step")]
    [InlineData("effect")]
    public void What_lies_on_the_way_of_a_call_is_compiled_for_good_at_once(string work)
    {
        (string Method, string Tier)[] compiled = Compiled("calls", work, "300");
        int begin = Array.FindIndex(compiled, entry => entry.Method == "Ahead.Ramp:Begin()");
        Assert.True(begin >= 0, "The list of the JIT does not have Begin.");
        Assert.Contains(compiled[begin..], entry => entry.Tier == "FullOpts");

        HashSet<string> slow = [.. compiled.Where(entry => entry.Tier.EndsWith("Tier0", StringComparison.Ordinal)).Select(entry => entry.Method)];
        if (work == "effect" && !Simd128<float>.HasFma)
        {
            return; // The gates of a cell are then twice as many operations, of which the JIT leaves some to calls.
        }

        Assert.DoesNotContain(compiled[begin..], entry => entry.Tier.Contains("Tier1", StringComparison.Ordinal) && slow.Contains(entry.Method));
    }

    [Fact]
    public void A_first_network_from_a_file_takes_few_methods()
    {
        using var folder = new TemporaryFolder();
        Run([], "save", folder["a"]);

        // Without the processor's instructions the JIT compiles the framework's methods too, which were compiled for them.
        string[] columns = Run([("DOTNET_EnableHWIntrinsic", "1")], "load", folder["a"]).Split(' ');
        Assert.InRange(int.Parse(columns[^1], CultureInfo.InvariantCulture), 5, MostMethodsOfLoad);
    }

    private static (string Method, string Tier)[] Compiled(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        (string, string)[] switches =
        [
            ("DOTNET_TC_CallCountingDelayMs", "0"), ("DOTNET_TieredCompilation", "1"), ("DOTNET_JitDisasmSummary", "1"), ("DOTNET_JitStdOutFile", folder["list"]),
        ];
        Run(switches, arguments);
        return [.. File.ReadLines(folder["list"]).Select(line => Entry().Match(line)).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];
    }

    private static string Run((string Name, string Value)[] switches, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CompiledNet.Aot.dll"), .. arguments])
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
        return output;
    }

    [GeneratedRegex(@"JIT compiled (.+) \[(.+?), ")]
    private static partial Regex Entry();
}

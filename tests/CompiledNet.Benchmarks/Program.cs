using BenchmarkDotNet.Running;
using CompiledNet.Benchmarks.Sweep;
using CompiledNet.Benchmarks.Table;

namespace CompiledNet.Benchmarks;

/// <summary>The benchmarks, as a command.</summary>
public static class Program
{
    private const string YardstickOption = "--yardstick";

    /// <summary>Runs a command: <c>table</c>, <c>sweep</c>; anything else is BenchmarkDotNet's.</summary>
    /// <param name="args">The command and its options.</param>
    public static void Main(string[] args)
    {
        switch (args)
        {
            case ["table", .. string[] options]:
                int at = Array.IndexOf(options, YardstickOption);
                TableCommand.Run(at < 0 ? null : options[at + 1], options.Contains("--readme"));
                break;
            case ["sweep"]:
                SweepCommand.Run();
                break;
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
                break;
        }
    }
}

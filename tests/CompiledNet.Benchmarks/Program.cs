using BenchmarkDotNet.Running;
using CompiledNet.Benchmarks.Images;
using CompiledNet.Benchmarks.RampUp;
using CompiledNet.Benchmarks.Sklearn;
using CompiledNet.Benchmarks.Streaming;
using CompiledNet.Benchmarks.Sweep;
using CompiledNet.Benchmarks.Table;
using CompiledNet.Benchmarks.Threads;
using CompiledNet.Benchmarks.Widths;

namespace CompiledNet.Benchmarks;

/// <summary>The benchmarks, as a command.</summary>
public static class Program
{
    /// <summary>
    /// Runs a command: <c>table</c>, <c>sweep</c>, <c>widths</c>, <c>threads</c>, <c>rampup</c>, <c>streaming</c>, <c>images</c>, <c>sklearn</c>; anything else
    /// is BenchmarkDotNet's.
    /// </summary>
    /// <param name="args">The command and its options.</param>
    public static void Main(string[] args)
    {
        switch (args)
        {
            case ["table", .. string[] options]:
                TableCommand.Run(options);
                break;
            case [Comparison.CommandOfNetwork, string network]:
                Comparison.RunNetwork(network);
                break;
            case ["sklearn", .. string[] options]:
                Environment.ExitCode = SklearnCommand.Run(options);
                break;
            case [OurTraining.Command, string assignment, string seed]:
                OurTraining.Run(assignment, seed);
                break;
            case ["sweep"]:
                SweepCommand.Run();
                break;
            case ["widths"]:
                Environment.ExitCode = WidthsCommand.Run();
                break;
            case [WidthsCommand.CommandOfNetwork, string network]:
                WidthsCommand.RunNetwork(network);
                break;
            case ["threads"]:
                Environment.ExitCode = ThreadsCommand.Run();
                break;
            case ["streaming", .. string[] options]:
                StreamingCommand.Run(options);
                break;
            case ["images", .. string[] options]:
                ImagesCommand.Run(options);
                break;
            case ["rampup"]:
                Environment.ExitCode = RampUpCommand.Run();
                break;
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
                break;
        }
    }
}

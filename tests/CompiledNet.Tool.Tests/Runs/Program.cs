using System.CommandLine;
using CompiledNet.Tests.Running;

namespace CompiledNet.Tool.Tests.Runs;

/// <summary>The long runs, as a program.</summary>
public static class Program
{
    /// <summary>Runs a command; <c>--help</c> lists them.</summary>
    /// <param name="args">The command, its arguments and options.</param>
    /// <returns>0 where all is right, 1 where something failed, 2 where the command is not understood.</returns>
    public static int Main(string[] args)
    {
        ParseResult parsed = Commands().Parse(args);
        int result = parsed.Invoke();
        return parsed.Errors.Count > 0 ? 2 : result;
    }

    private static RootCommand Commands()
    {
        Argument<string> folder = new("FOLDER");
        var models = new Command("models", "Imports trained networks of other projects and compares them with the outputs beside them.") { folder };
        models.SetAction(parsed => ModelFolder.Run(parsed.GetValue(folder)!, Console.Out));
        Option<int> every = new("--every") { Description = "Takes every Nth test.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<string?> only = new("--only") { Description = "Takes the tests with this in their names.", HelpName = "TEXT" };
        Option<bool> quiet = new("--quiet") { Description = "Prints what fails, and the counts." };
        var onnx = new Command("onnx", "Imports the test data of ONNX (Debian: libonnx-testdata) and compares with the outputs stored beside them.") { folder, every, only, quiet };
        onnx.SetAction(parsed => OnnxTestData.Run(
            parsed.GetValue(folder)!, Math.Max(1, parsed.GetValue(every)), parsed.GetValue(only), Console.Out, parsed.GetValue(quiet)));
        Argument<int> count = new("N");
        Option<int> seed = new("--seed") { Description = "Draws others.", HelpName = "S" };
        Option<int> compiled = new("--compiled") { Description = "Compiles one in so many that can be read, and compares it with its source.", HelpName = "N", DefaultValueFactory = _ => 400 };
        Option<int> start = new("--start") { Description = "Begins at number I.", HelpName = "I" };
        var damaged = new Command("damaged", "Reads N damaged files of each small file beside the tests.") { count, seed, compiled, only, start };
        damaged.SetAction(parsed => Mutations.Run(
            parsed.GetValue(count), parsed.GetValue(seed), parsed.GetValue(compiled), parsed.GetValue(only), Console.Out, parsed.GetValue(start)));
        Argument<string[]> classes = new("CLASS") { Description = "Names of classes, without their namespaces.", Arity = ArgumentArity.OneOrMore };
        var tests = new Command("tests", "Tests of some classes, without a test host.") { classes };
        tests.SetAction(parsed => TestRun.Run(parsed.GetValue(classes)!));
        return new RootCommand("Long runs of the tool's tests.") { models, onnx, damaged, tests };
    }
}

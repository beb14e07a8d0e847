using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CompiledNet.Fuzz.Accuracy;
using CompiledNet.Fuzz.BuildTime;
using CompiledNet.Fuzz.Code;
using CompiledNet.Fuzz.Declarations;
using CompiledNet.Fuzz.Files;
using CompiledNet.Fuzz.Graphs;
using CompiledNet.Fuzz.Live;
using CompiledNet.Tests.Running;

namespace CompiledNet.Fuzz;

/// <summary>What the program can be asked for.</summary>
internal static class Commands
{
    private static readonly Option<int> s_seed = new("--seed") { Description = "Draws others.", HelpName = "S" };
    private static readonly Option<int> s_start = NotNegative("--start", "Begins at number I.", "I");
    private static readonly Option<double> s_minutes = new("--minutes") { Description = "Stops in time.", HelpName = "M" };

    private delegate string? LongRun(int count, int seed, TimeSpan budget, TextWriter log, int start);

    public static RootCommand Create()
    {
        Option<bool> each = new("--each") { Description = "One hash for each network." };
        Option<bool> copy = new("--copy") { Description = "Copies weights into the network in use, to see it fail." };
        Option<int> rounds = NotNegative("--rounds", "Builds so often; the least time counts.", "R");
        Option<long> step = new("--step") { Description = "Every Nth float; all unless given.", HelpName = "N", DefaultValueFactory = _ => 1 };
        step.Validators.Add(option => CheckLeast(option, option.Tokens, 1));
        Argument<string[]> functions = new("FUNCTION") { Description = "Functions; all unless given.", HelpName = "FUNCTION", Arity = ArgumentArity.ZeroOrMore };
        functions.AcceptOnlyFromAmong([.. Subject.All.Select(subject => subject.Name)]);
        Argument<string> path = new("PATH");
        Option<GraphKind[]> kinds = new("--kind")
        {
            Description = "What a sample is, one or several; equal shares of all unless given.",
            HelpName = string.Join('|', Enum.GetNames<GraphKind>()).ToLowerInvariant(),
            AllowMultipleArgumentsPerToken = true,
        };

        var accuracy = new Command("accuracy", "The largest errors of functions on registers, over all floats.") { functions, step };
        accuracy.SetAction(parsed => AccuracyCommand.Run(parsed.GetValue(functions)!, parsed.GetValue(step), Console.Out));

        var saving = new Command("saving", "Saves a network again and again, to be killed.") { path };
        saving.Hidden = true;
        saving.SetAction(parsed => KilledSave.SaveForEver(parsed.GetValue(path)!));

        return new RootCommand("Random networks against a naive reference, random declarations against the compiler, damaged files.")
        {
            Long("networks", "N random networks against the naive reference.", NetworkFuzz.Run),
            Graphs(kinds),
            Long("declarations", "N random declarations against the compiler.", DeclarationFuzz.Run),
            Long("files", "N damaged files, of networks, optimizers and trainings.", FileFuzz.Run),
            Counted(
                "pass",
                "Whether N random networks, compiled at once, agree with the naive reference; none is made small.",
                (parsed, count) => Finish(NetworkFuzz.Pass(count, parsed.GetValue(s_seed))),
                s_seed),
            Counted(
                "graph-pass",
                "The same of N random graphs.",
                (parsed, count) => Finish(GraphFuzz.Pass(count, parsed.GetValue(s_seed), KindsOf(parsed, kinds))),
                s_seed,
                kinds),
            Tests(),
            Counted(
                "kill",
                "Kills N processes while they save a network, and loads what is left.",
                (parsed, count) => Finish(KilledSave.Run(count, parsed.GetValue(s_seed), Console.Out)),
                s_seed),
            Counted(
                "swap",
                "Swaps networks under eight readers, N seconds: every answer must be that of one of two networks.",
                (parsed, seconds) => Finish(SwapCommand.Run(seconds, parsed.GetValue(copy), Console.Out)),
                copy),
            Counted(
                "hash",
                "A hash of what N random networks compute, the same for every width of registers.",
                (parsed, count) => Print(parsed.GetValue(each) ? NetworkHash.Each(count, parsed.GetValue(s_seed)) : [NetworkHash.Compute(count, parsed.GetValue(s_seed))]),
                s_seed,
                each),
            Counted(
                "graph-hash",
                "The same of N random graphs.",
                (parsed, count) => Print(parsed.GetValue(each) ? GraphHash.Lines(count, parsed.GetValue(s_seed)) : [GraphHash.Compute(count, parsed.GetValue(s_seed))]),
                s_seed,
                each),
            Counted("show", "Declares network N.", (parsed, number) => Print([NetworkGen.At(parsed.GetValue(s_seed), number).ToString()]), s_seed),
            Counted(
                "show-graph",
                "Declares graph N.",
                (parsed, number) => Print([GraphGen.At(parsed.GetValue(s_seed), number, KindsOf(parsed, kinds)).ToString()]),
                s_seed,
                kinds),
            Counted(
                "build",
                "Seconds of `dotnet build` of a project of N networks, with generator and analyzer and without.",
                (parsed, count) => Finish(ProjectBuild.Run(count, Math.Max(parsed.GetValue(rounds), 1), Console.Out)),
                rounds),
            Counted(
                "compile",
                "Seconds that one network costs a build, by layers and units, the least of N rounds.",
                (_, count) =>
                {
                    CompilationTime.Run(count, Console.Out);
                    return 0;
                }),
            Counted(
                "sets",
                "Checks N random networks under the instruction set of this process; prints its name and their hash, the same wherever FMA is.",
                (parsed, count) => Finish(InstructionSetRun.Run(count, parsed.GetValue(s_seed), Console.Out)),
                s_seed),
            Plain("set", "The instruction set of this process.", () => Print([InstructionSet.Current])),
            Plain("width", "Bits of the registers that generated code uses in this process.", () => Print([Width()])),
            Counted(
                "sizes",
                "Every Nth network of the sizes that registers begin and end at, against the naive reference.",
                (_, step) => Finish(SizeNetworks.Check(Math.Max(step, 1)))),
            Plain("size-hash", "A hash of what some of them compute, the same for every width of registers.", () => Print([NetworkHash.Compute(SizeNetworks.Sums)])),
            Counted("call", "Calls every Nth of some small networks once, for a test that reads the JIT's machine code.", (_, step) =>
            {
                SmallNetworks.Call(Math.Max(step, 1));
                return 0;
            }),
            accuracy,
            saving,
        };
    }

    private static Command Graphs(Option<GraphKind[]> kinds)
    {
        Command command = Long("graphs", "N random graphs of all kinds of layers against the naive reference.", parsed => GraphFuzz.Of(KindsOf(parsed, kinds)).Run);
        command.Add(kinds);
        return command;
    }

    private static IReadOnlyList<GraphKind> KindsOf(ParseResult parsed, Option<GraphKind[]> kinds) =>
        parsed.GetValue(kinds) is { Length: > 0 } chosen ? chosen : GraphGen.AllKinds;

    private static Command Long(string name, string description, LongRun run) => Long(name, description, _ => run);

    private static Command Long(string name, string description, Func<ParseResult, LongRun> runOf) => Counted(
        name,
        description,
        (parsed, count) =>
        {
            double minutes = parsed.GetValue(s_minutes);
            TimeSpan budget = minutes > 0 ? TimeSpan.FromMinutes(minutes) : TimeSpan.MaxValue;
            return Finish(runOf(parsed)(count, parsed.GetValue(s_seed), budget, Console.Out, parsed.GetValue(s_start)));
        },
        s_seed,
        s_start,
        s_minutes);

    private static Command Counted(string name, string description, Func<ParseResult, int, int> run, params Option[] options)
    {
        Argument<int> count = new("N");
        count.Validators.Add(argument => CheckLeast(argument, argument.Tokens, 0));
        var command = new Command(name, description) { count };
        foreach (Option option in options)
        {
            command.Add(option);
        }

        command.SetAction(parsed => run(parsed, parsed.GetValue(count)));
        return command;
    }

    private static Command Tests()
    {
        Argument<string[]> classes = new("CLASS") { Description = "Names of classes, without their namespaces.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("tests", "Tests of some classes, without a test host.") { classes };
        command.SetAction(parsed => TestRun.Run(parsed.GetValue(classes)!));
        return command;
    }

    private static Command Plain(string name, string description, Func<int> run)
    {
        var command = new Command(name, description);
        command.SetAction(_ => run());
        return command;
    }

    private static Option<int> NotNegative(string name, string description, string argument)
    {
        Option<int> option = new(name) { Description = description, HelpName = argument };
        option.Validators.Add(found => CheckLeast(found, found.Tokens, 0));
        return option;
    }

    // What is no number at all the library refuses itself, after this.
    private static void CheckLeast(SymbolResult result, IReadOnlyList<Token> tokens, long least)
    {
        foreach (Token token in tokens)
        {
            if (long.TryParse(token.Value, CultureInfo.InvariantCulture, out long value) && value < least)
            {
                result.AddError($"{token.Value} is too small; at least {least} was expected.");
            }
        }
    }

    private static string Width() =>
        Simd512<float>.IsSupported ? "512" : Simd256<float>.IsSupported ? "256" : Simd128<float>.IsSupported ? "128" : "0";

    private static int Print(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Console.WriteLine(line);
        }

        return 0;
    }

    private static int Finish(string? failure) => failure is null ? 0 : Print([failure]) + 1;
}

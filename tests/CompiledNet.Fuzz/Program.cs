using System.Globalization;
using CompiledNet.Fuzz.Accuracy;
using CompiledNet.Fuzz.BuildTime;
using CompiledNet.Fuzz.Code;
using CompiledNet.Fuzz.Declarations;
using CompiledNet.Fuzz.Files;

namespace CompiledNet.Fuzz;

/// <summary>The long runs, as a command.</summary>
public static class Program
{
    private const string Usage = """
        networks N [--seed S] [--start I] [--minutes M]        N random networks against the naive reference
        declarations N [--seed S] [--start I] [--minutes M]    N random declarations against the compiler
        files N [--seed S] [--start I] [--minutes M]           N damaged files, of networks and optimizers
        kill N [--seed S]                          kills N processes while they save a network, and loads what is left
        hash N [--seed S] [--each]                 a hash of what N random networks compute, the same for every width of registers
        width 0                                    bits of the registers that generated code uses in this process
        call 0                                     calls a set of small networks once, for a test that reads the JIT's machine code
        sizes 0                                    networks of the sizes that registers begin and end at, against the naive reference
        show N [--seed S]                          declares network N
        build N [--rounds R]                       seconds of `dotnet build` of a project of N networks, with generator and analyzer and without
        compile R                                  seconds that one network costs a build, by layers and units, the least of R rounds
        accuracy [FUNCTION ...] [--step N]         the largest errors of functions on registers, over all floats or every Nth
        """;

    /// <summary>Runs a command.</summary>
    /// <param name="args">See <c>Usage</c>.</param>
    /// <returns>0 where all is right, 1 where something failed, 2 where the command is not understood.</returns>
    public static int Main(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args.Length > 0 && args[0] == "accuracy" && TryReadOption(args, "--step", out double step))
        {
            string[] names = [.. args.Skip(1).TakeWhile(arg => arg != "--step")];
            return AccuracyCommand.Run(names, Math.Max((long)step, 1), Console.Out) ? 0 : 2;
        }

        if (args is ["saving", string path])
        {
            KilledSave.SaveForEver(path);
        }

        if (args.Length < 2
            || !int.TryParse(args[1], CultureInfo.InvariantCulture, out int count)
            || !TryReadOption(args, "--seed", out double seed)
            || !TryReadOption(args, "--start", out double start)
            || !TryReadOption(args, "--minutes", out double minutes)
            || !TryReadOption(args, "--rounds", out double rounds))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        TimeSpan budget = minutes > 0 ? TimeSpan.FromMinutes(minutes) : TimeSpan.MaxValue;
        switch (args[0])
        {
            case "networks":
                return Finish(NetworkFuzz.Run(count, (int)seed, budget, Console.Out, (int)start));
            case "declarations":
                return Finish(DeclarationFuzz.Run(count, (int)seed, budget, Console.Out, (int)start));
            case "files":
                return Finish(FileFuzz.Run(count, (int)seed, budget, Console.Out, (int)start));
            case "kill":
                return Finish(KilledSave.Run(count, (int)seed, Console.Out));
            case "width":
                Console.WriteLine(
                    Simd512<float>.IsSupported ? 512 : Simd256<float>.IsSupported ? 256 : Simd128<float>.IsSupported ? 128 : 0);
                return 0;
            case "sizes":
                return Finish(SizeNetworks.Check());
            case "build":
                return Finish(ProjectBuild.Run(count, Math.Max((int)rounds, 1), Console.Out));
            case "compile":
                CompilationTime.Run(count, Console.Out);
                return 0;
            case "call":
                SmallNetworks.CallAll();
                return 0;
            case "hash" when args.Contains("--each"):
                foreach (string line in NetworkHash.Each(count, (int)seed))
                {
                    Console.WriteLine(line);
                }

                return 0;
            case "hash":
                Console.WriteLine(NetworkHash.Compute(count, (int)seed));
                return 0;
            case "show":
                Console.WriteLine(NetworkGen.At((int)seed, count));
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static int Finish(string? failure)
    {
        if (failure is null)
        {
            return 0;
        }

        Console.WriteLine(failure);
        return 1;
    }

    private static bool TryReadOption(string[] args, string name, out double value)
    {
        value = 0;
        int index = Array.IndexOf(args, name);
        return index < 0
            || (index + 1 < args.Length && double.TryParse(args[index + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out value));
    }
}

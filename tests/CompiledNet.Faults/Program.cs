using System.CommandLine;

namespace CompiledNet.Faults;

/// <summary>The command.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        Option<double> minutes = new("--minutes") { Description = "Stops in time, after as many faults as fit; all unless given.", HelpName = "M" };
        Option<int> seed = new("--seed") { Description = "Takes them in another order.", HelpName = "S" };
        Option<string[]> only = new("--only") { Description = "Takes those alone in whose name or file this is.", HelpName = "PART", AllowMultipleArgumentsPerToken = true };
        Option<int> every = new("--every") { Description = "Takes every Nth of the table.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<double> goal = new("--goal") { Description = "Percent that must be seen.", HelpName = "P", DefaultValueFactory = _ => 95 };
        Option<bool> check = new("--check") { Description = "Only looks whether each fault is where the table says, and compiles." };
        var command = new RootCommand("Plants faults one at a time, and says which of them the tests see; ends with 1 where too few are.")
        {
            minutes, seed, only, every, goal, check,
        };
        command.SetAction(parsed =>
        {
            double budget = parsed.GetValue(minutes);
            return new FaultRun(RootOfRepository(), Console.Out)
            {
                Budget = budget > 0 ? TimeSpan.FromMinutes(budget) : TimeSpan.MaxValue,
                Seed = parsed.GetValue(seed),
                Only = parsed.GetValue(only) ?? [],
                Every = Math.Max(parsed.GetValue(every), 1),
                Goal = parsed.GetValue(goal),
                ChecksOnly = parsed.GetValue(check),
            }.Run();
        });
        try
        {
            ParseResult parsed = command.Parse(args);
            int result = parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? 2 : result;
        }
        catch (FaultTableException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }
    }

    private static string RootOfRepository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "CompiledNet.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new FaultTableException("The program is not within the repository.");
    }
}

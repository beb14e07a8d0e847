using System.Text.Json;
using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Networks;

namespace CompiledNet.Benchmarks.Table;

/// <summary>Times all lines in a few passes, and a program in another language after each of them.</summary>
/// <remarks>
/// Each network has a process of its own in each pass. The JIT compiles a method by what its first calls looked like: peers, whose code knows no
/// sizes, would run the largest network with code made for the smallest (plain loops then take twice as long). And each process lays out its
/// memory and its code anew, of which the best is kept, as of the rounds.
/// </remarks>
internal static class Comparison
{
    private const int Passes = 4;
    private const int RoundsOfPass = 8;
    private const double MillisecondsOfRound = 8;

    /// <summary>How often every contestant is timed.</summary>
    public const int AllRounds = Passes * RoundsOfPass;

    /// <summary>The command that a process of one network is started with.</summary>
    public const string CommandOfNetwork = "table-of-network";

    /// <summary>Runs it.</summary>
    /// <param name="networks">Names of the networks; null for all of them.</param>
    /// <param name="yardstick">The program in another language, or null.</param>
    /// <param name="progress">Told whose turn it is.</param>
    /// <returns>The lines, those of one kind of work together, in the order of the networks.</returns>
    public static Row[] Run(IReadOnlyList<string>? networks, Yardstick? yardstick, Action<string> progress)
    {
        Row[] best = [];
        for (int pass = 1; pass <= Passes; pass++)
        {
            var rows = new List<Row>();
            foreach (string network in networks ?? [.. Subjects.Single.Select(subject => subject.Name)])
            {
                progress($"pass {pass} of {Passes}: {network}");
                rows.AddRange(RunProcess(network));
            }

            if (yardstick is not null)
            {
                progress($"pass {pass} of {Passes}: {Yardstick.Name}");
                yardstick.Run();
            }

            best = pass == 1 ? [.. rows] : [.. best.Zip(rows, (one, other) => one.OrLess(other))];
        }

        return [.. (yardstick is null ? best : best.Select(yardstick.AddTo)).OrderBy(row => (row.Work, row.Batch))];
    }

    /// <summary>What the process of a network does: times its lines, and prints them.</summary>
    /// <param name="network">The network's name.</param>
    public static void RunNetwork(string network)
    {
        Race[] races = [.. Races.Of(network)];
        Rounds.WarmUp([.. races.SelectMany(race => race.Contestants)]);
        foreach (Race race in races)
        {
            Rounds.Time(race.Contestants, RoundsOfPass, MillisecondsOfRound);
        }

        Console.WriteLine(JsonSerializer.Serialize(races.Select(race => race.ToRow())));
    }

    private static Row[] RunProcess(string network) =>
        JsonSerializer.Deserialize<Row[]>(ChildProcess.Run(ChildProcess.OfThisProgram(CommandOfNetwork, network)))
            ?? throw new InvalidOperationException($"The process of {network} printed nothing.");
}

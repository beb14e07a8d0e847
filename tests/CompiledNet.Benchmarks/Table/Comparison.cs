using CompiledNet.Benchmarks.Measuring;

namespace CompiledNet.Benchmarks.Table;

/// <summary>Times all lines in a few passes, minutes of a busy machine apart, and a program in another language after each of them.</summary>
internal static class Comparison
{
    private const int Passes = 4;
    private const int RoundsOfPass = 8;
    private const double MillisecondsOfRound = 8;

    /// <summary>How often every contestant is timed.</summary>
    public const int Rounds = Passes * RoundsOfPass;

    /// <summary>Runs it.</summary>
    /// <param name="networks">Names of the networks; null for all of them.</param>
    /// <param name="yardstick">The program in another language, or null.</param>
    /// <param name="progress">Told what its turn it is.</param>
    /// <returns>The lines, those of one kind of work together, in the order of the networks.</returns>
    public static Row[] Run(IReadOnlyList<string>? networks, Yardstick? yardstick, Action<string> progress)
    {
        progress("checking that all compute the same");
        Race[] races = [.. Races.All(networks)];
        progress("warming up");
        Measuring.Rounds.WarmUp([.. races.SelectMany(race => race.Contestants)]);
        for (int pass = 1; pass <= Passes; pass++)
        {
            progress($"pass {pass} of {Passes}");
            foreach (Race race in races)
            {
                Measuring.Rounds.Time(race.Contestants, RoundsOfPass, MillisecondsOfRound);
            }

            if (yardstick is not null)
            {
                progress("yardstick");
                yardstick.Run();
            }
        }

        IEnumerable<Row> rows = races.Select(race => race.ToRow());
        return [.. (yardstick is null ? rows : rows.Select(yardstick.AddTo)).OrderBy(row => (row.Work, row.Batch))];
    }
}

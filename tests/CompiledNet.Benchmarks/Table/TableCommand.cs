using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Peers;

namespace CompiledNet.Benchmarks.Table;

/// <summary>The short comparison.</summary>
internal static class TableCommand
{
    private const int RoundCount = 25;
    private const double MillisecondsOfRound = 10;

    /// <summary>Runs it.</summary>
    /// <param name="yardstick">A file with the times of a program in another language; null for none.</param>
    /// <param name="readme">Whether to write the README's part.</param>
    public static void Run(string? yardstick, bool readme)
    {
        var comparison = new Comparison(new Rounds(RoundCount, MillisecondsOfRound), name => Console.Error.WriteLine(name));
        IEnumerable<Row> lines = comparison.Run();
        if (yardstick is not null)
        {
            lines = lines.Select(Yardstick.Read(yardstick).AddTo);
        }

        // The lines of one kind of work together, in the order of the networks.
        Row[] rows = [.. lines.ToArray().OrderBy(row => (row.Work, row.Batch))];
        string[] contestants = [.. yardstick is null ? [] : new[] { Yardstick.Name }, .. Peer.All.Select(peer => peer.Name)];
        ConsoleTable.Show(rows, contestants);
        if (readme)
        {
            Readme.Replace(MarkdownTable.Write(
                rows, contestants, "taskset -c 0 dotnet run -c Release --project tests/CompiledNet.Benchmarks -- table --readme"));
        }
    }
}

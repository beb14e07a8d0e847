using System.Globalization;
using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Peers;
using Spectre.Console;

namespace CompiledNet.Benchmarks.Table;

/// <summary>The comparison on the console: our least and median time, and how many times longer each other contestant takes.</summary>
internal static class ConsoleTable
{
    private const int Width = 150;

    public static void Show(IReadOnlyList<Row> rows, IReadOnlyList<string> contestants)
    {
        var table = new Spectre.Console.Table().AddColumns("network", Row.Ours, "median").Border(TableBorder.Ascii2);
        foreach (string name in contestants)
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        table.AddColumn(new TableColumn("bytes allocated").RightAligned());
        foreach (IGrouping<string, Row> group in rows.GroupBy(row => row.Title))
        {
            table.AddEmptyRow().AddRow(new Text(group.Key));
            foreach (Row row in group)
            {
                Figure ours = row.Figures[Row.Ours];
                table.AddRow(
                [
                    row.Network,
                    Cells.Time(ours.Least),
                    Cells.Time(ours.Median),
                    .. contestants.Select(name => Cells.Ratio(row, name)),
                    row.Allocated.ToString(CultureInfo.InvariantCulture),
                ]);
            }
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings());
        console.Profile.Width = Math.Max(Width, console.Profile.Width);
        console.Write(table);
        foreach (Peer peer in Peer.All.Where(peer => peer.Absence is not null))
        {
            console.WriteLine($"{peer.Name}: {peer.Absence}");
        }

        if (OpenBlas.IsInstalled)
        {
            console.WriteLine($"OpenBLAS runs its kernels for {OpenBlas.Core}.");
        }
    }
}

using System.Globalization;
using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Peers;
using Spectre.Console;

namespace CompiledNet.Benchmarks.Table;

/// <summary>Tables on the console. That of the comparison: our least and median time, and how many times longer each other contestant takes.</summary>
internal static class ConsoleTable
{
    // What the tables need where the output is no console, which would be taken to be 80 wide.
    private const int Width = 170;

    public static void Show(IReadOnlyList<Row> rows, IReadOnlyList<string> contestants)
    {
        foreach (IGrouping<string, Row> group in rows.GroupBy(row => row.Title))
        {
            Spectre.Console.Table table = Create(group.Key, ["network", Row.Ours, "median", .. contestants, "bytes allocated"]);
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

            Write(table);
        }

        foreach (Peer peer in Peer.All.Where(peer => peer.Absence is not null))
        {
            Console.WriteLine($"{peer.Name}: {peer.Absence}");
        }

        if (OpenBlas.IsInstalled)
        {
            Console.WriteLine($"OpenBLAS runs its kernels for {OpenBlas.Core}.");
        }
    }

    /// <summary>Our times divided by those of the program in another language: below 1 ours is the faster.</summary>
    public static void ShowYardstick(IReadOnlyList<Row> rows)
    {
        Row[] compared = [.. rows.Where(row => row.Figures.ContainsKey(Yardstick.Name))];
        string[] works = [.. compared.Select(row => row.Title).Distinct()];
        Spectre.Console.Table table = Create($"{Row.Ours} ÷ {Yardstick.Name}", ["network", .. works]);
        foreach (IGrouping<string, Row> network in compared.GroupBy(row => row.Network))
        {
            table.AddRow([network.Key, .. works.Select(work => Quotient(network.FirstOrDefault(row => row.Title == work)))]);
        }

        Write(table);
    }

    /// <summary>A table without lines yet.</summary>
    /// <param name="title">What stands above it.</param>
    /// <param name="columns">The heads; all but the first are of numbers.</param>
    public static Spectre.Console.Table Create(string title, IEnumerable<string> columns)
    {
        Spectre.Console.Table table = new Spectre.Console.Table().Title(title).Border(TableBorder.Ascii2);
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(column).Alignment(table.Columns.Count == 0 ? Justify.Left : Justify.Right).NoWrap());
        }

        return table;
    }

    /// <summary>Prints a table.</summary>
    public static void Write(Spectre.Console.Table table)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings());
        console.Profile.Width = Math.Max(Width, console.Profile.Width);
        console.Write(table);
    }

    private static string Quotient(Row? row) => row is null
        ? "–"
        : row.Figures[Row.Ours].RatioTo(row.Figures[Yardstick.Name]).ToString("F2", CultureInfo.InvariantCulture);
}

using System.Globalization;
using CompiledNet.Benchmarks.Measuring;
using Spectre.Console;

namespace CompiledNet.Benchmarks.Table;

/// <summary>Our times divided by those of the program in another language: below 1 ours is the faster.</summary>
internal static class YardstickTable
{
    public static void Show(IReadOnlyList<Row> rows)
    {
        Row[] compared = [.. rows.Where(row => row.Figures.ContainsKey(Yardstick.Name))];
        string[] works = [.. compared.Select(row => row.Title).Distinct()];
        Spectre.Console.Table table = new Spectre.Console.Table().Title($"{Row.Ours} ÷ {Yardstick.Name}").AddColumn("network").Border(TableBorder.Ascii2);
        foreach (string work in works)
        {
            table.AddColumn(new TableColumn(work).RightAligned());
        }

        foreach (IGrouping<string, Row> network in compared.GroupBy(row => row.Network))
        {
            table.AddRow([network.Key, .. works.Select(work => Ratio(network.FirstOrDefault(row => row.Title == work)))]);
        }

        AnsiConsole.Write(table);
    }

    private static string Ratio(Row? row)
    {
        if (row is null)
        {
            return "–";
        }

        Figure ours = row.Figures[Row.Ours];
        return ours.RatioTo(row.Figures[Yardstick.Name]).ToString("F2", CultureInfo.InvariantCulture);
    }
}

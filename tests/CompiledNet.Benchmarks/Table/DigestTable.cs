using System.Text;
using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Peers;

namespace CompiledNet.Benchmarks.Table;

/// <summary>What the README shows of a comparison: a line for each kind of work, with the least and the most of all networks.</summary>
internal static class DigestTable
{
    private const string Example = "64-32-10";

    /// <summary>Writes it.</summary>
    /// <param name="rows">The lines of the comparison.</param>
    /// <param name="page">The page that has all figures.</param>
    public static string Write(IReadOnlyList<Row> rows, string page)
    {
        string[] peers = [.. Peer.All.Where(peer => peer.Absence is null).Select(peer => peer.Name)];
        var text = new StringBuilder();
        text.Append($"| [{Processor.Name}](docs/benchmarks/{page}.md) | {Example} takes | {string.Join(" | ", peers)} |\n");
        text.Append($"| --- | ---: |{string.Concat(Enumerable.Repeat(" ---: |", peers.Length))}\n");
        foreach (IGrouping<string, Row> work in rows.GroupBy(row => row.Title))
        {
            Row? example = work.FirstOrDefault(row => row.Network == Example);
            string time = example is null ? "–" : Cells.Time(example.Figures[Row.Ours].Least);
            text.Append($"| {work.Key} | {time} | {string.Join(" | ", peers.Select(peer => Range(work, peer)))} |\n");
        }

        return text.ToString();
    }

    private static string Range(IEnumerable<Row> rows, string peer)
    {
        double[] ratios = [.. rows
            .Select(row => row.Figures.TryGetValue(peer, out Figure? figure) ? figure.RatioTo(row.Figures[Row.Ours]) : double.NaN)
            .Where(ratio => !double.IsNaN(ratio))];
        return ratios.Length == 0 ? "–" : $"{Cells.Ratio(ratios.Min())} – {Cells.Ratio(ratios.Max())}";
    }
}

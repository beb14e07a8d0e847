using System.Runtime.InteropServices;
using System.Text;
using CompiledNet.Benchmarks.Peers;

namespace CompiledNet.Benchmarks.Table;

/// <summary>The comparison with all its figures, for the processor's page.</summary>
internal static class MarkdownTable
{
    /// <summary>Writes it.</summary>
    /// <param name="rows">The lines.</param>
    /// <param name="contestants">Columns beside ours.</param>
    /// <param name="command">What was run.</param>
    public static string Write(IReadOnlyList<Row> rows, IReadOnlyList<string> contestants, string command)
    {
        var text = new StringBuilder();
        text.Append(
            $"""
            Measured on {Processor.Name}, one core, {RuntimeInformation.FrameworkDescription}, {DateTime.UtcNow:yyyy-MM-dd}, by

                {command}

            The first column is the time of this library, the least of {Comparison.AllRounds} rounds; each other one says how many times longer a
            contestant takes, so less than 1 is faster than ours. The contestants take turns in each round, and each computes the same as ours. Times
            change from machine to machine, ratios less so. A step is forward, backward and Adam; all but "{Row.Double}" is single precision.

            """);
        foreach (IGrouping<string, Row> group in rows.GroupBy(row => row.Title))
        {
            text.Append($"\n| {group.Key} | {Row.Ours} | {string.Join(" | ", contestants)} |\n");
            text.Append($"| --- |{string.Concat(Enumerable.Repeat(" ---: |", contestants.Count + 1))}\n");
            foreach (Row row in group)
            {
                text.Append($"| {row.Network} | {Cells.Time(row.Figures[Row.Ours].Least)} |");
                text.Append(string.Concat(contestants.Select(name => $" {Cells.Ratio(row, name)} |"))).Append('\n');
            }
        }

        foreach (Peer peer in Peer.All.Where(peer => peer.Absence is not null))
        {
            text.Append($"\n{peer.Name}: {peer.Absence}.\n");
        }

        return text.ToString();
    }
}

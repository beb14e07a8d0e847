using System.Globalization;
using Spectre.Console;

namespace OnLine;

/// <summary>The trials as a table.</summary>
internal static class Report
{
    /// <summary>Draws it; into a file goes plain text.</summary>
    public static void Show(IReadOnlyList<Trial> trials)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = !Console.IsOutputRedirected },
        });
        var table = new Table { Border = Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded };
        foreach (string title in new[] { "seed", "stood before", "falls while learning", "the last at", "stands after", "allocated", "a step takes" })
        {
            table.AddColumn(new TableColumn(title).RightAligned());
        }

        foreach (Trial trial in trials)
        {
            table.AddRow(
                Text($"{trial.Seed}"),
                Seconds(trial.StoodBefore),
                Text($"{trial.Falls}"),
                trial.Falls == 0 ? "–" : Seconds(trial.LastFall),
                Text($"[{(trial.IsHeld ? "green" : "red")}]{Seconds(trial.StoodAfter)}[/]"),
                Text($"{trial.BytesAllocated} B"),
                Text($"{trial.TimeOfStep.TotalMicroseconds:F2} µs"));
        }

        console.Write(table);
    }

    private static string Seconds(int steps) => Text($"{steps * CartPole.TimeStep:F2} s");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

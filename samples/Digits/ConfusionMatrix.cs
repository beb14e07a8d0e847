using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Digits;

/// <summary>How often each digit was taken for each.</summary>
internal static class ConfusionMatrix
{
    /// <summary>Draws it: a row for each digit, a column for each answer.</summary>
    public static IRenderable Of(IReadOnlyCollection<Prediction> predictions, bool isTerminal)
    {
        var table = new Table { Border = isTerminal ? TableBorder.Rounded : TableBorder.Ascii };
        table.AddColumn("digit");
        for (int predicted = 0; predicted < DigitNet.OutputSize; predicted++)
        {
            table.AddColumn(new TableColumn(Text(predicted)).RightAligned());
        }

        table.AddColumn(new TableColumn("right").RightAligned());
        for (int actual = 0; actual < DigitNet.OutputSize; actual++)
        {
            Prediction[] row = [.. predictions.Where(p => p.Actual == actual)];
            IEnumerable<string> counts = Enumerable.Range(0, DigitNet.OutputSize)
                .Select(predicted => Cell(row.Count(p => p.Predicted == predicted), predicted == actual));
            string right = string.Create(CultureInfo.InvariantCulture, $"{100.0 * row.Count(p => p.IsCorrect) / row.Length:F1} %");
            table.AddRow([Text(actual), .. counts, right]);
        }

        return table;
    }

    private static string Cell(int count, bool isCorrect) => (count, isCorrect) switch
    {
        (0, _) => "[dim]·[/]",
        (_, true) => $"[green]{Text(count)}[/]",
        _ => $"[red]{Text(count)}[/]",
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using CompiledNet;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Digits;

/// <summary>A confusion matrix in colours.</summary>
internal static class ConfusionTable
{
    /// <summary>Draws it: a row for each digit, a column for each answer.</summary>
    public static IRenderable Of(ConfusionMatrix matrix, bool isTerminal)
    {
        var table = new Table { Border = isTerminal ? TableBorder.Rounded : TableBorder.Ascii };
        table.AddColumn("digit");
        for (int predicted = 0; predicted < matrix.ClassCount; predicted++)
        {
            table.AddColumn(new TableColumn(matrix.NameOf(predicted)).RightAligned());
        }

        table.AddColumn(new TableColumn("right").RightAligned());
        for (int digit = 0; digit < matrix.ClassCount; digit++)
        {
            int actual = digit;
            IEnumerable<string> counts = Enumerable.Range(0, matrix.ClassCount)
                .Select(predicted => Cell(matrix[actual, predicted], predicted == actual));
            string right = string.Create(CultureInfo.InvariantCulture, $"{100 * matrix.Recall(actual):F1} %");
            table.AddRow([matrix.NameOf(actual), .. counts, right]);
        }

        return table;
    }

    private static string Cell(long count, bool isCorrect) => (count, isCorrect) switch
    {
        (0, _) => "[dim]·[/]",
        (_, true) => $"[green]{Text(count)}[/]",
        _ => $"[red]{Text(count)}[/]",
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

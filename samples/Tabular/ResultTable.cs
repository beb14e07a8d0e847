using System.Globalization;
using Spectre.Console;

namespace Tabular;

/// <summary>The results side by side.</summary>
internal static class ResultTable
{
    /// <summary>Draws them: a column for each table.</summary>
    public static Table Of(IReadOnlyCollection<CrossValidation> results, TableBorder border)
    {
        var table = new Table { Border = border };
        table.AddColumn(string.Empty);
        foreach (CrossValidation result in results)
        {
            table.AddColumn(new TableColumn(result.Study.Name).RightAligned());
        }

        AddRow("samples × inputs", result => $"{result.Study.Data.Count} × {result.Study.Data.InputSize}");
        AddRow("network", result => result.Study.Network);
        AddRow("measure", result => result.Study.Measure);
        table.AddEmptyRow();
        for (int fold = 0; fold < CrossValidation.Folds; fold++)
        {
            int f = fold;
            AddRow($"fold {fold + 1}", result => Number(result.Scores[f], "F4"));
        }

        table.AddEmptyRow();
        AddRow("mean", result => $"[green]{Number(result.Mean, "F4")}[/]");
        AddRow("deviation", result => Number(result.Deviation, "F4"));
        AddRow("best epoch", result => Number(result.Epochs.Average(), "F0"));
        AddRow("seconds", result => Number(result.Elapsed.TotalSeconds, "F2"));
        return table;

        void AddRow(string name, Func<CrossValidation, string> cell) => table.AddRow([name, .. results.Select(cell)]);
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

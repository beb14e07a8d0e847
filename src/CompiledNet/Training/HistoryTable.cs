using System.Globalization;

namespace CompiledNet;

/// <summary>A history in columns.</summary>
internal static class HistoryTable
{
    /// <summary>Columns flush right, two spaces apart.</summary>
    public static string Text(TrainingHistory history)
    {
        var columns = new List<string[]>
        {
            Column(history, "epoch", epoch => string.Create(CultureInfo.InvariantCulture, $"{(epoch == history.Best ? "* " : "")}{epoch.Epoch}")),
        };
        columns.AddRange(Measured(history).Select(m => Column(history, m.Name, epoch => m.Of(epoch) is double v ? Figure.Of(v) : "-")));
        columns.Add(Column(history, "rate", epoch => epoch.LearningRate.ToString("0.00e+0", CultureInfo.InvariantCulture)));
        columns.Add(Column(history, "elapsed s", epoch => epoch.Elapsed.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture)));

        int[] widths = [.. columns.Select(column => column.Max(cell => cell.Length))];
        IEnumerable<string> lines = Enumerable.Range(0, history.Count + 1)
            .Select(row => string.Join("  ", columns.Select((column, i) => column[row].PadLeft(widths[i]))));
        string table = string.Join('\n', lines);

        // What the star and a patience went by is not what most would expect.
        bool isJudgedByTraining = history.Best is not null && history.All(epoch => epoch.ValidationLoss is null);
        return isJudgedByTraining ? $"{table}\n* the best {history.Monitor.Name} over the training set: there was no validation set" : table;
    }

    public static void WriteCsv(TrainingHistory history, TextWriter writer)
    {
        (string Name, Func<EpochResult, double?> Of)[] measured = [.. Measured(history)];
        writer.WriteLine(string.Join(',', measured.Select(m => Quoted(m.Name)).Prepend("epoch").Append("learning rate").Append("elapsed seconds")));
        foreach (EpochResult epoch in history)
        {
            writer.WriteLine(string.Join(
                ',',
                measured.Select(m => Figure.Exact(m.Of(epoch)))
                    .Prepend(epoch.Epoch.ToString(CultureInfo.InvariantCulture))
                    .Append(Figure.Exact(epoch.LearningRate))
                    .Append(Figure.Exact(epoch.Elapsed.TotalSeconds))));
        }
    }

    // Every metric that some epoch has, first over the training samples, then over the validation set.
    private static IEnumerable<(string Name, Func<EpochResult, double?> Of)> Measured(TrainingHistory history)
    {
        string[] names = history.Count == 0
            ? []
            : [Metric.Loss.Name, Metric.Accuracy.Name, .. history[0].Metrics.Select(metric => metric.Name)];
        return names.Select(name => (name, (Func<EpochResult, double?>)(epoch => epoch.Training(name))))
            .Concat(names.Select(name => ("validation " + name, (Func<EpochResult, double?>)(epoch => epoch.Validation(name)))))
            .Where(column => history.Any(epoch => column.Item2(epoch) is not null));
    }

    private static string[] Column(TrainingHistory history, string name, Func<EpochResult, string> cell) => [name, .. history.Select(cell)];

    private static string Quoted(string name) =>
        name.AsSpan().ContainsAny(",\"\r\n") ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
}

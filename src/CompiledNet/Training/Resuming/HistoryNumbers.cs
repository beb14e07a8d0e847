namespace CompiledNet;

/// <summary>A history as a table of doubles, a row for each epoch.</summary>
internal static class HistoryNumbers
{
    // Loss and accuracy over both sets, learning rate, ticks of time; then each metric over both.
    private const int Fixed = 6;

    // What was not measured: a NaN that no arithmetic makes, as R marks what is missing. Others read it as NaN.
    private static readonly double s_missing = BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_07A2);

    /// <summary>Numbers of an epoch.</summary>
    /// <param name="metrics">Metrics besides loss and accuracy.</param>
    public static int Columns(int metrics) => Fixed + (2 * metrics);

    /// <summary>Writes an epoch as a row.</summary>
    public static void Write(EpochResult epoch, Span<double> row)
    {
        row[0] = epoch.TrainingLoss;
        row[1] = Number(epoch.TrainingAccuracy);
        row[2] = Number(epoch.ValidationLoss);
        row[3] = Number(epoch.ValidationAccuracy);
        row[4] = epoch.LearningRate;
        row[5] = epoch.Elapsed.Ticks;
        for (int i = 0; i < epoch.Metrics.Count; i++)
        {
            row[Fixed + (2 * i)] = Number(epoch.Metrics[i].Training);
            row[Fixed + (2 * i) + 1] = Number(epoch.Metrics[i].Validation);
        }
    }

    /// <summary>The epoch of a row.</summary>
    public static EpochResult Read(ReadOnlySpan<double> row, int epoch, int epochs, Metric[] metrics)
    {
        var values = new MetricValue[metrics.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = new MetricValue(metrics[i].Name, Value(row[Fixed + (2 * i)]), Value(row[Fixed + (2 * i) + 1]));
        }

        return new EpochResult
        {
            Epoch = epoch,
            Epochs = epochs,
            TrainingLoss = row[0],
            TrainingAccuracy = Value(row[1]),
            ValidationLoss = Value(row[2]),
            ValidationAccuracy = Value(row[3]),
            LearningRate = row[4],
            Elapsed = TimeSpan.FromTicks((long)row[5]),
            Metrics = values,
        };
    }

    private static double Number(double? value) => value ?? s_missing;

    private static double? Value(double number) =>
        BitConverter.DoubleToUInt64Bits(number) == BitConverter.DoubleToUInt64Bits(s_missing) ? null : number;
}

using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>How far a network's outputs are from the numbers they should be.</summary>
/// <remarks>
/// Of several outputs, <see cref="Overall"/> holds the mean over the outputs of each score, and the largest of the largest errors:
/// scikit-learn's <c>multioutput="uniform_average"</c>.
/// </remarks>
public sealed class RegressionReport
{
    private RegressionReport(int count, RegressionScores[] outputs)
    {
        Count = count;
        Outputs = outputs;
        Overall = new RegressionScores(
            outputs.Average(scores => scores.MeanAbsoluteError),
            outputs.Average(scores => scores.MeanSquaredError),
            outputs.Average(scores => scores.RootMeanSquaredError),
            outputs.Average(scores => scores.RSquared),
            outputs.Aggregate(0.0, (max, scores) => Math.Max(max, scores.MaxError)));
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>The scores of all outputs together.</summary>
    public RegressionScores Overall { get; }

    /// <summary>The scores of each output.</summary>
    public IReadOnlyList<RegressionScores> Outputs { get; }

    /// <summary>The report of some numbers.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="actual">What they should be: n × <paramref name="outputSize"/> numbers, sample after sample, n at least 1.</param>
    /// <param name="predicted">What they are, as many.</param>
    /// <param name="outputSize">Numbers of one sample, at least 1.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">There is no sample, or a length does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outputSize"/> is less than 1.</exception>
    public static RegressionReport Of<T>(ReadOnlySpan<T> actual, ReadOnlySpan<T> predicted, int outputSize = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputSize, 1);
        int count = actual.Length / outputSize;
        if (count == 0 || count * outputSize != actual.Length)
        {
            throw new ArgumentException(
                $"The length of actual is {actual.Length}; a multiple of {outputSize} (one sample), at least one, was expected.",
                nameof(actual));
        }

        if (predicted.Length != actual.Length)
        {
            throw new ArgumentException(
                $"The length of predicted is {predicted.Length}; {actual.Length} was expected, that of actual.", nameof(predicted));
        }

        double[] actualColumn = new double[count];
        double[] predictedColumn = new double[count];
        var scores = new RegressionScores[outputSize];
        for (int output = 0; output < outputSize; output++)
        {
            for (int sample = 0; sample < count; sample++)
            {
                actualColumn[sample] = double.CreateTruncating(actual[(sample * outputSize) + output]);
                predictedColumn[sample] = double.CreateTruncating(predicted[(sample * outputSize) + output]);
            }

            scores[output] = RegressionScores.Of(actualColumn, predictedColumn);
        }

        return new RegressionReport(count, scores);
    }

    /// <summary>The report of a network.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="predictions">The predictions.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">The targets are classes.</exception>
    public static RegressionReport Of<T>(Predictions<T> predictions)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions.Data.HasClasses)
        {
            throw new ArgumentException(
                "The targets of the data set are classes, not numbers: ask ClassificationReport.", nameof(predictions));
        }

        int size = predictions.OutputSize;
        var actual = new T[predictions.Outputs.Length];
        for (int sample = 0; sample < predictions.Count; sample++)
        {
            predictions.Data.TargetOf(sample).CopyTo(actual.AsSpan(sample * size, size));
        }

        return Of<T>(actual, predictions.Outputs.Span, size);
    }

    /// <summary>A table: a row for each output, if there are several, and one for all. The same in every culture.</summary>
    /// <returns>Its lines.</returns>
    public override string ToString()
    {
        var table = new TextTable(["output", "MAE", "RMSE", "R²", "max error"]);
        for (int output = 0; output < Outputs.Count && Outputs.Count > 1; output++)
        {
            table.Add(Row(output.ToString(CultureInfo.InvariantCulture), Outputs[output]));
        }

        table.Add(Row("all", Overall));
        return table.ToString();
    }

    private static string[] Row(string title, RegressionScores scores) =>
    [
        title,
        Text(scores.MeanAbsoluteError, "G5"),
        Text(scores.RootMeanSquaredError, "G5"),
        Text(scores.RSquared, "F4"),
        Text(scores.MaxError, "G5"),
    ];

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}

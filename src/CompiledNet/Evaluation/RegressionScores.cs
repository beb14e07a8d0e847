using System.Globalization;

namespace CompiledNet;

/// <summary>How far predicted numbers are from actual ones. Every figure is NaN if a number is.</summary>
/// <param name="MeanAbsoluteError">The mean of |ŷ − y|.</param>
/// <param name="MeanSquaredError">The mean of (ŷ − y)².</param>
/// <param name="RootMeanSquaredError">The root of the mean of (ŷ − y)².</param>
/// <param name="RSquared">
/// R² = 1 − Σ (ŷ − y)² / Σ (y − ȳ)², the share of the variance that is explained: 1 is best, 0 is what the mean ȳ achieves, and worse
/// is negative. Where all y are the same it is 1 if every prediction is exact, else 0, as in scikit-learn; NaN for a single sample.
/// </param>
/// <param name="MaxError">The largest |ŷ − y|.</param>
public readonly record struct RegressionScores(
    double MeanAbsoluteError, double MeanSquaredError, double RootMeanSquaredError, double RSquared, double MaxError)
{
    /// <summary>One line, the same in every culture.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"MAE {MeanAbsoluteError:G5}, RMSE {RootMeanSquaredError:G5}, R² {RSquared:F4}, max error {MaxError:G5}");

    internal static RegressionScores Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        // Distances from the first number, whose sums are exactly 0 for a constant: the mean of a column of 0.1 is rounded, and the
        // squares of what is left over would pass for a variance.
        double first = actual[0];
        double mean = 0;
        foreach (double y in actual)
        {
            mean += y - first;
        }

        mean /= actual.Length;
        double absolute = 0;
        double squares = 0;
        double variance = 0;
        double rest = 0;
        double max = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double error = Math.Abs(predicted[i] - actual[i]);
            absolute += error;
            squares += error * error;
            max = Math.Max(max, error);
            double deviation = actual[i] - first - mean;
            variance += deviation * deviation;
            rest += deviation;
        }

        // The rounding of the mean is taken out again, as in ColumnStatistics.
        variance -= rest * rest / actual.Length;
        double meanSquare = squares / actual.Length;
        return new RegressionScores(
            absolute / actual.Length, meanSquare, Math.Sqrt(meanSquare), Explained(actual.Length, squares, variance, max), max);
    }

    private static double Explained(int count, double squares, double variance, double maxError)
    {
        if (count < 2 || double.IsNaN(squares))
        {
            return double.NaN;
        }

        return variance > 0 || double.IsNaN(variance) ? 1 - (squares / variance) : maxError == 0 ? 1 : 0;
    }
}

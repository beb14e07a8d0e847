using System.Numerics;

namespace CompiledNet;

/// <summary>Which rows of a data set are looked at.</summary>
internal enum RowKind
{
    Inputs,
    Targets,
}

/// <summary>Statistics of each column of a data set, in double and with sums from the first sample to the last.</summary>
internal static class ColumnStatistics
{
    /// <summary>
    /// Mean and variance by two passes, with the correction that takes the rounding of the mean out again (Chan, Golub and LeVeque,
    /// "Algorithms for Computing the Sample Variance: Analysis and Recommendations", 1983): a column at 10⁹ ± 1 keeps its digits.
    /// </summary>
    /// <param name="data">The samples.</param>
    /// <param name="kind">Which columns.</param>
    /// <returns>The means, and the variances of the samples themselves: divided by their number n, not n − 1.</returns>
    /// <exception cref="ArgumentException">A number is NaN or infinite.</exception>
    public static (double[] Means, double[] Variances) Moments<T>(DataSet<T> data, RowKind kind)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int columns = ColumnsOf(data, kind);
        double[] means = new double[columns];
        for (int sample = 0; sample < data.Count; sample++)
        {
            ReadOnlySpan<T> row = RowOf(data, sample, kind);
            for (int c = 0; c < columns; c++)
            {
                means[c] += Finite(data, row[c], sample, c, kind);
            }
        }

        for (int c = 0; c < columns; c++)
        {
            means[c] /= data.Count;
        }

        double[] squares = new double[columns];
        double[] rests = new double[columns];
        for (int sample = 0; sample < data.Count; sample++)
        {
            ReadOnlySpan<T> row = RowOf(data, sample, kind);
            for (int c = 0; c < columns; c++)
            {
                double deviation = double.CreateTruncating(row[c]) - means[c];
                squares[c] += deviation * deviation;
                rests[c] += deviation;
            }
        }

        for (int c = 0; c < columns; c++)
        {
            squares[c] = Math.Max(0, squares[c] - (rests[c] * rests[c] / data.Count)) / data.Count;
            means[c] += rests[c] / data.Count;
        }

        return (means, squares);
    }

    /// <summary>Smallest and largest number of each column.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="kind">Which columns.</param>
    /// <returns>They.</returns>
    /// <exception cref="ArgumentException">A number is NaN or infinite.</exception>
    public static (double[] Minima, double[] Maxima) Ranges<T>(DataSet<T> data, RowKind kind)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int columns = ColumnsOf(data, kind);
        double[] minima = new double[columns];
        double[] maxima = new double[columns];
        minima.AsSpan().Fill(double.PositiveInfinity);
        maxima.AsSpan().Fill(double.NegativeInfinity);
        for (int sample = 0; sample < data.Count; sample++)
        {
            ReadOnlySpan<T> row = RowOf(data, sample, kind);
            for (int c = 0; c < columns; c++)
            {
                double x = Finite(data, row[c], sample, c, kind);
                minima[c] = Math.Min(minima[c], x);
                maxima[c] = Math.Max(maxima[c], x);
            }
        }

        return (minima, maxima);
    }

    private static int ColumnsOf(DataSet data, RowKind kind) => kind == RowKind.Inputs ? data.InputSize : data.OutputSize;

    private static ReadOnlySpan<T> RowOf<T>(DataSet<T> data, int sample, RowKind kind)
        where T : unmanaged, IFloatingPointIeee754<T> => kind == RowKind.Inputs ? data.InputOf(sample) : data.TargetOf(sample);

    private static double Finite<T>(DataSet<T> data, T x, int sample, int column, RowKind kind)
        where T : unmanaged, IFloatingPointIeee754<T> => T.IsFinite(x)
        ? double.CreateTruncating(x)
        : throw new ArgumentException(
            $"{(kind == RowKind.Inputs ? "Input" : "Target")} {column} of sample {sample} is {(T.IsNaN(x) ? "NaN" : "infinite")}; finite "
            + "numbers were expected. Fill in what is missing, or leave the sample out, before scaling.",
            nameof(data));
}

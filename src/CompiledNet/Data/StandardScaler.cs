using System.Numerics;

namespace CompiledNet;

/// <summary>
/// Brings each column to mean 0 and standard deviation 1: y = (x − μ) / σ, as scikit-learn's <c>StandardScaler</c>. σ is that of the samples
/// themselves, √(Σ (x − μ)² / n). A column that is constant, to the rounding of its numbers, is only shifted: its scale is 1.
/// </summary>
public sealed class StandardScaler : Scaler
{
    /// <summary>Constructs a scaler from its numbers, such as those of another one.</summary>
    /// <param name="means">μ of each column, finite; at least one.</param>
    /// <param name="scales">σ of each column, finite and greater than 0; 1 for a constant column.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a number is out of its range.</exception>
    public StandardScaler(ReadOnlySpan<double> means, ReadOnlySpan<double> scales)
        : base(CheckedMeans(means), CheckedScales(scales, means.Length), offset: 0)
    {
    }

    /// <summary>μ of each column.</summary>
    public ReadOnlySpan<double> Means => Shifts;

    /// <summary>What each column is divided by: σ, or 1 where the column is constant.</summary>
    public ReadOnlySpan<double> Scales => Divisors;

    /// <summary>Fits a scaler to the inputs of a set: the training part.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="data">The samples.</param>
    /// <returns>The scaler, with a column for each input.</returns>
    /// <exception cref="ArgumentException">An input is NaN or infinite, or a column spreads further than a double can tell.</exception>
    public static StandardScaler Fit<T>(DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        return Fit(data, RowKind.Inputs);
    }

    /// <summary>Fits a scaler to the targets of a set, for a regression whose targets are far from 1 in size.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="data">The samples, with target vectors.</param>
    /// <returns>The scaler, with a column for each number of a target.</returns>
    /// <exception cref="ArgumentException">
    /// The targets are classes, one is NaN or infinite, or a column spreads further than a double can tell.
    /// </exception>
    public static StandardScaler FitTargets<T>(DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckVectors(data);
        return Fit(data, RowKind.Targets);
    }

    private static StandardScaler Fit<T>(DataSet<T> data, RowKind kind)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (double[] means, double[] scales) = ColumnStatistics.Moments(data, kind);
        for (int c = 0; c < scales.Length; c++)
        {
            if (!double.IsFinite(scales[c]))
            {
                throw SpreadTooFar(c);
            }

            scales[c] = IsConstant(scales[c], means[c], data.Count) ? 1 : Math.Sqrt(scales[c]);
        }

        return new StandardScaler(means, scales);
    }

    /// <summary>Whether a variance is no more than the rounding of two passes over a constant may leave, as scikit-learn decides it.</summary>
    private static bool IsConstant(double variance, double mean, int count)
    {
        const double Epsilon = 1.0 / (1L << 52);
        double error = count * mean * Epsilon;
        return variance <= (count * Epsilon * variance) + (error * error);
    }

    private static ReadOnlySpan<double> CheckedMeans(ReadOnlySpan<double> means)
    {
        CheckNumbers(means, means.Length, nameof(means));
        return means;
    }

    private static ReadOnlySpan<double> CheckedScales(ReadOnlySpan<double> scales, int length)
    {
        CheckNumbers(scales, length, nameof(scales));
        for (int c = 0; c < scales.Length; c++)
        {
            if (scales[c] <= 0)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"scales[{c}] is {scales[c]}; a number greater than 0 was expected."), nameof(scales));
            }
        }

        return scales;
    }
}

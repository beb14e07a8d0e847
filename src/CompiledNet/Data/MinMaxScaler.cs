using System.Numerics;

namespace CompiledNet;

/// <summary>
/// Brings each column into a range, [0, 1] unless another is given: y = (x − min) / (max − min) · (high − low) + low, as scikit-learn's
/// <c>MinMaxScaler</c>. The smallest number of the samples it was fitted to becomes low; numbers outside of theirs come out
/// outside of the range. A column whose numbers are all equal becomes low; scikit-learn takes one for such already when its numbers differ
/// by less than ten units of the last place of 1, whatever their size.
/// </summary>
public sealed class MinMaxScaler : Scaler
{
    private readonly double[] _maxima;

    /// <summary>Constructs a scaler from its numbers, such as those of another one.</summary>
    /// <param name="minima">The smallest number of each column, finite; at least one column.</param>
    /// <param name="maxima">The largest, not less than the smallest.</param>
    /// <param name="low">What the smallest becomes, finite.</param>
    /// <param name="high">What the largest becomes, finite and greater than <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a number is out of its range.</exception>
    public MinMaxScaler(ReadOnlySpan<double> minima, ReadOnlySpan<double> maxima, double low = 0, double high = 1)
        : base(minima, Spreads(minima, maxima, low, high), low)
    {
        _maxima = maxima.ToArray();
        High = high;
    }

    /// <summary>The smallest number of each column.</summary>
    public ReadOnlySpan<double> Minima => Shifts;

    /// <summary>The largest number of each column.</summary>
    public ReadOnlySpan<double> Maxima => _maxima;

    /// <summary>What the smallest number becomes.</summary>
    public double Low => Offset;

    /// <summary>What the largest number becomes.</summary>
    public double High { get; }

    /// <summary>Fits a scaler to the inputs of a set: the training part.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="data">The samples.</param>
    /// <param name="low">What the smallest number of a column becomes, finite.</param>
    /// <param name="high">What the largest becomes, finite and greater than <paramref name="low"/>.</param>
    /// <returns>The scaler, with a column for each input.</returns>
    /// <exception cref="ArgumentException">
    /// An input is NaN or infinite, a column spreads further than a double can tell, or the range is none.
    /// </exception>
    public static MinMaxScaler Fit<T>(DataSet<T> data, double low = 0, double high = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        (double[] minima, double[] maxima) = ColumnStatistics.Ranges(data, RowKind.Inputs);
        return new MinMaxScaler(minima, maxima, low, high);
    }

    /// <summary>Fits a scaler to the targets of a set, such as to the range of the network's last activation.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="data">The samples, with target vectors.</param>
    /// <param name="low">What the smallest number of a column becomes, finite.</param>
    /// <param name="high">What the largest becomes, finite and greater than <paramref name="low"/>.</param>
    /// <returns>The scaler, with a column for each number of a target.</returns>
    /// <exception cref="ArgumentException">
    /// The targets are classes, one is NaN or infinite, a column spreads further than a double can tell, or the range is none.
    /// </exception>
    public static MinMaxScaler FitTargets<T>(DataSet<T> data, double low = 0, double high = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckVectors(data);
        (double[] minima, double[] maxima) = ColumnStatistics.Ranges(data, RowKind.Targets);
        return new MinMaxScaler(minima, maxima, low, high);
    }

    private static double[] Spreads(ReadOnlySpan<double> minima, ReadOnlySpan<double> maxima, double low, double high)
    {
        CheckNumbers(minima, minima.Length, nameof(minima));
        CheckNumbers(maxima, minima.Length, nameof(maxima));
        if (!(low < high) || !double.IsFinite(high - low))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The range is {low} to {high}; finite numbers, the first less than the second, were expected."),
                nameof(high));
        }

        double[] spreads = new double[minima.Length];
        for (int c = 0; c < spreads.Length; c++)
        {
            if (maxima[c] < minima[c])
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"maxima[{c}] is {maxima[c]}; at least minima[{c}], {minima[c]}, was expected."),
                    nameof(maxima));
            }

            double spread = maxima[c] - minima[c];
            spreads[c] = (spread == 0 ? 1 : spread) / (high - low);
            if (!double.IsFinite(spreads[c]) || spreads[c] == 0)
            {
                throw SpreadTooFar(c);
            }
        }

        return spreads;
    }
}

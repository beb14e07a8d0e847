using System.Globalization;
using System.Numerics;

namespace CompiledNet.Fuzz;

/// <summary>A named list of numbers, and how far two right computations of it may lie apart.</summary>
/// <param name="Size">The largest size of what was added up to one of them, where that is more than the largest of them.</param>
internal sealed record Tensor(string Name, double[] Values, double Uncertainty, double Size = 0);

/// <summary>Copies tensors out of a network's buffers and compares them.</summary>
internal static class Tensors
{
    /// <summary>
    /// The share of a tensor's largest number that is always allowed: 1e-9 in double, 5e-5 in single, where sums of thousands of products
    /// and activations of a few last places' error meet. What rounding alone does to the tensor comes on top, see <see cref="Slack"/>.
    /// </summary>
    public static double Tolerance<T>() => typeof(T) == typeof(double) ? 1e-9 : 5e-5;

    /// <summary>How often the measured effect of rounding is allowed: an implementation rounds a few times where the reference's noise does once.</summary>
    public const double Slack = 60;

    /// <summary>The distance between 1 and the next number.</summary>
    public static double Roundoff<T>() => typeof(T) == typeof(double) ? Math.ScaleB(1, -52) : Math.ScaleB(1, -23);

    public static double[,] Matrix<T>(ReadOnlySpan<T> buffer, TensorLayout layout)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[,] values = new double[layout.Rows, layout.Columns];
        for (int row = 0; row < layout.Rows; row++)
        {
            for (int column = 0; column < layout.Columns; column++)
            {
                values[row, column] = double.CreateChecked(buffer[layout.IndexOf(row, column)]);
            }
        }

        return values;
    }

    public static double[] Flat<T>(ReadOnlySpan<T> buffer, TensorLayout layout)
        where T : unmanaged, IFloatingPointIeee754<T> => Flat(Matrix(buffer, layout));

    public static double[] Flat(double[,] values) => [.. values.Cast<double>()];

    public static double[] Flat(double[][] rows) => [.. rows.SelectMany(row => row)];

    public static double[] Doubles<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] result = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            result[i] = double.CreateChecked(values[i]);
        }

        return result;
    }

    public static T[] Convert<T>(double[][] rows)
        where T : unmanaged, IFloatingPointIeee754<T> => Array.ConvertAll(Flat(rows), T.CreateTruncating);

    /// <summary>The largest difference between two computations of the same numbers.</summary>
    public static double Distance(double[] one, double[] other)
    {
        double largest = 0;
        for (int i = 0; i < one.Length; i++)
        {
            double difference = Math.Abs(one[i] - other[i]);
            largest = double.IsFinite(difference) ? Math.Max(largest, difference) : double.PositiveInfinity;
        }

        return largest;
    }

    public static double Largest(double[] values) => values.Select(Math.Abs).DefaultIfEmpty(0).Max();

    /// <summary>What is wrong with the actual numbers; null where they are right, or where nothing can be said.</summary>
    public static string? Compare(Tensor expected, double[] actual, double tolerance, Tally tally)
    {
        if (expected.Values.Length != actual.Length)
        {
            return $"{expected.Name}: {actual.Length} numbers, {expected.Values.Length} expected";
        }

        double largest = Math.Max(Largest(expected.Values), expected.Size);
        double uncertain = Slack * expected.Uncertainty;
        if (!double.IsFinite(largest) || !double.IsFinite(uncertain) || (uncertain > 0.1 * largest && uncertain > 1e-20))
        {
            tally.AddIllConditioned();
            return null;
        }

        tally.AddCompared();
        double allowed = (tolerance * largest) + uncertain + 1e-30;
        for (int i = 0; i < actual.Length; i++)
        {
            double difference = Math.Abs(actual[i] - expected.Values[i]);
            if (!(difference <= allowed))
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{expected.Name}[{i}] is {actual[i]:R}, {expected.Values[i]:R} expected; off by {difference:0.0e+0}, {allowed:0.0e+0} allowed, largest {largest:0.0e+0}");
            }
        }

        return null;
    }
}

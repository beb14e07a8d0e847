using System.Numerics;

namespace CompiledNet;

/// <summary>What class a target vector means. Never a guess: several labels at once mean none, and so does a vector of zeros.</summary>
internal static class TargetClass
{
    // How far from 1 the sum of a distribution may be: that of a thousand probabilities in half precision.
    private const double SumTolerance = 0.01;

    /// <summary>
    /// The index of the largest number, where it alone is above ½, or where it is larger than all others and they sum to 1; with one number, 1
    /// where it is above ½, else 0.
    /// </summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="target">Numbers from 0 to 1, at least one.</param>
    /// <returns>The class; −1 where there is none.</returns>
    public static int Of<T>(ReadOnlySpan<T> target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (target.Length == 1)
        {
            return IsPresent(target[0]) ? 1 : 0;
        }

        int largest = OfLargest(target);
        if (largest < 0)
        {
            return -1;
        }

        int present = 0;
        double sum = 0;
        foreach (T number in target)
        {
            present += IsPresent(number) ? 1 : 0;
            sum += double.CreateTruncating(number);
        }

        return present == 1 || Math.Abs(sum - 1) <= SumTolerance ? largest : -1;
    }

    /// <summary>The index of the largest number; −1 if there is a NaN, or several are the largest.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="target">At least one number.</param>
    /// <returns>The index.</returns>
    public static int OfLargest<T>(ReadOnlySpan<T> target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int largest = LargestNumber.IndexOf(target);
        return largest >= 0 && target.Count(target[largest]) == 1 ? largest : -1;
    }

    /// <summary>Whether a label is there: its number is above ½.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="number">The number.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsPresent<T>(T number)
        where T : unmanaged, IFloatingPointIeee754<T> => number > T.CreateTruncating(0.5);

    /// <summary>
    /// The class of every sample, where all have one that is beyond doubt: the index that the set holds, the place of the 1 in a one-hot vector, or 0
    /// and 1 where that is all that the only column holds.
    /// </summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="data">The samples.</param>
    /// <returns>An index for each sample, less than the larger of 2 and the numbers of a target; null where a sample has no class.</returns>
    public static int[]? OfAll<T>(DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] classes = new int[data.Count];
        for (int sample = 0; sample < classes.Length; sample++)
        {
            classes[sample] = data.HasClasses ? data.ClassOf(sample) : CertainClassOf(data.TargetOf(sample));
            if (classes[sample] < 0)
            {
                return null;
            }
        }

        return classes;
    }

    private static int CertainClassOf<T>(ReadOnlySpan<T> target)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        target.Length > 1 ? OneHot.ClassOf(target) : target[0] == T.One ? 1 : target[0] == T.Zero ? 0 : -1;
}

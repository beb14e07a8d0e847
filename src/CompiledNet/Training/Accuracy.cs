using System.Numerics;

namespace CompiledNet;

/// <summary>What makes a prediction correct.</summary>
internal enum AccuracyRule
{
    /// <summary>Nothing: the network does not classify.</summary>
    None,

    /// <summary>The largest output is that of the sample's class, or of the target's largest number.</summary>
    LargestOutput,

    /// <summary>The only output lies on the same side of ½ as the target.</summary>
    Threshold,
}

/// <summary>Counts correct predictions.</summary>
internal static class Accuracy
{
    /// <summary>Which rule has a meaning for a loss and a data set.</summary>
    public static AccuracyRule RuleFor<T>(Loss loss, DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (data.OutputSize == 1)
        {
            return loss == Loss.BinaryCrossEntropy && !data.HasClasses ? AccuracyRule.Threshold : AccuracyRule.None;
        }

        return data.HasClasses || loss == Loss.CategoricalCrossEntropy || IsOneHot(data)
            ? AccuracyRule.LargestOutput
            : AccuracyRule.None;
    }

    /// <summary>The index of the largest number, the first of several; −1 if there is a NaN, so that it is never the right one.</summary>
    public static int IndexOfLargest<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (T.IsNaN(values[i]))
            {
                return -1;
            }

            if (values[i] > values[largest])
            {
                largest = i;
            }
        }

        return largest;
    }

    /// <summary>Whether an output and a target lie on the same side of ½; a NaN lies on neither.</summary>
    public static bool SameSide<T>(T output, T target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T half = T.CreateTruncating(0.5);
        return !T.IsNaN(output) && (output > half) == (target > half);
    }

    private static bool IsOneHot<T>(DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int sample = 0; sample < data.Count; sample++)
        {
            ReadOnlySpan<T> target = data.TargetOf(sample);
            int ones = target.Count(T.One);
            if (ones != 1 || target.Count(T.Zero) != target.Length - 1)
            {
                return false;
            }
        }

        return true;
    }
}

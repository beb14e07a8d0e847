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

/// <summary>Decides what is a correct prediction.</summary>
internal static class Accuracy
{
    /// <summary>Which rule has a meaning.</summary>
    public static AccuracyRule RuleFor(MetricContext context, bool hasClasses)
    {
        if (context.OutputSize == 1)
        {
            return context.Loss == Loss.BinaryCrossEntropy && !hasClasses ? AccuracyRule.Threshold : AccuracyRule.None;
        }

        return hasClasses || context.Loss == Loss.CategoricalCrossEntropy || context.HasOneHotTargets
            ? AccuracyRule.LargestOutput
            : AccuracyRule.None;
    }

    /// <summary>Whether an output and a target lie on the same side of ½; a NaN lies on neither.</summary>
    public static bool SameSide<T>(T output, T target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T half = T.CreateTruncating(0.5);
        return !T.IsNaN(output) && (output > half) == (target > half);
    }

    /// <summary>Whether every target vector is 1 at one place and 0 elsewhere.</summary>
    public static bool AreTargetsOneHot<T>(DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (data.HasClasses)
        {
            return false;
        }

        for (int sample = 0; sample < data.Count; sample++)
        {
            if (OneHot.ClassOf(data.TargetOf(sample)) < 0)
            {
                return false;
            }
        }

        return true;
    }
}

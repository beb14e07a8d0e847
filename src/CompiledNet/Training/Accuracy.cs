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
    /// <summary>What metrics of a network are measured of over a set.</summary>
    public static MetricContext ContextOf<T>(INetwork<T> network, DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Looked through only where something depends on it.
        bool isOneHot = data.OutputSize > 1 && network.Loss != Loss.CategoricalCrossEntropy && data.AreAllTargetsOneHot();
        var context = new MetricContext(network.Loss, data.OutputSize, isOneHot);
        return context with { Rule = RuleFor(context, data.HasClasses) };
    }

    /// <summary>
    /// The same over a validation set: the rule is that of the training set, whatever rows this one happens to hold, or none where they have no classes
    /// to go by.
    /// </summary>
    public static MetricContext ContextOf<T>(INetwork<T> network, DataSet<T> validation, MetricContext training)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        MetricContext context = ContextOf(network, validation);
        return context with { Rule = context.Rule == training.Rule ? context.Rule : AccuracyRule.None };
    }

    /// <summary>Which rule has a meaning.</summary>
    public static AccuracyRule RuleFor(MetricContext context, bool hasClasses)
    {
        if (context.Rule is AccuracyRule rule)
        {
            return rule;
        }

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
}

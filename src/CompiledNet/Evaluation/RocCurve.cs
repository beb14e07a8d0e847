using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>
/// The receiver operating characteristic: the true against the false positive rate over all thresholds, and the area below it.
/// </summary>
/// <remarks>
/// Samples of equal scores are one step of the curve, as in scikit-learn. The area is by trapezoids, which makes it the probability
/// that a positive sample has a higher score than a negative one, equal scores counting ½; it is computed in whole numbers and rounded
/// once. Without positive or without negative samples there is no curve: the rate that would be 0/0 is NaN at every point but the
/// first, and so is the area.
/// </remarks>
public sealed class RocCurve
{
    private RocCurve(IReadOnlyList<RocPoint> points, double auc, int positives, int negatives)
    {
        Points = points;
        Auc = auc;
        Positives = positives;
        Negatives = negatives;
    }

    /// <summary>The points, from (0, 0) to (1, 1), thresholds falling.</summary>
    public IReadOnlyList<RocPoint> Points { get; }

    /// <summary>The area under the curve: 1 for perfect scores, ½ for scores that say nothing; NaN without positives or negatives.</summary>
    public double Auc { get; }

    /// <summary>Number of positive samples.</summary>
    public int Positives { get; }

    /// <summary>Number of negative samples.</summary>
    public int Negatives { get; }

    /// <summary>The curve of some scores.</summary>
    /// <typeparam name="T">The scores' number type.</typeparam>
    /// <param name="actual">For each sample whether it is positive; at least one sample.</param>
    /// <param name="scores">For each sample its score, higher for what is more likely positive; need not be a probability.</param>
    /// <param name="dropIntermediate">
    /// Whether a point is left out that lies halfway between its neighbours: the curve without it is the same (scikit-learn's parameter).
    /// </param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">There is no sample, the lengths differ, or a score is NaN.</exception>
    public static RocCurve Of<T>(ReadOnlySpan<bool> actual, ReadOnlySpan<T> scores, bool dropIntermediate = true)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (actual.IsEmpty)
        {
            throw new ArgumentException("At least one sample was expected.", nameof(actual));
        }

        if (scores.Length != actual.Length)
        {
            throw new ArgumentException(
                $"The length of scores is {scores.Length}; {actual.Length} was expected, that of actual.", nameof(scores));
        }

        double[] sorted = new double[scores.Length];
        for (int sample = 0; sample < sorted.Length; sample++)
        {
            sorted[sample] = double.CreateTruncating(scores[sample]);
            if (double.IsNaN(sorted[sample]))
            {
                throw new ArgumentException($"The score of sample {sample} is NaN.", nameof(scores));
            }
        }

        bool[] positive = actual.ToArray();
        Array.Sort(sorted, positive);
        return Of(Steps(sorted, positive), dropIntermediate);
    }

    /// <summary>
    /// The curve of a network that tells two classes apart, by one output or by two; class 1 is the positive one.
    /// </summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="predictions">The predictions.</param>
    /// <param name="dropIntermediate">Whether a point is left out that lies halfway between its neighbours.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">There are more than two outputs, or one is NaN.</exception>
    /// <exception cref="InvalidOperationException">A target means no class: it holds a number that is not from 0 to 1, several labels, or none.</exception>
    public static RocCurve Of<T>(Predictions<T> predictions, bool dropIntermediate = true)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions.ClassCount != 2)
        {
            throw new ArgumentException(
                $"There are {predictions.ClassCount} classes, each with a curve of its own: ask OfClass or OneVersusRest.",
                nameof(predictions));
        }

        // Two labels that may both be there have a curve each.
        for (int sample = 0; sample < predictions.Count; sample++)
        {
            _ = predictions.ActualClassOf(sample);
        }

        return OfClass(predictions, 1, dropIntermediate);
    }

    /// <summary>
    /// The curve of one class against all others, by its output; where targets may have several labels at once, of one label against its absence.
    /// </summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="predictions">The predictions.</param>
    /// <param name="positiveClass">The class; with one output, 1.</param>
    /// <param name="dropIntermediate">Whether a point is left out that lies halfway between its neighbours.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">An output is NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    /// <exception cref="InvalidOperationException">A target holds a number that is not from 0 to 1.</exception>
    public static RocCurve OfClass<T>(Predictions<T> predictions, int positiveClass, bool dropIntermediate = true)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(predictions);
        int output = predictions.OutputFor(positiveClass);
        bool[] actual = new bool[predictions.Count];
        var scores = new T[predictions.Count];
        for (int sample = 0; sample < scores.Length; sample++)
        {
            actual[sample] = predictions.IsOf(sample, positiveClass);
            scores[sample] = predictions.OutputOf(sample)[output];
        }

        return Of<T>(actual, scores, dropIntermediate);
    }

    /// <summary>The curve of each class against all others, or of each label; with one output, only that of class 1.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="predictions">The predictions.</param>
    /// <returns>The curves, in the order of the outputs.</returns>
    /// <exception cref="ArgumentException">An output is NaN.</exception>
    /// <exception cref="InvalidOperationException">A target holds a number that is not from 0 to 1.</exception>
    public static IReadOnlyList<RocCurve> OneVersusRest<T>(Predictions<T> predictions)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return predictions.OutputSize == 1
            ? [OfClass(predictions, 1)]
            : [.. Enumerable.Range(0, predictions.OutputSize).Select(c => OfClass(predictions, c))];
    }

    /// <summary>
    /// The mean area of the curves of <see cref="OneVersusRest"/>, each class counting the same (scikit-learn's <c>roc_auc_score</c> with
    /// <c>multi_class="ovr"</c>).
    /// </summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="predictions">The predictions.</param>
    /// <returns>A number from 0 to 1; NaN if some class has no sample or all of them.</returns>
    /// <exception cref="ArgumentException">An output is NaN.</exception>
    /// <exception cref="InvalidOperationException">A target holds a number that is not from 0 to 1.</exception>
    public static double MacroAuc<T>(Predictions<T> predictions)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        OneVersusRest(predictions).Average(curve => curve.Auc);

    /// <summary>One line, the same in every culture.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"AUC {Auc:F4} over {Positives} positive and {Counted.Of(Negatives, "negative sample")}");

    /// <summary>The samples called positive at each threshold, from the highest score on.</summary>
    private static List<Step> Steps(double[] sorted, bool[] positive)
    {
        var steps = new List<Step>();
        int truePositives = 0;
        int falsePositives = 0;
        for (int i = sorted.Length - 1; i >= 0; i--)
        {
            if (positive[i])
            {
                truePositives++;
            }
            else
            {
                falsePositives++;
            }

            if (i == 0 || sorted[i - 1] != sorted[i])
            {
                steps.Add(new Step(falsePositives, truePositives, sorted[i]));
            }
        }

        return steps;
    }

    private static RocCurve Of(List<Step> steps, bool dropIntermediate)
    {
        (int negatives, int positives, _) = steps[^1];
        var points = new List<RocPoint>(steps.Count + 1) { new(0, 0, double.PositiveInfinity) };
        long doubledArea = 0;
        var last = default(Step);
        for (int i = 0; i < steps.Count; i++)
        {
            Step step = steps[i];
            doubledArea += (long)(step.FalsePositives - last.FalsePositives) * ((long)step.TruePositives + last.TruePositives);
            last = step;
            if (!dropIntermediate || i == 0 || i == steps.Count - 1 || !IsHalfway(steps[i - 1], step, steps[i + 1]))
            {
                points.Add(new RocPoint(
                    (double)step.FalsePositives / negatives, (double)step.TruePositives / positives, step.Threshold));
            }
        }

        return new RocCurve(points, doubledArea / (2.0 * positives * negatives), positives, negatives);
    }

    private static bool IsHalfway(Step before, Step step, Step after) =>
        step.FalsePositives - before.FalsePositives == after.FalsePositives - step.FalsePositives
        && step.TruePositives - before.TruePositives == after.TruePositives - step.TruePositives;

    private readonly record struct Step(int FalsePositives, int TruePositives, double Threshold);
}

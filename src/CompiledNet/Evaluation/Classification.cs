using System.Numerics;

namespace CompiledNet;

/// <summary>Figures of a classification that look at more than the predicted class.</summary>
public static class Classification
{
    /// <summary>The share of samples whose class is among the k with the largest outputs.</summary>
    /// <remarks>
    /// Of equal outputs those of lower classes come first, so that top-1 is the accuracy of <see cref="Trainer.Evaluate"/>;
    /// scikit-learn takes the higher ones. A sample with an output that is NaN is never right.
    /// </remarks>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="predictions">The predictions.</param>
    /// <param name="k">How many classes count, from 1 to as many as there are, with which every sample is right.</param>
    /// <returns>A number from 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is less than 1, or more than there are classes.</exception>
    /// <exception cref="InvalidOperationException">A target means no class.</exception>
    public static double TopKAccuracy<T>(Predictions<T> predictions, int k)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (k > predictions.ClassCount)
        {
            throw new ArgumentOutOfRangeException(nameof(k), k, $"k is more than the {predictions.ClassCount} classes, and every sample would be right.");
        }

        int right = 0;
        for (int sample = 0; sample < predictions.Count; sample++)
        {
            int actual = predictions.ActualClassOf(sample);
            bool isRight = predictions.OutputSize == 1
                ? predictions.ClassOf(sample) == actual || (k > 1 && predictions.ClassOf(sample) >= 0)
                : LargestNumber.IsAmong(predictions.OutputOf(sample), actual, k);
            right += isRight ? 1 : 0;
        }

        return (double)right / predictions.Count;
    }

    /// <summary>The mean of −ln p, p the probability that the network gives a sample's class.</summary>
    /// <remarks>
    /// As scikit-learn does it, p is kept ε away from 0 and 1, ε the number type's epsilon (2⁻⁵² or 2⁻²³), so that the figure is
    /// finite, and the probabilities of a sample are not made to sum to 1. With one output, p is the output or 1 minus it.
    /// The network's own loss over a set is <see cref="Trainer.Evaluate"/>'s.
    /// </remarks>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="predictions">The predictions, probabilities.</param>
    /// <returns>A number of at least 0.</returns>
    /// <exception cref="ArgumentException">The output of a sample's class is no probability.</exception>
    /// <exception cref="InvalidOperationException">A target means no class.</exception>
    public static double LogLoss<T>(Predictions<T> predictions)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(predictions);
        double epsilon = double.CreateTruncating(T.BitIncrement(T.One) - T.One);
        double sum = 0;
        for (int sample = 0; sample < predictions.Count; sample++)
        {
            int actual = predictions.ActualClassOf(sample);
            double probability = predictions.OutputSize == 1
                ? OfTwo(predictions.ProbabilityOf(sample, 0), actual)
                : predictions.ProbabilityOf(sample, actual);
            sum -= Math.Log(Math.Clamp(probability, epsilon, 1 - epsilon));
        }

        return sum / predictions.Count;
    }

    private static double OfTwo(double ofClass1, int actual) => actual == 1 ? ofClass1 : 1 - ofClass1;
}

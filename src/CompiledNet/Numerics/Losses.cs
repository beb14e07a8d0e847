using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>Loss values, one number or one sample at a time, always in double. Called by generated code.</summary>
public static class Losses
{
    /// <summary>
    /// Binary cross-entropy −y ln σ(z) − (1 − y) ln(1 − σ(z)) from the pre-activation z of a sigmoid: max(z, 0) − z y + ln(1 + e^−|z|),
    /// which is finite for every finite z. At ±∞ it is 0 where y is the output, else ∞.
    /// </summary>
    /// <param name="z">The pre-activation.</param>
    /// <param name="y">The target, usually 0 or 1.</param>
    /// <returns>The loss; NaN if an argument is NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double BinaryCrossEntropyFromLogit(double z, double y)
    {
        // max(z, 0) − z y, without the cancellation for y near 1. What counts for nothing does so at ±∞ too.
        double factor = z > 0 ? 1 - y : -y;
        double linear = factor == 0 ? 0 : z * factor;
        return linear + Elementary.LogOnePlus(Math.Exp(-Math.Abs(z)));
    }

    /// <summary>
    /// ln Σ e^z_k, the largest z subtracted before the exponential and added after the logarithm, so that it neither overflows nor
    /// loses everything. Categorical cross-entropy after a softmax is Σ y_k (LogSumExp(z) − z_k).
    /// </summary>
    /// <param name="z">The pre-activations of one sample.</param>
    /// <returns>The logarithm; NaN if a number is NaN, −∞ if there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double LogSumExp(ReadOnlySpan<float> z)
    {
        double largest = double.NegativeInfinity;
        foreach (float value in z)
        {
            largest = Math.Max(largest, value);
        }

        if (!double.IsFinite(largest))
        {
            return largest;
        }

        double sum = 0;
        foreach (float value in z)
        {
            sum += Math.Exp(value - largest);
        }

        return largest + Math.Log(sum);
    }

    /// <inheritdoc cref="LogSumExp(ReadOnlySpan{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double LogSumExp(ReadOnlySpan<double> z)
    {
        double largest = double.NegativeInfinity;
        foreach (double value in z)
        {
            largest = Math.Max(largest, value);
        }

        if (!double.IsFinite(largest))
        {
            return largest;
        }

        double sum = 0;
        foreach (double value in z)
        {
            sum += Math.Exp(value - largest);
        }

        return largest + Math.Log(sum);
    }

    /// <summary>
    /// The same where the softmax of z is there already: max z − ln ŷ of the largest. Where that ŷ is near 1, its logarithm is that of 1 less the
    /// other ŷ, which keep the accuracy that their sum with 1 has lost.
    /// </summary>
    /// <param name="z">The pre-activations of one sample, at least one.</param>
    /// <param name="softmax">Their softmax.</param>
    /// <returns>The logarithm; NaN if a number is NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double LogSumExp(ReadOnlySpan<float> z, ReadOnlySpan<float> softmax) => LogSumExpOf(z, softmax);

    /// <inheritdoc cref="LogSumExp(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double LogSumExp(ReadOnlySpan<double> z, ReadOnlySpan<double> softmax) => LogSumExpOf(z, softmax);

    /// <summary>One term of a cross-entropy from probabilities, −y ln p, where 0 · ln 0 counts as 0.</summary>
    /// <param name="y">The target.</param>
    /// <param name="p">The output.</param>
    /// <returns>The term; NaN if an argument is NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double CrossEntropyTerm(double y, double p)
    {
        if (y == 0)
        {
            return double.IsNaN(p) ? p : 0;
        }

        return -y * Math.Log(p);
    }

    /// <summary>½ e² where |e| ≤ 1, else |e| − ½ (Huber, 1964, δ = 1).</summary>
    /// <param name="e">The error ŷ − y.</param>
    /// <returns>The loss; NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Huber(double e)
    {
        double size = Math.Abs(e);
        return size <= 1 ? 0.5 * e * e : size - 0.5;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double LogSumExpOf<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> softmax)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T max = z[0];
        for (int k = 1; k < z.Length; k++)
        {
            max = T.Max(max, z[k]);
        }

        T largest = T.Zero;
        double others = 0;
        for (int k = 0; k < softmax.Length; k++)
        {
            largest = T.Max(largest, softmax[k]);
            others += z[k] < max ? double.CreateTruncating(softmax[k]) : 0;
        }

        double log = largest > T.CreateTruncating(0.5) ? Elementary.LogOnePlus(-others) : Math.Log(double.CreateTruncating(largest));
        return double.CreateTruncating(max) - log;
    }
}

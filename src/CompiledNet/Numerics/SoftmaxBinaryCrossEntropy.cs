using System.ComponentModel;
using System.Numerics;

namespace CompiledNet.Generated;

/// <summary>
/// Binary cross-entropy of a softmax, Σ −y ln ŷ − (1 − y) ln(1 − ŷ) with ŷ = softmax(z), from z: right where ŷ rounds to 0 or 1, at
/// which the formula in ŷ is infinite and its derivative not a number. For generated code.
/// </summary>
/// <remarks>
/// Only the largest ŷ, that of unit M, can be so near to 1 that 1 − ŷ loses its digits. There 1 − ŷ_M = Σ e^z / Σ e^z, the first sum
/// without M. The others are at most ½.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SoftmaxBinaryCrossEntropy
{
    /// <summary>The loss of one sample.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="z">Pre-activations, at least one.</param>
    /// <param name="y">As many targets.</param>
    /// <returns>The loss; infinite only where it is in truth (one unit, whose ŷ is 1, with a target that is not).</returns>
    public static double Loss<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int largest = IndexOfMax(z);
        double logSum = LogSumExp(z, except: -1);
        double logSumOfOthers = LogSumExp(z, except: largest);

        double loss = 0;
        for (int i = 0; i < z.Length; i++)
        {
            double target = double.CreateTruncating(y[i]);
            double logOutput = double.CreateTruncating(z[i]) - logSum;
            double logRest = i == largest ? logSumOfOthers - logSum : Elementary.LogOnePlus(-Math.Exp(logOutput));
            loss -= (target == 0 ? 0 : target * logOutput) + (target == 1 ? 0 : (1 - target) * logRest);
        }

        return loss;
    }

    /// <summary>
    /// δ = ∂L/∂z of one sample. With p_k = ŷ_k ∂L/∂ŷ_k it is δ_i = p_i − ŷ_i Σ_k p_k, in which the terms of p_M that grow without bound cancel;
    /// they are left out, ŷ_i / (1 − ŷ_M) being the softmax over the others.
    /// </summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="z">Pre-activations, at least one.</param>
    /// <param name="y">As many targets.</param>
    /// <param name="delta">As many numbers, written.</param>
    /// <param name="scale">A factor for all, 1/m.</param>
    public static void Delta<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> y, Span<T> delta, T scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int largest = IndexOfMax(z);
        double logSum = LogSumExp(z, except: -1);
        double logSumOfOthers = LogSumExp(z, except: largest);
        double factor = double.CreateTruncating(scale);

        double sum = 0;
        for (int k = 0; k < z.Length; k++)
        {
            if (k != largest)
            {
                sum += OutputTimesDerivative(z[k], y[k], logSum);
            }
        }

        double targetOfLargest = double.CreateTruncating(y[largest]);
        double outputOfLargest = Math.Exp(double.CreateTruncating(z[largest]) - logSum);
        double restOfLargest = Math.Exp(logSumOfOthers - logSum);
        for (int i = 0; i < z.Length; i++)
        {
            double zi = double.CreateTruncating(z[i]);
            double output = Math.Exp(zi - logSum);
            double d = i == largest
                ? (-targetOfLargest * restOfLargest) + ((1 - targetOfLargest) * output * HasOthers(z)) - (output * sum)
                : OutputTimesDerivative(z[i], y[i], logSum) - (output * sum) + (output * targetOfLargest)
                    - (targetOfLargest == 1 ? 0 : (1 - targetOfLargest) * outputOfLargest * Math.Exp(zi - logSumOfOthers));
            delta[i] = T.CreateTruncating(d * factor);
        }
    }

    // A softmax over one unit is constant, so that nothing depends on its z.
    private static double HasOthers<T>(ReadOnlySpan<T> z) => z.Length == 1 ? 0 : 1;

    // ŷ ∂L/∂ŷ = −y + (1 − y) ŷ / (1 − ŷ) for a ŷ of at most ½.
    private static double OutputTimesDerivative<T>(T z, T y, double logSum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double target = double.CreateTruncating(y);
        double output = Math.Exp(double.CreateTruncating(z) - logSum);
        return -target + ((1 - target) * output / (1 - output));
    }

    private static int IndexOfMax<T>(ReadOnlySpan<T> z)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int index = 0;
        for (int i = 1; i < z.Length; i++)
        {
            if (z[i] > z[index])
            {
                index = i;
            }
        }

        return index;
    }

    private static double LogSumExp<T>(ReadOnlySpan<T> z, int except)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double max = double.NegativeInfinity;
        for (int i = 0; i < z.Length; i++)
        {
            if (i != except)
            {
                max = Math.Max(max, double.CreateTruncating(z[i]));
            }
        }

        if (double.IsInfinity(max))
        {
            return max;
        }

        double sum = 0;
        for (int i = 0; i < z.Length; i++)
        {
            if (i != except)
            {
                sum += Math.Exp(double.CreateTruncating(z[i]) - max);
            }
        }

        return max + Math.Log(sum);
    }
}

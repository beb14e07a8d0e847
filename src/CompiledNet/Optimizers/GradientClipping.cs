using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>
/// Keeps gradients from growing without bound, between <c>Backward</c> and the optimizer's step: each number on its own, or the length of
/// them all as one vector (Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013). As PyTorch's
/// <c>clip_grad_value_</c> and <c>clip_grad_norm_</c>.
/// </summary>
/// <remarks>
/// All work in place on <c>workspace.Gradients</c> and allocate nothing. The gradient of padding is 0, so it counts for nothing
/// in a norm and stays 0. The same gradients give the same bits whatever registers the processor has.
/// </remarks>
public static class GradientClipping
{
    // PyTorch's: a norm of 0 divides nothing.
    private const double NormEpsilon = 1e-6;

    // 2⁻⁶⁴. The norm of floats is added up in double, and may be larger than any float.
    private const double SmallestFactor = 5.421010862427522e-20;

    /// <summary>Brings each gradient into [−limit, limit]; ±∞ becomes ±limit, NaN stays NaN.</summary>
    /// <param name="gradients">The gradients, changed in place.</param>
    /// <param name="limit">The greatest size, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is negative or NaN.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ByValue(Span<float> gradients, double limit) => ByValueAny(gradients, limit);

    /// <inheritdoc cref="ByValue(Span{float}, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ByValue(Span<double> gradients, double limit) => ByValueAny(gradients, limit);

    /// <summary>
    /// Multiplies all gradients by maxNorm / (‖g‖ + 1e-6) if that is less than 1, which makes their norm (nearly) maxNorm and leaves their
    /// direction.
    /// </summary>
    /// <param name="gradients">
    /// The gradients, changed in place. If one is NaN, all become NaN; if one is ±∞ (and none NaN), it becomes NaN and the others 0: look at
    /// the norm that is returned, and leave out the step.
    /// </param>
    /// <param name="maxNorm">The greatest norm, 0 or more; 0 makes finite gradients 0.</param>
    /// <returns>The norm before, as <see cref="Norm(ReadOnlySpan{float})"/> has it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> is negative or NaN.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double ByGlobalNorm(Span<float> gradients, double maxNorm) => ByGlobalNormAny(gradients, maxNorm);

    /// <inheritdoc cref="ByGlobalNorm(Span{float}, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double ByGlobalNorm(Span<double> gradients, double maxNorm) => ByGlobalNormAny(gradients, maxNorm);

    /// <summary>The Euclidean norm √Σ g², added up in double; finite for all finite numbers unless it is itself too large for a double.</summary>
    /// <param name="gradients">The gradients, or any other numbers.</param>
    /// <returns>The norm; NaN if a number is NaN, else ∞ if one is ±∞; 0 of none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Norm(ReadOnlySpan<float> gradients) => EuclideanNorm.Of(gradients);

    /// <inheritdoc cref="Norm(ReadOnlySpan{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Norm(ReadOnlySpan<double> gradients) => EuclideanNorm.Of(gradients);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByValueAny<T>(Span<T> gradients, double limit)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckLimit(limit, nameof(limit));
        ElementLoop.Run(new LimitRule<T>(T.CreateTruncating(limit)), gradients);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double ByGlobalNormAny<T>(Span<T> gradients, double maxNorm)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckLimit(maxNorm, nameof(maxNorm));
        double norm = EuclideanNorm.Of<T>(gradients);
        double scale = maxNorm / (norm + NormEpsilon);

        // Not if it is NaN either: then every gradient becomes NaN, and training stops at the next loss.
        if (!(scale >= 1))
        {
            // A factor that is subnormal has lost digits: then in two, of which the first brings back what may be large.
            if (scale is > 0 and < SmallestFactor && Unsafe.SizeOf<T>() == sizeof(float))
            {
                ElementLoop.Run(new ScaleRule<T>(T.CreateTruncating(SmallestFactor)), gradients);
                scale /= SmallestFactor;
            }

            ElementLoop.Run(new ScaleRule<T>(T.CreateTruncating(scale)), gradients);
        }

        return norm;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckLimit(double value, string name)
    {
        if (!(value >= 0))
        {
            ThrowLimit(value, name);
        }
    }

    [DoesNotReturn]
    private static void ThrowLimit(double value, string name) => throw new ArgumentOutOfRangeException(name, value, $"{name} must not be negative.");

    private readonly struct LimitRule<T>(T limit) : IElementRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector values)
            where TVector : struct, ISimd<TVector, T> =>
            TVector.AtMost(TVector.Create(limit), TVector.AtLeast(TVector.Create(-limit), values));
    }

    private readonly struct ScaleRule<T>(T scale) : IElementRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector values)
            where TVector : struct, ISimd<TVector, T> => TVector.Create(scale) * values;
    }
}

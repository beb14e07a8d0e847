using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <content>
/// Activations that are z times a smooth step: GELU, SiLU and Mish. Everything is computed from e^−|z| or e^(−z²/2), so that nothing overflows.
/// Where a factor runs to 0 as the other runs to ∞, −∞ · 0 would be NaN; hence z is held within <see cref="Within"/>.
/// </content>
public static partial class VectorActivations
{
    /// <summary>So far out that e^−|z| is 0, in double too.</summary>
    private const double Within = 1000;

    /// <summary>z Φ(z), Φ the distribution function of the standard normal: max(z, 0) − |z| Φ(−|z|).</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <returns>The activations.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Gelu<TV, T>(TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV y = VectorMath.NormalRange<TV, T>(z);
        TV tail = y * VectorMath.NormalRatio<TV, T>(y) * VectorMath.ExpOfMinusHalfSquare<TV, T>(y);
        return TV.AtLeast(TV.Zero, z) - tail;
    }

    /// <summary>∂L/∂a times the derivative of GELU, Φ(z) + z φ(z). For −|z| that is Φ(−|z|) − |z| φ(z), and for |z| it is 1 less that.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="d">∂L/∂a.</param>
    /// <param name="z">The pre-activations.</param>
    /// <returns>δ.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV GeluDelta<TV, T>(TV d, TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV y = VectorMath.NormalRange<TV, T>(z);
        TV left = VectorMath.ExpOfMinusHalfSquare<TV, T>(y)
            * TV.Fma(y, TV.Number(-VectorMath.OneOverRootTwoPi), VectorMath.NormalRatio<TV, T>(y));
        return d * TV.WhereGreater(z, TV.Zero, TV.Number(1) - left, left);
    }

    /// <summary>z σ(z), σ the sigmoid.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <returns>The activations.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Silu<TV, T>(TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV e = VectorMath.Exp<TV, T>(-TV.Abs(z));
        TV one = TV.Number(1);
        return TV.AtLeast(TV.Number(-Within), z) * (TV.WhereGreater(z, TV.Zero, one, e) / (one + e));
    }

    /// <summary>∂L/∂a times the derivative of SiLU, σ(z) (1 + z σ(−z)).</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="d">∂L/∂a.</param>
    /// <param name="z">The pre-activations.</param>
    /// <returns>δ.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV SiluDelta<TV, T>(TV d, TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        z = TV.AtMost(TV.Number(Within), TV.AtLeast(TV.Number(-Within), z));
        TV e = VectorMath.Exp<TV, T>(-TV.Abs(z));
        TV one = TV.Number(1);
        TV larger = one / (one + e);
        TV smaller = e * larger;
        TV step = TV.WhereGreater(z, TV.Zero, larger, smaller);
        TV rest = TV.WhereGreater(z, TV.Zero, smaller, larger);
        return d * (step * TV.Fma(z, rest, one));
    }

    /// <summary>
    /// z T(z), T(z) = tanh(ln(1 + e^z)), which with e = e^z is n / (n + 2), n = e (e + 2); for positive z the same, divided by e².
    /// </summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <returns>The activations.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Mish<TV, T>(TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV e = VectorMath.Exp<TV, T>(-TV.Abs(z));
        TV n = MishNumerator<TV, T>(z, e);
        return TV.AtLeast(TV.Number(-Within), z) * (n / MishDenominator<TV, T>(z, e, n));
    }

    /// <summary>∂L/∂a times the derivative of Mish, T(z) + z T′(z), T′ = 4 e (e + 1) / (n + 2)² with e and n as in <see cref="Mish"/>.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="d">∂L/∂a.</param>
    /// <param name="z">The pre-activations.</param>
    /// <returns>δ.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV MishDelta<TV, T>(TV d, TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        z = TV.AtMost(TV.Number(Within), TV.AtLeast(TV.Number(-Within), z));
        TV e = VectorMath.Exp<TV, T>(-TV.Abs(z));
        TV one = TV.Number(1);
        TV n = MishNumerator<TV, T>(z, e);
        TV m = MishDenominator<TV, T>(z, e, n);
        TV slope = TV.Number(4) * e * (one + e) * TV.WhereGreater(z, TV.Zero, e, one);
        return d * (TV.Fma(z, slope, n * m) / (m * m));
    }

    // n, e being e^−|z|.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV MishNumerator<TV, T>(TV z, TV e)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV two = TV.Number(2);
        return TV.WhereGreater(z, TV.Zero, TV.Fma(two, e, TV.Number(1)), e * (e + two));
    }

    // n + 2, for positive z divided by e² like n.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV MishDenominator<TV, T>(TV z, TV e, TV n)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV two = TV.Number(2);
        return TV.Fma(two, TV.WhereGreater(z, TV.Zero, e * e, TV.Number(1)), n);
    }
}

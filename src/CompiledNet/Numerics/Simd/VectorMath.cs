using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>
/// Elementary functions on whole registers. The same bits at every width; docs/numerics.md lists how accurate they are. For generated code.
/// </summary>
/// <remarks>
/// Inference of a small network waits for one chain of operations, so polynomials are evaluated in pairs (Estrin), whose chains are short.
/// Coefficients are minimax fits of the relative error, made for these intervals.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorMath
{
    private const double Log2OfE = 1.4426950408889634074;

    /// <summary>
    /// e^x = 2ⁿ e^r with n the whole number nearest to x / ln 2, so that |r| ≤ ½ ln 2, and e^r a polynomial. Results go down to 0 gradually.
    /// </summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="x">The exponents.</param>
    /// <returns>The powers: 0 for −∞, ∞ for ∞, NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Exp<TV, T>(TV x)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ExpNotPositive<TV, T>(TV.AtMost(TV.Number(Unsafe.SizeOf<T>() == sizeof(float) ? 89 : 710), x));

    /// <summary>The same for x from −∞ to 0, in fewer steps.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="x">The exponents.</param>
    /// <returns>The powers: 0 for −∞, NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV ExpNotPositive<TV, T>(TV x)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Unsafe.SizeOf<T>() == sizeof(float) ? ExpSingle<TV, T>(x) : ExpDouble<TV, T>(x);

    // The bounds are where the result is 0 or infinite in any case. A sum with 1.5 · 2^23 keeps no bits behind the point. ln 2 is
    // subtracted in two parts, the first so short that n times it is exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ExpSingle<TV, T>(TV x)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = TV.AtLeast(TV.Number(-104), x);
        TV border = TV.Number(1.5 * (1 << 23));
        TV n = TV.Fma(x, TV.Number(Log2OfE), border) - border;
        TV r = TV.Fma(n, TV.Number(2.12194440054690583e-4), TV.Fma(n, TV.Number(-0.693359375), x));

        TV r2 = r * r;
        TV low = TV.Fma(TV.Line(0.49999993457664644, 0.16666520682449749, r), r2, TV.Number(1) + r);
        TV high = TV.Fma(TV.Number(0.00138148926564171), r2, TV.Line(0.041668383707532283, 0.0083687113693775333, r));
        return TV.Scale(TV.Fma(high, r2 * r2, low), n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ExpDouble<TV, T>(TV x)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = TV.AtLeast(TV.Number(-746), x);
        TV border = TV.Number(1.5 * (1L << 52));
        TV n = TV.Fma(x, TV.Number(Log2OfE), border) - border;
        TV r = TV.Fma(n, TV.Number(-1.90821492927058770002e-10), TV.Fma(n, TV.Number(-6.93147180369123816490e-01), x));

        TV r2 = r * r;
        TV r4 = r2 * r2;
        TV low = TV.Fma(TV.Line(0.50000000000000106263, 0.16666666666666411878, r), r2, TV.Number(1) + r);
        TV middle = TV.Fma(
            TV.Line(0.0013888888943635682085, 0.00019841269506246190647, r),
            r2,
            TV.Line(0.041666666666530146703, 0.0083333333334947234976, r));
        TV high = TV.Fma(
            TV.Line(2.7630250235254620263e-7, 2.5000047875892825087e-8, r),
            r2,
            TV.Line(2.4801493092837788642e-5, 2.7557586522222210347e-6, r));
        return TV.Scale(TV.Fma(TV.Fma(high, r4, middle), r4, low), n);
    }

    /// <summary>
    /// e^x − 1, also where it is small: with n and r as in <see cref="Exp"/>, 2ⁿ ((1 − 2⁻ⁿ) + (e^r − 1)), which for n = 0 is e^r − 1 itself.
    /// </summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="x">The exponents.</param>
    /// <returns>The powers less 1: −1 for −∞, ∞ for ∞, NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV ExpMinusOne<TV, T>(TV x)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Unsafe.SizeOf<T>() == sizeof(float) ? ExpMinusOneSingle<TV, T>(x) : ExpMinusOneDouble<TV, T>(x);

    // Below −25, or −40 for double, the result is −1 to the last bit, and 2⁻ⁿ must not grow without bound.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ExpMinusOneSingle<TV, T>(TV x)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = TV.AtMost(TV.Number(89), TV.AtLeast(TV.Number(-25), x));
        TV border = TV.Number(1.5 * (1 << 23));
        TV n = TV.Fma(x, TV.Number(Log2OfE), border) - border;
        TV r = TV.Fma(n, TV.Number(2.12194440054690583e-4), TV.Fma(n, TV.Number(-0.693359375), x));

        TV r2 = r * r;
        TV low = Cubic<TV, T>(0.500000004416, 0.166666663625, 0.0416663605376, 0.00833339065031, r, r2);
        TV p = TV.Fma(TV.Fma(TV.Line(0.00139406684701, 0.000198453958511, r), r2 * r2, low), r2, r);
        TV one = TV.Number(1);
        return TV.Scale(one - TV.Scale(one, -n) + p, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ExpMinusOneDouble<TV, T>(TV x)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = TV.AtMost(TV.Number(710), TV.AtLeast(TV.Number(-40), x));
        TV border = TV.Number(1.5 * (1L << 52));
        TV n = TV.Fma(x, TV.Number(Log2OfE), border) - border;
        TV r = TV.Fma(n, TV.Number(-1.90821492927058770002e-10), TV.Fma(n, TV.Number(-6.93147180369123816490e-01), x));

        TV r2 = r * r;
        TV r4 = r2 * r2;
        TV low = Cubic<TV, T>(0.50000000000000051812, 0.16666666666666587701, 0.041666666666576502472, 0.0083333333333902456217, r, r2);
        TV middle = Cubic<TV, T>(0.0013888888931680091648, 0.0001984126971810708057, 2.4801505114185663619e-5, 2.7557407870717764237e-6, r, r2);
        TV high = TV.Line(2.7626106594183677722e-7, 2.5053806213071814088e-8, r);
        TV p = TV.Fma(TV.Fma(TV.Fma(high, r4, middle), r4, low), r2, r);
        TV one = TV.Number(1);
        return TV.Scale(one - TV.Scale(one, -n) + p, n);
    }

    // c0 + c1 x + c2 x² + c3 x³.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Cubic<TV, T>(double c0, double c1, double c2, double c3, TV x, TV x2)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> => TV.Fma(TV.Line(c2, c3, x), x2, TV.Line(c0, c1, x));
}

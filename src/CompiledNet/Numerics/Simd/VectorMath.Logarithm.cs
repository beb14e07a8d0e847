using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <content>
/// Logarithms, by ln(1 + f) = 2 artanh s with s = f / (2 + f). Its series 2s + s R, R = s² L(s²), is computed as f − s (f − R), in which the
/// leading term is exact (fdlibm's form). L is a fit for s from 0 to ⅓, f from 0 to 1.
/// </content>
public static partial class VectorMath
{
    /// <summary>ln x = n ln 2 + ln m, m between √½ and √2.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="x">The numbers.</param>
    /// <returns>The logarithms: −∞ for 0, ∞ for ∞, NaN for NaN and for negative numbers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Log<TV, T>(TV x)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Subnormal numbers have no exponent: they are made 2^64 times as large.
        TV least = TV.Number(Unsafe.SizeOf<T>() == sizeof(float) ? 1.17549435082228750797e-38 : 2.22507385850720138309e-308);
        TV isSmall = TV.WhereGreater(least, x, TV.Number(64), TV.Zero);
        TV scaled = TV.WhereGreater(least, x, x * TV.Number(18446744073709551616.0), x);
        TV exponent = TV.Exponent(scaled);
        TV f = TV.Scale(scaled, -exponent) - TV.Number(1);
        TV log = LogOfParts<TV, T>(exponent - isSmall, f);
        TV finite = TV.WhereGreater(TV.Number(double.PositiveInfinity), x, log, x);
        return TV.WhereNotPositive(x, TV.WhereGreater(TV.Zero, x, TV.Number(double.NaN), TV.Number(double.NegativeInfinity)), finite);
    }

    /// <summary>ln(1 + x) for x from 0 to 1, also where it is small.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="x">Numbers from 0 to 1, or NaN.</param>
    /// <returns>The logarithms, from 0 to ln 2; NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV LogOnePlus<TV, T>(TV x)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV s = x / (x + TV.Number(2));
        return TV.Fma(s, ArtanhRest<TV, T>(s * s) - x, x);
    }

    // n ln 2 + ln(1 + f), ln 2 in two parts.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV LogOfParts<TV, T>(TV n, TV f)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        bool isSingle = Unsafe.SizeOf<T>() == sizeof(float);
        TV s = f / (f + TV.Number(2));
        TV rest = TV.Fma(
            n,
            TV.Number(isSingle ? -2.12194440054690583e-4 : 1.90821492927058770002e-10),
            s * (ArtanhRest<TV, T>(s * s) - f));
        return TV.Fma(n, TV.Number(isSingle ? 0.693359375 : 6.93147180369123816490e-01), f + rest);
    }

    // R of y = s².
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ArtanhRest<TV, T>(TV y)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Unsafe.SizeOf<T>() == sizeof(float) ? ArtanhRestSingle<TV, T>(y) : ArtanhRestDouble<TV, T>(y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ArtanhRestSingle<TV, T>(TV y)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        y * Cubic<TV, T>(0.666664131283, 0.400216991914, 0.279991406506, 0.280244554882, y, y * y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ArtanhRestDouble<TV, T>(TV y)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV y2 = y * y;
        TV y4 = y2 * y2;
        TV low = Cubic<TV, T>(0.66666666666666303834, 0.40000000000157247053, 0.28571428547852556001, 0.22222223969831892773, y, y2);
        TV middle = Cubic<TV, T>(0.18181743921198234476, 0.15386560001880517992, 0.13300972584302115647, 0.12106093839706527841, y, y2);
        TV high = TV.Line(0.083400699370648013291, 0.17018630961094066593, y);
        return y * TV.Fma(TV.Fma(high, y4, middle), y4, low);
    }
}

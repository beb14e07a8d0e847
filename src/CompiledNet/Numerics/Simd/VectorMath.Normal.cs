using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <content>The normal distribution and the error function, to which it is related by Φ(−y) = ½ erfc(y/√2).</content>
public static partial class VectorMath
{
    internal const double OneOverRootTwoPi = 0.39894228040143267794;

    /// <summary>erf x: below |x| = ½ by a polynomial, above it 1 − erfc |x|, with the sign of x.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="x">The numbers.</param>
    /// <returns>From −1 to 1; NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Erf<TV, T>(TV x)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV size = TV.Abs(x);
        TV y = x * x;
        TV tail = NormalRatio<TV, T>(NormalRange<TV, T>(size * TV.Number(1.41421356237309504880))) * Exp<TV, T>(-y);
        TV far = TV.CopySign(TV.Number(1) - (tail + tail), x);
        return TV.WhereGreater(size, TV.Number(0.5), far, TV.Fma(x, ErfNearZero<TV, T>(y), x));
    }

    /// <summary>|z| as far as φ(z) is not 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TV NormalRange<TV, T>(TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TV.AtMost(TV.Number(Unsafe.SizeOf<T>() == sizeof(float) ? 14.5 : 38.7), TV.Abs(z));

    /// <summary>√(2π) φ(y) = e^(−y²/2). The square is rounded, and what was lost (seen by Fma) made good: far out it matters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TV ExpOfMinusHalfSquare<TV, T>(TV y)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV square = y * y;
        TV lost = TV.Fma(y, y, -square);
        TV half = TV.Number(-0.5);
        TV e = Exp<TV, T>(half * square);
        return TV.Fma(half * lost, e, e);
    }

    /// <summary>φ(y) / Φ(−y), the other way round and without the constant: Φ(−y) e^(y²/2), for y within <see cref="NormalRange"/>.</summary>
    /// <remarks>Fitted as a quotient of polynomials. All coefficients are positive, so nothing cancels.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TV NormalRatio<TV, T>(TV y)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Unsafe.SizeOf<T>() == sizeof(float) ? NormalRatioSingle<TV, T>(y) : NormalRatioDouble<TV, T>(y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV NormalRatioSingle<TV, T>(TV y)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV y2 = y * y;
        TV y4 = y2 * y2;
        TV p = Cubic<TV, T>(0.5000000029454545999899, 0.4382972986161538624912, 0.1832370363268140279107, 0.04063390857018798920798, y, y2);
        TV q = Cubic<TV, T>(1, 1.674479577699902654892, 1.202510688626986675546, 0.4694756629095568434442, y, y2);
        return TV.Fma(TV.Number(0.004116417799302909302751), y4, p)
            / TV.Fma(TV.Line(0.10186055129005148225, 0.01031820949715689604525, y), y4, q);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV NormalRatioDouble<TV, T>(TV y)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV y2 = y * y;
        TV y4 = y2 * y2;
        TV p0 = Cubic<TV, T>(0.5, 0.8277340856961609003139, 0.6793126219664365309334, 0.3571170004558752620065, y, y2);
        TV p1 = Cubic<TV, T>(0.1319348356514247162636, 0.03563005438065231028031, 0.007113698728115056329059, 0.001038114846798228394957, y, y2);
        TV p2 = TV.Fma(TV.Number(2.23619273775839233683e-7), y2, TV.Line(0.0001063788503798927606586, 0.00000696105652299914187972, y));
        TV q0 = Cubic<TV, T>(1, 2.453352732195187364486, 2.816117511154932132591, 2.000455838639002785525, y, y2);
        TV q1 = Cubic<TV, T>(0.9794411663498827963474, 0.3480152813393562798496, 0.09187857249891837317108, 0.0180969295333067379132, y, y2);
        TV q2 = Cubic<TV, T>(0.002619616808608964503292, 0.0002672127645761382198163, 0.00001744878110188487814195, 5.605303943988367667043e-7, y, y2);
        return TV.Fma(TV.Fma(p2, y4, p1), y4, p0) / TV.Fma(TV.Fma(q2, y4, q1), y4, q0);
    }

    // erf x / x − 1 of y = x².
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ErfNearZero<TV, T>(TV y)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Unsafe.SizeOf<T>() == sizeof(float) ? ErfNearZeroSingle<TV, T>(y) : ErfNearZeroDouble<TV, T>(y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ErfNearZeroSingle<TV, T>(TV y)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV y2 = y * y;
        TV low = Cubic<TV, T>(0.128379165567, -0.37612608573, 0.112828228085, -0.0267571840272, y, y2);
        return TV.Fma(TV.Number(0.00471798942832), y2 * y2, low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ErfNearZeroDouble<TV, T>(TV y)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV y2 = y * y;
        TV y4 = y2 * y2;
        TV low = Cubic<TV, T>(0.12837916709551256946, -0.3761263890318346706, 0.11283791670924810894, -0.026866170632715166087, y, y2);
        TV high = Cubic<TV, T>(0.0052239773703170155311, -0.00085482975236502037508, 0.00012053324280848718685, -0.000014845582983699502511, y, y2);
        return TV.Fma(TV.Fma(TV.Number(1.472320825935442443e-6), y4, high), y4, low);
    }
}

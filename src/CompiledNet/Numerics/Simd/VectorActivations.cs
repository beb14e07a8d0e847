using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>Activations and their derivatives on whole registers. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorActivations
{
    /// <summary>max(z, 0), NaN where z is.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <returns>The activations.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV ReLU<TV, T>(TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> => TV.AtLeast(TV.Zero, z);

    /// <summary>z, or slope · z where z is not positive.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <param name="slope">The slope.</param>
    /// <returns>The activations.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV LeakyReLU<TV, T>(TV z, T slope)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> => TV.WhereNotPositive(z, z * TV.Create(slope), z);

    /// <summary>1 / (1 + e^−z); 0 where e^−z is beyond the largest number.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <returns>The activations.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Sigmoid<TV, T>(TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV one = TV.Number(1);
        return one / (one + VectorMath.Exp<TV, T>(-z));
    }

    /// <summary>tanh z.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <returns>The activations.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Tanh<TV, T>(TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        => Unsafe.SizeOf<T>() == sizeof(float) ? TanhSingle<TV, T>(z) : TanhDouble<TV, T>(z);

    // z P(z²) / Q(z²), a minimax fit as far as tanh z is not 1. All coefficients are positive, so nothing cancels, and the leading ones
    // are 1, so that a small z comes out as it is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV TanhSingle<TV, T>(TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV one = TV.Number(1);
        TV y = z * z;
        TV y2 = y * y;
        TV p = TV.Fma(
            TV.Fma(TV.Number(1.3384399149266817e-8), y2, TV.Line(3.4974637350428830e-3, 2.0635912748792724e-5, y)),
            z * y2,
            z * TV.Line(1, 0.13382692569611279, y));
        TV q = TV.Fma(
            TV.Fma(TV.Number(7.7902970148831915e-7), y2, TV.Line(0.025884384600875794, 3.2885268481852520e-4, y)),
            y2,
            TV.Line(1, 0.46716013827139986, y));
        return TV.WhereGreater(y, TV.Number(9.01 * 9.01), TV.CopySign(one, z), p / q);
    }

    // Below |z| = 0.625 z + z³ P(z²) / Q(z²) with the coefficients of Moshier's Cephes library, above it ±(1 − 2 / (e^2|z| + 1)): one
    // division for either.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV TanhDouble<TV, T>(TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV one = TV.Number(1);
        TV border = TV.Number(0.625);
        TV size = TV.Abs(z);
        TV y = z * z;
        TV p = TV.Fma(TV.Line(-9.92877231001918586564e1, -9.64399179425052238628e-1, y), y, TV.Number(-1.61468768441708447952e3));
        TV q = TV.Fma(TV.Fma(y + TV.Number(1.12811678491632931402e2), y, TV.Number(2.23548839060100448583e3)), y, TV.Number(4.84406305325125486048e3));
        TV ratio = TV.WhereGreater(size, border, TV.Number(2), p)
            / TV.WhereGreater(size, border, VectorMath.Exp<TV, T>(size + size) + one, q);
        return TV.WhereGreater(size, border, TV.CopySign(one - ratio, z), TV.Fma(z * y, ratio, z));
    }
}

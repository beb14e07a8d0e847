using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>Activations and their derivatives on whole registers. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VectorActivations
{
    // Below this |x| tanh is a polynomial, above it an exponential would lose nothing: Cephes' choice.
    private const double TanhBorder = 0.625;

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
        where T : unmanaged, IFloatingPointIeee754<T> => TV.WhereGreater(z, TV.Zero, z, z * TV.Create(slope));

    /// <summary>1 / (1 + e^−z).</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <returns>The activations.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Sigmoid<TV, T>(TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV one = TV.Create(T.One);
        return one / (one + TV.Exp(TV.Zero - z));
    }

    /// <summary>
    /// tanh z: below |z| = 0.625 z + z³ P(z²) / Q(z²) with the coefficients of Moshier's Cephes library, above it ±(1 − 2 / (e^2|z| + 1)).
    /// </summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <returns>The activations.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Tanh<TV, T>(TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV one = TV.Create(T.One);
        TV two = TV.Create(T.CreateTruncating(2));
        TV border = TV.Create(T.CreateTruncating(TanhBorder));
        TV square = z * z;
        TV small = TV.Fma(z * square, typeof(T) == typeof(float) ? SmallSingle<TV, T>(square) : SmallDouble<TV, T>(square), z);

        TV magnitude = TV.WhereGreater(TV.Zero, z, TV.Zero - z, z);
        TV large = one - (two / (TV.Exp(magnitude + magnitude) + one));
        TV signed = TV.WhereGreater(TV.Zero, z, TV.Zero - large, large);
        return TV.WhereGreater(magnitude, border, signed, small);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV SmallSingle<TV, T>(TV square)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV p = TV.Create(T.CreateTruncating(-5.70498872745e-3f));
        p = TV.Fma(p, square, TV.Create(T.CreateTruncating(2.06390887954e-2f)));
        p = TV.Fma(p, square, TV.Create(T.CreateTruncating(-5.37397155531e-2f)));
        p = TV.Fma(p, square, TV.Create(T.CreateTruncating(1.33314422036e-1f)));
        return TV.Fma(p, square, TV.Create(T.CreateTruncating(-3.33332819422e-1f)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV SmallDouble<TV, T>(TV square)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV p = TV.Create(T.CreateTruncating(-9.64399179425052238628e-1));
        p = TV.Fma(p, square, TV.Create(T.CreateTruncating(-9.92877231001918586564e1)));
        p = TV.Fma(p, square, TV.Create(T.CreateTruncating(-1.61468768441708447952e3)));
        TV q = square + TV.Create(T.CreateTruncating(1.12811678491632931402e2));
        q = TV.Fma(q, square, TV.Create(T.CreateTruncating(2.23548839060100448583e3)));
        q = TV.Fma(q, square, TV.Create(T.CreateTruncating(4.84406305325125486048e3)));
        return p / q;
    }
}

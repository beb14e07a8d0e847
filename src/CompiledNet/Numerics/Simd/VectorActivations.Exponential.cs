using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <content>Activations with an exponential on one side: ELU, SELU and softplus.</content>
public static partial class VectorActivations
{
    /// <summary>z, or α (e^z − 1) where z is not positive.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <param name="alpha">α, not negative.</param>
    /// <returns>The activations.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Elu<TV, T>(TV z, T alpha)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TV.WhereGreater(z, TV.Zero, z, TV.Create(alpha) * VectorMath.ExpMinusOne<TV, T>(z));

    /// <summary>∂L/∂a times the derivative of ELU: 1 for z &gt; 0, else α e^z. (That is a + α, too, but of it the sum would keep no digits.)</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="d">∂L/∂a.</param>
    /// <param name="z">The pre-activations.</param>
    /// <param name="alpha">α, not negative.</param>
    /// <returns>δ.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV EluDelta<TV, T>(TV d, TV z, T alpha)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TV.WhereGreater(z, TV.Zero, d, d * (TV.Create(alpha) * PowerOfNegative<TV, T>(z)));

    /// <summary>λ z, or λ α (e^z − 1) where z is not positive.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <returns>The activations.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Selu<TV, T>(TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TV.WhereGreater(
            z,
            TV.Zero,
            TV.Number(Activations.SeluLambda) * z,
            TV.Number(Activations.SeluLambda * Activations.SeluAlpha) * VectorMath.ExpMinusOne<TV, T>(z));

    /// <summary>∂L/∂a times the derivative of SELU: λ for z &gt; 0, else λ α e^z.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="d">∂L/∂a.</param>
    /// <param name="z">The pre-activations.</param>
    /// <returns>δ.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV SeluDelta<TV, T>(TV d, TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        d * TV.WhereGreater(
            z,
            TV.Zero,
            TV.Number(Activations.SeluLambda),
            TV.Number(Activations.SeluLambda * Activations.SeluAlpha) * PowerOfNegative<TV, T>(z));

    // e^z for negative z; 1 for others.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV PowerOfNegative<TV, T>(TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> => VectorMath.ExpNotPositive<TV, T>(TV.AtMost(TV.Zero, z));

    /// <summary>ln(1 + e^z) = max(z, 0) + ln(1 + e^−|z|).</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <returns>The activations.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Softplus<TV, T>(TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TV.AtLeast(TV.Zero, z) + VectorMath.LogOnePlus<TV, T>(VectorMath.Exp<TV, T>(-TV.Abs(z)));

    /// <summary>∂L/∂a times the derivative of softplus, the sigmoid of z.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="d">∂L/∂a.</param>
    /// <param name="z">The pre-activations.</param>
    /// <returns>δ.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV SoftplusDelta<TV, T>(TV d, TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV e = VectorMath.Exp<TV, T>(-TV.Abs(z));
        TV one = TV.Number(1);
        return d * (TV.WhereGreater(z, TV.Zero, one, e) / (one + e));
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <content>Piecewise activations with kinks at −3 and 3.</content>
public static partial class VectorActivations
{
    /// <summary>clamp(z/6 + ½, 0, 1), as (z + 3) / 6: the sum is exact where the result is small.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <returns>The activations.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV HardSigmoid<TV, T>(TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TV six = TV.Number(6);
        return TV.AtMost(six, TV.AtLeast(TV.Zero, z + TV.Number(3))) / six;
    }

    /// <summary>∂L/∂a times the derivative of the hard sigmoid: 1/6 in single precision between the kinks, as <see cref="Activations"/> explains, else 0.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="d">∂L/∂a.</param>
    /// <param name="z">The pre-activations.</param>
    /// <returns>δ.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV HardSigmoidDelta<TV, T>(TV d, TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Beyond the kinks the smaller of 0 and |z| is 0, but NaN where z is.
        TV size = TV.Abs(z);
        return d * TV.WhereGreater(TV.Number(3), size, TV.Number(1.0f / 6.0f), TV.AtMost(TV.Zero, size));
    }

    /// <summary>z clamp(z/6 + ½, 0, 1).</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <returns>The activations.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV HardSwish<TV, T>(TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TV.AtLeast(TV.Number(-3), z) * HardSigmoid<TV, T>(z);

    /// <summary>∂L/∂a times the derivative of the hard swish: z/3 + ½ between the kinks, which themselves belong to the 0 and the 1 outside.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="d">∂L/∂a.</param>
    /// <param name="z">The pre-activations.</param>
    /// <returns>δ.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV HardSwishDelta<TV, T>(TV d, TV z)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The sum is exact near its root. Outside z is cut to 0 and 1, so that NaN stays.
        TV three = TV.Number(3);
        TV outside = TV.AtMost(TV.Number(1), TV.AtLeast(TV.Zero, z));
        return d * TV.WhereGreater(three, TV.Abs(z), (z + TV.Number(1.5)) / three, outside);
    }
}

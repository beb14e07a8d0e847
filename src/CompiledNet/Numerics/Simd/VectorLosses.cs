using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>Losses and their derivatives by ŷ on whole registers, as <see cref="Losses"/> has them for one number. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VectorLosses
{
    /// <summary>½ e² where |e| ≤ 1, else |e| − ½.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <param name="e">The errors ŷ − y.</param>
    /// <returns>The losses; NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Huber<TV>(TV e)
        where TV : struct, ISimd<TV, double>
    {
        TV size = TV.Abs(e);
        TV half = TV.Create(0.5);
        return TV.WhereGreater(size, TV.Create(1), size - half, half * e * e);
    }

    /// <summary>
    /// −y ln σ(z) − (1 − y) ln(1 − σ(z)) = max(z, 0) − z y + ln(1 + e^−|z|), where max(z, 0) − z y is z (1 − y) for positive z: without
    /// cancellation for y near 1.
    /// </summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <param name="y">The targets.</param>
    /// <returns>The losses; NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV BinaryCrossEntropyFromLogit<TV>(TV z, TV y)
        where TV : struct, ISimd<TV, double>
    {
        TV factor = TV.WhereGreater(z, TV.Zero, TV.Create(1) - y, -y);
        TV linear = TV.WhereNotPositive(TV.Abs(factor), TV.Zero, z * factor); // Not 0 · ∞.
        return linear + VectorMath.LogOnePlus<TV, double>(VectorMath.ExpNotPositive<TV, double>(-TV.Abs(z)));
    }

    /// <summary>The derivative of |e|, its sign, times a scale; 0 for 0.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="e">The errors ŷ − y.</param>
    /// <param name="scale">The scale, positive.</param>
    /// <returns>±scale or 0; NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV SignOf<TV, T>(TV e, TV scale)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TV.WhereGreater(TV.Abs(e), TV.Zero, TV.CopySign(scale, e), e * TV.Zero);

    /// <summary>The derivative of <see cref="Huber"/>, e held between −1 and 1, times a scale.</summary>
    /// <typeparam name="TV">The register.</typeparam>
    /// <typeparam name="T">The lane type.</typeparam>
    /// <param name="e">The errors ŷ − y.</param>
    /// <param name="scale">The scale.</param>
    /// <returns>The products; NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV HuberSlope<TV, T>(TV e, TV scale)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TV.AtMost(TV.Number(1), TV.AtLeast(TV.Number(-1), e)) * scale;
}

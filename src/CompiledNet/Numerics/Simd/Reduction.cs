using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>
/// Makes one number of a register by halving it: the upper half to the lower, again and again. The order is that of 64 bytes of lanes, whatever
/// registers they lie in, if whole registers have been put together by halving too; so the bits do not depend on the width.
/// </summary>
internal static class Reduction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(Vector512<T> lanes)
        where T : unmanaged => Sum(lanes.GetLower() + lanes.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(Vector256<T> lanes)
        where T : unmanaged => Sum(lanes.GetLower() + lanes.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(Vector128<T> lanes)
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() == sizeof(float))
        {
            lanes += HalvesExchanged(lanes);
        }

        return (lanes + NeighboursExchanged(lanes)).ToScalar();
    }

    /// <summary>The largest lane; NaN or another number if one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest<T>(Vector512<T> lanes)
        where T : unmanaged => Largest(Vector256.MaxNative(lanes.GetLower(), lanes.GetUpper()));

    /// <inheritdoc cref="Largest{T}(Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest<T>(Vector256<T> lanes)
        where T : unmanaged => Largest(Vector128.MaxNative(lanes.GetLower(), lanes.GetUpper()));

    /// <inheritdoc cref="Largest{T}(Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest<T>(Vector128<T> lanes)
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() == sizeof(float))
        {
            lanes = Vector128.MaxNative(lanes, HalvesExchanged(lanes));
        }

        return Vector128.MaxNative(lanes, NeighboursExchanged(lanes)).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> HalvesExchanged<T>(Vector128<T> lanes) =>
        Vector128.Shuffle(lanes.AsSingle(), Vector128.Create(2, 3, 0, 1)).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> NeighboursExchanged<T>(Vector128<T> lanes) => Unsafe.SizeOf<T>() == sizeof(float)
        ? Vector128.Shuffle(lanes.AsSingle(), Vector128.Create(1, 0, 3, 2)).As<float, T>()
        : Vector128.Shuffle(lanes.AsDouble(), Vector128.Create(1L, 0L)).As<double, T>();
}

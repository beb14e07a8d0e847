using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>
/// 64 bytes of numbers as one, two or four registers: in these the units of a layer are added up and compared, so that the order does not depend on
/// the width of the registers. A row of fewer lanes than a line is one too, of fewer registers.
/// </summary>
/// <typeparam name="TVector">The register.</typeparam>
/// <typeparam name="T">The number type.</typeparam>
internal static class Line<TVector, T>
    where TVector : struct, ISimd<TVector, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Bytes = 64;

    /// <summary>Numbers of a line.</summary>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Bytes / Unsafe.SizeOf<T>();
    }

    /// <summary>How many registers a line has in a row of the given lanes: 1, 2 or 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Registers(int lanes) => (lanes < Count ? lanes : Count) / TVector.Count;

    /// <summary>The sum of the lanes of the first registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(int registers, TVector r0, TVector r1, TVector r2, TVector r3) => TVector.Sum(
        Unsafe.SizeOf<TVector>() == Bytes || registers == 1 ? r0
        : Unsafe.SizeOf<TVector>() == Bytes / 2 || registers == 2 ? r0 + r1
        : (r0 + r2) + (r1 + r3));

    /// <summary>The largest lane of the first registers; NaN or another number if one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest(int registers, TVector r0, TVector r1, TVector r2, TVector r3) => TVector.Largest(
        Unsafe.SizeOf<TVector>() == Bytes || registers == 1 ? r0
        : Unsafe.SizeOf<TVector>() == Bytes / 2 || registers == 2 ? TVector.AtLeast(r0, r1)
        : TVector.AtLeast(TVector.AtLeast(r0, r2), TVector.AtLeast(r1, r3)));
}

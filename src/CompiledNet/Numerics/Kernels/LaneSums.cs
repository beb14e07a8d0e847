using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet;

/// <summary>
/// A sum of many numbers as 64 bytes of partial sums, whatever the register: number n belongs to the partial sum n modulo their count, and
/// the partial sums are added by halving. So the bits do not depend on the width.
/// </summary>
[InlineArray(Bytes / sizeof(double))]
internal struct LaneSums
{
    private const int Bytes = 64;

    private double _first;

    /// <summary>Number of partial sums.</summary>
    public static int Count<T>() => Bytes / Unsafe.SizeOf<T>();

    /// <summary>The first of the partial sums.</summary>
    public static ref T First<T>(ref LaneSums sums) => ref Unsafe.As<double, T>(ref sums._first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Total<T>(ref T sums)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int count = Vector128<T>.Count;
        Vector128<T> first = Vector128.LoadUnsafe(ref sums) + Vector128.LoadUnsafe(ref sums, (nuint)(2 * count));
        Vector128<T> second = Vector128.LoadUnsafe(ref sums, (nuint)count) + Vector128.LoadUnsafe(ref sums, (nuint)(3 * count));
        Vector128<T> sum = first + second;
        return count == 2
            ? sum.GetElement(0) + sum.GetElement(1)
            : (sum.GetElement(0) + sum.GetElement(2)) + (sum.GetElement(1) + sum.GetElement(3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest<T>(ref T values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int count = Vector128<T>.Count;
        Vector128<T> first = Vector128.Max(Vector128.LoadUnsafe(ref values), Vector128.LoadUnsafe(ref values, (nuint)(2 * count)));
        Vector128<T> second = Vector128.Max(Vector128.LoadUnsafe(ref values, (nuint)count), Vector128.LoadUnsafe(ref values, (nuint)(3 * count)));
        Vector128<T> largest = Vector128.Max(first, second);
        return count == 2
            ? T.Max(largest.GetElement(0), largest.GetElement(1))
            : T.Max(T.Max(largest.GetElement(0), largest.GetElement(2)), T.Max(largest.GetElement(1), largest.GetElement(3)));
    }
}

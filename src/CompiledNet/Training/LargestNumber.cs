using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet;

/// <summary>Finds the largest of some numbers, a register at a time.</summary>
internal static class LargestNumber
{
    /// <summary>The index of the largest number, the first of several; −1 if there is a NaN, so that it is never the right one.</summary>
    /// <typeparam name="T">The number type, float or double.</typeparam>
    /// <param name="values">The numbers, at least one.</param>
    /// <returns>The index.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int IndexOf<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector256.IsHardwareAccelerated && values.Length >= Vector256<T>.Count)
        {
            return IndexOf256(values);
        }

        if (Vector128.IsHardwareAccelerated && values.Length >= Vector128<T>.Count)
        {
            return IndexOf128(values);
        }

        int largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (T.IsNaN(values[i]))
            {
                return -1;
            }

            if (values[i] > values[largest])
            {
                largest = i;
            }
        }

        return largest;
    }

    // Two passes: the largest, then the first that equals it. The last register of each overlaps the one before, which changes neither
    // the largest nor which is first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOf256<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T first = ref MemoryMarshal.GetReference(values);
        int last = values.Length - Vector256<T>.Count;
        Vector256<T> tail = Vector256.LoadUnsafe(ref first, (nuint)last);
        Vector256<T> max = tail;
        Vector256<T> numbers = Vector256.Equals(tail, tail);
        for (int i = 0; i < last; i += Vector256<T>.Count)
        {
            Vector256<T> lanes = Vector256.LoadUnsafe(ref first, (nuint)i);
            numbers &= Vector256.Equals(lanes, lanes);
            max = Vector256.MaxNative(max, lanes);
        }

        if (numbers.ExtractMostSignificantBits() != (1u << Vector256<T>.Count) - 1)
        {
            return -1;
        }

        Vector256<T> largest = Vector256.Create(Reduction.Largest(max));
        for (int i = 0; i < last; i += Vector256<T>.Count)
        {
            uint places = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)i), largest).ExtractMostSignificantBits();
            if (places != 0)
            {
                return i + BitOperations.TrailingZeroCount(places);
            }
        }

        return last + BitOperations.TrailingZeroCount(Vector256.Equals(tail, largest).ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOf128<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T first = ref MemoryMarshal.GetReference(values);
        int last = values.Length - Vector128<T>.Count;
        Vector128<T> tail = Vector128.LoadUnsafe(ref first, (nuint)last);
        Vector128<T> max = tail;
        Vector128<T> numbers = Vector128.Equals(tail, tail);
        for (int i = 0; i < last; i += Vector128<T>.Count)
        {
            Vector128<T> lanes = Vector128.LoadUnsafe(ref first, (nuint)i);
            numbers &= Vector128.Equals(lanes, lanes);
            max = Vector128.MaxNative(max, lanes);
        }

        if (numbers.ExtractMostSignificantBits() != (1u << Vector128<T>.Count) - 1)
        {
            return -1;
        }

        Vector128<T> largest = Vector128.Create(Reduction.Largest(max));
        for (int i = 0; i < last; i += Vector128<T>.Count)
        {
            uint places = Vector128.Equals(Vector128.LoadUnsafe(ref first, (nuint)i), largest).ExtractMostSignificantBits();
            if (places != 0)
            {
                return i + BitOperations.TrailingZeroCount(places);
            }
        }

        return last + BitOperations.TrailingZeroCount(Vector128.Equals(tail, largest).ExtractMostSignificantBits());
    }
}

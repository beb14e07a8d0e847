using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet;

/// <summary>The largest of some numbers.</summary>
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

    // Registers of 128 bits, which every processor has; wider ones gain nothing for the ten outputs or so of a classifier.
    // Two passes: the largest, then the first that equals it. The last register of each overlaps the one before, which changes neither
    // the largest nor which is first.
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

    /// <summary>
    /// Whether a number is among the k largest; of equal ones those of lower index come first, as in <see cref="IndexOf"/>. Never if
    /// there is a NaN.
    /// </summary>
    /// <typeparam name="T">The number type, float or double.</typeparam>
    /// <param name="values">The numbers.</param>
    /// <param name="index">Which one.</param>
    /// <param name="k">How many are the largest.</param>
    /// <returns>Whether it is one of them.</returns>
    public static bool IsAmong<T>(ReadOnlySpan<T> values, int index, int k)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T own = values[index];
        int ahead = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (T.IsNaN(values[i]))
            {
                return false;
            }

            ahead += values[i] > own || (i < index && values[i] == own) ? 1 : 0;
        }

        return ahead < k;
    }
}

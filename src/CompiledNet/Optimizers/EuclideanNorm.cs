using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet;

/// <summary>
/// √Σ x² in double, as 16 partial sums whatever the register: number n belongs to the partial sum n modulo 16, and they are added by
/// halving. So the bits do not depend on the width.
/// </summary>
internal static class EuclideanNorm
{
    private const int Sums = 16;

    // Above, a square or the sum may have overflowed; below, a square may have lost what counts. No float comes near either.
    private const double LargestSum = 1e300;
    private const double SmallestSum = 1e-280;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = SumOfSquares(values, 1);
        if (Unsafe.SizeOf<T>() == sizeof(float) || sum is >= SmallestSum and <= LargestSum || double.IsNaN(sum))
        {
            return Math.Sqrt(sum);
        }

        // Rare: a second pass, with numbers brought near 1 by a power of two, which rounds nothing.
        double largest = Largest(values);
        if (largest == 0 || double.IsInfinity(largest))
        {
            return largest;
        }

        int exponent = Math.Clamp(Math.ILogB(largest), -1000, 1000);
        return Math.ScaleB(Math.Sqrt(SumOfSquares(values, Math.ScaleB(1, -exponent))), exponent);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumOfSquares<T>(ReadOnlySpan<T> values, double scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Unsafe.SkipInit(out PartialSums sums);
        Span<double> partial = sums;
        partial.Clear();
        ref T first = ref MemoryMarshal.GetReference(values);
        int whole = 0;
        if (values.Length >= Sums)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                whole = AddSquares<Simd512<double>, T>(ref first, values.Length, scale, ref partial[0]);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                whole = AddSquares<Simd256<double>, T>(ref first, values.Length, scale, ref partial[0]);
            }
            else if (Vector128.IsHardwareAccelerated)
            {
                whole = AddSquares<Simd128<double>, T>(ref first, values.Length, scale, ref partial[0]);
            }
        }

        for (int n = whole; n < values.Length; n++)
        {
            double value = double.CreateTruncating(values[n]) * scale;
            partial[n % Sums] += value * value;
        }

        for (int half = Sums / 2; half > 0; half /= 2)
        {
            for (int k = 0; k < half; k++)
            {
                partial[k] += partial[k + half];
            }
        }

        return partial[0];
    }

    /// <summary>Adds up whole sixteens of numbers, and returns how many they were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int AddSquares<TVector, T>(ref T first, int length, double scale, ref double sums)
        where TVector : struct, ISimd<TVector, double>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Two, four or eight registers; the others are dropped by the compiler.
        TVector factor = TVector.Create(scale);
        TVector sum0 = TVector.Zero;
        TVector sum1 = TVector.Zero;
        TVector sum2 = TVector.Zero;
        TVector sum3 = TVector.Zero;
        TVector sum4 = TVector.Zero;
        TVector sum5 = TVector.Zero;
        TVector sum6 = TVector.Zero;
        TVector sum7 = TVector.Zero;
        int end = length - Sums;
        int n = 0;
        for (; n <= end; n += Sums)
        {
            sum0 += Square<TVector, T>(ref first, n, factor);
            sum1 += Square<TVector, T>(ref first, n + TVector.Count, factor);
            if (TVector.Count <= 4)
            {
                sum2 += Square<TVector, T>(ref first, n + (2 * TVector.Count), factor);
                sum3 += Square<TVector, T>(ref first, n + (3 * TVector.Count), factor);
            }

            if (TVector.Count <= 2)
            {
                sum4 += Square<TVector, T>(ref first, n + (4 * TVector.Count), factor);
                sum5 += Square<TVector, T>(ref first, n + (5 * TVector.Count), factor);
                sum6 += Square<TVector, T>(ref first, n + (6 * TVector.Count), factor);
                sum7 += Square<TVector, T>(ref first, n + (7 * TVector.Count), factor);
            }
        }

        TVector.Store(sum0, ref sums, 0);
        TVector.Store(sum1, ref sums, TVector.Count);
        if (TVector.Count <= 4)
        {
            TVector.Store(sum2, ref sums, 2 * TVector.Count);
            TVector.Store(sum3, ref sums, 3 * TVector.Count);
        }

        if (TVector.Count <= 2)
        {
            TVector.Store(sum4, ref sums, 4 * TVector.Count);
            TVector.Store(sum5, ref sums, 5 * TVector.Count);
            TVector.Store(sum6, ref sums, 6 * TVector.Count);
            TVector.Store(sum7, ref sums, 7 * TVector.Count);
        }

        return n;
    }

    // Product and sum are rounded one by one, with or without fused operations in the hardware.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Square<TVector, T>(ref T first, int index, TVector factor)
        where TVector : struct, ISimd<TVector, double>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector value = Widening.Load<TVector, T>(ref first, index);
        if (Unsafe.SizeOf<T>() == sizeof(double))
        {
            value *= factor;
        }

        return value * value;
    }

    private static double Largest<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double largest = 0;
        foreach (T value in values)
        {
            largest = Math.Max(largest, Math.Abs(double.CreateTruncating(value)));
        }

        return largest;
    }

    [InlineArray(Sums)]
    private struct PartialSums
    {
        private double _first;
    }
}

using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>The sum of a loss over all outputs of a batch, in registers of doubles. For generated code.</summary>
/// <remarks>
/// 16 partial sums whatever the register, which are added by halving: the bits do not depend on the width. They lie in memory, so that the
/// loss, which may be long, stands in the loop once. Nothing is read after the last output or target: what no sixteen holds is taken one by one.
/// Compiled at once and never inlined, for the reasons that <see cref="MatrixProduct"/> gives.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OutputLossRows
{
    private const int Sums = 16;
    private const int BlockLength = 256;

    /// <summary>The sum of the losses.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="output">ŷ or z, rows some distance apart.</param>
    /// <param name="stride">The distance, not less than the units.</param>
    /// <param name="y">The targets, row after row.</param>
    /// <param name="units">Numbers of a row, at least 1.</param>
    /// <param name="rows">Number of rows.</param>
    /// <returns>The sum; NaN if a number is NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum<TFunction, T>(ReadOnlySpan<T> output, int stride, ReadOnlySpan<T> y, int units, int rows)
        where TFunction : struct, IOutputFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        return Sum<TFunction, T>(
            ref MemoryMarshal.GetReference(output.Slice(0, rows * stride)), stride, ref MemoryMarshal.GetReference(y.Slice(0, rows * units)), units, rows);
    }

    /// <summary>The sum of the losses.</summary>
    /// <typeparam name="TFunction">The loss.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="output">ŷ or z, rows some distance apart.</param>
    /// <param name="stride">The distance, not less than the units.</param>
    /// <param name="y">The targets, row after row.</param>
    /// <param name="units">Numbers of a row, at least 1.</param>
    /// <param name="rows">Number of rows.</param>
    /// <returns>The sum; NaN if a number is NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum<TFunction, T>(ref T output, int stride, ref T y, int units, int rows)
        where TFunction : struct, IOutputFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Unsafe.SkipInit(out PartialSums storage);
        Span<double> sums = storage;
        sums.Clear();
        if (stride == units)
        {
            Add<TFunction, T>(ref output, ref y, (nint)units * rows, ref sums[0]);
        }
        else if (units >= BlockLength)
        {
            for (nint row = 0; row < rows; row++)
            {
                Add<TFunction, T>(ref Unsafe.Add(ref output, row * stride), ref Unsafe.Add(ref y, row * units), units, ref sums[0]);
            }
        }
        else
        {
            AddPacked<TFunction, T>(ref output, stride, ref y, units, rows, ref sums[0]);
        }

        for (int half = Sums / 2; half > 0; half /= 2)
        {
            for (int k = 0; k < half; k++)
            {
                sums[k] += sums[k + half];
            }
        }

        return sums[0];
    }

    // Narrow rows with padding between them: packed first, for one or two units of a row would leave a register empty.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPacked<TFunction, T>(ref T output, int stride, ref T y, int units, int rows, ref double sums)
        where TFunction : struct, IOutputFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Unsafe.SkipInit(out Block<T> storage);
        Span<T> packed = storage;
        ref T first = ref MemoryMarshal.GetReference(packed);
        int most = BlockLength / units;
        for (int start = 0; start < rows; start += most)
        {
            int count = Math.Min(most, rows - start);
            nint n = 0;
            for (nint row = start; row < start + count; row++)
            {
                for (nint k = 0; k < units; k++)
                {
                    Unsafe.Add(ref first, n) = Unsafe.Add(ref output, (row * stride) + k);
                    n++;
                }
            }

            Add<TFunction, T>(ref first, ref Unsafe.Add(ref y, (nint)start * units), n, ref sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TFunction, T>(ref T output, ref T y, nint length, ref double sums)
        where TFunction : struct, IOutputFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint whole = length / Sums * Sums;
        if (whole > 0)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                Add<TFunction, Simd512<double>, T>(ref output, ref y, whole, ref sums);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Add<TFunction, Simd256<double>, T>(ref output, ref y, whole, ref sums);
            }
            else
            {
                Add<TFunction, Simd128<double>, T>(ref output, ref y, whole, ref sums);
            }
        }

        if (whole < length)
        {
            AddRest<TFunction, T>(ref Unsafe.Add(ref output, whole), ref Unsafe.Add(ref y, whole), length - whole, ref sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Add<TFunction, TVector, T>(ref T output, ref T y, nint length, ref double sums)
        where TFunction : struct, IOutputFunction<T>
        where TVector : struct, ISimd<TVector, double>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint n = 0; n < length; n += TVector.Count)
        {
            nint sum = n & (Sums - 1);
            TVector losses = TFunction.Loss(Widening.Load<TVector, T>(ref output, n), Widening.Load<TVector, T>(ref y, n));
            TVector.Store(TVector.Load(in sums, sum) + losses, ref sums, sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddRest<TFunction, T>(ref T output, ref T y, nint length, ref double sums)
        where TFunction : struct, IOutputFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint n = 0; n < length; n++)
        {
            var loss = TFunction.Loss(Widening.Load<SimdScalar<double>, T>(ref output, n), Widening.Load<SimdScalar<double>, T>(ref y, n));
            Unsafe.Add(ref sums, n) += SimdScalar<double>.Sum(loss);
        }
    }

    [InlineArray(Sums)]
    private struct PartialSums
    {
        private double _first;
    }

    [InlineArray(BlockLength)]
    private struct Block<T>
        where T : unmanaged
    {
        private T _first;
    }
}

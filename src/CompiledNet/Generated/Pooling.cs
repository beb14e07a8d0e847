using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>
/// The mean or the largest number of each channel over the windows of a sample, the channels in the lanes of the widest registers that they fill; no width
/// changes a bit. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Pooling
{
    /// <summary>z = the largest x of each window; NaN where it has one.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The first sample of x.</param>
    /// <param name="z">The first sample of z, written, the padding of its rows with 0.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="samples">How many samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Largest<T>(ref T x, ref T z, in PoolGeometry geometry, int samples)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int bytes = geometry.Channels * Unsafe.SizeOf<T>();
        if (Vector512.IsHardwareAccelerated && bytes >= 64)
        {
            Largest<Simd512<T>, T>(ref x, ref z, in geometry, samples);
        }
        else if (Vector256.IsHardwareAccelerated && bytes >= 32)
        {
            Largest<Simd256<T>, T>(ref x, ref z, in geometry, samples);
        }
        else
        {
            Largest<Simd128<T>, T>(ref x, ref z, in geometry, samples);
        }
    }

    /// <summary>∂L/∂x: that of a window goes to the first position that has its largest number, or the first NaN.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="delta">The first sample of δ.</param>
    /// <param name="x">The first sample of x.</param>
    /// <param name="gradient">The first sample of ∂L/∂x, written.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LargestGradient<T>(ref T delta, ref T x, ref T gradient, in PoolGeometry geometry, int samples, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint s = 0; s < samples; s++)
        {
            ref T input = ref Unsafe.Add(ref x, s * geometry.SampleStride);
            ref T result = ref Unsafe.Add(ref gradient, s * geometry.SampleStride);
            ref T d = ref Unsafe.Add(ref delta, s * geometry.SampleResultStride);
            Clear(ref result, geometry.SampleStride, adds);
            for (int row = 0; row < geometry.Rows; row++)
            {
                for (int column = 0; column < geometry.Columns; column++)
                {
                    PoolGeometry.Window window = geometry.WindowAt(row, column);
                    for (nint channel = 0; channel < geometry.Channels; channel++)
                    {
                        nint largest = IndexOfLargest(ref input, in geometry, window, channel);
                        Unsafe.Add(ref result, largest) += Unsafe.Add(ref d, channel);
                    }

                    d = ref Unsafe.Add(ref d, geometry.ResultStride);
                }
            }
        }
    }

    /// <summary>z = the mean of x over each window. Sums are taken in double, position after position.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The first sample of x.</param>
    /// <param name="z">The first sample of z, written, the padding of its rows with 0.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="samples">How many samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mean<T>(ref T x, ref T z, in PoolGeometry geometry, int samples)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && geometry.Channels >= Vector512<double>.Count)
        {
            Mean<Simd512<double>, T>(ref x, ref z, in geometry, samples);
        }
        else if (Vector256.IsHardwareAccelerated && geometry.Channels >= Vector256<double>.Count)
        {
            Mean<Simd256<double>, T>(ref x, ref z, in geometry, samples);
        }
        else
        {
            Mean<SimdScalar<double>, T>(ref x, ref z, in geometry, samples);
        }
    }

    /// <summary>∂L/∂x: each position of a window gets its share of δ, in equal parts.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="delta">The first sample of δ.</param>
    /// <param name="gradient">The first sample of ∂L/∂x, written.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MeanGradient<T>(ref T delta, ref T gradient, in PoolGeometry geometry, int samples, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint s = 0; s < samples; s++)
        {
            ref T result = ref Unsafe.Add(ref gradient, s * geometry.SampleStride);
            ref T d = ref Unsafe.Add(ref delta, s * geometry.SampleResultStride);
            Clear(ref result, geometry.SampleStride, adds);
            for (int row = 0; row < geometry.Rows; row++)
            {
                for (int column = 0; column < geometry.Columns; column++)
                {
                    PoolGeometry.Window window = geometry.WindowAt(row, column);
                    T share = T.One / T.CreateTruncating(window.Count);
                    for (nint y = window.FirstRow; y < window.EndRow; y++)
                    {
                        for (nint p = window.FirstColumn; p < window.EndColumn; p++)
                        {
                            ref T position = ref Unsafe.Add(ref result, ((y * geometry.Width) + p) * geometry.Stride);
                            for (nint channel = 0; channel < geometry.Channels; channel++)
                            {
                                Unsafe.Add(ref position, channel) += Unsafe.Add(ref d, channel) * share;
                            }
                        }
                    }

                    d = ref Unsafe.Add(ref d, geometry.ResultStride);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Largest<TVector, T>(ref T x, ref T z, in PoolGeometry geometry, int samples)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint s = 0; s < samples; s++)
        {
            ref T input = ref Unsafe.Add(ref x, s * geometry.SampleStride);
            for (int row = 0; row < geometry.Rows; row++)
            {
                for (int column = 0; column < geometry.Columns; column++)
                {
                    PoolGeometry.Window window = geometry.WindowAt(row, column);
                    for (nint n = 0; n < geometry.Channels; n += TVector.Count)
                    {
                        int left = Math.Min(geometry.Channels - (int)n, TVector.Count);
                        TVector.StoreFirst(LargestOf<TVector, T>(ref input, in geometry, window, n, left), ref z, n, left);
                    }

                    BatchRows.ClearRest(ref z, geometry.Channels, geometry.ResultStride);
                    z = ref Unsafe.Add(ref z, geometry.ResultStride);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LargestOf<TVector, T>(ref T input, in PoolGeometry geometry, PoolGeometry.Window window, nint n, int left)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint first = ((((nint)window.FirstRow * geometry.Width) + window.FirstColumn) * geometry.Stride) + n;
        TVector largest = TVector.LoadFirst(in input, first, left);
        for (nint y = window.FirstRow; y < window.EndRow; y++)
        {
            for (nint p = window.FirstColumn; p < window.EndColumn; p++)
            {
                TVector value = TVector.LoadFirst(in input, (((y * geometry.Width) + p) * geometry.Stride) + n, left);

                // −|NaN| is not below 0 or equal to it: a NaN stays.
                largest = TVector.WhereNotPositive(-TVector.Abs(largest), TVector.AtLeast(largest, value), largest);
            }
        }

        return largest;
    }

    private static nint IndexOfLargest<T>(ref T input, in PoolGeometry geometry, PoolGeometry.Window window, nint channel)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint largest = ((((nint)window.FirstRow * geometry.Width) + window.FirstColumn) * geometry.Stride) + channel;
        for (nint y = window.FirstRow; y < window.EndRow; y++)
        {
            for (nint p = window.FirstColumn; p < window.EndColumn; p++)
            {
                nint index = (((y * geometry.Width) + p) * geometry.Stride) + channel;
                T value = Unsafe.Add(ref input, index);
                T most = Unsafe.Add(ref input, largest);
                if (!(value <= most) && !T.IsNaN(most))
                {
                    largest = index;
                }
            }
        }

        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Mean<TDouble, T>(ref T x, ref T z, in PoolGeometry geometry, int samples)
        where TDouble : struct, ISimd<TDouble, double>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint s = 0; s < samples; s++)
        {
            ref T input = ref Unsafe.Add(ref x, s * geometry.SampleStride);
            for (int row = 0; row < geometry.Rows; row++)
            {
                for (int column = 0; column < geometry.Columns; column++)
                {
                    PoolGeometry.Window window = geometry.WindowAt(row, column);
                    TDouble count = TDouble.Create(window.Count);
                    nint n = 0;
                    for (; n + TDouble.Count <= geometry.Channels; n += TDouble.Count)
                    {
                        Narrowing.Store(SumOf<TDouble, T>(ref input, in geometry, window, n) / count, ref z, n);
                    }

                    for (; n < geometry.Channels; n++)
                    {
                        Narrowing.Store(
                            SumOf<SimdScalar<double>, T>(ref input, in geometry, window, n) / SimdScalar<double>.Create(window.Count), ref z, n);
                    }

                    BatchRows.ClearRest(ref z, geometry.Channels, geometry.ResultStride);
                    z = ref Unsafe.Add(ref z, geometry.ResultStride);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TDouble SumOf<TDouble, T>(ref T input, in PoolGeometry geometry, PoolGeometry.Window window, nint n)
        where TDouble : struct, ISimd<TDouble, double>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TDouble sum = TDouble.Zero;
        for (nint y = window.FirstRow; y < window.EndRow; y++)
        {
            for (nint p = window.FirstColumn; p < window.EndColumn; p++)
            {
                sum += Widening.Load<TDouble, T>(ref input, (((y * geometry.Width) + p) * geometry.Stride) + n);
            }
        }

        return sum;
    }

    private static void Clear<T>(ref T gradient, int length, bool adds)
        where T : unmanaged
    {
        if (!adds)
        {
            System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref gradient, length).Clear();
        }
    }
}

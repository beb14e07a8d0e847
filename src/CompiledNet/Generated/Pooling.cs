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
        int lanes = Lanes(in geometry);
        int whole = WideRegisters.Fill<T>(lanes, out int bytes);
        if (bytes == 64)
        {
            Largest<Simd512<T>, T>(ref x, ref z, in geometry, samples, 0, whole);
        }
        else if (bytes == 32)
        {
            Largest<Simd256<T>, T>(ref x, ref z, in geometry, samples, 0, whole);
        }
        else if (bytes == 16)
        {
            Largest<Simd128<T>, T>(ref x, ref z, in geometry, samples, 0, whole);
        }

        if (whole < lanes)
        {
            Largest<SimdScalar<T>, T>(ref x, ref z, in geometry, samples, whole, lanes);
        }

        if (lanes < geometry.ResultStride)
        {
            BatchRows.ClearRests(ref z, lanes, geometry.ResultStride, (nint)samples * geometry.Rows * geometry.Columns);
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
        Clear(ref gradient, samples * geometry.SampleStride, adds);
        int lanes = Lanes(in geometry);
        int whole = WideRegisters.Fill<T>(lanes, out int bytes);
        if (bytes == 64)
        {
            LargestGradient<Simd512<T>, T>(ref delta, ref x, ref gradient, in geometry, samples, 0, whole);
        }
        else if (bytes == 32)
        {
            LargestGradient<Simd256<T>, T>(ref delta, ref x, ref gradient, in geometry, samples, 0, whole);
        }
        else if (bytes == 16)
        {
            LargestGradient<Simd128<T>, T>(ref delta, ref x, ref gradient, in geometry, samples, 0, whole);
        }

        if (whole < lanes)
        {
            LargestGradient<SimdScalar<T>, T>(ref delta, ref x, ref gradient, in geometry, samples, whole, lanes);
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

    // The padding of a row is 0 where it has some: it may come along where it has room in the result, and no register is filled in part.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Lanes(in PoolGeometry geometry) => geometry.Stride == geometry.ResultStride ? geometry.Stride : geometry.Channels;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Largest<TVector, T>(ref T x, ref T z, in PoolGeometry geometry, int samples, nint from, nint end)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (geometry.IsOfFours)
        {
            LargestOfFours<TVector, T>(ref x, ref z, in geometry, samples, from, end);
            return;
        }

        for (nint s = 0; s < samples; s++)
        {
            ref T input = ref Unsafe.Add(ref x, s * geometry.SampleStride);
            for (int row = 0; row < geometry.Rows; row++)
            {
                for (int column = 0; column < geometry.Columns; column++)
                {
                    PoolGeometry.Window window = geometry.WindowAt(row, column);
                    for (nint n = from; n < end; n += TVector.Count)
                    {
                        TVector.Store(LargestOf<TVector, T>(ref input, in geometry, window, n), ref z, n);
                    }

                    z = ref Unsafe.Add(ref z, geometry.ResultStride);
                }
            }
        }
    }

    // The windows of nearly all pools, without a loop over their positions.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void LargestOfFours<TVector, T>(ref T x, ref T z, in PoolGeometry geometry, int samples, nint from, nint end)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint next = geometry.Stride;
        nint below = geometry.Width * next;
        nint step = geometry.StrideWidth * next;
        nint resultStride = geometry.ResultStride;
        int columns = geometry.Columns;
        for (nint s = 0; s < samples; s++)
        {
            for (nint row = 0; row < geometry.Rows; row++)
            {
                ref T position = ref Unsafe.Add(ref x, (s * geometry.SampleStride) + (row * geometry.StrideHeight * below));
                for (int column = 0; column < columns; column++)
                {
                    for (nint n = from; n < end; n += TVector.Count)
                    {
                        TVector largest = Larger<TVector, T>(TVector.Load(in position, n), TVector.Load(in position, next + n));
                        largest = Larger<TVector, T>(largest, TVector.Load(in position, below + n));
                        largest = Larger<TVector, T>(largest, TVector.Load(in position, below + next + n));
                        TVector.Store(largest, ref z, n);
                    }

                    position = ref Unsafe.Add(ref position, step);
                    z = ref Unsafe.Add(ref z, resultStride);
                }
            }
        }
    }

    // A position gets δ where nothing before it in the window has, and it is no smaller than the largest, or is NaN where that is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void LargestGradient<TVector, T>(
        ref T delta, ref T x, ref T gradient, in PoolGeometry geometry, int samples, nint from, nint end)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (geometry.IsOfFours)
        {
            LargestGradientOfFours<TVector, T>(ref delta, ref x, ref gradient, in geometry, samples, from, end);
            return;
        }

        for (nint s = 0; s < samples; s++)
        {
            ref T input = ref Unsafe.Add(ref x, s * geometry.SampleStride);
            ref T result = ref Unsafe.Add(ref gradient, s * geometry.SampleStride);
            ref T d = ref Unsafe.Add(ref delta, s * geometry.SampleResultStride);
            for (int row = 0; row < geometry.Rows; row++)
            {
                for (int column = 0; column < geometry.Columns; column++)
                {
                    PoolGeometry.Window window = geometry.WindowAt(row, column);
                    for (nint n = from; n < end; n += TVector.Count)
                    {
                        TVector largest = LargestOf<TVector, T>(ref input, in geometry, window, n);
                        TVector given = TVector.Load(in d, n);
                        TVector open = TVector.FirstLanes(TVector.Count);
                        for (nint y = window.FirstRow; y < window.EndRow; y++)
                        {
                            for (nint p = window.FirstColumn; p < window.EndColumn; p++)
                            {
                                nint index = (((y * geometry.Width) + p) * geometry.Stride) + n;
                                open = Give<TVector, T>(given, largest, TVector.Load(in input, index), open, ref result, index);
                            }
                        }
                    }

                    d = ref Unsafe.Add(ref d, geometry.ResultStride);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void LargestGradientOfFours<TVector, T>(
        ref T delta, ref T x, ref T gradient, in PoolGeometry geometry, int samples, nint from, nint end)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint next = geometry.Stride;
        nint below = geometry.Width * next;
        nint step = geometry.StrideWidth * next;
        nint resultStride = geometry.ResultStride;
        int columns = geometry.Columns;
        for (nint s = 0; s < samples; s++)
        {
            for (nint row = 0; row < geometry.Rows; row++)
            {
                nint start = (s * geometry.SampleStride) + (row * geometry.StrideHeight * below);
                ref T position = ref Unsafe.Add(ref x, start);
                ref T result = ref Unsafe.Add(ref gradient, start);
                for (int column = 0; column < columns; column++)
                {
                    for (nint n = from; n < end; n += TVector.Count)
                    {
                        TVector x0 = TVector.Load(in position, n);
                        TVector x1 = TVector.Load(in position, next + n);
                        TVector x2 = TVector.Load(in position, below + n);
                        TVector x3 = TVector.Load(in position, below + next + n);
                        TVector largest = Larger<TVector, T>(Larger<TVector, T>(Larger<TVector, T>(x0, x1), x2), x3);
                        TVector given = TVector.Load(in delta, n);
                        TVector open = Give<TVector, T>(given, largest, x0, TVector.FirstLanes(TVector.Count), ref result, n);
                        open = Give<TVector, T>(given, largest, x1, open, ref result, next + n);
                        open = Give<TVector, T>(given, largest, x2, open, ref result, below + n);
                        Give<TVector, T>(given, largest, x3, open, ref result, below + next + n);
                    }

                    position = ref Unsafe.Add(ref position, step);
                    result = ref Unsafe.Add(ref result, step);
                    delta = ref Unsafe.Add(ref delta, resultStride);
                }
            }
        }
    }

    // Adds δ where the value is the one that takes it, and gives the lanes that are still open.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Give<TVector, T>(TVector given, TVector largest, TVector value, TVector open, ref T result, nint index)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector ofNumbers = TVector.WhereNotPositive(
            -TVector.Abs(largest), TVector.WhereGreater(largest, value, TVector.Zero, open), TVector.Zero);
        TVector taken = TVector.WhereNotPositive(-TVector.Abs(value), ofNumbers, open);
        TVector before = TVector.Load(in result, index);
        TVector.Store(TVector.Where(taken, before + given, before), ref result, index);
        return TVector.Where(taken, TVector.Zero, open);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LargestOf<TVector, T>(ref T input, in PoolGeometry geometry, PoolGeometry.Window window, nint n)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector largest = TVector.Load(in input, ((((nint)window.FirstRow * geometry.Width) + window.FirstColumn) * geometry.Stride) + n);
        for (nint y = window.FirstRow; y < window.EndRow; y++)
        {
            for (nint p = window.FirstColumn; p < window.EndColumn; p++)
            {
                largest = Larger<TVector, T>(largest, TVector.Load(in input, (((y * geometry.Width) + p) * geometry.Stride) + n));
            }
        }

        return largest;
    }

    // −|NaN| is not below 0 or equal to it: a NaN stays.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Larger<TVector, T>(TVector largest, TVector value)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TVector.WhereNotPositive(-TVector.Abs(largest), TVector.AtLeast(largest, value), largest);

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

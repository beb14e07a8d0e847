using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet.Generated;

/// <summary>
/// Convolutions with one filter for each channel, which sees that channel alone: the channels are in the lanes, and several windows, or weights, keep their
/// sums in registers side by side. Channels that fill no register are taken one by one.
/// </summary>
internal static class DepthwiseConvolution
{
    // Sums side by side: enough for two multiply-add units whose results take four cycles, and for 16 registers.
    private const int Windows = 8;
    private const int Taps = 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<T>(
        ref T x, ref T weights, ref T z, ref T biases, bool hasBiases, in ConvolutionGeometry geometry, int lanes, int samples)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int whole = WideRegisters.Fill<T>(geometry.Channels, out int bytes);
        if (bytes == 64)
        {
            Forward<Simd512<T>, T>(ref x, ref weights, ref z, ref biases, hasBiases, in geometry, lanes, samples, 0, whole);
        }
        else if (bytes == 32)
        {
            Forward<Simd256<T>, T>(ref x, ref weights, ref z, ref biases, hasBiases, in geometry, lanes, samples, 0, whole);
        }
        else if (bytes == 16)
        {
            Forward<Simd128<T>, T>(ref x, ref weights, ref z, ref biases, hasBiases, in geometry, lanes, samples, 0, whole);
        }

        if (whole == geometry.Channels)
        {
            return;
        }

        Forward<SimdScalar<T>, T>(ref x, ref weights, ref z, ref biases, hasBiases, in geometry, lanes, samples, whole, geometry.Channels);
        BatchRows.ClearRests(ref z, geometry.Channels, geometry.ResultStride, (nint)samples * geometry.Rows * geometry.Columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<T>(
        ref T delta, ref T weights, ref T gradient, in ConvolutionGeometry geometry, int lanes, int samples, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!adds)
        {
            MemoryMarshal.CreateSpan(ref gradient, samples * (int)geometry.SampleStride).Clear();
        }

        int whole = WideRegisters.Fill<T>(geometry.Channels, out int bytes);
        if (bytes == 64)
        {
            InputGradient<Simd512<T>, T>(ref delta, ref weights, ref gradient, in geometry, lanes, samples, 0, whole);
        }
        else if (bytes == 32)
        {
            InputGradient<Simd256<T>, T>(ref delta, ref weights, ref gradient, in geometry, lanes, samples, 0, whole);
        }
        else if (bytes == 16)
        {
            InputGradient<Simd128<T>, T>(ref delta, ref weights, ref gradient, in geometry, lanes, samples, 0, whole);
        }

        if (whole < geometry.Channels)
        {
            InputGradient<SimdScalar<T>, T>(ref delta, ref weights, ref gradient, in geometry, lanes, samples, whole, geometry.Channels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradients<T>(
        ref T x, ref T delta, ref T gradient, in ConvolutionGeometry geometry, int lanes, int first, int count, int samples, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int whole = WideRegisters.Fill<T>(geometry.Channels, out int bytes);
        if (bytes == 64)
        {
            Gradients<Simd512<T>, T>(ref x, ref delta, ref gradient, in geometry, lanes, first, count, samples, adds, 0, whole);
        }
        else if (bytes == 32)
        {
            Gradients<Simd256<T>, T>(ref x, ref delta, ref gradient, in geometry, lanes, first, count, samples, adds, 0, whole);
        }
        else if (bytes == 16)
        {
            Gradients<Simd128<T>, T>(ref x, ref delta, ref gradient, in geometry, lanes, first, count, samples, adds, 0, whole);
        }

        if (whole == geometry.Channels)
        {
            return;
        }

        Gradients<SimdScalar<T>, T>(ref x, ref delta, ref gradient, in geometry, lanes, first, count, samples, adds, whole, geometry.Channels);
        if (!adds)
        {
            BatchRows.ClearRests(ref Unsafe.Add(ref gradient, (nint)first * lanes), geometry.Channels, lanes, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Forward<TVector, T>(
        ref T x, ref T weights, ref T z, ref T biases, bool hasBiases, in ConvolutionGeometry geometry, int lanes, int samples, nint from, nint end)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint step = geometry.StrideWidth * geometry.Stride;
        for (nint s = 0; s < samples; s++)
        {
            for (nint row = 0; row < geometry.Rows; row++)
            {
                ref T windows = ref Unsafe.Add(ref x, (s * geometry.PaddedSampleStride) + (row * geometry.StrideHeight * geometry.Pitch));
                ref T results = ref Unsafe.Add(ref z, (s * geometry.SampleResultStride) + (row * geometry.Columns * geometry.ResultStride));
                for (nint c = from; c < end; c += TVector.Count)
                {
                    TVector bias = hasBiases ? TVector.Load(in biases, c) : TVector.Zero;
                    ref T weight = ref Unsafe.Add(ref weights, c);
                    if (geometry.Columns < Windows / 2)
                    {
                        for (nint column = 0; column < geometry.Columns; column++)
                        {
                            TVector.Store(
                                Window(ref Unsafe.Add(ref windows, (column * step) + c), ref weight, bias, in geometry, lanes),
                                ref results,
                                (column * geometry.ResultStride) + c);
                        }

                        continue;
                    }

                    // The last ones of a row may have been among those before: they come out the same.
                    nint together = geometry.Columns < Windows ? Windows / 2 : Windows;
                    for (nint first = 0; first < geometry.Columns; first += together)
                    {
                        nint column = Math.Min(first, geometry.Columns - together);
                        ref T window = ref Unsafe.Add(ref windows, (column * step) + c);
                        ref T result = ref Unsafe.Add(ref results, (column * geometry.ResultStride) + c);
                        if (together == Windows)
                        {
                            EightWindows(ref window, ref weight, ref result, bias, step, in geometry, lanes);
                        }
                        else
                        {
                            FourWindows(ref window, ref weight, ref result, bias, step, in geometry, lanes);
                        }
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Window<TVector, T>(ref T window, ref T weight, TVector sum, in ConvolutionGeometry geometry, nint lanes)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int u = 0; u < geometry.WindowHeight; u++)
        {
            ref T position = ref Unsafe.Add(ref window, geometry.OffsetOf(u, 0));
            for (int v = 0; v < geometry.WindowWidth; v++)
            {
                TVector.AddProduct(ref sum, TVector.Load(in position, 0), TVector.Load(in weight, 0));
                position = ref Unsafe.Add(ref position, geometry.DilationWidth * geometry.Stride);
                weight = ref Unsafe.Add(ref weight, lanes);
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FourWindows<TVector, T>(
        ref T window, ref T weight, ref T result, TVector bias, nint step, in ConvolutionGeometry geometry, nint lanes)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector s0 = bias;
        TVector s1 = bias;
        TVector s2 = bias;
        TVector s3 = bias;
        nint dilation = geometry.DilationWidth * geometry.Stride;
        for (int u = 0; u < geometry.WindowHeight; u++)
        {
            ref T position = ref Unsafe.Add(ref window, geometry.OffsetOf(u, 0));
            for (int v = 0; v < geometry.WindowWidth; v++)
            {
                TVector w = TVector.Load(in weight, 0);
                TVector.AddProduct(ref s0, TVector.Load(in position, 0), w);
                TVector.AddProduct(ref s1, TVector.Load(in position, step), w);
                TVector.AddProduct(ref s2, TVector.Load(in position, 2 * step), w);
                TVector.AddProduct(ref s3, TVector.Load(in position, 3 * step), w);
                position = ref Unsafe.Add(ref position, dilation);
                weight = ref Unsafe.Add(ref weight, lanes);
            }
        }

        nint stride = geometry.ResultStride;
        TVector.Store(s0, ref result, 0);
        TVector.Store(s1, ref result, stride);
        TVector.Store(s2, ref result, 2 * stride);
        TVector.Store(s3, ref result, 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void EightWindows<TVector, T>(
        ref T window, ref T weight, ref T result, TVector bias, nint step, in ConvolutionGeometry geometry, nint lanes)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector s0 = bias;
        TVector s1 = bias;
        TVector s2 = bias;
        TVector s3 = bias;
        TVector s4 = bias;
        TVector s5 = bias;
        TVector s6 = bias;
        TVector s7 = bias;
        nint dilation = geometry.DilationWidth * geometry.Stride;
        for (int u = 0; u < geometry.WindowHeight; u++)
        {
            ref T position = ref Unsafe.Add(ref window, geometry.OffsetOf(u, 0));
            for (int v = 0; v < geometry.WindowWidth; v++)
            {
                TVector w = TVector.Load(in weight, 0);
                ref T fourth = ref Unsafe.Add(ref position, 4 * step);
                TVector.AddProduct(ref s0, TVector.Load(in position, 0), w);
                TVector.AddProduct(ref s1, TVector.Load(in position, step), w);
                TVector.AddProduct(ref s2, TVector.Load(in position, 2 * step), w);
                TVector.AddProduct(ref s3, TVector.Load(in position, 3 * step), w);
                TVector.AddProduct(ref s4, TVector.Load(in fourth, 0), w);
                TVector.AddProduct(ref s5, TVector.Load(in fourth, step), w);
                TVector.AddProduct(ref s6, TVector.Load(in fourth, 2 * step), w);
                TVector.AddProduct(ref s7, TVector.Load(in fourth, 3 * step), w);
                position = ref Unsafe.Add(ref position, dilation);
                weight = ref Unsafe.Add(ref weight, lanes);
            }
        }

        nint stride = geometry.ResultStride;
        TVector.Store(s0, ref result, 0);
        TVector.Store(s1, ref result, stride);
        TVector.Store(s2, ref result, 2 * stride);
        TVector.Store(s3, ref result, 3 * stride);
        TVector.Store(s4, ref result, 4 * stride);
        TVector.Store(s5, ref result, 5 * stride);
        TVector.Store(s6, ref result, 6 * stride);
        TVector.Store(s7, ref result, 7 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void InputGradient<TVector, T>(
        ref T delta, ref T weights, ref T gradient, in ConvolutionGeometry geometry, int lanes, int samples, nint from, nint end)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint step = geometry.StrideWidth * geometry.Stride;
        nint stride = geometry.ResultStride;
        for (nint s = 0; s < samples; s++)
        {
            for (int tap = 0; tap < geometry.Taps; tap++)
            {
                (int u, int v) = (tap / geometry.WindowWidth, tap % geometry.WindowWidth);
                (int firstWindow, int endWindow) = geometry.WindowsInside(v);
                nint firstColumn = ((nint)firstWindow * geometry.StrideWidth) + ((nint)v * geometry.DilationWidth) - geometry.Left;
                for (int row = 0; row < geometry.Rows; row++)
                {
                    nint inputRow = geometry.InputRow(row, u);
                    if (inputRow < 0 || inputRow >= geometry.Height)
                    {
                        continue;
                    }

                    ref T positions = ref Unsafe.Add(ref gradient, (s * geometry.SampleStride) + (((inputRow * geometry.Width) + firstColumn) * geometry.Stride));
                    ref T deltas = ref Unsafe.Add(ref delta, (s * geometry.SampleResultStride) + ((((nint)row * geometry.Columns) + firstWindow) * stride));
                    for (nint c = from; c < end; c += TVector.Count)
                    {
                        TVector w = TVector.Load(in weights, ((nint)tap * lanes) + c);
                        ref T position = ref Unsafe.Add(ref positions, c);
                        ref T d = ref Unsafe.Add(ref deltas, c);
                        for (int window = firstWindow; window < endWindow; window++)
                        {
                            TVector sum = TVector.Load(in position, 0);
                            TVector.AddProduct(ref sum, TVector.Load(in d, 0), w);
                            TVector.Store(sum, ref position, 0);
                            position = ref Unsafe.Add(ref position, step);
                            d = ref Unsafe.Add(ref d, stride);
                        }
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Gradients<TVector, T>(
        ref T x, ref T delta, ref T gradient, in ConvolutionGeometry geometry, int lanes, int first, int count, int samples, bool adds, nint from, nint end)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint last = first + count - 1;
        for (nint k = first; k <= last; k += Taps)
        {
            // Taps behind the last are the last once more.
            nint o0 = OffsetOf(in geometry, k);
            nint o1 = OffsetOf(in geometry, Math.Min(k + 1, last));
            nint o2 = OffsetOf(in geometry, Math.Min(k + 2, last));
            nint o3 = OffsetOf(in geometry, Math.Min(k + 3, last));
            for (nint c = from; c < end; c += TVector.Count)
            {
                ref T rows = ref Unsafe.Add(ref gradient, c);
                TVector t0 = adds ? TVector.Load(in rows, k * lanes) : TVector.Zero;
                TVector t1 = adds ? TVector.Load(in rows, Math.Min(k + 1, last) * lanes) : TVector.Zero;
                TVector t2 = adds ? TVector.Load(in rows, Math.Min(k + 2, last) * lanes) : TVector.Zero;
                TVector t3 = adds ? TVector.Load(in rows, Math.Min(k + 3, last) * lanes) : TVector.Zero;
                for (nint s = 0; s < samples; s++)
                {
                    TVector s0 = TVector.Zero;
                    TVector s1 = TVector.Zero;
                    TVector s2 = TVector.Zero;
                    TVector s3 = TVector.Zero;
                    ref T d = ref Unsafe.Add(ref delta, (s * geometry.SampleResultStride) + c);
                    for (nint row = 0; row < geometry.Rows; row++)
                    {
                        ref T window = ref Unsafe.Add(ref x, (s * geometry.PaddedSampleStride) + (row * geometry.StrideHeight * geometry.Pitch) + c);
                        for (int column = 0; column < geometry.Columns; column++)
                        {
                            TVector factor = TVector.Load(in d, 0);
                            TVector.AddProduct(ref s0, TVector.Load(in window, o0), factor);
                            TVector.AddProduct(ref s1, TVector.Load(in window, o1), factor);
                            TVector.AddProduct(ref s2, TVector.Load(in window, o2), factor);
                            TVector.AddProduct(ref s3, TVector.Load(in window, o3), factor);
                            window = ref Unsafe.Add(ref window, geometry.StrideWidth * geometry.Stride);
                            d = ref Unsafe.Add(ref d, geometry.ResultStride);
                        }
                    }

                    t0 += s0;
                    t1 += s1;
                    t2 += s2;
                    t3 += s3;
                }

                TVector.Store(t0, ref rows, k * lanes);
                TVector.Store(t1, ref rows, Math.Min(k + 1, last) * lanes);
                TVector.Store(t2, ref rows, Math.Min(k + 2, last) * lanes);
                TVector.Store(t3, ref rows, Math.Min(k + 3, last) * lanes);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint OffsetOf(in ConvolutionGeometry geometry, nint tap) =>
        geometry.OffsetOf((int)tap / geometry.WindowWidth, (int)tap % geometry.WindowWidth);
}

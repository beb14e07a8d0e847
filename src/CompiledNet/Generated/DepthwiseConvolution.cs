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
    // Weights whose gradients are summed side by side.
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
        // Groups of windows that differ by one at most.
        int groups = (geometry.Columns + DepthwiseWindows.Most - 1) / DepthwiseWindows.Most;
        int size = geometry.Columns / groups;
        int largerOnes = geometry.Columns % groups;
        nint step = geometry.StrideWidth * geometry.Stride;
        bool isLong = LongSums.Cuts<T>(geometry.Taps);
        for (nint s = 0; s < samples; s++)
        {
            for (nint row = 0; row < geometry.Rows; row++)
            {
                ref T window = ref Unsafe.Add(ref x, (s * geometry.PaddedSampleStride) + (row * geometry.StrideHeight * geometry.Pitch));
                ref T result = ref Unsafe.Add(ref z, (s * geometry.SampleResultStride) + (row * geometry.Columns * geometry.ResultStride));
                if (isLong)
                {
                    LongRow<TVector, T>(ref window, ref weights, ref result, ref biases, hasBiases, in geometry, lanes, from, end);
                    continue;
                }

                for (int group = 0; group < groups; group++)
                {
                    int count = group < largerOnes ? size + 1 : size;
                    DepthwiseWindows.Run<TVector, T>(
                        count, ref window, ref weights, ref result, ref biases, hasBiases, in geometry, lanes, from, end);
                    window = ref Unsafe.Add(ref window, count * step);
                    result = ref Unsafe.Add(ref result, count * geometry.ResultStride);
                }
            }
        }
    }

    // A row of windows of so many positions that the sums are cut.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void LongRow<TVector, T>(
        ref T x, ref T weights, ref T z, ref T biases, bool hasBiases, in ConvolutionGeometry geometry, int lanes, nint from, nint end)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Unsafe.SkipInit(out LongSums.Totals storage);
        Unsafe.SkipInit(out LongSums.Partial<T> block);
        ref double totals = ref Unsafe.As<LongSums.Totals, double>(ref storage);
        ref T partial = ref Unsafe.As<LongSums.Partial<T>, T>(ref block);
        for (nint column = 0; column < geometry.Columns; column++)
        {
            for (nint c = from; c < end; c += TVector.Count)
            {
                MemoryMarshal.CreateSpan(ref totals, TVector.Count).Clear();
                TVector sum = hasBiases ? TVector.Load(in biases, c) : TVector.Zero;
                ref T window = ref Unsafe.Add(ref x, (column * geometry.StrideWidth * geometry.Stride) + c);
                for (nint tap = 0; tap < geometry.Taps; tap++)
                {
                    TVector.AddProduct(ref sum, TVector.Load(in window, OffsetOf(in geometry, tap)), TVector.Load(in weights, (tap * lanes) + c));
                    if (tap % LongSums.Block == LongSums.Block - 1)
                    {
                        TVector.Store(sum, ref partial, 0);
                        LongSums.Add(ref partial, ref totals, TVector.Count);
                        sum = TVector.Zero;
                    }
                }

                TVector.Store(sum, ref partial, 0);
                LongSums.Add(ref partial, ref totals, TVector.Count);
                LongSums.End(ref totals, ref Unsafe.Add(ref z, (column * geometry.ResultStride) + c), TVector.Count);
            }
        }
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
        if (LongSums.Cuts<T>((nint)samples * geometry.Rows * geometry.Columns))
        {
            LongGradients<TVector, T>(ref x, ref delta, ref gradient, in geometry, lanes, first, count, samples, adds, from, end);
            return;
        }

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

    // The same of so many windows that the sums are cut: the four sums go to doubles after each block of them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void LongGradients<TVector, T>(
        ref T x, ref T delta, ref T gradient, in ConvolutionGeometry geometry, int lanes, int first, int count, int samples, bool adds, nint from, nint end)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Unsafe.SkipInit(out LongSums.Totals storage);
        Unsafe.SkipInit(out LongSums.Partial<T> block);
        ref double totals = ref Unsafe.As<LongSums.Totals, double>(ref storage);
        ref T partial = ref Unsafe.As<LongSums.Partial<T>, T>(ref block);
        nint last = first + count - 1;
        nint step = geometry.StrideWidth * geometry.Stride;
        for (nint k = first; k <= last; k += Taps)
        {
            nint o0 = OffsetOf(in geometry, k);
            nint o1 = OffsetOf(in geometry, Math.Min(k + 1, last));
            nint o2 = OffsetOf(in geometry, Math.Min(k + 2, last));
            nint o3 = OffsetOf(in geometry, Math.Min(k + 3, last));
            int taps = (int)Math.Min(Taps, last - k + 1);
            for (nint c = from; c < end; c += TVector.Count)
            {
                ref T rows = ref Unsafe.Add(ref gradient, (k * lanes) + c);
                MemoryMarshal.CreateSpan(ref totals, Taps * TVector.Count).Clear();
                for (nint tap = 0; adds && tap < taps; tap++)
                {
                    LongSums.Begin(ref Unsafe.Add(ref rows, tap * lanes), ref Unsafe.Add(ref totals, tap * TVector.Count), TVector.Count);
                }

                nint terms = 0;
                TVector s0 = TVector.Zero;
                TVector s1 = TVector.Zero;
                TVector s2 = TVector.Zero;
                TVector s3 = TVector.Zero;
                for (nint s = 0; s < samples; s++)
                {
                    ref T d = ref Unsafe.Add(ref delta, (s * geometry.SampleResultStride) + c);
                    for (nint row = 0; row < geometry.Rows; row++)
                    {
                        ref T window = ref Unsafe.Add(ref x, (s * geometry.PaddedSampleStride) + (row * geometry.StrideHeight * geometry.Pitch) + c);
                        for (int column = 0; column < geometry.Columns;)
                        {
                            int stop = geometry.Columns - column <= LongSums.MostTerms ? geometry.Columns : column + LongSums.Block;
                            terms += stop - column;
                            for (; column < stop; column++)
                            {
                                TVector factor = TVector.Load(in d, 0);
                                TVector.AddProduct(ref s0, TVector.Load(in window, o0), factor);
                                TVector.AddProduct(ref s1, TVector.Load(in window, o1), factor);
                                TVector.AddProduct(ref s2, TVector.Load(in window, o2), factor);
                                TVector.AddProduct(ref s3, TVector.Load(in window, o3), factor);
                                window = ref Unsafe.Add(ref window, step);
                                d = ref Unsafe.Add(ref d, geometry.ResultStride);
                            }

                            if (terms >= LongSums.Block)
                            {
                                TVector.Store(s0, ref partial, 0);
                                TVector.Store(s1, ref partial, TVector.Count);
                                TVector.Store(s2, ref partial, 2 * TVector.Count);
                                TVector.Store(s3, ref partial, 3 * TVector.Count);
                                LongSums.Add(ref partial, ref totals, Taps * TVector.Count);
                                s0 = s1 = s2 = s3 = TVector.Zero;
                                terms = 0;
                            }
                        }
                    }
                }

                TVector.Store(s0, ref partial, 0);
                TVector.Store(s1, ref partial, TVector.Count);
                TVector.Store(s2, ref partial, 2 * TVector.Count);
                TVector.Store(s3, ref partial, 3 * TVector.Count);
                LongSums.Add(ref partial, ref totals, Taps * TVector.Count);
                for (nint tap = 0; tap < taps; tap++)
                {
                    LongSums.End(ref Unsafe.Add(ref totals, tap * TVector.Count), ref Unsafe.Add(ref rows, tap * lanes), TVector.Count);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint OffsetOf(in ConvolutionGeometry geometry, nint tap) =>
        geometry.OffsetOf((int)tap / geometry.WindowWidth, (int)tap % geometry.WindowWidth);
}

using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>
/// Convolutions as matrix products that read the windows where they lie: the positions of an output row are the rows of a product, the filters its columns, in
/// the lanes, and k runs over the window. For generated code.
/// </summary>
/// <remarks>
/// Filters lie position by position of the window, channel by channel, the filters in the lanes. Each sum runs over the window from first to last, so that
/// neither registers nor threads change a bit.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Convolution
{
    /// <summary>Copies samples and puts zeros around them.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The first sample.</param>
    /// <param name="copy">The first sample of the copy, written.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="samples">How many samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pad<T>(ref T x, ref T copy, in ConvolutionGeometry geometry, int samples)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int pitch = (int)geometry.Pitch;
        int width = geometry.Width * geometry.Stride;
        int left = geometry.Left * geometry.Stride;
        for (nint s = 0; s < samples; s++)
        {
            ref T source = ref Unsafe.Add(ref x, s * geometry.SampleStride);
            Span<T> rows = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref copy, s * geometry.PaddedSampleStride), (int)geometry.PaddedSampleStride);
            rows[..(geometry.Top * pitch)].Clear();
            rows = rows[(geometry.Top * pitch)..];
            for (int row = 0; row < geometry.Height; row++)
            {
                rows[..left].Clear();
                MemoryMarshal.CreateReadOnlySpan(ref source, width).CopyTo(rows[left..]);
                rows[(left + width)..pitch].Clear();
                source = ref Unsafe.Add(ref source, width);
                rows = rows[pitch..];
            }

            rows.Clear();
        }
    }

    /// <summary>z[p, f] = b[f] + Σ over the window of W[f, i, u, v] · x.</summary>
    /// <typeparam name="TShape">The product of a row of windows: its k are all positions of a window.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The first sample, or its copy with zeros.</param>
    /// <param name="filters">W.</param>
    /// <param name="z">The first sample of z, written.</param>
    /// <param name="biases">b; not read where the shape has none.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="samples">How many samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TShape, T>(ref T x, ref T filters, ref T z, ref T biases, in ConvolutionGeometry geometry, int samples)
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 64)
        {
            Forward<TShape, Simd512<T>, T>(ref x, ref filters, ref z, ref biases, in geometry, samples);
        }
        else if (Vector256.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 32)
        {
            Forward<TShape, Simd256<T>, T>(ref x, ref filters, ref z, ref biases, in geometry, samples);
        }
        else
        {
            Forward<TShape, Simd128<T>, T>(ref x, ref filters, ref z, ref biases, in geometry, samples);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Forward<TShape, TVector, T>(
        ref T x, ref T filters, ref T z, ref T biases, in ConvolutionGeometry geometry, int samples)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (geometry.IsOfPositions)
        {
            MatrixProduct.Run<TShape, TVector, T>(ref x, ref filters, ref z, ref biases, samples * geometry.Rows * geometry.Columns, 0);
            return;
        }

        bool isPaired = PairedConvolution.Fits<TShape, T>() && geometry.Columns > 1 && !LongSums.Cuts<T>((nint)TShape.Depth * TShape.Runs);
        for (nint s = 0; s < samples; s++)
        {
            for (nint row = 0; row < geometry.Rows; row++)
            {
                ref T windows = ref Unsafe.Add(ref x, (s * geometry.PaddedSampleStride) + (row * geometry.StrideHeight * geometry.Pitch));
                if (isPaired)
                {
                    PairedConvolution.Row<TShape, T>(ref windows, ref filters, ref z, ref biases, geometry.Columns);
                }
                else
                {
                    MatrixProduct.Run<TShape, TVector, T>(ref windows, ref filters, ref z, ref biases, geometry.Columns, 0);
                }

                z = ref Unsafe.Add(ref z, geometry.Columns * geometry.ResultStride);
            }
        }
    }

    /// <summary>Copies the filters for the way back: for each position of the window a matrix of filters × channels, the channels in the lanes.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="filters">W.</param>
    /// <param name="filterLanes">Distance in it from one channel to the next.</param>
    /// <param name="transposed">The copy, written.</param>
    /// <param name="channelLanes">Distance in it from one filter to the next.</param>
    /// <param name="taps">Positions of the window.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="filterCount">Filters.</param>
    public static void Transpose<T>(
        ReadOnlySpan<T> filters, int filterLanes, Span<T> transposed, int channelLanes, int taps, int channels, int filterCount)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int tap = 0; tap < taps; tap++)
        {
            Transposition.Copy(
                filters.Slice(tap * channels * filterLanes, channels * filterLanes),
                filterLanes,
                transposed.Slice(tap * filterCount * channelLanes, filterCount * channelLanes),
                channelLanes,
                channels,
                filterCount);
        }
    }

    /// <summary>∂L/∂x: each position of the window takes Wᵀ · δ of the windows in which it lies.</summary>
    /// <typeparam name="TShape">The product of a row of windows with the filters' matrix of one position.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="delta">The first sample of δ.</param>
    /// <param name="transposed">The copy of the filters.</param>
    /// <param name="gradient">The first sample of ∂L/∂x, written.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<TShape, T>(ref T delta, ref T transposed, ref T gradient, in ConvolutionGeometry geometry, int samples, bool adds)
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 64)
        {
            InputGradient<TShape, Simd512<T>, T>(ref delta, ref transposed, ref gradient, in geometry, samples, adds);
        }
        else if (Vector256.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 32)
        {
            InputGradient<TShape, Simd256<T>, T>(ref delta, ref transposed, ref gradient, in geometry, samples, adds);
        }
        else
        {
            InputGradient<TShape, Simd128<T>, T>(ref delta, ref transposed, ref gradient, in geometry, samples, adds);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void InputGradient<TShape, TVector, T>(
        ref T delta, ref T transposed, ref T gradient, in ConvolutionGeometry geometry, int samples, bool adds)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (geometry.IsOfPositions)
        {
            int positions = samples * geometry.Rows * geometry.Columns;
            if (adds)
            {
                MatrixProduct.Run<Adding<TShape, T>, TVector, T>(ref delta, ref transposed, ref gradient, ref gradient, positions, 0);
            }
            else
            {
                MatrixProduct.Run<TShape, TVector, T>(ref delta, ref transposed, ref gradient, ref gradient, positions, 0);
            }

            return;
        }

        nint weights = (nint)TShape.Depth * TShape.Lanes;
        bool isLong = LongSums.Cuts<T>((nint)TShape.Depth * geometry.Taps);
        for (nint s = 0; s < samples; s++)
        {
            ref T result = ref Unsafe.Add(ref gradient, s * geometry.SampleStride);
            if (!adds)
            {
                MemoryMarshal.CreateSpan(ref result, (int)geometry.SampleStride).Clear();
            }

            for (int u = 0; u < geometry.WindowHeight; u++)
            {
                for (int v = 0; v < geometry.WindowWidth; v++)
                {
                    (int first, int end) = geometry.WindowsInside(v);
                    ref T matrix = ref Unsafe.Add(ref transposed, ((u * geometry.WindowWidth) + v) * weights);
                    nint column = ((nint)first * geometry.StrideWidth) + ((nint)v * geometry.DilationWidth) - geometry.Left;
                    for (int row = 0; row < geometry.Rows && first < end; row++)
                    {
                        nint inputRow = geometry.InputRow(row, u);
                        if (inputRow < 0 || inputRow >= geometry.Height)
                        {
                            continue;
                        }

                        ref T d = ref Unsafe.Add(ref delta, (s * geometry.SampleResultStride) + ((((nint)row * geometry.Columns) + first) * geometry.ResultStride));
                        ref T place = ref Unsafe.Add(ref result, ((inputRow * geometry.Width) + column) * geometry.Stride);
                        if (isLong)
                        {
                            MatrixProduct.RunLong<Adding<TShape, T>, TVector, T>(ref d, ref matrix, ref place, ref gradient, end - first, TShape.Depth);
                        }
                        else
                        {
                            MatrixProduct.Run<Adding<TShape, T>, TVector, T>(ref d, ref matrix, ref place, ref gradient, end - first, 0);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Rows [first, first + count) of dW, one for each position of the window and channel: the sum of x · δ over all windows.</summary>
    /// <typeparam name="TShape">The product of a channel of a position with δ, over the windows of a sample.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The first sample, or its copy with zeros.</param>
    /// <param name="delta">The first sample of δ.</param>
    /// <param name="gradient">dW, written.</param>
    /// <param name="totals">As many doubles as dW has numbers; not read where no sum is cut (<see cref="LongSums"/>).</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="first">The first of the rows.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradients<TShape, T>(
        ref T x, ref T delta, ref T gradient, ref T totals, in ConvolutionGeometry geometry, int first, int count, int samples, bool adds)
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 64)
        {
            Gradients<TShape, Simd512<T>, T>(ref x, ref delta, ref gradient, ref totals, in geometry, first, count, samples, adds);
        }
        else if (Vector256.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 32)
        {
            Gradients<TShape, Simd256<T>, T>(ref x, ref delta, ref gradient, ref totals, in geometry, first, count, samples, adds);
        }
        else
        {
            Gradients<TShape, Simd128<T>, T>(ref x, ref delta, ref gradient, ref totals, in geometry, first, count, samples, adds);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Gradients<TShape, TVector, T>(
        ref T x, ref T delta, ref T gradient, ref T totals, in ConvolutionGeometry geometry, int first, int count, int samples, bool adds)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // A row of the window at once where its columns lie in memory without a gap.
        int length = geometry.HasWholeRows ? geometry.WindowWidth * geometry.Channels : geometry.Channels;
        int products = geometry.Rows / TShape.Runs;
        nint terms = (nint)TShape.Runs * geometry.Columns;
        bool isLong = LongSums.Cuts<T>(samples * products * terms);
        int together;
        for (int begin = first; begin < first + count; begin += together)
        {
            together = Math.Min(first + count - begin, length - (begin % length));
            int tap = begin / geometry.Channels;
            nint offset = geometry.OffsetOf(tap / geometry.WindowWidth, tap % geometry.WindowWidth) + (begin % geometry.Channels);
            ref T rows = ref Unsafe.Add(ref gradient, (nint)begin * TShape.Lanes);
            nint numbers = (nint)together * TShape.Lanes;
            ref double sums = ref Unsafe.As<T, double>(ref totals);
            if (isLong)
            {
                sums = ref Unsafe.Add(ref sums, (nint)begin * TShape.Lanes);
                Begin(ref rows, ref sums, numbers, adds);
            }

            // Blocks of a long sum: whole products, whose sums are in dW until there are enough terms.
            nint pending = isLong || !adds ? 0 : 1;
            for (nint s = 0; s < samples; s++)
            {
                for (nint row = 0; row < products; row++)
                {
                    ref T input = ref Unsafe.Add(
                        ref x, (s * geometry.PaddedSampleStride) + (row * TShape.Runs * geometry.StrideHeight * geometry.Pitch) + offset);
                    ref T d = ref Unsafe.Add(ref delta, (s * geometry.SampleResultStride) + (row * terms * geometry.ResultStride));
                    if (pending > 0)
                    {
                        MatrixProduct.Run<Adding<TShape, T>, TVector, T>(ref input, ref d, ref rows, ref rows, together, geometry.Columns);
                    }
                    else
                    {
                        MatrixProduct.Run<TShape, TVector, T>(ref input, ref d, ref rows, ref rows, together, geometry.Columns);
                    }

                    pending += terms;
                    if (isLong && pending >= LongSums.Block)
                    {
                        LongSums.Add(ref rows, ref sums, numbers);
                        pending = 0;
                    }
                }
            }

            if (isLong)
            {
                if (pending > 0)
                {
                    LongSums.Add(ref rows, ref sums, numbers);
                }

                LongSums.End(ref sums, ref rows, numbers);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Begin<T>(ref T rows, ref double sums, nint count, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (adds)
        {
            LongSums.Begin(ref rows, ref sums, count);
        }
        else
        {
            MemoryMarshal.CreateSpan(ref sums, (int)count).Clear();
        }
    }

    /// <summary>db: the sum of δ over all windows.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="delta">The first row of δ.</param>
    /// <param name="stride">Distance from one row of δ to the next.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="filters">Number of filters.</param>
    /// <param name="lanes">Numbers of db that are written, those behind the filters with 0.</param>
    /// <param name="gradient">db, written.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BiasGradients<T>(ref T delta, int stride, int rows, int filters, int lanes, ref T gradient, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && lanes * Unsafe.SizeOf<T>() >= 64)
        {
            ColumnSums.Run<Simd512<T>, T>(ref delta, stride, rows, filters, ref gradient, adds);
        }
        else if (Vector256.IsHardwareAccelerated && lanes * Unsafe.SizeOf<T>() >= 32)
        {
            ColumnSums.Run<Simd256<T>, T>(ref delta, stride, rows, filters, ref gradient, adds);
        }
        else
        {
            ColumnSums.Run<Simd128<T>, T>(ref delta, stride, rows, filters, ref gradient, adds);
        }
    }
}

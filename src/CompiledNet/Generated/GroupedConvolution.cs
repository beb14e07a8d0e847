using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet.Generated;

/// <summary>
/// Convolutions whose filters each see a group of the channels. Where each channel is a group and has one filter (depthwise), the channels are in the lanes;
/// other groups are computed number by number. For generated code.
/// </summary>
/// <remarks>Filters lie position by position of the window, channel by channel of a group, the filters in the lanes.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GroupedConvolution
{
    /// <summary>z[p, f] = b[f] + Σ over the window and the channels of the group of f of W · x.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The first sample, or its copy with zeros.</param>
    /// <param name="weights">W.</param>
    /// <param name="z">The first sample of z, written, the padding of its rows with 0.</param>
    /// <param name="biases">b.</param>
    /// <param name="hasBiases">Whether there are biases.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="filters">Number of filters.</param>
    /// <param name="lanes">Distance in W from one row of filters to the next.</param>
    /// <param name="groups">Number of groups.</param>
    /// <param name="samples">How many samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<T>(
        ref T x, ref T weights, ref T z, ref T biases, bool hasBiases, in ConvolutionGeometry geometry, int filters, int lanes, int groups, int samples)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (IsDepthwise(in geometry, filters, groups))
        {
            DepthwiseConvolution.Forward(ref x, ref weights, ref z, ref biases, hasBiases, in geometry, lanes, samples);
        }
        else
        {
            ForwardOfGroups(ref x, ref weights, ref z, ref biases, hasBiases, in geometry, filters, lanes, groups, samples);
        }
    }

    /// <summary>∂L/∂x.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="delta">The first sample of δ.</param>
    /// <param name="weights">W.</param>
    /// <param name="gradient">The first sample of ∂L/∂x, written.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="filters">Number of filters.</param>
    /// <param name="lanes">Distance in W from one row of filters to the next.</param>
    /// <param name="groups">Number of groups.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<T>(
        ref T delta, ref T weights, ref T gradient, in ConvolutionGeometry geometry, int filters, int lanes, int groups, int samples, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (IsDepthwise(in geometry, filters, groups))
        {
            DepthwiseConvolution.InputGradient(ref delta, ref weights, ref gradient, in geometry, lanes, samples, adds);
        }
        else
        {
            InputGradientOfGroups(ref delta, ref weights, ref gradient, in geometry, filters, lanes, groups, samples, adds);
        }
    }

    /// <summary>Rows [first, first + count) of dW, one for each position of the window and channel of a group.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The first sample, or its copy with zeros.</param>
    /// <param name="delta">The first sample of δ.</param>
    /// <param name="gradient">dW, written, its padding with 0.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="filters">Number of filters.</param>
    /// <param name="lanes">Distance in W from one row of filters to the next.</param>
    /// <param name="groups">Number of groups.</param>
    /// <param name="first">The first of the rows.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradients<T>(
        ref T x,
        ref T delta,
        ref T gradient,
        in ConvolutionGeometry geometry,
        int filters,
        int lanes,
        int groups,
        int first,
        int count,
        int samples,
        bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (IsDepthwise(in geometry, filters, groups))
        {
            DepthwiseConvolution.Gradients(ref x, ref delta, ref gradient, in geometry, lanes, first, count, samples, adds);
        }
        else
        {
            GradientsOfGroups(ref x, ref delta, ref gradient, in geometry, filters, lanes, groups, first, count, samples, adds);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDepthwise(in ConvolutionGeometry geometry, int filters, int groups) => groups == geometry.Channels && groups == filters;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ForwardOfGroups<T>(
        ref T x, ref T weights, ref T z, ref T biases, bool hasBiases, in ConvolutionGeometry geometry, int filters, int lanes, int groups, int samples)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int channelsOfGroup = geometry.Channels / groups;
        int filtersOfGroup = filters / groups;
        bool isLong = LongSums.Cuts<T>((nint)geometry.Taps * channelsOfGroup);
        for (nint s = 0; s < samples; s++)
        {
            for (nint row = 0; row < geometry.Rows; row++)
            {
                ref T windows = ref Unsafe.Add(ref x, (s * geometry.PaddedSampleStride) + (row * geometry.StrideHeight * geometry.Pitch));
                for (nint column = 0; column < geometry.Columns; column++)
                {
                    for (nint f = 0; f < filters; f++)
                    {
                        nint channel = f / filtersOfGroup * channelsOfGroup;
                        SimdScalar<T> sum = hasBiases ? SimdScalar<T>.Load(in biases, f) : SimdScalar<T>.Zero;
                        var total = new LongSums.Running<T>();
                        for (int u = 0; u < geometry.WindowHeight; u++)
                        {
                            for (int v = 0; v < geometry.WindowWidth; v++)
                            {
                                nint position = geometry.OffsetOf(u, v) + channel;
                                nint tap = (((nint)u * geometry.WindowWidth) + v) * channelsOfGroup;
                                for (nint i = 0; i < channelsOfGroup; i++)
                                {
                                    SimdScalar<T>.AddProduct(
                                        ref sum,
                                        SimdScalar<T>.Load(in windows, position + i),
                                        SimdScalar<T>.Load(in weights, ((tap + i) * lanes) + f));
                                    if (isLong)
                                    {
                                        total.Count(ref sum);
                                    }
                                }
                            }
                        }

                        SimdScalar<T>.Store(isLong ? total.End(sum) : sum, ref z, f);
                    }

                    BatchRows.ClearRest(ref z, filters, geometry.ResultStride);
                    z = ref Unsafe.Add(ref z, geometry.ResultStride);
                    windows = ref Unsafe.Add(ref windows, geometry.StrideWidth * geometry.Stride);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void InputGradientOfGroups<T>(
        ref T delta, ref T weights, ref T gradient, in ConvolutionGeometry geometry, int filters, int lanes, int groups, int samples, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int channelsOfGroup = geometry.Channels / groups;
        int filtersOfGroup = filters / groups;
        bool isLong = LongSums.Cuts<T>((nint)geometry.Taps * filtersOfGroup);
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
                    nint tap = (((nint)u * geometry.WindowWidth) + v) * channelsOfGroup;
                    (int first, int end) = geometry.WindowsInside(v);
                    for (int row = 0; row < geometry.Rows; row++)
                    {
                        nint inputRow = geometry.InputRow(row, u);
                        if (inputRow < 0 || inputRow >= geometry.Height)
                        {
                            continue;
                        }

                        for (nint column = first; column < end; column++)
                        {
                            nint inputColumn = (column * geometry.StrideWidth) + ((nint)v * geometry.DilationWidth) - geometry.Left;
                            ref T position = ref Unsafe.Add(ref result, ((inputRow * geometry.Width) + inputColumn) * geometry.Stride);
                            ref T d = ref Unsafe.Add(
                                ref delta, (s * geometry.SampleResultStride) + ((((nint)row * geometry.Columns) + column) * geometry.ResultStride));
                            if (isLong)
                            {
                                AddLong(ref d, ref Unsafe.Add(ref weights, tap * lanes), ref position, channelsOfGroup, filters, filtersOfGroup, lanes);
                                continue;
                            }

                            for (nint f = 0; f < filters; f++)
                            {
                                nint channel = f / filtersOfGroup * channelsOfGroup;
                                SimdScalar<T> factor = SimdScalar<T>.Load(in d, f);
                                for (nint i = 0; i < channelsOfGroup; i++)
                                {
                                    SimdScalar<T> sum = SimdScalar<T>.Load(in position, channel + i);
                                    SimdScalar<T>.AddProduct(ref sum, factor, SimdScalar<T>.Load(in weights, ((tap + i) * lanes) + f));
                                    SimdScalar<T>.Store(sum, ref position, channel + i);
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    // What a window adds to a position, each channel a sum over the filters of its group, so that the sum over the window's positions is a short one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddLong<T>(ref T delta, ref T weights, ref T position, int channelsOfGroup, int filters, int filtersOfGroup, int lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint first = 0; first < filters; first += filtersOfGroup)
        {
            for (nint i = 0; i < channelsOfGroup; i++)
            {
                var total = new LongSums.Running<T>();
                SimdScalar<T> sum = SimdScalar<T>.Zero;
                for (nint f = first; f < first + filtersOfGroup; f++)
                {
                    SimdScalar<T>.AddProduct(ref sum, SimdScalar<T>.Load(in delta, f), SimdScalar<T>.Load(in weights, (i * lanes) + f));
                    total.Count(ref sum);
                }

                SimdScalar<T>.Store(SimdScalar<T>.Load(in position, i) + total.End(sum), ref position, i);
            }

            position = ref Unsafe.Add(ref position, channelsOfGroup);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void GradientsOfGroups<T>(
        ref T x,
        ref T delta,
        ref T gradient,
        in ConvolutionGeometry geometry,
        int filters,
        int lanes,
        int groups,
        int first,
        int count,
        int samples,
        bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int channelsOfGroup = geometry.Channels / groups;
        int filtersOfGroup = filters / groups;
        bool isLong = LongSums.Cuts<T>((nint)samples * geometry.Rows * geometry.Columns);
        for (int k = first; k < first + count; k++)
        {
            int tap = k / channelsOfGroup;
            nint offset = geometry.OffsetOf(tap / geometry.WindowWidth, tap % geometry.WindowWidth) + (k % channelsOfGroup);
            ref T rows = ref Unsafe.Add(ref gradient, (nint)k * lanes);
            for (nint f = 0; f < filters; f++)
            {
                nint channel = f / filtersOfGroup * channelsOfGroup;
                SimdScalar<T> total = adds ? SimdScalar<T>.Load(in rows, f) : SimdScalar<T>.Zero;
                var longTotal = new LongSums.Running<T>();
                for (nint s = 0; s < samples; s++)
                {
                    SimdScalar<T> sum = SimdScalar<T>.Zero;
                    ref T d = ref Unsafe.Add(ref delta, (s * geometry.SampleResultStride) + f);
                    for (nint row = 0; row < geometry.Rows; row++)
                    {
                        ref T windows = ref Unsafe.Add(
                            ref x, (s * geometry.PaddedSampleStride) + (row * geometry.StrideHeight * geometry.Pitch) + offset + channel);
                        for (nint column = 0; column < geometry.Columns; column++)
                        {
                            SimdScalar<T>.AddProduct(ref sum, SimdScalar<T>.Load(in windows, 0), SimdScalar<T>.Load(in d, 0));
                            if (isLong)
                            {
                                longTotal.Count(ref sum);
                            }

                            windows = ref Unsafe.Add(ref windows, geometry.StrideWidth * geometry.Stride);
                            d = ref Unsafe.Add(ref d, geometry.ResultStride);
                        }
                    }

                    if (isLong)
                    {
                        longTotal.Flush(ref sum);
                    }
                    else
                    {
                        total += sum;
                    }
                }

                SimdScalar<T>.Store(isLong ? longTotal.End(total) : total, ref rows, f);
            }

            if (!adds)
            {
                BatchRows.ClearRest(ref rows, filters, lanes);
            }
        }
    }
}

using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
        int bytes = filters * Unsafe.SizeOf<T>();
        if (groups != geometry.Channels || groups != filters)
        {
            Forward<SimdScalar<T>, T>(ref x, ref weights, ref z, ref biases, hasBiases, in geometry, filters, lanes, groups, samples);
        }
        else if (Vector512.IsHardwareAccelerated && bytes >= 64)
        {
            Forward<Simd512<T>, T>(ref x, ref weights, ref z, ref biases, hasBiases, in geometry, filters, lanes, groups, samples);
        }
        else if (Vector256.IsHardwareAccelerated && bytes >= 32)
        {
            Forward<Simd256<T>, T>(ref x, ref weights, ref z, ref biases, hasBiases, in geometry, filters, lanes, groups, samples);
        }
        else
        {
            Forward<Simd128<T>, T>(ref x, ref weights, ref z, ref biases, hasBiases, in geometry, filters, lanes, groups, samples);
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
        int bytes = filters * Unsafe.SizeOf<T>();
        if (groups != geometry.Channels || groups != filters)
        {
            InputGradient<SimdScalar<T>, T>(ref delta, ref weights, ref gradient, in geometry, filters, lanes, groups, samples, adds);
        }
        else if (Vector512.IsHardwareAccelerated && bytes >= 64)
        {
            InputGradient<Simd512<T>, T>(ref delta, ref weights, ref gradient, in geometry, filters, lanes, groups, samples, adds);
        }
        else if (Vector256.IsHardwareAccelerated && bytes >= 32)
        {
            InputGradient<Simd256<T>, T>(ref delta, ref weights, ref gradient, in geometry, filters, lanes, groups, samples, adds);
        }
        else
        {
            InputGradient<Simd128<T>, T>(ref delta, ref weights, ref gradient, in geometry, filters, lanes, groups, samples, adds);
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
        int bytes = filters * Unsafe.SizeOf<T>();
        if (groups != geometry.Channels || groups != filters)
        {
            Gradients<SimdScalar<T>, T>(ref x, ref delta, ref gradient, in geometry, filters, lanes, groups, first, count, samples, adds);
        }
        else if (Vector512.IsHardwareAccelerated && bytes >= 64)
        {
            Gradients<Simd512<T>, T>(ref x, ref delta, ref gradient, in geometry, filters, lanes, groups, first, count, samples, adds);
        }
        else if (Vector256.IsHardwareAccelerated && bytes >= 32)
        {
            Gradients<Simd256<T>, T>(ref x, ref delta, ref gradient, in geometry, filters, lanes, groups, first, count, samples, adds);
        }
        else
        {
            Gradients<Simd128<T>, T>(ref x, ref delta, ref gradient, in geometry, filters, lanes, groups, first, count, samples, adds);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Forward<TVector, T>(
        ref T x, ref T weights, ref T z, ref T biases, bool hasBiases, in ConvolutionGeometry geometry, int filters, int lanes, int groups, int samples)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int channelsOfGroup = geometry.Channels / groups;
        int filtersOfGroup = filters / groups;
        for (nint s = 0; s < samples; s++)
        {
            for (nint row = 0; row < geometry.Rows; row++)
            {
                ref T windows = ref Unsafe.Add(ref x, (s * geometry.PaddedSampleStride) + (row * geometry.StrideHeight * geometry.Pitch));
                for (nint column = 0; column < geometry.Columns; column++)
                {
                    for (nint f = 0; f < filters; f += TVector.Count)
                    {
                        int left = Math.Min(filters - (int)f, TVector.Count);
                        nint channel = f / filtersOfGroup * channelsOfGroup;
                        TVector sum = hasBiases ? TVector.LoadFirst(in biases, f, left) : TVector.Zero;
                        for (int u = 0; u < geometry.WindowHeight; u++)
                        {
                            for (int v = 0; v < geometry.WindowWidth; v++)
                            {
                                nint position = geometry.OffsetOf(u, v) + channel;
                                nint tap = (((nint)u * geometry.WindowWidth) + v) * channelsOfGroup;
                                for (nint i = 0; i < channelsOfGroup; i++)
                                {
                                    TVector.AddProduct(
                                        ref sum,
                                        TVector.LoadFirst(in windows, position + i, left),
                                        TVector.LoadFirst(in weights, ((tap + i) * lanes) + f, left));
                                }
                            }
                        }

                        TVector.StoreFirst(sum, ref z, f, left);
                    }

                    BatchRows.ClearRest(ref z, filters, geometry.ResultStride);
                    z = ref Unsafe.Add(ref z, geometry.ResultStride);
                    windows = ref Unsafe.Add(ref windows, geometry.StrideWidth * geometry.Stride);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void InputGradient<TVector, T>(
        ref T delta, ref T weights, ref T gradient, in ConvolutionGeometry geometry, int filters, int lanes, int groups, int samples, bool adds)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int channelsOfGroup = geometry.Channels / groups;
        int filtersOfGroup = filters / groups;
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
                            for (nint f = 0; f < filters; f += TVector.Count)
                            {
                                int left = Math.Min(filters - (int)f, TVector.Count);
                                nint channel = f / filtersOfGroup * channelsOfGroup;
                                TVector factor = TVector.LoadFirst(in d, f, left);
                                for (nint i = 0; i < channelsOfGroup; i++)
                                {
                                    TVector sum = TVector.LoadFirst(in position, channel + i, left);
                                    TVector.AddProduct(ref sum, factor, TVector.LoadFirst(in weights, ((tap + i) * lanes) + f, left));
                                    TVector.StoreFirst(sum, ref position, channel + i, left);
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Gradients<TVector, T>(
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
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int channelsOfGroup = geometry.Channels / groups;
        int filtersOfGroup = filters / groups;
        for (int k = first; k < first + count; k++)
        {
            int tap = k / channelsOfGroup;
            nint offset = geometry.OffsetOf(tap / geometry.WindowWidth, tap % geometry.WindowWidth) + (k % channelsOfGroup);
            ref T rows = ref Unsafe.Add(ref gradient, (nint)k * lanes);
            for (nint f = 0; f < filters; f += TVector.Count)
            {
                int left = Math.Min(filters - (int)f, TVector.Count);
                nint channel = f / filtersOfGroup * channelsOfGroup;
                TVector total = adds ? TVector.LoadFirst(in rows, f, left) : TVector.Zero;
                for (nint s = 0; s < samples; s++)
                {
                    TVector sum = TVector.Zero;
                    ref T d = ref Unsafe.Add(ref delta, (s * geometry.SampleResultStride) + f);
                    for (nint row = 0; row < geometry.Rows; row++)
                    {
                        ref T windows = ref Unsafe.Add(
                            ref x, (s * geometry.PaddedSampleStride) + (row * geometry.StrideHeight * geometry.Pitch) + offset + channel);
                        for (nint column = 0; column < geometry.Columns; column++)
                        {
                            TVector.AddProduct(ref sum, TVector.LoadFirst(in windows, 0, left), TVector.LoadFirst(in d, 0, left));
                            windows = ref Unsafe.Add(ref windows, geometry.StrideWidth * geometry.Stride);
                            d = ref Unsafe.Add(ref d, geometry.ResultStride);
                        }
                    }

                    total += sum;
                }

                TVector.StoreFirst(total, ref rows, f, left);
            }

            if (!adds)
            {
                BatchRows.ClearRest(ref rows, filters, lanes);
            }
        }
    }
}

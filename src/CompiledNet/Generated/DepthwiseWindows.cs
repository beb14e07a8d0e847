using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet.Generated;

/// <summary>
/// A few neighboring windows of a row of a depthwise convolution: their sums stay in registers side by side, so that a weight is loaded once for all of them,
/// and in a window of three columns each number of the input once for the three windows that see it.
/// </summary>
internal static class DepthwiseWindows
{
    /// <summary>Windows whose sums, with three weights and a number, fit into 16 registers; eight keep two multiply-add units busy.</summary>
    public const int Most = 8;

    /// <summary>z of 1 to <see cref="Most"/> windows.</summary>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="count">How many windows.</param>
    /// <param name="window">The first window, of the first channel.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="result">z of the first window, written.</param>
    /// <param name="biases">The biases; not read where there are none.</param>
    /// <param name="hasBiases">Whether there are.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="lanes">Distance from the weights of one position of the window to those of the next.</param>
    /// <param name="from">The first channel.</param>
    /// <param name="end">The channel after the last, whole registers behind the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TVector, T>(
        int count,
        ref T window,
        ref T weights,
        ref T result,
        ref T biases,
        bool hasBiases,
        in ConvolutionGeometry geometry,
        nint lanes,
        nint from,
        nint end)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (count)
        {
            case 1:
                Run<Size1, TVector, T>(ref window, ref weights, ref result, ref biases, hasBiases, in geometry, lanes, from, end);
                break;
            case 2:
                Run<Size2, TVector, T>(ref window, ref weights, ref result, ref biases, hasBiases, in geometry, lanes, from, end);
                break;
            case 3:
                Run<Size3, TVector, T>(ref window, ref weights, ref result, ref biases, hasBiases, in geometry, lanes, from, end);
                break;
            case 4:
                Run<Size4, TVector, T>(ref window, ref weights, ref result, ref biases, hasBiases, in geometry, lanes, from, end);
                break;
            case 5:
                Run<Size5, TVector, T>(ref window, ref weights, ref result, ref biases, hasBiases, in geometry, lanes, from, end);
                break;
            case 6:
                Run<Size6, TVector, T>(ref window, ref weights, ref result, ref biases, hasBiases, in geometry, lanes, from, end);
                break;
            case 7:
                Run<Size7, TVector, T>(ref window, ref weights, ref result, ref biases, hasBiases, in geometry, lanes, from, end);
                break;
            default:
                Run<Size8, TVector, T>(ref window, ref weights, ref result, ref biases, hasBiases, in geometry, lanes, from, end);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<TCount, TVector, T>(
        ref T window, ref T weights, ref T result, ref T biases, bool hasBiases, in ConvolutionGeometry geometry, nint lanes, nint from, nint end)
        where TCount : struct
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        bool slides = geometry.WindowWidth == 3 && geometry.DilationWidth == 1 && geometry.StrideWidth == 1;
        nint stride = geometry.Stride;
        nint step = geometry.StrideWidth * stride;
        nint nextTap = geometry.DilationWidth * stride;
        nint nextRow = geometry.DilationHeight * geometry.Pitch;
        int height = geometry.WindowHeight;
        int width = geometry.WindowWidth;
        nint resultStride = geometry.ResultStride;
        for (nint c = from; c < end; c += TVector.Count)
        {
            TVector s0 = hasBiases ? TVector.Load(in biases, c) : TVector.Zero;
            TVector s1 = s0;
            TVector s2 = s0;
            TVector s3 = s0;
            TVector s4 = s0;
            TVector s5 = s0;
            TVector s6 = s0;
            TVector s7 = s0;
            ref T line = ref Unsafe.Add(ref window, c);
            ref T weight = ref Unsafe.Add(ref weights, c);
            for (int u = 0; u < height; u++)
            {
                ref T position = ref line;
                line = ref Unsafe.Add(ref line, nextRow);
                if (slides)
                {
                    TVector w0 = TVector.Load(in weight, 0);
                    TVector w1 = TVector.Load(in weight, lanes);
                    TVector w2 = TVector.Load(in weight, 2 * lanes);
                    weight = ref Unsafe.Add(ref weight, 3 * lanes);
                    TVector x = TVector.Load(in position, 0);
                    TVector.AddProduct(ref s0, x, w0);
                    position = ref Unsafe.Add(ref position, stride);
                    x = TVector.Load(in position, 0);
                    TVector.AddProduct(ref s0, x, w1);
                    if (Unsafe.SizeOf<TCount>() > 1)
                    {
                        TVector.AddProduct(ref s1, x, w0);
                    }

                    position = ref Unsafe.Add(ref position, stride);
                    x = TVector.Load(in position, 0);
                    TVector.AddProduct(ref s0, x, w2);
                    if (Unsafe.SizeOf<TCount>() > 1)
                    {
                        TVector.AddProduct(ref s1, x, w1);
                        if (Unsafe.SizeOf<TCount>() > 2)
                        {
                            TVector.AddProduct(ref s2, x, w0);
                        }

                        position = ref Unsafe.Add(ref position, stride);
                        x = TVector.Load(in position, 0);
                        TVector.AddProduct(ref s1, x, w2);
                    }

                    if (Unsafe.SizeOf<TCount>() > 2)
                    {
                        TVector.AddProduct(ref s2, x, w1);
                        if (Unsafe.SizeOf<TCount>() > 3)
                        {
                            TVector.AddProduct(ref s3, x, w0);
                        }

                        position = ref Unsafe.Add(ref position, stride);
                        x = TVector.Load(in position, 0);
                        TVector.AddProduct(ref s2, x, w2);
                    }

                    if (Unsafe.SizeOf<TCount>() > 3)
                    {
                        TVector.AddProduct(ref s3, x, w1);
                        if (Unsafe.SizeOf<TCount>() > 4)
                        {
                            TVector.AddProduct(ref s4, x, w0);
                        }

                        position = ref Unsafe.Add(ref position, stride);
                        x = TVector.Load(in position, 0);
                        TVector.AddProduct(ref s3, x, w2);
                    }

                    if (Unsafe.SizeOf<TCount>() > 4)
                    {
                        TVector.AddProduct(ref s4, x, w1);
                        if (Unsafe.SizeOf<TCount>() > 5)
                        {
                            TVector.AddProduct(ref s5, x, w0);
                        }

                        position = ref Unsafe.Add(ref position, stride);
                        x = TVector.Load(in position, 0);
                        TVector.AddProduct(ref s4, x, w2);
                    }

                    if (Unsafe.SizeOf<TCount>() > 5)
                    {
                        TVector.AddProduct(ref s5, x, w1);
                        if (Unsafe.SizeOf<TCount>() > 6)
                        {
                            TVector.AddProduct(ref s6, x, w0);
                        }

                        position = ref Unsafe.Add(ref position, stride);
                        x = TVector.Load(in position, 0);
                        TVector.AddProduct(ref s5, x, w2);
                    }

                    if (Unsafe.SizeOf<TCount>() > 6)
                    {
                        TVector.AddProduct(ref s6, x, w1);
                        if (Unsafe.SizeOf<TCount>() > 7)
                        {
                            TVector.AddProduct(ref s7, x, w0);
                        }

                        position = ref Unsafe.Add(ref position, stride);
                        x = TVector.Load(in position, 0);
                        TVector.AddProduct(ref s6, x, w2);
                    }

                    if (Unsafe.SizeOf<TCount>() > 7)
                    {
                        TVector.AddProduct(ref s7, x, w1);
                        position = ref Unsafe.Add(ref position, stride);
                        x = TVector.Load(in position, 0);
                        TVector.AddProduct(ref s7, x, w2);
                    }

                    continue;
                }

                for (int v = 0; v < width; v++)
                {
                    TVector w = TVector.Load(in weight, 0);
                    weight = ref Unsafe.Add(ref weight, lanes);
                    ref T first = ref position;
                    position = ref Unsafe.Add(ref position, nextTap);
                    TVector.AddProduct(ref s0, TVector.Load(in first, 0), w);
                    if (Unsafe.SizeOf<TCount>() > 1)
                    {
                        TVector.AddProduct(ref s1, TVector.Load(in first, step), w);
                    }

                    if (Unsafe.SizeOf<TCount>() > 2)
                    {
                        TVector.AddProduct(ref s2, TVector.Load(in first, 2 * step), w);
                    }

                    if (Unsafe.SizeOf<TCount>() > 3)
                    {
                        TVector.AddProduct(ref s3, TVector.Load(in first, 3 * step), w);
                    }

                    ref T fourth = ref Unsafe.Add(ref first, 4 * step);
                    if (Unsafe.SizeOf<TCount>() > 4)
                    {
                        TVector.AddProduct(ref s4, TVector.Load(in fourth, 0), w);
                    }

                    if (Unsafe.SizeOf<TCount>() > 5)
                    {
                        TVector.AddProduct(ref s5, TVector.Load(in fourth, step), w);
                    }

                    if (Unsafe.SizeOf<TCount>() > 6)
                    {
                        TVector.AddProduct(ref s6, TVector.Load(in fourth, 2 * step), w);
                    }

                    if (Unsafe.SizeOf<TCount>() > 7)
                    {
                        TVector.AddProduct(ref s7, TVector.Load(in fourth, 3 * step), w);
                    }
                }
            }

            ref T z = ref Unsafe.Add(ref result, c);
            TVector.Store(s0, ref z, 0);
            if (Unsafe.SizeOf<TCount>() > 1)
            {
                TVector.Store(s1, ref z, resultStride);
            }

            if (Unsafe.SizeOf<TCount>() > 2)
            {
                TVector.Store(s2, ref z, 2 * resultStride);
            }

            if (Unsafe.SizeOf<TCount>() > 3)
            {
                TVector.Store(s3, ref z, 3 * resultStride);
            }

            if (Unsafe.SizeOf<TCount>() > 4)
            {
                TVector.Store(s4, ref z, 4 * resultStride);
            }

            if (Unsafe.SizeOf<TCount>() > 5)
            {
                TVector.Store(s5, ref z, 5 * resultStride);
            }

            if (Unsafe.SizeOf<TCount>() > 6)
            {
                TVector.Store(s6, ref z, 6 * resultStride);
            }

            if (Unsafe.SizeOf<TCount>() > 7)
            {
                TVector.Store(s7, ref z, 7 * resultStride);
            }
        }
    }
}

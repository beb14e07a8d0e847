using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet.Generated;

/// <summary>A vector of the positions of a sample, and back. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PositionRows
{
    /// <summary>z = the numbers of a sample one after the other.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The first sample of x.</param>
    /// <param name="positions">Positions of a sample.</param>
    /// <param name="channels">Numbers of a position.</param>
    /// <param name="stride">Distance from one position of x to the next.</param>
    /// <param name="z">The first sample of z, written, its padding with 0.</param>
    /// <param name="zStride">Distance from one sample of z to the next.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="channelsFirst">Whether all positions of a channel lie together in z, else all channels of a position.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Flatten<T>(ref T x, int positions, int channels, int stride, ref T z, int zStride, int samples, bool channelsFirst)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint s = 0; s < samples; s++)
        {
            ref T sample = ref Unsafe.Add(ref x, s * positions * stride);
            ref T result = ref Unsafe.Add(ref z, s * zStride);
            for (nint p = 0; p < positions; p++)
            {
                ref T row = ref Unsafe.Add(ref sample, p * stride);
                if (!channelsFirst)
                {
                    MemoryMarshal.CreateSpan(ref row, channels).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref result, p * channels), channels));
                    continue;
                }

                for (nint c = 0; c < channels; c++)
                {
                    Unsafe.Add(ref result, (c * positions) + p) = Unsafe.Add(ref row, c);
                }
            }

            BatchRows.ClearRest(ref result, positions * channels, zStride);
        }
    }

    /// <summary>∂L/∂x: δ in the places where its numbers came from.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="delta">The first sample of δ.</param>
    /// <param name="deltaStride">Distance from one sample of δ to the next.</param>
    /// <param name="gradient">The first sample of ∂L/∂x, written.</param>
    /// <param name="positions">Positions of a sample.</param>
    /// <param name="channels">Numbers of a position.</param>
    /// <param name="stride">Distance from one position of ∂L/∂x to the next.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="channelsFirst">Whether all positions of a channel lie together in δ.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FlattenGradient<T>(
        ref T delta, int deltaStride, ref T gradient, int positions, int channels, int stride, int samples, bool channelsFirst, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint channelStep = channelsFirst ? positions : 1;
        nint positionStep = channelsFirst ? 1 : channels;
        for (nint s = 0; s < samples; s++)
        {
            ref T sample = ref Unsafe.Add(ref delta, s * deltaStride);
            for (nint p = 0; p < positions; p++)
            {
                ref T row = ref Unsafe.Add(ref gradient, ((s * positions) + p) * stride);
                for (nint c = 0; c < channels; c++)
                {
                    T d = Unsafe.Add(ref sample, (p * positionStep) + (c * channelStep));
                    Unsafe.Add(ref row, c) = adds ? Unsafe.Add(ref row, c) + d : d;
                }

                if (!adds)
                {
                    BatchRows.ClearRest(ref row, channels, stride);
                }
            }
        }
    }

    /// <summary>z = the last position of each sample.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The first sample of x.</param>
    /// <param name="positions">Positions of a sample.</param>
    /// <param name="channels">Numbers of a position.</param>
    /// <param name="stride">Distance from one position of x to the next.</param>
    /// <param name="z">The first sample of z, written, its padding with 0.</param>
    /// <param name="zStride">Distance from one sample of z to the next.</param>
    /// <param name="samples">How many samples.</param>
    public static void Last<T>(ref T x, int positions, int channels, int stride, ref T z, int zStride, int samples)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint s = 0; s < samples; s++)
        {
            ref T row = ref Unsafe.Add(ref x, (((s + 1) * positions) - 1) * stride);
            ref T result = ref Unsafe.Add(ref z, s * zStride);
            MemoryMarshal.CreateSpan(ref row, channels).CopyTo(MemoryMarshal.CreateSpan(ref result, channels));
            BatchRows.ClearRest(ref result, channels, zStride);
        }
    }

    /// <summary>∂L/∂x: δ at the last position, 0 at the others.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="delta">The first sample of δ.</param>
    /// <param name="deltaStride">Distance from one sample of δ to the next.</param>
    /// <param name="gradient">The first sample of ∂L/∂x, written.</param>
    /// <param name="positions">Positions of a sample.</param>
    /// <param name="channels">Numbers of a position.</param>
    /// <param name="stride">Distance from one position of ∂L/∂x to the next.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    public static void LastGradient<T>(
        ref T delta, int deltaStride, ref T gradient, int positions, int channels, int stride, int samples, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint s = 0; s < samples; s++)
        {
            if (!adds)
            {
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref gradient, s * positions * stride), positions * stride).Clear();
            }

            ref T row = ref Unsafe.Add(ref gradient, (((s + 1) * positions) - 1) * stride);
            ref T d = ref Unsafe.Add(ref delta, s * deltaStride);
            for (nint c = 0; c < channels; c++)
            {
                Unsafe.Add(ref row, c) += Unsafe.Add(ref d, c);
            }
        }
    }
}

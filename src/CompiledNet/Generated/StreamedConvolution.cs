using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet.Generated;

/// <summary>
/// Convolutions over sequences of any length. Training copies the last steps of the Forward before in front of the new ones. A stream keeps its steps in a ring,
/// each of them twice, a ring's length apart: so the window of every step lies in one piece, and nothing is moved. For generated code.
/// </summary>
/// <remarks>
/// The ring begins with a line that holds the place of the next step. It is as long as the steps before that a window reaches, and a block of steps more.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StreamedConvolution
{
    private const int Start = 16;

    /// <summary>Copies sequences behind the last steps of the ones before them, and keeps the last steps of the copy.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The first sequence.</param>
    /// <param name="state">The last steps before the first sequence, renewed; so for each sample.</param>
    /// <param name="copy">The first copy, written.</param>
    /// <param name="geometry">The windows: as many steps lie before the sequence as Left says.</param>
    /// <param name="samples">How many sequences.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Extend<T>(ref T x, ref T state, ref T copy, in ConvolutionGeometry geometry, int samples)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int before = geometry.Left * geometry.Stride;
        int steps = geometry.Width * geometry.Stride;
        for (nint s = 0; s < samples; s++)
        {
            Span<T> row = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref copy, s * (before + steps)), before + steps);
            Span<T> last = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref state, s * before), before);
            last.CopyTo(row);
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref x, s * steps), steps).CopyTo(row[before..]);
            row[steps..].CopyTo(last);
        }
    }

    /// <summary>z of the next steps.</summary>
    /// <typeparam name="TShape">The product of windows that follow each other with the filters.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The steps.</param>
    /// <param name="state">The ring, renewed.</param>
    /// <param name="capacity">Its steps.</param>
    /// <param name="filters">W.</param>
    /// <param name="z">z, written.</param>
    /// <param name="biases">b; not read where the shape has none.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="steps">How many steps, at most those of a block.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Advance<TShape, T>(
        ref T x, ref T state, int capacity, ref T filters, ref T z, ref T biases, in ConvolutionGeometry geometry, int steps)
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        while (steps > 0)
        {
            ref T windows = ref Push(ref x, ref state, capacity, geometry.Left, geometry.Stride, steps, out int count);
            MatrixProduct.Run<TShape, T>(ref windows, ref filters, ref z, ref biases, count, 0);
            steps -= count;
            x = ref Unsafe.Add(ref x, count * geometry.Stride);
            z = ref Unsafe.Add(ref z, count * geometry.ResultStride);
        }
    }

    /// <summary>The same of groups.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The steps.</param>
    /// <param name="state">The ring, renewed.</param>
    /// <param name="capacity">Its steps.</param>
    /// <param name="weights">W.</param>
    /// <param name="z">z, written.</param>
    /// <param name="biases">b.</param>
    /// <param name="hasBiases">Whether there are biases.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="filters">Number of filters.</param>
    /// <param name="lanes">Distance in W from one row of filters to the next.</param>
    /// <param name="groups">Number of groups.</param>
    /// <param name="steps">How many steps, at most those of a block.</param>
    public static void AdvanceGroups<T>(
        ref T x,
        ref T state,
        int capacity,
        ref T weights,
        ref T z,
        ref T biases,
        bool hasBiases,
        in ConvolutionGeometry geometry,
        int filters,
        int lanes,
        int groups,
        int steps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        while (steps > 0)
        {
            ref T windows = ref Push(ref x, ref state, capacity, geometry.Left, geometry.Stride, steps, out int count);
            ConvolutionGeometry piece = geometry with { Width = count, Columns = count };
            GroupedConvolution.Forward(ref windows, ref weights, ref z, ref biases, hasBiases, in piece, filters, lanes, groups, samples: 1);
            steps -= count;
            x = ref Unsafe.Add(ref x, count * geometry.Stride);
            z = ref Unsafe.Add(ref z, count * geometry.ResultStride);
        }
    }

    // Puts as many steps into the ring as fit before its end, and gives where the window of the first of them begins.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ref T Push<T>(ref T x, ref T state, int capacity, int history, nint stride, int steps, out int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int place = int.CreateTruncating(state);
        count = Math.Min(steps, capacity - place);
        ref T ring = ref Unsafe.Add(ref state, Start);
        int length = count * (int)stride;
        Span<T> source = MemoryMarshal.CreateSpan(ref x, length);
        source.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref ring, place * stride), length));
        source.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref ring, (capacity + place) * stride), length));
        state = T.CreateTruncating(place + count == capacity ? 0 : place + count);
        return ref Unsafe.Add(ref ring, (capacity + place - history) * stride);
    }
}

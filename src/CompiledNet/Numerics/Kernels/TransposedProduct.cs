using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>
/// ∂L/∂x = Wᵀ · δ of one sample straight from W, whose columns lie one after the other: each number is the dot product of a column and δ. A
/// sample or a few are not worth the transposed copy that <see cref="MatrixProduct"/> wants. For generated code.
/// </summary>
/// <remarks>
/// Each dot product is 64 bytes of partial sums, in one, two or four registers, added up by halving: the same bits at every width. Long ones go in
/// blocks (<see cref="LongSums"/>). Eight
/// registers of sums hide each other's latency.
/// Compiled at once and never inlined, for the reasons that <see cref="MatrixProduct"/> gives.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TransposedProduct
{
    // Columns whose dot products are under way at 512 bits; half of them at 256 bits, a quarter at 128.
    private const int Columns = 8;

    /// <summary>result[m, n] = Σ_j delta[m, j] · W[j, n]</summary>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="delta">δ, 0 in the lanes after the last unit.</param>
    /// <param name="weights">W, column after column.</param>
    /// <param name="lanes">Rows of W, a multiple of 64 bytes, and the distance in δ from one sample to the next.</param>
    /// <param name="columns">Columns of W, at least 8.</param>
    /// <param name="result">∂L/∂x, written.</param>
    /// <param name="stride">Distance in it from one sample to the next, at least <paramref name="columns"/>; 0 is written to what lies between.</param>
    /// <param name="samples">Number of m.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<TVector, T>(ref T delta, ref T weights, nint lanes, nint columns, ref T result, nint stride, int samples)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint step = Columns * TVector.Count / Line<TVector, T>.Count;
        for (nint m = 0; m < samples; m++)
        {
            ref T d = ref Unsafe.Add(ref delta, m * lanes);
            ref T y = ref Unsafe.Add(ref result, m * stride);
            nint n = 0;
            for (; n + step <= columns; n += step)
            {
                TileOfLanes<TVector, T>(ref d, ref Unsafe.Add(ref weights, n * lanes), lanes, ref Unsafe.Add(ref y, n));
            }

            if (n < columns)
            {
                // The last columns, some of them for the second time.
                n = columns - step;
                TileOfLanes<TVector, T>(ref d, ref Unsafe.Add(ref weights, n * lanes), lanes, ref Unsafe.Add(ref y, n));
            }

            for (n = columns; n < stride; n++)
            {
                Unsafe.Add(ref y, n) = T.Zero;
            }
        }
    }

    // Sums of many terms in blocks.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TileOfLanes<TVector, T>(ref T delta, ref T weights, nint lanes, ref T result)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (lanes <= LongSums.LanesOfBlock<T>())
        {
            Tile<TVector, T>(ref delta, ref weights, lanes, lanes, ref result);
        }
        else
        {
            LongTile<TVector, T>(ref delta, ref weights, lanes, ref result);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void LongTile<TVector, T>(ref T delta, ref T weights, nint lanes, ref T result)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Unsafe.SkipInit(out LongSums.Totals storage);
        Unsafe.SkipInit(out LongSums.Partial<T> block);
        ref double totals = ref Unsafe.As<LongSums.Totals, double>(ref storage);
        ref T partial = ref Unsafe.As<LongSums.Partial<T>, T>(ref block);
        nint columns = Columns * TVector.Count / Line<TVector, T>.Count;
        System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref totals, Columns).Clear();
        for (nint k = 0; k < lanes; k += LongSums.LanesOfBlock<T>())
        {
            nint length = Math.Min(lanes - k, LongSums.LanesOfBlock<T>());
            Tile<TVector, T>(ref Unsafe.Add(ref delta, k), ref Unsafe.Add(ref weights, k), lanes, length, ref partial);
            LongSums.Add(ref partial, ref totals, columns);
        }

        LongSums.End(ref totals, ref result, columns);
    }

    // Register r of the sums is part r % registers of column r / registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile<TVector, T>(ref T delta, ref T weights, nint lanes, nint length, ref T result)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint count = TVector.Count;
        nint line = Line<TVector, T>.Count;
        nint registers = line / count;
        ref T w1 = ref Unsafe.Add(ref weights, (1 / registers * lanes) + (1 % registers * count));
        ref T w2 = ref Unsafe.Add(ref weights, (2 / registers * lanes) + (2 % registers * count));
        ref T w3 = ref Unsafe.Add(ref weights, (3 / registers * lanes) + (3 % registers * count));
        ref T w4 = ref Unsafe.Add(ref weights, (4 / registers * lanes) + (4 % registers * count));
        ref T w5 = ref Unsafe.Add(ref weights, (5 / registers * lanes) + (5 % registers * count));
        ref T w6 = ref Unsafe.Add(ref weights, (6 / registers * lanes) + (6 % registers * count));
        ref T w7 = ref Unsafe.Add(ref weights, (7 / registers * lanes) + (7 % registers * count));
        TVector c0 = TVector.Zero, c1 = TVector.Zero, c2 = TVector.Zero, c3 = TVector.Zero, c4 = TVector.Zero, c5 = TVector.Zero, c6 = TVector.Zero, c7 = TVector.Zero;
        for (nint k = 0; k < length; k += line)
        {
            TVector d0 = TVector.Load(in delta, k);
            TVector d1 = registers > 1 ? TVector.Load(in delta, k + count) : d0;
            TVector d2 = registers > 2 ? TVector.Load(in delta, k + (2 * count)) : d0;
            TVector d3 = registers > 2 ? TVector.Load(in delta, k + (3 * count)) : d1;
            c0 = TVector.Fma(TVector.Load(in weights, k), d0, c0);
            c1 = TVector.Fma(TVector.Load(in w1, k), d1, c1);
            c2 = TVector.Fma(TVector.Load(in w2, k), d2, c2);
            c3 = TVector.Fma(TVector.Load(in w3, k), d3, c3);
            c4 = TVector.Fma(TVector.Load(in w4, k), d0, c4);
            c5 = TVector.Fma(TVector.Load(in w5, k), d1, c5);
            c6 = TVector.Fma(TVector.Load(in w6, k), d2, c6);
            c7 = TVector.Fma(TVector.Load(in w7, k), d3, c7);
        }

        if (registers == 1)
        {
            result = TVector.Sum(c0);
            Unsafe.Add(ref result, 1) = TVector.Sum(c1);
            Unsafe.Add(ref result, 2) = TVector.Sum(c2);
            Unsafe.Add(ref result, 3) = TVector.Sum(c3);
            Unsafe.Add(ref result, 4) = TVector.Sum(c4);
            Unsafe.Add(ref result, 5) = TVector.Sum(c5);
            Unsafe.Add(ref result, 6) = TVector.Sum(c6);
            Unsafe.Add(ref result, 7) = TVector.Sum(c7);
        }
        else if (registers == 2)
        {
            result = TVector.Sum(c0 + c1);
            Unsafe.Add(ref result, 1) = TVector.Sum(c2 + c3);
            Unsafe.Add(ref result, 2) = TVector.Sum(c4 + c5);
            Unsafe.Add(ref result, 3) = TVector.Sum(c6 + c7);
        }
        else
        {
            result = TVector.Sum((c0 + c2) + (c1 + c3));
            Unsafe.Add(ref result, 1) = TVector.Sum((c4 + c6) + (c5 + c7));
        }
    }
}

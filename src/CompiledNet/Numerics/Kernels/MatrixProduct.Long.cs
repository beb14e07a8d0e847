using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <content>Products whose sums are so long that they are cut: the same tiles, block after block of k.</content>
public static partial class MatrixProduct
{
    // Also for a product of few terms that is one of several with a sum of many.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void RunLong<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint rows, nint depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint m = 0;
        int largest = TVector.HasManyRegisters ? TShape.TileRows : TShape.Lanes <= 2 * TVector.Count ? 6 : TShape.TileRowsOf16;
        if (largest >= 12)
        {
            m = LongTiles<Size12, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, depth);
        }

        if (largest >= 8)
        {
            m = LongTiles<Size8, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, depth);
        }

        if (largest >= 6)
        {
            m = LongTiles<Size6, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, depth);
        }

        m = LongTiles<Size4, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, depth);
        for (; m < rows; m++)
        {
            ref T row = ref Unsafe.Add(ref a, m * TShape.RowStride);
            ref T result = ref Unsafe.Add(ref c, m * TShape.ResultStride);
            nint n = 0;
            for (; n + (8 * TVector.Count) <= TShape.Lanes; n += 8 * TVector.Count)
            {
                LongTile<Size1, Size8, TShape, TVector, T>(ref row, ref b, ref result, ref biases, n, depth);
            }

            for (; n + (4 * TVector.Count) <= TShape.Lanes; n += 4 * TVector.Count)
            {
                LongTile<Size1, Size4, TShape, TVector, T>(ref row, ref b, ref result, ref biases, n, depth);
            }

            for (; n + TVector.Count <= TShape.Lanes; n += TVector.Count)
            {
                LongTile<Size1, Size1, TShape, TVector, T>(ref row, ref b, ref result, ref biases, n, depth);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static nint LongTiles<TRows, TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint m, nint rows, nint depth)
        where TRows : struct
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (; m + Unsafe.SizeOf<TRows>() <= rows; m += Unsafe.SizeOf<TRows>())
        {
            ref T row = ref Unsafe.Add(ref a, m * TShape.RowStride);
            ref T result = ref Unsafe.Add(ref c, m * TShape.ResultStride);
            nint n = 0;
            for (; n + (2 * TVector.Count) <= TShape.Lanes; n += 2 * TVector.Count)
            {
                LongTile<TRows, Size2, TShape, TVector, T>(ref row, ref b, ref result, ref biases, n, depth);
            }

            if (n < TShape.Lanes)
            {
                LongTile<TRows, Size1, TShape, TVector, T>(ref row, ref b, ref result, ref biases, n, depth);
            }
        }

        return m;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void LongTile<TRows, TRegisters, TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint n, nint depth)
        where TRows : struct
        where TRegisters : struct
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Unsafe.SkipInit(out LongSums.Totals storage);
        Unsafe.SkipInit(out LongSums.Partial<T> block);
        ref double totals = ref Unsafe.As<LongSums.Totals, double>(ref storage);
        ref T partial = ref Unsafe.As<LongSums.Partial<T>, T>(ref block);
        nint width = Unsafe.SizeOf<TRegisters>() * TVector.Count;
        nint count = Unsafe.SizeOf<TRows>() * width;
        for (nint row = 0; row < Unsafe.SizeOf<TRows>(); row++)
        {
            if (TShape.AddsToResult || TShape.HasBiases)
            {
                ref T start = ref TShape.AddsToResult ? ref Unsafe.Add(ref c, row * TShape.ResultStride) : ref biases;
                LongSums.Begin(ref Unsafe.Add(ref start, n), ref Unsafe.Add(ref totals, row * width), width);
            }
            else
            {
                System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref Unsafe.Add(ref totals, row * width), (int)width).Clear();
            }
        }

        // Short runs share a block.
        nint terms = 0;
        nint place = 0;
        for (int run = 0; run < TShape.Runs; run++)
        {
            for (nint k = 0; k < depth; k += LongSums.Block)
            {
                ref T left = ref Unsafe.Add(ref a, place + (k * TShape.DepthStride));
                ref T right = ref Unsafe.Add(ref b, (((run * depth) + k) * TShape.Lanes) + n);
                nint length = Math.Min(depth - k, LongSums.Block);
                if (TShape.Runs > 1 && terms > 0)
                {
                    BlockTile<TRows, TRegisters, Adding<BlockOf<TShape, TRegisters, TVector, T>, T>, TVector, T>(ref left, ref right, ref partial, length);
                }
                else
                {
                    BlockTile<TRows, TRegisters, BlockOf<TShape, TRegisters, TVector, T>, TVector, T>(ref left, ref right, ref partial, length);
                }

                terms += length;
                if (TShape.Runs == 1 || terms >= LongSums.Block)
                {
                    LongSums.Add(ref partial, ref totals, count);
                    terms = 0;
                }
            }

            place += TShape.RunsOfBlock > 0 && (run + 1) % TShape.RunsOfBlock == 0 ? TShape.BlockStep : TShape.RunStride;
        }

        if (TShape.Runs > 1 && terms > 0)
        {
            LongSums.Add(ref partial, ref totals, count);
        }

        LongSums.End(ref totals, ref partial, count);
        for (nint row = 0; row < Unsafe.SizeOf<TRows>(); row++)
        {
            for (nint j = 0; j < width; j += TVector.Count)
            {
                TVector mask = TVector.FirstLanes(TShape.Columns - (int)(n + j));
                TVector sums = TVector.Load(in partial, (row * width) + j);
                Store<Size1, TShape, TVector, T>(sums, sums, mask, mask, ref c, row * TShape.ResultStride, n + j);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BlockTile<TRows, TRegisters, TBlock, TVector, T>(ref T a, ref T b, ref T c, nint length)
        where TRows : struct
        where TRegisters : struct
        where TBlock : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Unsafe.SizeOf<TRows>() == 1)
        {
            RowTile<TRegisters, TBlock, TVector, T>(ref a, ref b, ref c, ref c, 0, length);
        }
        else
        {
            Tile<TRows, TRegisters, TBlock, TVector, T>(ref a, ref b, ref c, ref c, 0, length);
        }
    }
}

using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>
/// Matrix products in tiles of rows × registers that stay in registers over all k. For generated code.
/// </summary>
/// <remarks>
/// Eight rows of two registers need 32 registers, four rows do with 16; either has the eight independent sums that hide the latency of a
/// multiply-add (four cycles, two begin in each). Each sum runs over k from first to last, whatever the width of the registers and the tile, so
/// that the bits do not depend on them.
/// Compiled with full optimisation at the first call, since in the JIT's first tier each operation on a register is a call; and never
/// inlined, since inside a caller the inliner's budget can run out before the last operation, which then stays a call for good.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MatrixProduct
{
    /// <summary>Computes a product.</summary>
    /// <typeparam name="TShape">Its shape.</typeparam>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="c">C, written.</param>
    /// <param name="biases">The biases; not read where the shape has none.</param>
    /// <param name="rows">Number of m.</param>
    /// <param name="depth">Number of k, where the shape leaves it open.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, int rows, int depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint m = 0;
        nint length = TShape.Depth > 0 ? TShape.Depth : depth;
        for (; TVector.HasManyRegisters && TShape.Lanes % (2 * TVector.Count) == 0 && m + 12 <= rows; m += 12)
        {
            for (nint n = 0; n + (2 * TVector.Count) <= TShape.Lanes; n += 2 * TVector.Count)
            {
                Tile12x2<TShape, TVector, T>(
                    ref Unsafe.Add(ref a, m * TShape.RowStride), ref b, ref Unsafe.Add(ref c, m * TShape.ResultStride), ref biases, n, length);
            }
        }

        for (; TVector.HasManyRegisters && m + 8 <= rows; m += 8)
        {
            nint n = 0;
            for (; n + (2 * TVector.Count) <= TShape.Lanes; n += 2 * TVector.Count)
            {
                Tile8x2<TShape, TVector, T>(
                    ref Unsafe.Add(ref a, m * TShape.RowStride), ref b, ref Unsafe.Add(ref c, m * TShape.ResultStride), ref biases, n, length);
            }

            if (n < TShape.Lanes)
            {
                Tile8x1<TShape, TVector, T>(
                    ref Unsafe.Add(ref a, m * TShape.RowStride), ref b, ref Unsafe.Add(ref c, m * TShape.ResultStride), ref biases, n, length);
            }
        }

        for (; m + 4 <= rows; m += 4)
        {
            nint n = 0;
            for (; n + (2 * TVector.Count) <= TShape.Lanes; n += 2 * TVector.Count)
            {
                Tile4x2<TShape, TVector, T>(
                    ref Unsafe.Add(ref a, m * TShape.RowStride), ref b, ref Unsafe.Add(ref c, m * TShape.ResultStride), ref biases, n, length);
            }

            if (n < TShape.Lanes)
            {
                Tile4x1<TShape, TVector, T>(
                    ref Unsafe.Add(ref a, m * TShape.RowStride), ref b, ref Unsafe.Add(ref c, m * TShape.ResultStride), ref biases, n, length);
            }
        }

        for (; m + 1 <= rows; m += 1)
        {
            nint n = 0;
            for (; n + (2 * TVector.Count) <= TShape.Lanes; n += 2 * TVector.Count)
            {
                Tile1x2<TShape, TVector, T>(
                    ref Unsafe.Add(ref a, m * TShape.RowStride), ref b, ref Unsafe.Add(ref c, m * TShape.ResultStride), ref biases, n, length);
            }

            if (n < TShape.Lanes)
            {
                Tile1x1<TShape, TVector, T>(
                    ref Unsafe.Add(ref a, m * TShape.RowStride), ref b, ref Unsafe.Add(ref c, m * TShape.ResultStride), ref biases, n, length);
            }
        }
    }

    // The next row begins within the last register, or before it. Rarely wanted, and a call, which leaves the inliner's budget to the others.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void StoreInRow<TShape, TVector, T>(TVector sums, ref T c, nint row, nint column)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int left = TShape.Columns - (int)column;
        if (left > 0)
        {
            TVector.StoreFirst(TShape.Finish(sums), ref c, row + column, Math.Min(left, TVector.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile12x2<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint n, nint depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint rowStride = TShape.RowStride;
        nint depthStride = TShape.DepthStride;
        nint resultStride = TShape.ResultStride;
        nint lanes = TShape.Lanes;
        nint next = n + TVector.Count;
        TVector start0 = TShape.HasBiases ? TVector.Load(in biases, n) : TVector.Zero;
        TVector start1 = TShape.HasBiases ? TVector.Load(in biases, next) : TVector.Zero;
        TVector c0_0 = start0;
        TVector c0_1 = start1;
        TVector c1_0 = start0;
        TVector c1_1 = start1;
        TVector c2_0 = start0;
        TVector c2_1 = start1;
        TVector c3_0 = start0;
        TVector c3_1 = start1;
        TVector c4_0 = start0;
        TVector c4_1 = start1;
        TVector c5_0 = start0;
        TVector c5_1 = start1;
        TVector c6_0 = start0;
        TVector c6_1 = start1;
        TVector c7_0 = start0;
        TVector c7_1 = start1;
        TVector c8_0 = start0;
        TVector c8_1 = start1;
        TVector c9_0 = start0;
        TVector c9_1 = start1;
        TVector c10_0 = start0;
        TVector c10_1 = start1;
        TVector c11_0 = start0;
        TVector c11_1 = start1;
        if (TShape.AddsToResult)
        {
            c0_0 = TVector.Load(in c, n);
            c0_1 = TVector.Load(in c, next);
            c1_0 = TVector.Load(in c, resultStride + n);
            c1_1 = TVector.Load(in c, resultStride + next);
            c2_0 = TVector.Load(in c, (2 * resultStride) + n);
            c2_1 = TVector.Load(in c, (2 * resultStride) + next);
            c3_0 = TVector.Load(in c, (3 * resultStride) + n);
            c3_1 = TVector.Load(in c, (3 * resultStride) + next);
            c4_0 = TVector.Load(in c, (4 * resultStride) + n);
            c4_1 = TVector.Load(in c, (4 * resultStride) + next);
            c5_0 = TVector.Load(in c, (5 * resultStride) + n);
            c5_1 = TVector.Load(in c, (5 * resultStride) + next);
            c6_0 = TVector.Load(in c, (6 * resultStride) + n);
            c6_1 = TVector.Load(in c, (6 * resultStride) + next);
            c7_0 = TVector.Load(in c, (7 * resultStride) + n);
            c7_1 = TVector.Load(in c, (7 * resultStride) + next);
            c8_0 = TVector.Load(in c, (8 * resultStride) + n);
            c8_1 = TVector.Load(in c, (8 * resultStride) + next);
            c9_0 = TVector.Load(in c, (9 * resultStride) + n);
            c9_1 = TVector.Load(in c, (9 * resultStride) + next);
            c10_0 = TVector.Load(in c, (10 * resultStride) + n);
            c10_1 = TVector.Load(in c, (10 * resultStride) + next);
            c11_0 = TVector.Load(in c, (11 * resultStride) + n);
            c11_1 = TVector.Load(in c, (11 * resultStride) + next);
        }

        for (nint k = 0; k < depth; k++)
        {
            TVector b0 = TVector.Load(in b, n);
            TVector b1 = TVector.Load(in b, next);
            TVector a0 = TVector.Create(a);
            c0_0 = TVector.Fma(a0, b0, c0_0);
            c0_1 = TVector.Fma(a0, b1, c0_1);
            TVector a1 = TVector.Create(Unsafe.Add(ref a, rowStride));
            c1_0 = TVector.Fma(a1, b0, c1_0);
            c1_1 = TVector.Fma(a1, b1, c1_1);
            TVector a2 = TVector.Create(Unsafe.Add(ref a, 2 * rowStride));
            c2_0 = TVector.Fma(a2, b0, c2_0);
            c2_1 = TVector.Fma(a2, b1, c2_1);
            TVector a3 = TVector.Create(Unsafe.Add(ref a, 3 * rowStride));
            c3_0 = TVector.Fma(a3, b0, c3_0);
            c3_1 = TVector.Fma(a3, b1, c3_1);
            TVector a4 = TVector.Create(Unsafe.Add(ref a, 4 * rowStride));
            c4_0 = TVector.Fma(a4, b0, c4_0);
            c4_1 = TVector.Fma(a4, b1, c4_1);
            TVector a5 = TVector.Create(Unsafe.Add(ref a, 5 * rowStride));
            c5_0 = TVector.Fma(a5, b0, c5_0);
            c5_1 = TVector.Fma(a5, b1, c5_1);
            TVector a6 = TVector.Create(Unsafe.Add(ref a, 6 * rowStride));
            c6_0 = TVector.Fma(a6, b0, c6_0);
            c6_1 = TVector.Fma(a6, b1, c6_1);
            TVector a7 = TVector.Create(Unsafe.Add(ref a, 7 * rowStride));
            c7_0 = TVector.Fma(a7, b0, c7_0);
            c7_1 = TVector.Fma(a7, b1, c7_1);
            TVector a8 = TVector.Create(Unsafe.Add(ref a, 8 * rowStride));
            c8_0 = TVector.Fma(a8, b0, c8_0);
            c8_1 = TVector.Fma(a8, b1, c8_1);
            TVector a9 = TVector.Create(Unsafe.Add(ref a, 9 * rowStride));
            c9_0 = TVector.Fma(a9, b0, c9_0);
            c9_1 = TVector.Fma(a9, b1, c9_1);
            TVector a10 = TVector.Create(Unsafe.Add(ref a, 10 * rowStride));
            c10_0 = TVector.Fma(a10, b0, c10_0);
            c10_1 = TVector.Fma(a10, b1, c10_1);
            TVector a11 = TVector.Create(Unsafe.Add(ref a, 11 * rowStride));
            c11_0 = TVector.Fma(a11, b0, c11_0);
            c11_1 = TVector.Fma(a11, b1, c11_1);
            a = ref Unsafe.Add(ref a, depthStride);
            b = ref Unsafe.Add(ref b, lanes);
        }

        if (TShape.Columns == TShape.Lanes)
        {
            TVector.Store(TShape.Finish(c0_0), ref c, n);
            TVector.Store(TShape.Finish(c0_1), ref c, next);
            TVector.Store(TShape.Finish(c1_0), ref c, resultStride + n);
            TVector.Store(TShape.Finish(c1_1), ref c, resultStride + next);
            TVector.Store(TShape.Finish(c2_0), ref c, (2 * resultStride) + n);
            TVector.Store(TShape.Finish(c2_1), ref c, (2 * resultStride) + next);
            TVector.Store(TShape.Finish(c3_0), ref c, (3 * resultStride) + n);
            TVector.Store(TShape.Finish(c3_1), ref c, (3 * resultStride) + next);
            TVector.Store(TShape.Finish(c4_0), ref c, (4 * resultStride) + n);
            TVector.Store(TShape.Finish(c4_1), ref c, (4 * resultStride) + next);
            TVector.Store(TShape.Finish(c5_0), ref c, (5 * resultStride) + n);
            TVector.Store(TShape.Finish(c5_1), ref c, (5 * resultStride) + next);
            TVector.Store(TShape.Finish(c6_0), ref c, (6 * resultStride) + n);
            TVector.Store(TShape.Finish(c6_1), ref c, (6 * resultStride) + next);
            TVector.Store(TShape.Finish(c7_0), ref c, (7 * resultStride) + n);
            TVector.Store(TShape.Finish(c7_1), ref c, (7 * resultStride) + next);
            TVector.Store(TShape.Finish(c8_0), ref c, (8 * resultStride) + n);
            TVector.Store(TShape.Finish(c8_1), ref c, (8 * resultStride) + next);
            TVector.Store(TShape.Finish(c9_0), ref c, (9 * resultStride) + n);
            TVector.Store(TShape.Finish(c9_1), ref c, (9 * resultStride) + next);
            TVector.Store(TShape.Finish(c10_0), ref c, (10 * resultStride) + n);
            TVector.Store(TShape.Finish(c10_1), ref c, (10 * resultStride) + next);
            TVector.Store(TShape.Finish(c11_0), ref c, (11 * resultStride) + n);
            TVector.Store(TShape.Finish(c11_1), ref c, (11 * resultStride) + next);
            return;
        }

        if (TShape.ResultStride >= TShape.Lanes)
        {
            TVector mask0 = TVector.FirstLanes(TShape.Columns - (int)n);
            TVector mask1 = TVector.FirstLanes(TShape.Columns - (int)next);
            TVector.Store(TShape.Finish(c0_0) & mask0, ref c, n);
            TVector.Store(TShape.Finish(c0_1) & mask1, ref c, next);
            TVector.Store(TShape.Finish(c1_0) & mask0, ref c, resultStride + n);
            TVector.Store(TShape.Finish(c1_1) & mask1, ref c, resultStride + next);
            TVector.Store(TShape.Finish(c2_0) & mask0, ref c, (2 * resultStride) + n);
            TVector.Store(TShape.Finish(c2_1) & mask1, ref c, (2 * resultStride) + next);
            TVector.Store(TShape.Finish(c3_0) & mask0, ref c, (3 * resultStride) + n);
            TVector.Store(TShape.Finish(c3_1) & mask1, ref c, (3 * resultStride) + next);
            TVector.Store(TShape.Finish(c4_0) & mask0, ref c, (4 * resultStride) + n);
            TVector.Store(TShape.Finish(c4_1) & mask1, ref c, (4 * resultStride) + next);
            TVector.Store(TShape.Finish(c5_0) & mask0, ref c, (5 * resultStride) + n);
            TVector.Store(TShape.Finish(c5_1) & mask1, ref c, (5 * resultStride) + next);
            TVector.Store(TShape.Finish(c6_0) & mask0, ref c, (6 * resultStride) + n);
            TVector.Store(TShape.Finish(c6_1) & mask1, ref c, (6 * resultStride) + next);
            TVector.Store(TShape.Finish(c7_0) & mask0, ref c, (7 * resultStride) + n);
            TVector.Store(TShape.Finish(c7_1) & mask1, ref c, (7 * resultStride) + next);
            TVector.Store(TShape.Finish(c8_0) & mask0, ref c, (8 * resultStride) + n);
            TVector.Store(TShape.Finish(c8_1) & mask1, ref c, (8 * resultStride) + next);
            TVector.Store(TShape.Finish(c9_0) & mask0, ref c, (9 * resultStride) + n);
            TVector.Store(TShape.Finish(c9_1) & mask1, ref c, (9 * resultStride) + next);
            TVector.Store(TShape.Finish(c10_0) & mask0, ref c, (10 * resultStride) + n);
            TVector.Store(TShape.Finish(c10_1) & mask1, ref c, (10 * resultStride) + next);
            TVector.Store(TShape.Finish(c11_0) & mask0, ref c, (11 * resultStride) + n);
            TVector.Store(TShape.Finish(c11_1) & mask1, ref c, (11 * resultStride) + next);
            return;
        }

        StoreInRow<TShape, TVector, T>(c0_0, ref c, 0, n);
        StoreInRow<TShape, TVector, T>(c0_1, ref c, 0, next);
        StoreInRow<TShape, TVector, T>(c1_0, ref c, resultStride, n);
        StoreInRow<TShape, TVector, T>(c1_1, ref c, resultStride, next);
        StoreInRow<TShape, TVector, T>(c2_0, ref c, 2 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c2_1, ref c, 2 * resultStride, next);
        StoreInRow<TShape, TVector, T>(c3_0, ref c, 3 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c3_1, ref c, 3 * resultStride, next);
        StoreInRow<TShape, TVector, T>(c4_0, ref c, 4 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c4_1, ref c, 4 * resultStride, next);
        StoreInRow<TShape, TVector, T>(c5_0, ref c, 5 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c5_1, ref c, 5 * resultStride, next);
        StoreInRow<TShape, TVector, T>(c6_0, ref c, 6 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c6_1, ref c, 6 * resultStride, next);
        StoreInRow<TShape, TVector, T>(c7_0, ref c, 7 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c7_1, ref c, 7 * resultStride, next);
        StoreInRow<TShape, TVector, T>(c8_0, ref c, 8 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c8_1, ref c, 8 * resultStride, next);
        StoreInRow<TShape, TVector, T>(c9_0, ref c, 9 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c9_1, ref c, 9 * resultStride, next);
        StoreInRow<TShape, TVector, T>(c10_0, ref c, 10 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c10_1, ref c, 10 * resultStride, next);
        StoreInRow<TShape, TVector, T>(c11_0, ref c, 11 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c11_1, ref c, 11 * resultStride, next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile8x2<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint n, nint depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint rowStride = TShape.RowStride;
        nint depthStride = TShape.DepthStride;
        nint resultStride = TShape.ResultStride;
        nint lanes = TShape.Lanes;
        nint next = n + TVector.Count;
        TVector start0 = TShape.HasBiases ? TVector.Load(in biases, n) : TVector.Zero;
        TVector start1 = TShape.HasBiases ? TVector.Load(in biases, next) : TVector.Zero;
        TVector c0_0 = start0;
        TVector c0_1 = start1;
        TVector c1_0 = start0;
        TVector c1_1 = start1;
        TVector c2_0 = start0;
        TVector c2_1 = start1;
        TVector c3_0 = start0;
        TVector c3_1 = start1;
        TVector c4_0 = start0;
        TVector c4_1 = start1;
        TVector c5_0 = start0;
        TVector c5_1 = start1;
        TVector c6_0 = start0;
        TVector c6_1 = start1;
        TVector c7_0 = start0;
        TVector c7_1 = start1;
        if (TShape.AddsToResult)
        {
            c0_0 = TVector.Load(in c, n);
            c0_1 = TVector.Load(in c, next);
            c1_0 = TVector.Load(in c, resultStride + n);
            c1_1 = TVector.Load(in c, resultStride + next);
            c2_0 = TVector.Load(in c, (2 * resultStride) + n);
            c2_1 = TVector.Load(in c, (2 * resultStride) + next);
            c3_0 = TVector.Load(in c, (3 * resultStride) + n);
            c3_1 = TVector.Load(in c, (3 * resultStride) + next);
            c4_0 = TVector.Load(in c, (4 * resultStride) + n);
            c4_1 = TVector.Load(in c, (4 * resultStride) + next);
            c5_0 = TVector.Load(in c, (5 * resultStride) + n);
            c5_1 = TVector.Load(in c, (5 * resultStride) + next);
            c6_0 = TVector.Load(in c, (6 * resultStride) + n);
            c6_1 = TVector.Load(in c, (6 * resultStride) + next);
            c7_0 = TVector.Load(in c, (7 * resultStride) + n);
            c7_1 = TVector.Load(in c, (7 * resultStride) + next);
        }

        for (nint k = 0; k < depth; k++)
        {
            TVector b0 = TVector.Load(in b, n);
            TVector b1 = TVector.Load(in b, next);
            TVector a0 = TVector.Create(a);
            c0_0 = TVector.Fma(a0, b0, c0_0);
            c0_1 = TVector.Fma(a0, b1, c0_1);
            TVector a1 = TVector.Create(Unsafe.Add(ref a, rowStride));
            c1_0 = TVector.Fma(a1, b0, c1_0);
            c1_1 = TVector.Fma(a1, b1, c1_1);
            TVector a2 = TVector.Create(Unsafe.Add(ref a, 2 * rowStride));
            c2_0 = TVector.Fma(a2, b0, c2_0);
            c2_1 = TVector.Fma(a2, b1, c2_1);
            TVector a3 = TVector.Create(Unsafe.Add(ref a, 3 * rowStride));
            c3_0 = TVector.Fma(a3, b0, c3_0);
            c3_1 = TVector.Fma(a3, b1, c3_1);
            TVector a4 = TVector.Create(Unsafe.Add(ref a, 4 * rowStride));
            c4_0 = TVector.Fma(a4, b0, c4_0);
            c4_1 = TVector.Fma(a4, b1, c4_1);
            TVector a5 = TVector.Create(Unsafe.Add(ref a, 5 * rowStride));
            c5_0 = TVector.Fma(a5, b0, c5_0);
            c5_1 = TVector.Fma(a5, b1, c5_1);
            TVector a6 = TVector.Create(Unsafe.Add(ref a, 6 * rowStride));
            c6_0 = TVector.Fma(a6, b0, c6_0);
            c6_1 = TVector.Fma(a6, b1, c6_1);
            TVector a7 = TVector.Create(Unsafe.Add(ref a, 7 * rowStride));
            c7_0 = TVector.Fma(a7, b0, c7_0);
            c7_1 = TVector.Fma(a7, b1, c7_1);
            a = ref Unsafe.Add(ref a, depthStride);
            b = ref Unsafe.Add(ref b, lanes);
        }

        if (TShape.Columns == TShape.Lanes)
        {
            TVector.Store(TShape.Finish(c0_0), ref c, n);
            TVector.Store(TShape.Finish(c0_1), ref c, next);
            TVector.Store(TShape.Finish(c1_0), ref c, resultStride + n);
            TVector.Store(TShape.Finish(c1_1), ref c, resultStride + next);
            TVector.Store(TShape.Finish(c2_0), ref c, (2 * resultStride) + n);
            TVector.Store(TShape.Finish(c2_1), ref c, (2 * resultStride) + next);
            TVector.Store(TShape.Finish(c3_0), ref c, (3 * resultStride) + n);
            TVector.Store(TShape.Finish(c3_1), ref c, (3 * resultStride) + next);
            TVector.Store(TShape.Finish(c4_0), ref c, (4 * resultStride) + n);
            TVector.Store(TShape.Finish(c4_1), ref c, (4 * resultStride) + next);
            TVector.Store(TShape.Finish(c5_0), ref c, (5 * resultStride) + n);
            TVector.Store(TShape.Finish(c5_1), ref c, (5 * resultStride) + next);
            TVector.Store(TShape.Finish(c6_0), ref c, (6 * resultStride) + n);
            TVector.Store(TShape.Finish(c6_1), ref c, (6 * resultStride) + next);
            TVector.Store(TShape.Finish(c7_0), ref c, (7 * resultStride) + n);
            TVector.Store(TShape.Finish(c7_1), ref c, (7 * resultStride) + next);
            return;
        }

        if (TShape.ResultStride >= TShape.Lanes)
        {
            TVector mask0 = TVector.FirstLanes(TShape.Columns - (int)n);
            TVector mask1 = TVector.FirstLanes(TShape.Columns - (int)next);
            TVector.Store(TShape.Finish(c0_0) & mask0, ref c, n);
            TVector.Store(TShape.Finish(c0_1) & mask1, ref c, next);
            TVector.Store(TShape.Finish(c1_0) & mask0, ref c, resultStride + n);
            TVector.Store(TShape.Finish(c1_1) & mask1, ref c, resultStride + next);
            TVector.Store(TShape.Finish(c2_0) & mask0, ref c, (2 * resultStride) + n);
            TVector.Store(TShape.Finish(c2_1) & mask1, ref c, (2 * resultStride) + next);
            TVector.Store(TShape.Finish(c3_0) & mask0, ref c, (3 * resultStride) + n);
            TVector.Store(TShape.Finish(c3_1) & mask1, ref c, (3 * resultStride) + next);
            TVector.Store(TShape.Finish(c4_0) & mask0, ref c, (4 * resultStride) + n);
            TVector.Store(TShape.Finish(c4_1) & mask1, ref c, (4 * resultStride) + next);
            TVector.Store(TShape.Finish(c5_0) & mask0, ref c, (5 * resultStride) + n);
            TVector.Store(TShape.Finish(c5_1) & mask1, ref c, (5 * resultStride) + next);
            TVector.Store(TShape.Finish(c6_0) & mask0, ref c, (6 * resultStride) + n);
            TVector.Store(TShape.Finish(c6_1) & mask1, ref c, (6 * resultStride) + next);
            TVector.Store(TShape.Finish(c7_0) & mask0, ref c, (7 * resultStride) + n);
            TVector.Store(TShape.Finish(c7_1) & mask1, ref c, (7 * resultStride) + next);
            return;
        }

        StoreInRow<TShape, TVector, T>(c0_0, ref c, 0, n);
        StoreInRow<TShape, TVector, T>(c0_1, ref c, 0, next);
        StoreInRow<TShape, TVector, T>(c1_0, ref c, resultStride, n);
        StoreInRow<TShape, TVector, T>(c1_1, ref c, resultStride, next);
        StoreInRow<TShape, TVector, T>(c2_0, ref c, 2 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c2_1, ref c, 2 * resultStride, next);
        StoreInRow<TShape, TVector, T>(c3_0, ref c, 3 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c3_1, ref c, 3 * resultStride, next);
        StoreInRow<TShape, TVector, T>(c4_0, ref c, 4 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c4_1, ref c, 4 * resultStride, next);
        StoreInRow<TShape, TVector, T>(c5_0, ref c, 5 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c5_1, ref c, 5 * resultStride, next);
        StoreInRow<TShape, TVector, T>(c6_0, ref c, 6 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c6_1, ref c, 6 * resultStride, next);
        StoreInRow<TShape, TVector, T>(c7_0, ref c, 7 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c7_1, ref c, 7 * resultStride, next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile8x1<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint n, nint depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint rowStride = TShape.RowStride;
        nint depthStride = TShape.DepthStride;
        nint resultStride = TShape.ResultStride;
        nint lanes = TShape.Lanes;
        TVector start0 = TShape.HasBiases ? TVector.Load(in biases, n) : TVector.Zero;
        TVector c0_0 = start0;
        TVector c1_0 = start0;
        TVector c2_0 = start0;
        TVector c3_0 = start0;
        TVector c4_0 = start0;
        TVector c5_0 = start0;
        TVector c6_0 = start0;
        TVector c7_0 = start0;
        if (TShape.AddsToResult)
        {
            c0_0 = TVector.Load(in c, n);
            c1_0 = TVector.Load(in c, resultStride + n);
            c2_0 = TVector.Load(in c, (2 * resultStride) + n);
            c3_0 = TVector.Load(in c, (3 * resultStride) + n);
            c4_0 = TVector.Load(in c, (4 * resultStride) + n);
            c5_0 = TVector.Load(in c, (5 * resultStride) + n);
            c6_0 = TVector.Load(in c, (6 * resultStride) + n);
            c7_0 = TVector.Load(in c, (7 * resultStride) + n);
        }

        for (nint k = 0; k < depth; k++)
        {
            TVector b0 = TVector.Load(in b, n);
            TVector a0 = TVector.Create(a);
            c0_0 = TVector.Fma(a0, b0, c0_0);
            TVector a1 = TVector.Create(Unsafe.Add(ref a, rowStride));
            c1_0 = TVector.Fma(a1, b0, c1_0);
            TVector a2 = TVector.Create(Unsafe.Add(ref a, 2 * rowStride));
            c2_0 = TVector.Fma(a2, b0, c2_0);
            TVector a3 = TVector.Create(Unsafe.Add(ref a, 3 * rowStride));
            c3_0 = TVector.Fma(a3, b0, c3_0);
            TVector a4 = TVector.Create(Unsafe.Add(ref a, 4 * rowStride));
            c4_0 = TVector.Fma(a4, b0, c4_0);
            TVector a5 = TVector.Create(Unsafe.Add(ref a, 5 * rowStride));
            c5_0 = TVector.Fma(a5, b0, c5_0);
            TVector a6 = TVector.Create(Unsafe.Add(ref a, 6 * rowStride));
            c6_0 = TVector.Fma(a6, b0, c6_0);
            TVector a7 = TVector.Create(Unsafe.Add(ref a, 7 * rowStride));
            c7_0 = TVector.Fma(a7, b0, c7_0);
            a = ref Unsafe.Add(ref a, depthStride);
            b = ref Unsafe.Add(ref b, lanes);
        }

        if (TShape.Columns == TShape.Lanes)
        {
            TVector.Store(TShape.Finish(c0_0), ref c, n);
            TVector.Store(TShape.Finish(c1_0), ref c, resultStride + n);
            TVector.Store(TShape.Finish(c2_0), ref c, (2 * resultStride) + n);
            TVector.Store(TShape.Finish(c3_0), ref c, (3 * resultStride) + n);
            TVector.Store(TShape.Finish(c4_0), ref c, (4 * resultStride) + n);
            TVector.Store(TShape.Finish(c5_0), ref c, (5 * resultStride) + n);
            TVector.Store(TShape.Finish(c6_0), ref c, (6 * resultStride) + n);
            TVector.Store(TShape.Finish(c7_0), ref c, (7 * resultStride) + n);
            return;
        }

        if (TShape.ResultStride >= TShape.Lanes)
        {
            TVector mask0 = TVector.FirstLanes(TShape.Columns - (int)n);
            TVector.Store(TShape.Finish(c0_0) & mask0, ref c, n);
            TVector.Store(TShape.Finish(c1_0) & mask0, ref c, resultStride + n);
            TVector.Store(TShape.Finish(c2_0) & mask0, ref c, (2 * resultStride) + n);
            TVector.Store(TShape.Finish(c3_0) & mask0, ref c, (3 * resultStride) + n);
            TVector.Store(TShape.Finish(c4_0) & mask0, ref c, (4 * resultStride) + n);
            TVector.Store(TShape.Finish(c5_0) & mask0, ref c, (5 * resultStride) + n);
            TVector.Store(TShape.Finish(c6_0) & mask0, ref c, (6 * resultStride) + n);
            TVector.Store(TShape.Finish(c7_0) & mask0, ref c, (7 * resultStride) + n);
            return;
        }

        StoreInRow<TShape, TVector, T>(c0_0, ref c, 0, n);
        StoreInRow<TShape, TVector, T>(c1_0, ref c, resultStride, n);
        StoreInRow<TShape, TVector, T>(c2_0, ref c, 2 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c3_0, ref c, 3 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c4_0, ref c, 4 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c5_0, ref c, 5 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c6_0, ref c, 6 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c7_0, ref c, 7 * resultStride, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile4x2<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint n, nint depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint rowStride = TShape.RowStride;
        nint depthStride = TShape.DepthStride;
        nint resultStride = TShape.ResultStride;
        nint lanes = TShape.Lanes;
        nint next = n + TVector.Count;
        TVector start0 = TShape.HasBiases ? TVector.Load(in biases, n) : TVector.Zero;
        TVector start1 = TShape.HasBiases ? TVector.Load(in biases, next) : TVector.Zero;
        TVector c0_0 = start0;
        TVector c0_1 = start1;
        TVector c1_0 = start0;
        TVector c1_1 = start1;
        TVector c2_0 = start0;
        TVector c2_1 = start1;
        TVector c3_0 = start0;
        TVector c3_1 = start1;
        if (TShape.AddsToResult)
        {
            c0_0 = TVector.Load(in c, n);
            c0_1 = TVector.Load(in c, next);
            c1_0 = TVector.Load(in c, resultStride + n);
            c1_1 = TVector.Load(in c, resultStride + next);
            c2_0 = TVector.Load(in c, (2 * resultStride) + n);
            c2_1 = TVector.Load(in c, (2 * resultStride) + next);
            c3_0 = TVector.Load(in c, (3 * resultStride) + n);
            c3_1 = TVector.Load(in c, (3 * resultStride) + next);
        }

        for (nint k = 0; k < depth; k++)
        {
            TVector b0 = TVector.Load(in b, n);
            TVector b1 = TVector.Load(in b, next);
            TVector a0 = TVector.Create(a);
            c0_0 = TVector.Fma(a0, b0, c0_0);
            c0_1 = TVector.Fma(a0, b1, c0_1);
            TVector a1 = TVector.Create(Unsafe.Add(ref a, rowStride));
            c1_0 = TVector.Fma(a1, b0, c1_0);
            c1_1 = TVector.Fma(a1, b1, c1_1);
            TVector a2 = TVector.Create(Unsafe.Add(ref a, 2 * rowStride));
            c2_0 = TVector.Fma(a2, b0, c2_0);
            c2_1 = TVector.Fma(a2, b1, c2_1);
            TVector a3 = TVector.Create(Unsafe.Add(ref a, 3 * rowStride));
            c3_0 = TVector.Fma(a3, b0, c3_0);
            c3_1 = TVector.Fma(a3, b1, c3_1);
            a = ref Unsafe.Add(ref a, depthStride);
            b = ref Unsafe.Add(ref b, lanes);
        }

        if (TShape.Columns == TShape.Lanes)
        {
            TVector.Store(TShape.Finish(c0_0), ref c, n);
            TVector.Store(TShape.Finish(c0_1), ref c, next);
            TVector.Store(TShape.Finish(c1_0), ref c, resultStride + n);
            TVector.Store(TShape.Finish(c1_1), ref c, resultStride + next);
            TVector.Store(TShape.Finish(c2_0), ref c, (2 * resultStride) + n);
            TVector.Store(TShape.Finish(c2_1), ref c, (2 * resultStride) + next);
            TVector.Store(TShape.Finish(c3_0), ref c, (3 * resultStride) + n);
            TVector.Store(TShape.Finish(c3_1), ref c, (3 * resultStride) + next);
            return;
        }

        if (TShape.ResultStride >= TShape.Lanes)
        {
            TVector mask0 = TVector.FirstLanes(TShape.Columns - (int)n);
            TVector mask1 = TVector.FirstLanes(TShape.Columns - (int)next);
            TVector.Store(TShape.Finish(c0_0) & mask0, ref c, n);
            TVector.Store(TShape.Finish(c0_1) & mask1, ref c, next);
            TVector.Store(TShape.Finish(c1_0) & mask0, ref c, resultStride + n);
            TVector.Store(TShape.Finish(c1_1) & mask1, ref c, resultStride + next);
            TVector.Store(TShape.Finish(c2_0) & mask0, ref c, (2 * resultStride) + n);
            TVector.Store(TShape.Finish(c2_1) & mask1, ref c, (2 * resultStride) + next);
            TVector.Store(TShape.Finish(c3_0) & mask0, ref c, (3 * resultStride) + n);
            TVector.Store(TShape.Finish(c3_1) & mask1, ref c, (3 * resultStride) + next);
            return;
        }

        StoreInRow<TShape, TVector, T>(c0_0, ref c, 0, n);
        StoreInRow<TShape, TVector, T>(c0_1, ref c, 0, next);
        StoreInRow<TShape, TVector, T>(c1_0, ref c, resultStride, n);
        StoreInRow<TShape, TVector, T>(c1_1, ref c, resultStride, next);
        StoreInRow<TShape, TVector, T>(c2_0, ref c, 2 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c2_1, ref c, 2 * resultStride, next);
        StoreInRow<TShape, TVector, T>(c3_0, ref c, 3 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c3_1, ref c, 3 * resultStride, next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile4x1<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint n, nint depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint rowStride = TShape.RowStride;
        nint depthStride = TShape.DepthStride;
        nint resultStride = TShape.ResultStride;
        nint lanes = TShape.Lanes;
        TVector start0 = TShape.HasBiases ? TVector.Load(in biases, n) : TVector.Zero;
        TVector c0_0 = start0;
        TVector c1_0 = start0;
        TVector c2_0 = start0;
        TVector c3_0 = start0;
        if (TShape.AddsToResult)
        {
            c0_0 = TVector.Load(in c, n);
            c1_0 = TVector.Load(in c, resultStride + n);
            c2_0 = TVector.Load(in c, (2 * resultStride) + n);
            c3_0 = TVector.Load(in c, (3 * resultStride) + n);
        }

        for (nint k = 0; k < depth; k++)
        {
            TVector b0 = TVector.Load(in b, n);
            TVector a0 = TVector.Create(a);
            c0_0 = TVector.Fma(a0, b0, c0_0);
            TVector a1 = TVector.Create(Unsafe.Add(ref a, rowStride));
            c1_0 = TVector.Fma(a1, b0, c1_0);
            TVector a2 = TVector.Create(Unsafe.Add(ref a, 2 * rowStride));
            c2_0 = TVector.Fma(a2, b0, c2_0);
            TVector a3 = TVector.Create(Unsafe.Add(ref a, 3 * rowStride));
            c3_0 = TVector.Fma(a3, b0, c3_0);
            a = ref Unsafe.Add(ref a, depthStride);
            b = ref Unsafe.Add(ref b, lanes);
        }

        if (TShape.Columns == TShape.Lanes)
        {
            TVector.Store(TShape.Finish(c0_0), ref c, n);
            TVector.Store(TShape.Finish(c1_0), ref c, resultStride + n);
            TVector.Store(TShape.Finish(c2_0), ref c, (2 * resultStride) + n);
            TVector.Store(TShape.Finish(c3_0), ref c, (3 * resultStride) + n);
            return;
        }

        if (TShape.ResultStride >= TShape.Lanes)
        {
            TVector mask0 = TVector.FirstLanes(TShape.Columns - (int)n);
            TVector.Store(TShape.Finish(c0_0) & mask0, ref c, n);
            TVector.Store(TShape.Finish(c1_0) & mask0, ref c, resultStride + n);
            TVector.Store(TShape.Finish(c2_0) & mask0, ref c, (2 * resultStride) + n);
            TVector.Store(TShape.Finish(c3_0) & mask0, ref c, (3 * resultStride) + n);
            return;
        }

        StoreInRow<TShape, TVector, T>(c0_0, ref c, 0, n);
        StoreInRow<TShape, TVector, T>(c1_0, ref c, resultStride, n);
        StoreInRow<TShape, TVector, T>(c2_0, ref c, 2 * resultStride, n);
        StoreInRow<TShape, TVector, T>(c3_0, ref c, 3 * resultStride, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile1x2<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint n, nint depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint rowStride = TShape.RowStride;
        nint depthStride = TShape.DepthStride;
        nint resultStride = TShape.ResultStride;
        nint lanes = TShape.Lanes;
        nint next = n + TVector.Count;
        TVector start0 = TShape.HasBiases ? TVector.Load(in biases, n) : TVector.Zero;
        TVector start1 = TShape.HasBiases ? TVector.Load(in biases, next) : TVector.Zero;
        TVector c0_0 = start0;
        TVector c0_1 = start1;
        if (TShape.AddsToResult)
        {
            c0_0 = TVector.Load(in c, n);
            c0_1 = TVector.Load(in c, next);
        }

        for (nint k = 0; k < depth; k++)
        {
            TVector b0 = TVector.Load(in b, n);
            TVector b1 = TVector.Load(in b, next);
            TVector a0 = TVector.Create(a);
            c0_0 = TVector.Fma(a0, b0, c0_0);
            c0_1 = TVector.Fma(a0, b1, c0_1);
            a = ref Unsafe.Add(ref a, depthStride);
            b = ref Unsafe.Add(ref b, lanes);
        }

        if (TShape.Columns == TShape.Lanes)
        {
            TVector.Store(TShape.Finish(c0_0), ref c, n);
            TVector.Store(TShape.Finish(c0_1), ref c, next);
            return;
        }

        if (TShape.ResultStride >= TShape.Lanes)
        {
            TVector mask0 = TVector.FirstLanes(TShape.Columns - (int)n);
            TVector mask1 = TVector.FirstLanes(TShape.Columns - (int)next);
            TVector.Store(TShape.Finish(c0_0) & mask0, ref c, n);
            TVector.Store(TShape.Finish(c0_1) & mask1, ref c, next);
            return;
        }

        StoreInRow<TShape, TVector, T>(c0_0, ref c, 0, n);
        StoreInRow<TShape, TVector, T>(c0_1, ref c, 0, next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile1x1<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint n, nint depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint rowStride = TShape.RowStride;
        nint depthStride = TShape.DepthStride;
        nint resultStride = TShape.ResultStride;
        nint lanes = TShape.Lanes;
        TVector start0 = TShape.HasBiases ? TVector.Load(in biases, n) : TVector.Zero;
        TVector c0_0 = start0;
        if (TShape.AddsToResult)
        {
            c0_0 = TVector.Load(in c, n);
        }

        for (nint k = 0; k < depth; k++)
        {
            TVector b0 = TVector.Load(in b, n);
            TVector a0 = TVector.Create(a);
            c0_0 = TVector.Fma(a0, b0, c0_0);
            a = ref Unsafe.Add(ref a, depthStride);
            b = ref Unsafe.Add(ref b, lanes);
        }

        if (TShape.Columns == TShape.Lanes)
        {
            TVector.Store(TShape.Finish(c0_0), ref c, n);
            return;
        }

        if (TShape.ResultStride >= TShape.Lanes)
        {
            TVector mask0 = TVector.FirstLanes(TShape.Columns - (int)n);
            TVector.Store(TShape.Finish(c0_0) & mask0, ref c, n);
            return;
        }

        StoreInRow<TShape, TVector, T>(c0_0, ref c, 0, n);
    }
}

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
        for (; TVector.HasManyRegisters && TShape.Lanes % (2 * TVector.Count) == 0 && m + 12 <= rows; m += 12)
        {
            for (nint n = 0; n + (2 * TVector.Count) <= TShape.Lanes; n += 2 * TVector.Count)
            {
                Tile12x2<TShape, TVector, T>(
                    ref Unsafe.Add(ref a, m * TShape.RowStride), ref b, ref Unsafe.Add(ref c, m * TShape.ResultStride), ref biases, n, depth);
            }
        }

        for (; TVector.HasManyRegisters && m + 8 <= rows; m += 8)
        {
            nint n = 0;
            for (; n + (2 * TVector.Count) <= TShape.Lanes; n += 2 * TVector.Count)
            {
                Tile8x2<TShape, TVector, T>(
                    ref Unsafe.Add(ref a, m * TShape.RowStride), ref b, ref Unsafe.Add(ref c, m * TShape.ResultStride), ref biases, n, depth);
            }

            if (n < TShape.Lanes)
            {
                Tile8x1<TShape, TVector, T>(
                    ref Unsafe.Add(ref a, m * TShape.RowStride), ref b, ref Unsafe.Add(ref c, m * TShape.ResultStride), ref biases, n, depth);
            }
        }

        for (; m + 4 <= rows; m += 4)
        {
            nint n = 0;
            for (; n + (2 * TVector.Count) <= TShape.Lanes; n += 2 * TVector.Count)
            {
                Tile4x2<TShape, TVector, T>(
                    ref Unsafe.Add(ref a, m * TShape.RowStride), ref b, ref Unsafe.Add(ref c, m * TShape.ResultStride), ref biases, n, depth);
            }

            if (n < TShape.Lanes)
            {
                Tile4x1<TShape, TVector, T>(
                    ref Unsafe.Add(ref a, m * TShape.RowStride), ref b, ref Unsafe.Add(ref c, m * TShape.ResultStride), ref biases, n, depth);
            }
        }

        for (; m + 1 <= rows; m += 1)
        {
            nint n = 0;
            for (; n + (2 * TVector.Count) <= TShape.Lanes; n += 2 * TVector.Count)
            {
                Tile1x2<TShape, TVector, T>(
                    ref Unsafe.Add(ref a, m * TShape.RowStride), ref b, ref Unsafe.Add(ref c, m * TShape.ResultStride), ref biases, n, depth);
            }

            if (n < TShape.Lanes)
            {
                Tile1x1<TShape, TVector, T>(
                    ref Unsafe.Add(ref a, m * TShape.RowStride), ref b, ref Unsafe.Add(ref c, m * TShape.ResultStride), ref biases, n, depth);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Start<TShape, TVector, T>(ref T c, ref T biases, nint row, nint column)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TShape.AddsToResult ? TVector.Load(in c, (row * TShape.ResultStride) + column)
            : TShape.HasBiases ? TVector.Load(in biases, column)
            : TVector.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TShape, TVector, T>(TVector sums, ref T c, nint row, nint column)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector result = TShape.Finish(sums);
        if (TShape.Columns != TShape.Lanes)
        {
            result &= TVector.FirstLanes(TShape.Columns - (int)column);
        }

        TVector.Store(result, ref c, (row * TShape.ResultStride) + column);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile12x2<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint n, int depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector c0_0 = Start<TShape, TVector, T>(ref c, ref biases, 0, n);
        TVector c0_1 = Start<TShape, TVector, T>(ref c, ref biases, 0, n + TVector.Count);
        TVector c1_0 = Start<TShape, TVector, T>(ref c, ref biases, 1, n);
        TVector c1_1 = Start<TShape, TVector, T>(ref c, ref biases, 1, n + TVector.Count);
        TVector c2_0 = Start<TShape, TVector, T>(ref c, ref biases, 2, n);
        TVector c2_1 = Start<TShape, TVector, T>(ref c, ref biases, 2, n + TVector.Count);
        TVector c3_0 = Start<TShape, TVector, T>(ref c, ref biases, 3, n);
        TVector c3_1 = Start<TShape, TVector, T>(ref c, ref biases, 3, n + TVector.Count);
        TVector c4_0 = Start<TShape, TVector, T>(ref c, ref biases, 4, n);
        TVector c4_1 = Start<TShape, TVector, T>(ref c, ref biases, 4, n + TVector.Count);
        TVector c5_0 = Start<TShape, TVector, T>(ref c, ref biases, 5, n);
        TVector c5_1 = Start<TShape, TVector, T>(ref c, ref biases, 5, n + TVector.Count);
        TVector c6_0 = Start<TShape, TVector, T>(ref c, ref biases, 6, n);
        TVector c6_1 = Start<TShape, TVector, T>(ref c, ref biases, 6, n + TVector.Count);
        TVector c7_0 = Start<TShape, TVector, T>(ref c, ref biases, 7, n);
        TVector c7_1 = Start<TShape, TVector, T>(ref c, ref biases, 7, n + TVector.Count);
        TVector c8_0 = Start<TShape, TVector, T>(ref c, ref biases, 8, n);
        TVector c8_1 = Start<TShape, TVector, T>(ref c, ref biases, 8, n + TVector.Count);
        TVector c9_0 = Start<TShape, TVector, T>(ref c, ref biases, 9, n);
        TVector c9_1 = Start<TShape, TVector, T>(ref c, ref biases, 9, n + TVector.Count);
        TVector c10_0 = Start<TShape, TVector, T>(ref c, ref biases, 10, n);
        TVector c10_1 = Start<TShape, TVector, T>(ref c, ref biases, 10, n + TVector.Count);
        TVector c11_0 = Start<TShape, TVector, T>(ref c, ref biases, 11, n);
        TVector c11_1 = Start<TShape, TVector, T>(ref c, ref biases, 11, n + TVector.Count);

        nint end = TShape.Depth > 0 ? TShape.Depth : depth;
        for (nint k = 0; k < end; k++)
        {
            TVector b0 = TVector.Load(in b, (k * TShape.Lanes) + n);
            TVector b1 = TVector.Load(in b, (k * TShape.Lanes) + n + TVector.Count);

            TVector a0 = TVector.Create(Unsafe.Add(ref a, k * TShape.DepthStride));
            c0_0 = TVector.Fma(a0, b0, c0_0);
            c0_1 = TVector.Fma(a0, b1, c0_1);

            TVector a1 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + TShape.RowStride));
            c1_0 = TVector.Fma(a1, b0, c1_0);
            c1_1 = TVector.Fma(a1, b1, c1_1);

            TVector a2 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (2 * TShape.RowStride)));
            c2_0 = TVector.Fma(a2, b0, c2_0);
            c2_1 = TVector.Fma(a2, b1, c2_1);

            TVector a3 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (3 * TShape.RowStride)));
            c3_0 = TVector.Fma(a3, b0, c3_0);
            c3_1 = TVector.Fma(a3, b1, c3_1);

            TVector a4 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (4 * TShape.RowStride)));
            c4_0 = TVector.Fma(a4, b0, c4_0);
            c4_1 = TVector.Fma(a4, b1, c4_1);

            TVector a5 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (5 * TShape.RowStride)));
            c5_0 = TVector.Fma(a5, b0, c5_0);
            c5_1 = TVector.Fma(a5, b1, c5_1);

            TVector a6 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (6 * TShape.RowStride)));
            c6_0 = TVector.Fma(a6, b0, c6_0);
            c6_1 = TVector.Fma(a6, b1, c6_1);

            TVector a7 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (7 * TShape.RowStride)));
            c7_0 = TVector.Fma(a7, b0, c7_0);
            c7_1 = TVector.Fma(a7, b1, c7_1);

            TVector a8 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (8 * TShape.RowStride)));
            c8_0 = TVector.Fma(a8, b0, c8_0);
            c8_1 = TVector.Fma(a8, b1, c8_1);

            TVector a9 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (9 * TShape.RowStride)));
            c9_0 = TVector.Fma(a9, b0, c9_0);
            c9_1 = TVector.Fma(a9, b1, c9_1);

            TVector a10 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (10 * TShape.RowStride)));
            c10_0 = TVector.Fma(a10, b0, c10_0);
            c10_1 = TVector.Fma(a10, b1, c10_1);

            TVector a11 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (11 * TShape.RowStride)));
            c11_0 = TVector.Fma(a11, b0, c11_0);
            c11_1 = TVector.Fma(a11, b1, c11_1);
        }

        Store<TShape, TVector, T>(c0_0, ref c, 0, n);
        Store<TShape, TVector, T>(c0_1, ref c, 0, n + TVector.Count);
        Store<TShape, TVector, T>(c1_0, ref c, 1, n);
        Store<TShape, TVector, T>(c1_1, ref c, 1, n + TVector.Count);
        Store<TShape, TVector, T>(c2_0, ref c, 2, n);
        Store<TShape, TVector, T>(c2_1, ref c, 2, n + TVector.Count);
        Store<TShape, TVector, T>(c3_0, ref c, 3, n);
        Store<TShape, TVector, T>(c3_1, ref c, 3, n + TVector.Count);
        Store<TShape, TVector, T>(c4_0, ref c, 4, n);
        Store<TShape, TVector, T>(c4_1, ref c, 4, n + TVector.Count);
        Store<TShape, TVector, T>(c5_0, ref c, 5, n);
        Store<TShape, TVector, T>(c5_1, ref c, 5, n + TVector.Count);
        Store<TShape, TVector, T>(c6_0, ref c, 6, n);
        Store<TShape, TVector, T>(c6_1, ref c, 6, n + TVector.Count);
        Store<TShape, TVector, T>(c7_0, ref c, 7, n);
        Store<TShape, TVector, T>(c7_1, ref c, 7, n + TVector.Count);
        Store<TShape, TVector, T>(c8_0, ref c, 8, n);
        Store<TShape, TVector, T>(c8_1, ref c, 8, n + TVector.Count);
        Store<TShape, TVector, T>(c9_0, ref c, 9, n);
        Store<TShape, TVector, T>(c9_1, ref c, 9, n + TVector.Count);
        Store<TShape, TVector, T>(c10_0, ref c, 10, n);
        Store<TShape, TVector, T>(c10_1, ref c, 10, n + TVector.Count);
        Store<TShape, TVector, T>(c11_0, ref c, 11, n);
        Store<TShape, TVector, T>(c11_1, ref c, 11, n + TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile8x2<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint n, int depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector c00 = Start<TShape, TVector, T>(ref c, ref biases, 0, n);
        TVector c01 = Start<TShape, TVector, T>(ref c, ref biases, 0, n + TVector.Count);
        TVector c10 = Start<TShape, TVector, T>(ref c, ref biases, 1, n);
        TVector c11 = Start<TShape, TVector, T>(ref c, ref biases, 1, n + TVector.Count);
        TVector c20 = Start<TShape, TVector, T>(ref c, ref biases, 2, n);
        TVector c21 = Start<TShape, TVector, T>(ref c, ref biases, 2, n + TVector.Count);
        TVector c30 = Start<TShape, TVector, T>(ref c, ref biases, 3, n);
        TVector c31 = Start<TShape, TVector, T>(ref c, ref biases, 3, n + TVector.Count);
        TVector c40 = Start<TShape, TVector, T>(ref c, ref biases, 4, n);
        TVector c41 = Start<TShape, TVector, T>(ref c, ref biases, 4, n + TVector.Count);
        TVector c50 = Start<TShape, TVector, T>(ref c, ref biases, 5, n);
        TVector c51 = Start<TShape, TVector, T>(ref c, ref biases, 5, n + TVector.Count);
        TVector c60 = Start<TShape, TVector, T>(ref c, ref biases, 6, n);
        TVector c61 = Start<TShape, TVector, T>(ref c, ref biases, 6, n + TVector.Count);
        TVector c70 = Start<TShape, TVector, T>(ref c, ref biases, 7, n);
        TVector c71 = Start<TShape, TVector, T>(ref c, ref biases, 7, n + TVector.Count);

        nint end = TShape.Depth > 0 ? TShape.Depth : depth;
        for (nint k = 0; k < end; k++)
        {
            TVector b0 = TVector.Load(in b, (k * TShape.Lanes) + n);
            TVector b1 = TVector.Load(in b, (k * TShape.Lanes) + n + TVector.Count);

            TVector a0 = TVector.Create(Unsafe.Add(ref a, k * TShape.DepthStride));
            c00 = TVector.Fma(a0, b0, c00);
            c01 = TVector.Fma(a0, b1, c01);

            TVector a1 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + TShape.RowStride));
            c10 = TVector.Fma(a1, b0, c10);
            c11 = TVector.Fma(a1, b1, c11);

            TVector a2 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (2 * TShape.RowStride)));
            c20 = TVector.Fma(a2, b0, c20);
            c21 = TVector.Fma(a2, b1, c21);

            TVector a3 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (3 * TShape.RowStride)));
            c30 = TVector.Fma(a3, b0, c30);
            c31 = TVector.Fma(a3, b1, c31);

            TVector a4 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (4 * TShape.RowStride)));
            c40 = TVector.Fma(a4, b0, c40);
            c41 = TVector.Fma(a4, b1, c41);

            TVector a5 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (5 * TShape.RowStride)));
            c50 = TVector.Fma(a5, b0, c50);
            c51 = TVector.Fma(a5, b1, c51);

            TVector a6 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (6 * TShape.RowStride)));
            c60 = TVector.Fma(a6, b0, c60);
            c61 = TVector.Fma(a6, b1, c61);

            TVector a7 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (7 * TShape.RowStride)));
            c70 = TVector.Fma(a7, b0, c70);
            c71 = TVector.Fma(a7, b1, c71);
        }

        Store<TShape, TVector, T>(c00, ref c, 0, n);
        Store<TShape, TVector, T>(c01, ref c, 0, n + TVector.Count);
        Store<TShape, TVector, T>(c10, ref c, 1, n);
        Store<TShape, TVector, T>(c11, ref c, 1, n + TVector.Count);
        Store<TShape, TVector, T>(c20, ref c, 2, n);
        Store<TShape, TVector, T>(c21, ref c, 2, n + TVector.Count);
        Store<TShape, TVector, T>(c30, ref c, 3, n);
        Store<TShape, TVector, T>(c31, ref c, 3, n + TVector.Count);
        Store<TShape, TVector, T>(c40, ref c, 4, n);
        Store<TShape, TVector, T>(c41, ref c, 4, n + TVector.Count);
        Store<TShape, TVector, T>(c50, ref c, 5, n);
        Store<TShape, TVector, T>(c51, ref c, 5, n + TVector.Count);
        Store<TShape, TVector, T>(c60, ref c, 6, n);
        Store<TShape, TVector, T>(c61, ref c, 6, n + TVector.Count);
        Store<TShape, TVector, T>(c70, ref c, 7, n);
        Store<TShape, TVector, T>(c71, ref c, 7, n + TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile8x1<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint n, int depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector c00 = Start<TShape, TVector, T>(ref c, ref biases, 0, n);
        TVector c10 = Start<TShape, TVector, T>(ref c, ref biases, 1, n);
        TVector c20 = Start<TShape, TVector, T>(ref c, ref biases, 2, n);
        TVector c30 = Start<TShape, TVector, T>(ref c, ref biases, 3, n);
        TVector c40 = Start<TShape, TVector, T>(ref c, ref biases, 4, n);
        TVector c50 = Start<TShape, TVector, T>(ref c, ref biases, 5, n);
        TVector c60 = Start<TShape, TVector, T>(ref c, ref biases, 6, n);
        TVector c70 = Start<TShape, TVector, T>(ref c, ref biases, 7, n);

        nint end = TShape.Depth > 0 ? TShape.Depth : depth;
        for (nint k = 0; k < end; k++)
        {
            TVector b0 = TVector.Load(in b, (k * TShape.Lanes) + n);

            TVector a0 = TVector.Create(Unsafe.Add(ref a, k * TShape.DepthStride));
            c00 = TVector.Fma(a0, b0, c00);

            TVector a1 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + TShape.RowStride));
            c10 = TVector.Fma(a1, b0, c10);

            TVector a2 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (2 * TShape.RowStride)));
            c20 = TVector.Fma(a2, b0, c20);

            TVector a3 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (3 * TShape.RowStride)));
            c30 = TVector.Fma(a3, b0, c30);

            TVector a4 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (4 * TShape.RowStride)));
            c40 = TVector.Fma(a4, b0, c40);

            TVector a5 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (5 * TShape.RowStride)));
            c50 = TVector.Fma(a5, b0, c50);

            TVector a6 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (6 * TShape.RowStride)));
            c60 = TVector.Fma(a6, b0, c60);

            TVector a7 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (7 * TShape.RowStride)));
            c70 = TVector.Fma(a7, b0, c70);
        }

        Store<TShape, TVector, T>(c00, ref c, 0, n);
        Store<TShape, TVector, T>(c10, ref c, 1, n);
        Store<TShape, TVector, T>(c20, ref c, 2, n);
        Store<TShape, TVector, T>(c30, ref c, 3, n);
        Store<TShape, TVector, T>(c40, ref c, 4, n);
        Store<TShape, TVector, T>(c50, ref c, 5, n);
        Store<TShape, TVector, T>(c60, ref c, 6, n);
        Store<TShape, TVector, T>(c70, ref c, 7, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile4x2<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint n, int depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector c00 = Start<TShape, TVector, T>(ref c, ref biases, 0, n);
        TVector c01 = Start<TShape, TVector, T>(ref c, ref biases, 0, n + TVector.Count);
        TVector c10 = Start<TShape, TVector, T>(ref c, ref biases, 1, n);
        TVector c11 = Start<TShape, TVector, T>(ref c, ref biases, 1, n + TVector.Count);
        TVector c20 = Start<TShape, TVector, T>(ref c, ref biases, 2, n);
        TVector c21 = Start<TShape, TVector, T>(ref c, ref biases, 2, n + TVector.Count);
        TVector c30 = Start<TShape, TVector, T>(ref c, ref biases, 3, n);
        TVector c31 = Start<TShape, TVector, T>(ref c, ref biases, 3, n + TVector.Count);

        nint end = TShape.Depth > 0 ? TShape.Depth : depth;
        for (nint k = 0; k < end; k++)
        {
            TVector b0 = TVector.Load(in b, (k * TShape.Lanes) + n);
            TVector b1 = TVector.Load(in b, (k * TShape.Lanes) + n + TVector.Count);

            TVector a0 = TVector.Create(Unsafe.Add(ref a, k * TShape.DepthStride));
            c00 = TVector.Fma(a0, b0, c00);
            c01 = TVector.Fma(a0, b1, c01);

            TVector a1 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + TShape.RowStride));
            c10 = TVector.Fma(a1, b0, c10);
            c11 = TVector.Fma(a1, b1, c11);

            TVector a2 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (2 * TShape.RowStride)));
            c20 = TVector.Fma(a2, b0, c20);
            c21 = TVector.Fma(a2, b1, c21);

            TVector a3 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (3 * TShape.RowStride)));
            c30 = TVector.Fma(a3, b0, c30);
            c31 = TVector.Fma(a3, b1, c31);
        }

        Store<TShape, TVector, T>(c00, ref c, 0, n);
        Store<TShape, TVector, T>(c01, ref c, 0, n + TVector.Count);
        Store<TShape, TVector, T>(c10, ref c, 1, n);
        Store<TShape, TVector, T>(c11, ref c, 1, n + TVector.Count);
        Store<TShape, TVector, T>(c20, ref c, 2, n);
        Store<TShape, TVector, T>(c21, ref c, 2, n + TVector.Count);
        Store<TShape, TVector, T>(c30, ref c, 3, n);
        Store<TShape, TVector, T>(c31, ref c, 3, n + TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile4x1<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint n, int depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector c00 = Start<TShape, TVector, T>(ref c, ref biases, 0, n);
        TVector c10 = Start<TShape, TVector, T>(ref c, ref biases, 1, n);
        TVector c20 = Start<TShape, TVector, T>(ref c, ref biases, 2, n);
        TVector c30 = Start<TShape, TVector, T>(ref c, ref biases, 3, n);

        nint end = TShape.Depth > 0 ? TShape.Depth : depth;
        for (nint k = 0; k < end; k++)
        {
            TVector b0 = TVector.Load(in b, (k * TShape.Lanes) + n);

            TVector a0 = TVector.Create(Unsafe.Add(ref a, k * TShape.DepthStride));
            c00 = TVector.Fma(a0, b0, c00);

            TVector a1 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + TShape.RowStride));
            c10 = TVector.Fma(a1, b0, c10);

            TVector a2 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (2 * TShape.RowStride)));
            c20 = TVector.Fma(a2, b0, c20);

            TVector a3 = TVector.Create(Unsafe.Add(ref a, (k * TShape.DepthStride) + (3 * TShape.RowStride)));
            c30 = TVector.Fma(a3, b0, c30);
        }

        Store<TShape, TVector, T>(c00, ref c, 0, n);
        Store<TShape, TVector, T>(c10, ref c, 1, n);
        Store<TShape, TVector, T>(c20, ref c, 2, n);
        Store<TShape, TVector, T>(c30, ref c, 3, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile1x2<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint n, int depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector c00 = Start<TShape, TVector, T>(ref c, ref biases, 0, n);
        TVector c01 = Start<TShape, TVector, T>(ref c, ref biases, 0, n + TVector.Count);

        nint end = TShape.Depth > 0 ? TShape.Depth : depth;
        for (nint k = 0; k < end; k++)
        {
            TVector b0 = TVector.Load(in b, (k * TShape.Lanes) + n);
            TVector b1 = TVector.Load(in b, (k * TShape.Lanes) + n + TVector.Count);

            TVector a0 = TVector.Create(Unsafe.Add(ref a, k * TShape.DepthStride));
            c00 = TVector.Fma(a0, b0, c00);
            c01 = TVector.Fma(a0, b1, c01);
        }

        Store<TShape, TVector, T>(c00, ref c, 0, n);
        Store<TShape, TVector, T>(c01, ref c, 0, n + TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile1x1<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint n, int depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector c00 = Start<TShape, TVector, T>(ref c, ref biases, 0, n);

        nint end = TShape.Depth > 0 ? TShape.Depth : depth;
        for (nint k = 0; k < end; k++)
        {
            TVector b0 = TVector.Load(in b, (k * TShape.Lanes) + n);

            TVector a0 = TVector.Create(Unsafe.Add(ref a, k * TShape.DepthStride));
            c00 = TVector.Fma(a0, b0, c00);
        }

        Store<TShape, TVector, T>(c00, ref c, 0, n);
    }
}

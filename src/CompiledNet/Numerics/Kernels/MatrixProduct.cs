using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompiledNet.Generated;

/// <summary>
/// Matrix products in tiles of rows × registers that stay in registers over all k. For generated code.
/// </summary>
/// <remarks>
/// The shape says how many rows the largest tile has, as the generator's plan chose them: 12 or 8 rows of two registers need 32 registers, 6 or 4
/// do with 16. Rows that are left over go to smaller tiles, the last three of them one by one, each in up to eight registers; products of one or two registers
/// have tiles of their own. All but the smallest so have the eight independent sums that hide the latency of a multiply-add (four cycles, two begin in each). Each sum runs over k from
/// first to last, whatever the width of the registers and the tile, so that the bits do not depend on them; long ones in blocks (<see cref="LongSums"/>).
/// Compiled with full optimisation at the first call, since in the JIT's first tier each operation on a register is a call; and never
/// inlined, since inside a caller the inliner's budget can run out before the last operation, which then stays a call for good.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class MatrixProduct
{
    // With 16 registers a tile fetches ahead where B exceeds the first-level cache: of B the registers of some k later, of A a row of the next tile, one for
    // each two registers of B. Measured on a Zen 3 (at most 98 GFLOP/s), 252 samples: 784-128 80 GFLOP/s without, 86 with B alone, 92 with both; 128-256 82
    // and 91. Products whose depth is the batch (dW) gain nothing.
    private const int FirstLevelBytes = 32 * 1024;
    private const int RowsAhead = 10;

    /// <summary>Computes a product in the widest registers that its columns fill.</summary>
    /// <typeparam name="TShape">Its shape.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="c">C, written.</param>
    /// <param name="biases">The biases; not read where the shape has none.</param>
    /// <param name="rows">Number of m.</param>
    /// <param name="depth">Number of k, where the shape leaves it open.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TShape, T>(ref T a, ref T b, ref T c, ref T biases, int rows, int depth)
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 64)
        {
            Run<TShape, Simd512<T>, T>(ref a, ref b, ref c, ref biases, rows, depth);
        }
        else if (Vector256.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 32)
        {
            Run<TShape, Simd256<T>, T>(ref a, ref b, ref c, ref biases, rows, depth);
        }
        else
        {
            Run<TShape, Simd128<T>, T>(ref a, ref b, ref c, ref biases, rows, depth);
        }
    }

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
        if (TShape.Runs == 1 && TShape.Depth == 0 && length == 1 && TShape.ResultStride >= TShape.Lanes)
        {
            OuterProduct<TShape, TVector, T>(ref a, ref b, ref c, rows);
            return;
        }

        if (LongSums.Cuts<T>(length * TShape.Runs))
        {
            RunLong<TShape, TVector, T>(ref a, ref b, ref c, ref biases, rows, length);
            return;
        }

        if (rows == 1)
        {
            Row<TShape, TVector, T>(ref a, ref b, ref c, ref biases, length);
            return;
        }

        if (TShape.Lanes <= 2 * TVector.Count)
        {
            RunNarrow<TShape, TVector, T>(ref a, ref b, ref c, ref biases, rows, length);
            return;
        }

        int largest = TVector.HasManyRegisters ? TShape.TileRows : TShape.TileRowsOf16;
        if (largest >= 12 && m + 12 <= rows)
        {
            m = Tiles<Size12, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, length);
        }

        if (largest >= 8 && m + 8 <= rows)
        {
            m = Tiles<Size8, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, length);
        }

        if (largest >= 6 && m + 6 <= rows)
        {
            // Two rows that would be left over make two tiles of four with the six before them.
            nint end = !TVector.HasManyRegisters && (rows - m) % 6 == 2 ? rows - 8 : rows;
            m = Tiles<Size6, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, end, length);
        }

        if (m + 4 <= rows)
        {
            m = Tiles<Size4, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, length);
        }

        for (; m < rows; m++)
        {
            Row<TShape, TVector, T>(
                ref Unsafe.Add(ref a, m * TShape.RowStride), ref b, ref Unsafe.Add(ref c, m * TShape.ResultStride), ref biases, length);
        }
    }

    // B has one register in a row, or two: no other sums are under way beside those of the tile. So there are as few tiles as possible, and their rows differ by one
    // at most: 28 rows are 10, 9 and 9, not 12, 12 and 4.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunNarrow<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint rows, nint depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int most = TVector.HasManyRegisters || TShape.Lanes <= TVector.Count ? 12 : 6;
        nint tiles = (rows + most - 1) / most;
        nint least = tiles == 0 ? 0 : rows / tiles;
        nint end = (least + 1) * (rows - (least * tiles));
        if (end > 0)
        {
            Tiles<TShape, TVector, T>(least + 1, ref a, ref b, ref c, ref biases, 0, end, depth);
        }

        if (end < rows)
        {
            Tiles<TShape, TVector, T>(least, ref a, ref b, ref c, ref biases, end, rows, depth);
        }
    }

    // Rows [m, rows) in tiles of so many.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tiles<TShape, TVector, T>(nint size, ref T a, ref T b, ref T c, ref T biases, nint m, nint rows, nint depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (size)
        {
            case 1:
                Row<TShape, TVector, T>(ref Unsafe.Add(ref a, m * TShape.RowStride), ref b, ref Unsafe.Add(ref c, m * TShape.ResultStride), ref biases, depth);
                break;
            case 2:
                Tiles<Size2, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, depth);
                break;
            case 3:
                Tiles<Size3, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, depth);
                break;
            case 4:
                Tiles<Size4, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, depth);
                break;
            case 5:
                Tiles<Size5, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, depth);
                break;
            case 6:
                Tiles<Size6, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, depth);
                break;
            case 7:
                Tiles<Size7, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, depth);
                break;
            case 8:
                Tiles<Size8, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, depth);
                break;
            case 9:
                Tiles<Size9, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, depth);
                break;
            case 10:
                Tiles<Size10, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, depth);
                break;
            case 11:
                Tiles<Size11, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, depth);
                break;
            default:
                Tiles<Size12, TShape, TVector, T>(ref a, ref b, ref c, ref biases, m, rows, depth);
                break;
        }
    }

    // Row after row, so that memory is written in its order.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void OuterProduct<TShape, TVector, T>(ref T a, ref T b, ref T c, nint rows)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint m = 0; m < rows; m++)
        {
            TVector x = TVector.Create(Unsafe.Add(ref a, m * TShape.RowStride));
            ref T row = ref Unsafe.Add(ref c, m * TShape.ResultStride);
            for (nint n = 0; n < TShape.Lanes; n += TVector.Count)
            {
                TVector start = TShape.AddsToResult ? TVector.Load(in row, n) : TVector.Zero;
                TVector product = TVector.Fma(x, TVector.Load(in b, n), start);
                TVector.Store(TShape.Columns == TShape.Lanes ? product : product & TVector.FirstLanes(TShape.Columns - (int)n), ref row, n);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch<T>(ref T place)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref place));
        }
    }

    // Rows from m on, as long as they fill tiles.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static nint Tiles<TRows, TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint m, nint rows, nint depth)
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
                Tile<TRows, Size2, TShape, TVector, T>(ref row, ref b, ref result, ref biases, n, depth);
            }

            if (n < TShape.Lanes)
            {
                Tile<TRows, Size1, TShape, TVector, T>(ref row, ref b, ref result, ref biases, n, depth);
            }
        }

        return m;
    }

    // One method for both registers: what it asks of the shape is asked once, for the JIT no longer inlines in a method of 512 locals.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TRegisters, TShape, TVector, T>(
        TVector sums0, TVector sums1, TVector mask0, TVector mask1, ref T c, nint row, nint n)
        where TRegisters : struct
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T place = ref Unsafe.Add(ref c, row + n);
        if (TShape.Columns == TShape.Lanes)
        {
            TVector.Store(TShape.Finish(sums0), ref place, 0);
            if (Unsafe.SizeOf<TRegisters>() == 2)
            {
                TVector.Store(TShape.Finish(sums1), ref place, TVector.Count);
            }
        }
        else if (TShape.ResultStride >= TShape.Lanes && !TShape.StoresColumnsAlone)
        {
            TVector.Store(TShape.Finish(sums0) & mask0, ref place, 0);
            if (Unsafe.SizeOf<TRegisters>() == 2)
            {
                TVector.Store(TShape.Finish(sums1) & mask1, ref place, TVector.Count);
            }
        }
        else
        {
            StoreColumns<TShape, TVector, T>(sums0, ref place, n);
            if (Unsafe.SizeOf<TRegisters>() == 2)
            {
                StoreColumns<TShape, TVector, T>(sums1, ref Unsafe.Add(ref place, TVector.Count), n + TVector.Count);
            }
        }
    }

    // The next row begins within the last register, or before it. Rarely wanted, and a call, which leaves the inliner's budget to the others.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void StoreColumns<TShape, TVector, T>(TVector sums, ref T place, nint column)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int left = TShape.Columns - (int)column;
        if (left > 0)
        {
            TVector.StoreFirst(TShape.Finish(sums), ref place, 0, Math.Min(left, TVector.Count));
        }
    }
}

using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompiledNet.Generated;

/// <summary>Copies a matrix transposed, a block at a time in registers where the hardware can. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Transposition
{
    /// <summary>destination[column, row] = source[row, column].</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The matrix, row after row.</param>
    /// <param name="sourceStride">Distance from one row to the next.</param>
    /// <param name="destination">The transposed matrix, row after row.</param>
    /// <param name="destinationStride">Distance from one row to the next.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source.</param>
    /// <exception cref="ArgumentOutOfRangeException">A span is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T>(
        ReadOnlySpan<T> source, int sourceStride, Span<T> destination, int destinationStride, int rows, int columns)
        where T : unmanaged
    {
        int available = source.Length;
        source = source[..(((rows - 1) * sourceStride) + columns)];
        destination = destination[..(((columns - 1) * destinationStride) + rows)];
        int blockRows = 0;
        int blockColumns = 0;
        if (typeof(T) == typeof(float) && Avx.IsSupported)
        {
            int block = Vector512.IsHardwareAccelerated ? 16 : 8;
            blockRows = rows / block * block;
            blockColumns = columns / block * block;
            int left = columns - blockColumns;
            if (left > 0 && blockRows > 0 && ((blockRows - 1) * sourceStride) + blockColumns + block <= available)
            {
                CopyLastColumns(
                    block,
                    ref Unsafe.As<T, float>(ref Unsafe.Add(ref MemoryMarshal.GetReference(source), blockColumns)),
                    sourceStride,
                    ref Unsafe.As<T, float>(ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), blockColumns * destinationStride)),
                    destinationStride,
                    blockRows,
                    left);
                CopyRest(source, sourceStride, destination, destinationStride, blockRows, rows, blockColumns, columns);
                columns = blockColumns;
            }

            if (blockRows > 0 && blockColumns > 0)
            {
                CopyBlocks(
                    block,
                    ref Unsafe.As<T, float>(ref MemoryMarshal.GetReference(source)),
                    sourceStride,
                    ref Unsafe.As<T, float>(ref MemoryMarshal.GetReference(destination)),
                    destinationStride,
                    blockRows,
                    blockColumns);
            }
        }

        // A matrix of a few numbers is one call.
        if (blockRows > 0 && blockColumns < columns)
        {
            CopyRest(source, sourceStride, destination, destinationStride, 0, blockRows, blockColumns, columns);
        }

        if (blockRows < rows)
        {
            CopyRest(source, sourceStride, destination, destinationStride, blockRows, rows, 0, columns);
        }
    }

    // Along the rows of the destination, so that its cache lines are written whole, one after the other.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyBlocks(
        int block, ref float source, nint sourceStride, ref float destination, nint destinationStride, nint rows, nint columns)
    {
        for (nint column = 0; column < columns; column += block)
        {
            for (nint row = 0; row < rows; row += block)
            {
                ref float from = ref Unsafe.Add(ref source, (row * sourceStride) + column);
                ref float to = ref Unsafe.Add(ref destination, (column * destinationStride) + row);
                if (Vector512.IsHardwareAccelerated && block == 16)
                {
                    CopyBlock16(ref from, sourceStride, ref to, destinationStride);
                }
                else if (block == 8)
                {
                    CopyBlock8(ref from, sourceStride, ref to, destinationStride);
                }
                else
                {
                    CopyBlock4(ref from, sourceStride, ref to, destinationStride);
                }
            }
        }
    }

    // Fewer columns than a block has, in rows long enough for it: whole blocks, of which the first rows are taken.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyLastColumns(
        int block, ref float source, nint sourceStride, ref float destination, nint destinationStride, nint rows, int columns)
    {
        Unsafe.SkipInit(out Block transposed);
        ref float first = ref Unsafe.As<Block, float>(ref transposed);
        for (nint row = 0; row < rows; row += block)
        {
            ref float from = ref Unsafe.Add(ref source, row * sourceStride);
            if (Vector512.IsHardwareAccelerated)
            {
                CopyBlock16(ref from, sourceStride, ref first, block);
            }
            else
            {
                CopyBlock8(ref from, sourceStride, ref first, block);
            }

            for (int column = 0; column < columns; column++)
            {
                ref float to = ref Unsafe.Add(ref destination, (column * destinationStride) + row);
                ref float line = ref Unsafe.Add(ref first, column * block);
                Vector256.LoadUnsafe(ref line).StoreUnsafe(ref to);
                if (Vector512.IsHardwareAccelerated)
                {
                    Vector256.LoadUnsafe(ref line, 8).StoreUnsafe(ref to, 8);
                }
            }
        }
    }

    [InlineArray(16 * 16)]
    private struct Block
    {
        private float _first;
    }

    // What no large block holds: blocks of 4 × 4, then one by one. All weights of a layer of 4 units lie so.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRest<T>(
        ReadOnlySpan<T> source,
        int sourceStride,
        Span<T> destination,
        int destinationStride,
        int firstRow,
        int endRow,
        int firstColumn,
        int endColumn)
        where T : unmanaged
    {
        int row = firstRow;
        int column = firstColumn;
        if (typeof(T) == typeof(float) && Avx.IsSupported)
        {
            row += (endRow - firstRow) & -4;
            column += (endColumn - firstColumn) & -4;

            // Where there is no block, the first element may lie outside.
            if (row > firstRow && column > firstColumn)
            {
                CopyBlocks(
                    block: 4,
                    ref Unsafe.As<T, float>(ref Unsafe.Add(ref MemoryMarshal.GetReference(source), (firstRow * sourceStride) + firstColumn)),
                    sourceStride,
                    ref Unsafe.As<T, float>(ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), (firstColumn * destinationStride) + firstRow)),
                    destinationStride,
                    row - firstRow,
                    column - firstColumn);
            }
        }

        CopyElements(source, sourceStride, destination, destinationStride, firstRow, row, column, endColumn);
        CopyElements(source, sourceStride, destination, destinationStride, row, endRow, firstColumn, endColumn);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyElements<T>(
        ReadOnlySpan<T> source,
        int sourceStride,
        Span<T> destination,
        int destinationStride,
        int firstRow,
        int endRow,
        int firstColumn,
        int endColumn)
    {
        for (int row = firstRow; row < endRow; row++)
        {
            for (int column = firstColumn; column < endColumn; column++)
            {
                destination[(column * destinationStride) + row] = source[(row * sourceStride) + column];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyBlock4(ref float source, nint sourceStride, ref float destination, nint destinationStride)
    {
        Vector128<float> r0 = Vector128.LoadUnsafe(ref source);
        Vector128<float> r1 = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, sourceStride));
        Vector128<float> r2 = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 2 * sourceStride));
        Vector128<float> r3 = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 3 * sourceStride));

        Vector128<float> t0 = Sse.UnpackLow(r0, r1);
        Vector128<float> t1 = Sse.UnpackHigh(r0, r1);
        Vector128<float> t2 = Sse.UnpackLow(r2, r3);
        Vector128<float> t3 = Sse.UnpackHigh(r2, r3);

        Sse.MoveLowToHigh(t0, t2).StoreUnsafe(ref destination);
        Sse.MoveHighToLow(t2, t0).StoreUnsafe(ref Unsafe.Add(ref destination, destinationStride));
        Sse.MoveLowToHigh(t1, t3).StoreUnsafe(ref Unsafe.Add(ref destination, 2 * destinationStride));
        Sse.MoveHighToLow(t3, t1).StoreUnsafe(ref Unsafe.Add(ref destination, 3 * destinationStride));
    }

    // 8 × 8: neighbouring pairs, then pairs of pairs, then halves change places.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyBlock8(ref float source, nint sourceStride, ref float destination, nint destinationStride)
    {
        Vector256<float> r0 = Vector256.LoadUnsafe(ref source);
        Vector256<float> r1 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, sourceStride));
        Vector256<float> r2 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 2 * sourceStride));
        Vector256<float> r3 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 3 * sourceStride));
        Vector256<float> r4 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 4 * sourceStride));
        Vector256<float> r5 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 5 * sourceStride));
        Vector256<float> r6 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 6 * sourceStride));
        Vector256<float> r7 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 7 * sourceStride));

        Vector256<float> t0 = Avx.UnpackLow(r0, r1);
        Vector256<float> t1 = Avx.UnpackHigh(r0, r1);
        Vector256<float> t2 = Avx.UnpackLow(r2, r3);
        Vector256<float> t3 = Avx.UnpackHigh(r2, r3);
        Vector256<float> t4 = Avx.UnpackLow(r4, r5);
        Vector256<float> t5 = Avx.UnpackHigh(r4, r5);
        Vector256<float> t6 = Avx.UnpackLow(r6, r7);
        Vector256<float> t7 = Avx.UnpackHigh(r6, r7);

        r0 = Avx.Shuffle(t0, t2, 0x44);
        r1 = Avx.Shuffle(t0, t2, 0xEE);
        r2 = Avx.Shuffle(t1, t3, 0x44);
        r3 = Avx.Shuffle(t1, t3, 0xEE);
        r4 = Avx.Shuffle(t4, t6, 0x44);
        r5 = Avx.Shuffle(t4, t6, 0xEE);
        r6 = Avx.Shuffle(t5, t7, 0x44);
        r7 = Avx.Shuffle(t5, t7, 0xEE);

        Avx.Permute2x128(r0, r4, 0x20).StoreUnsafe(ref destination);
        Avx.Permute2x128(r1, r5, 0x20).StoreUnsafe(ref Unsafe.Add(ref destination, destinationStride));
        Avx.Permute2x128(r2, r6, 0x20).StoreUnsafe(ref Unsafe.Add(ref destination, 2 * destinationStride));
        Avx.Permute2x128(r3, r7, 0x20).StoreUnsafe(ref Unsafe.Add(ref destination, 3 * destinationStride));
        Avx.Permute2x128(r0, r4, 0x31).StoreUnsafe(ref Unsafe.Add(ref destination, 4 * destinationStride));
        Avx.Permute2x128(r1, r5, 0x31).StoreUnsafe(ref Unsafe.Add(ref destination, 5 * destinationStride));
        Avx.Permute2x128(r2, r6, 0x31).StoreUnsafe(ref Unsafe.Add(ref destination, 6 * destinationStride));
        Avx.Permute2x128(r3, r7, 0x31).StoreUnsafe(ref Unsafe.Add(ref destination, 7 * destinationStride));
    }

    // 16 × 16 in four steps: neighbouring numbers, pairs, and quarters twice change places.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyBlock16(ref float source, nint sourceStride, ref float destination, nint destinationStride)
    {
        Vector512<float> r0 = Vector512.LoadUnsafe(ref source);
        Vector512<float> r1 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, sourceStride));
        Vector512<float> r2 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 2 * sourceStride));
        Vector512<float> r3 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 3 * sourceStride));
        Vector512<float> r4 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 4 * sourceStride));
        Vector512<float> r5 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 5 * sourceStride));
        Vector512<float> r6 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 6 * sourceStride));
        Vector512<float> r7 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 7 * sourceStride));
        Vector512<float> r8 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 8 * sourceStride));
        Vector512<float> r9 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 9 * sourceStride));
        Vector512<float> r10 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 10 * sourceStride));
        Vector512<float> r11 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 11 * sourceStride));
        Vector512<float> r12 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 12 * sourceStride));
        Vector512<float> r13 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 13 * sourceStride));
        Vector512<float> r14 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 14 * sourceStride));
        Vector512<float> r15 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 15 * sourceStride));

        Vector512<float> t0 = Avx512F.UnpackLow(r0, r1);
        Vector512<float> t1 = Avx512F.UnpackHigh(r0, r1);
        Vector512<float> t2 = Avx512F.UnpackLow(r2, r3);
        Vector512<float> t3 = Avx512F.UnpackHigh(r2, r3);
        Vector512<float> t4 = Avx512F.UnpackLow(r4, r5);
        Vector512<float> t5 = Avx512F.UnpackHigh(r4, r5);
        Vector512<float> t6 = Avx512F.UnpackLow(r6, r7);
        Vector512<float> t7 = Avx512F.UnpackHigh(r6, r7);
        Vector512<float> t8 = Avx512F.UnpackLow(r8, r9);
        Vector512<float> t9 = Avx512F.UnpackHigh(r8, r9);
        Vector512<float> t10 = Avx512F.UnpackLow(r10, r11);
        Vector512<float> t11 = Avx512F.UnpackHigh(r10, r11);
        Vector512<float> t12 = Avx512F.UnpackLow(r12, r13);
        Vector512<float> t13 = Avx512F.UnpackHigh(r12, r13);
        Vector512<float> t14 = Avx512F.UnpackLow(r14, r15);
        Vector512<float> t15 = Avx512F.UnpackHigh(r14, r15);

        r0 = Avx512F.UnpackLow(t0.AsDouble(), t2.AsDouble()).AsSingle();
        r1 = Avx512F.UnpackHigh(t0.AsDouble(), t2.AsDouble()).AsSingle();
        r2 = Avx512F.UnpackLow(t1.AsDouble(), t3.AsDouble()).AsSingle();
        r3 = Avx512F.UnpackHigh(t1.AsDouble(), t3.AsDouble()).AsSingle();
        r4 = Avx512F.UnpackLow(t4.AsDouble(), t6.AsDouble()).AsSingle();
        r5 = Avx512F.UnpackHigh(t4.AsDouble(), t6.AsDouble()).AsSingle();
        r6 = Avx512F.UnpackLow(t5.AsDouble(), t7.AsDouble()).AsSingle();
        r7 = Avx512F.UnpackHigh(t5.AsDouble(), t7.AsDouble()).AsSingle();
        r8 = Avx512F.UnpackLow(t8.AsDouble(), t10.AsDouble()).AsSingle();
        r9 = Avx512F.UnpackHigh(t8.AsDouble(), t10.AsDouble()).AsSingle();
        r10 = Avx512F.UnpackLow(t9.AsDouble(), t11.AsDouble()).AsSingle();
        r11 = Avx512F.UnpackHigh(t9.AsDouble(), t11.AsDouble()).AsSingle();
        r12 = Avx512F.UnpackLow(t12.AsDouble(), t14.AsDouble()).AsSingle();
        r13 = Avx512F.UnpackHigh(t12.AsDouble(), t14.AsDouble()).AsSingle();
        r14 = Avx512F.UnpackLow(t13.AsDouble(), t15.AsDouble()).AsSingle();
        r15 = Avx512F.UnpackHigh(t13.AsDouble(), t15.AsDouble()).AsSingle();

        t0 = Avx512F.Shuffle4x128(r0, r4, 0x88);
        t4 = Avx512F.Shuffle4x128(r0, r4, 0xDD);
        t8 = Avx512F.Shuffle4x128(r8, r12, 0x88);
        t12 = Avx512F.Shuffle4x128(r8, r12, 0xDD);
        t1 = Avx512F.Shuffle4x128(r1, r5, 0x88);
        t5 = Avx512F.Shuffle4x128(r1, r5, 0xDD);
        t9 = Avx512F.Shuffle4x128(r9, r13, 0x88);
        t13 = Avx512F.Shuffle4x128(r9, r13, 0xDD);
        t2 = Avx512F.Shuffle4x128(r2, r6, 0x88);
        t6 = Avx512F.Shuffle4x128(r2, r6, 0xDD);
        t10 = Avx512F.Shuffle4x128(r10, r14, 0x88);
        t14 = Avx512F.Shuffle4x128(r10, r14, 0xDD);
        t3 = Avx512F.Shuffle4x128(r3, r7, 0x88);
        t7 = Avx512F.Shuffle4x128(r3, r7, 0xDD);
        t11 = Avx512F.Shuffle4x128(r11, r15, 0x88);
        t15 = Avx512F.Shuffle4x128(r11, r15, 0xDD);

        Avx512F.Shuffle4x128(t0, t8, 0x88).StoreUnsafe(ref destination);
        Avx512F.Shuffle4x128(t1, t9, 0x88).StoreUnsafe(ref Unsafe.Add(ref destination, destinationStride));
        Avx512F.Shuffle4x128(t2, t10, 0x88).StoreUnsafe(ref Unsafe.Add(ref destination, 2 * destinationStride));
        Avx512F.Shuffle4x128(t3, t11, 0x88).StoreUnsafe(ref Unsafe.Add(ref destination, 3 * destinationStride));
        Avx512F.Shuffle4x128(t4, t12, 0x88).StoreUnsafe(ref Unsafe.Add(ref destination, 4 * destinationStride));
        Avx512F.Shuffle4x128(t5, t13, 0x88).StoreUnsafe(ref Unsafe.Add(ref destination, 5 * destinationStride));
        Avx512F.Shuffle4x128(t6, t14, 0x88).StoreUnsafe(ref Unsafe.Add(ref destination, 6 * destinationStride));
        Avx512F.Shuffle4x128(t7, t15, 0x88).StoreUnsafe(ref Unsafe.Add(ref destination, 7 * destinationStride));
        Avx512F.Shuffle4x128(t0, t8, 0xDD).StoreUnsafe(ref Unsafe.Add(ref destination, 8 * destinationStride));
        Avx512F.Shuffle4x128(t1, t9, 0xDD).StoreUnsafe(ref Unsafe.Add(ref destination, 9 * destinationStride));
        Avx512F.Shuffle4x128(t2, t10, 0xDD).StoreUnsafe(ref Unsafe.Add(ref destination, 10 * destinationStride));
        Avx512F.Shuffle4x128(t3, t11, 0xDD).StoreUnsafe(ref Unsafe.Add(ref destination, 11 * destinationStride));
        Avx512F.Shuffle4x128(t4, t12, 0xDD).StoreUnsafe(ref Unsafe.Add(ref destination, 12 * destinationStride));
        Avx512F.Shuffle4x128(t5, t13, 0xDD).StoreUnsafe(ref Unsafe.Add(ref destination, 13 * destinationStride));
        Avx512F.Shuffle4x128(t6, t14, 0xDD).StoreUnsafe(ref Unsafe.Add(ref destination, 14 * destinationStride));
        Avx512F.Shuffle4x128(t7, t15, 0xDD).StoreUnsafe(ref Unsafe.Add(ref destination, 15 * destinationStride));
    }
}

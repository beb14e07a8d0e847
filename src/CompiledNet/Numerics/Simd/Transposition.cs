using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompiledNet;

/// <summary>Copies a matrix transposed, a block at a time in registers where the hardware can. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Transposition
{
    private const int Block = 8;

    /// <summary>destination[column, row] = source[row, column].</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The matrix, row after row.</param>
    /// <param name="sourceStride">Distance from one row to the next.</param>
    /// <param name="destination">The transposed matrix, row after row.</param>
    /// <param name="destinationStride">Distance from one row to the next.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source.</param>
    /// <exception cref="ArgumentOutOfRangeException">A span is too short.</exception>
    public static void Copy<T>(
        ReadOnlySpan<T> source, int sourceStride, Span<T> destination, int destinationStride, int rows, int columns)
        where T : unmanaged
    {
        source = source[..(((rows - 1) * sourceStride) + columns)];
        destination = destination[..(((columns - 1) * destinationStride) + rows)];
        int blockRows = 0;
        int blockColumns = 0;
        if (typeof(T) == typeof(float) && Avx.IsSupported)
        {
            blockRows = rows / Block * Block;
            blockColumns = columns / Block * Block;
            ref float from = ref Unsafe.As<T, float>(ref MemoryMarshal.GetReference(source));
            ref float to = ref Unsafe.As<T, float>(ref MemoryMarshal.GetReference(destination));
            for (int row = 0; row < blockRows; row += Block)
            {
                for (int column = 0; column < blockColumns; column += Block)
                {
                    CopyBlock(
                        ref Unsafe.Add(ref from, (row * sourceStride) + column),
                        sourceStride,
                        ref Unsafe.Add(ref to, (column * destinationStride) + row),
                        destinationStride);
                }
            }
        }

        CopyElements(source, sourceStride, destination, destinationStride, 0, blockRows, blockColumns, columns);
        CopyElements(source, sourceStride, destination, destinationStride, blockRows, rows, 0, columns);
    }

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

    // 8 × 8: neighbouring pairs, then pairs of pairs, then halves change places.
    private static void CopyBlock(ref float source, nint sourceStride, ref float destination, nint destinationStride)
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
}

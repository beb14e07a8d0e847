using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>
/// Adds up the rows of a matrix, eight registers of columns at a time so that eight sums hide each other's latency: the gradients of
/// biases. Each sum runs over the rows from first to last, in blocks where they are many (<see cref="LongSums"/>). For generated code.
/// </summary>
/// <remarks>Compiled at once and never inlined, for the reasons that <see cref="MatrixProduct"/> gives.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ColumnSums
{
    /// <summary>sums[n] = Σ_m rows[m, n], added to what sums holds where that is wanted.</summary>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="rows">The matrix.</param>
    /// <param name="stride">Its columns, whole registers, and the distance from one row to the next.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="columns">Columns that count; the sums of those after them are stored as 0.</param>
    /// <param name="sums">One sum for each column, written.</param>
    /// <param name="adds">Whether the sums start at what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<TVector, T>(ref T rows, int stride, int count, int columns, ref T sums, bool adds)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (LongSums.Cuts<T>(count))
        {
            RunLong<TVector, T>(ref rows, stride, count, columns, ref sums, adds);
            return;
        }

        nint n = 0;
        for (; n + (8 * TVector.Count) <= stride; n += 8 * TVector.Count)
        {
            Tile8<TVector, T>(ref Unsafe.Add(ref rows, n), stride, count, columns - (int)n, ref Unsafe.Add(ref sums, n), adds);
        }

        for (; n + (2 * TVector.Count) <= stride; n += 2 * TVector.Count)
        {
            Tile2<TVector, T>(ref Unsafe.Add(ref rows, n), stride, count, columns - (int)n, ref Unsafe.Add(ref sums, n), adds);
        }

        if (n < stride)
        {
            TVector sum = Sum<TVector, T>(ref Unsafe.Add(ref rows, n), stride, count, adds ? TVector.Load(in sums, n) : TVector.Zero);
            TVector.Store(sum & TVector.FirstLanes(columns - (int)n), ref sums, n);
        }
    }

    // One register of columns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sum<TVector, T>(ref T rows, nint stride, nint count, TVector sum)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint m = 0; m < count; m++)
        {
            sum += TVector.Load(in rows, m * stride);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile8<TVector, T>(ref T rows, nint stride, nint count, int columns, ref T sums, bool adds)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector c0 = Start<TVector, T>(ref sums, 0, adds);
        TVector c1 = Start<TVector, T>(ref sums, 1, adds);
        TVector c2 = Start<TVector, T>(ref sums, 2, adds);
        TVector c3 = Start<TVector, T>(ref sums, 3, adds);
        TVector c4 = Start<TVector, T>(ref sums, 4, adds);
        TVector c5 = Start<TVector, T>(ref sums, 5, adds);
        TVector c6 = Start<TVector, T>(ref sums, 6, adds);
        TVector c7 = Start<TVector, T>(ref sums, 7, adds);
        for (nint m = 0; m < count; m++)
        {
            c0 += TVector.Load(in rows, 0);
            c1 += TVector.Load(in rows, TVector.Count);
            c2 += TVector.Load(in rows, 2 * TVector.Count);
            c3 += TVector.Load(in rows, 3 * TVector.Count);
            c4 += TVector.Load(in rows, 4 * TVector.Count);
            c5 += TVector.Load(in rows, 5 * TVector.Count);
            c6 += TVector.Load(in rows, 6 * TVector.Count);
            c7 += TVector.Load(in rows, 7 * TVector.Count);
            rows = ref Unsafe.Add(ref rows, stride);
        }

        Store<TVector, T>(c0, ref sums, 0, columns);
        Store<TVector, T>(c1, ref sums, 1, columns);
        Store<TVector, T>(c2, ref sums, 2, columns);
        Store<TVector, T>(c3, ref sums, 3, columns);
        Store<TVector, T>(c4, ref sums, 4, columns);
        Store<TVector, T>(c5, ref sums, 5, columns);
        Store<TVector, T>(c6, ref sums, 6, columns);
        Store<TVector, T>(c7, ref sums, 7, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile2<TVector, T>(ref T rows, nint stride, nint count, int columns, ref T sums, bool adds)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector c0 = Start<TVector, T>(ref sums, 0, adds);
        TVector c1 = Start<TVector, T>(ref sums, 1, adds);
        for (nint m = 0; m < count; m++)
        {
            c0 += TVector.Load(in rows, 0);
            c1 += TVector.Load(in rows, TVector.Count);
            rows = ref Unsafe.Add(ref rows, stride);
        }

        Store<TVector, T>(c0, ref sums, 0, columns);
        Store<TVector, T>(c1, ref sums, 1, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Start<TVector, T>(ref T sums, nint register, bool adds)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> => adds ? TVector.Load(in sums, register * TVector.Count) : TVector.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVector, T>(TVector sum, ref T sums, int register, int columns)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TVector.Store(sum & TVector.FirstLanes(columns - (register * TVector.Count)), ref sums, register * TVector.Count);
}

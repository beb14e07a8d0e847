using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompiledNet.Generated;

/// <summary>
/// A convolution of one channel with up to eight filters, which fill half a register of 512 bits: two neighboring windows share one. In it the two take turns,
/// filter by filter, since a copy of two neighboring numbers into all lanes is a load and nothing else.
/// </summary>
/// <remarks>The sums are those of <see cref="MatrixProduct"/>, in its order and so with its bits. LeNet's first layer takes half the time.</remarks>
internal static class PairedConvolution
{
    private const int Filters = 8;

    /// <summary>Whether windows of the shape can share registers, and do not fill them alone.</summary>
    /// <typeparam name="TShape">The product of a row of windows.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fits<TShape, T>()
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector512.IsHardwareAccelerated
        && Avx512F.IsSupported
        && typeof(T) == typeof(float)
        && TShape.Lanes == Filters
        && TShape.ResultStride == Filters
        && !TShape.StoresColumnsAlone
        && TShape.RowStride == 1
        && TShape.DepthStride == 1
        && !TShape.AddsToResult;

    /// <summary>z of a row of windows.</summary>
    /// <typeparam name="TShape">The product of the row.</typeparam>
    /// <typeparam name="T">The number type, single.</typeparam>
    /// <param name="x">The first window.</param>
    /// <param name="filters">W.</param>
    /// <param name="z">z of the first window, written.</param>
    /// <param name="biases">b; not read where the shape has none.</param>
    /// <param name="columns">How many windows, at least 2.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Row<TShape, T>(ref T x, ref T filters, ref T z, ref T biases, int columns)
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int column = Tiles<Size14, TShape, T>(ref x, ref filters, ref z, ref biases, 0, columns, columns);
        column = Tiles<Size12, TShape, T>(ref x, ref filters, ref z, ref biases, column, columns, 20);
        column = Tiles<Size8, TShape, T>(ref x, ref filters, ref z, ref biases, column, columns, 8);
        column = Tiles<Size4, TShape, T>(ref x, ref filters, ref z, ref biases, column, columns, 4);
        Tiles<Size1, TShape, T>(ref x, ref filters, ref z, ref biases, column, columns, 0);
    }

    // Windows from one on, in tiles; what is left over goes to one more tile, together with windows before it, where there is more left than a smaller tile should have.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Tiles<TPairs, TShape, T>(ref T x, ref T filters, ref T z, ref T biases, int column, int columns, int left)
        where TPairs : struct
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int windows = 2 * Unsafe.SizeOf<TPairs>();
        for (; column + windows <= columns; column += windows)
        {
            Tile<TPairs, TShape, T>(ref Unsafe.Add(ref x, column), ref filters, ref Unsafe.Add(ref z, Filters * column), ref biases);
        }

        if (columns - column > left && columns >= windows)
        {
            column = columns - windows;
            Tile<TPairs, TShape, T>(ref Unsafe.Add(ref x, column), ref filters, ref Unsafe.Add(ref z, Filters * column), ref biases);
            column = columns;
        }

        return column;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile<TPairs, TShape, T>(ref T x, ref T filters, ref T z, ref T biases)
        where TPairs : struct
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector512<int> twice = Vector512.Create(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7);
        Simd512<T> start = TShape.HasBiases ? Twice(ref biases, twice) : Simd512<T>.Zero;
        Simd512<T> c0 = start;
        Simd512<T> c1 = start;
        Simd512<T> c2 = start;
        Simd512<T> c3 = start;
        Simd512<T> c4 = start;
        Simd512<T> c5 = start;
        Simd512<T> c6 = start;
        Simd512<T> c7 = start;
        Simd512<T> c8 = start;
        Simd512<T> c9 = start;
        Simd512<T> c10 = start;
        Simd512<T> c11 = start;
        Simd512<T> c12 = start;
        Simd512<T> c13 = start;
        ref T run = ref x;
        int runs = 0;
        do
        {
            for (nint k = 0; k < TShape.Depth; k++)
            {
                Simd512<T> w = Twice(ref filters, twice);
                Simd512<T>.AddProduct(ref c0, Pair(ref x, 0), w);

                if (Unsafe.SizeOf<TPairs>() >= 4)
                {
                    Simd512<T>.AddProduct(ref c1, Pair(ref x, 2), w);
                    Simd512<T>.AddProduct(ref c2, Pair(ref x, 4), w);
                    Simd512<T>.AddProduct(ref c3, Pair(ref x, 6), w);
                }

                if (Unsafe.SizeOf<TPairs>() >= 8)
                {
                    Simd512<T>.AddProduct(ref c4, Pair(ref x, 8), w);
                    Simd512<T>.AddProduct(ref c5, Pair(ref x, 10), w);
                    Simd512<T>.AddProduct(ref c6, Pair(ref x, 12), w);
                    Simd512<T>.AddProduct(ref c7, Pair(ref x, 14), w);
                }

                if (Unsafe.SizeOf<TPairs>() >= 12)
                {
                    Simd512<T>.AddProduct(ref c8, Pair(ref x, 16), w);
                    Simd512<T>.AddProduct(ref c9, Pair(ref x, 18), w);
                    Simd512<T>.AddProduct(ref c10, Pair(ref x, 20), w);
                    Simd512<T>.AddProduct(ref c11, Pair(ref x, 22), w);
                }

                if (Unsafe.SizeOf<TPairs>() >= 14)
                {
                    Simd512<T>.AddProduct(ref c12, Pair(ref x, 24), w);
                    Simd512<T>.AddProduct(ref c13, Pair(ref x, 26), w);
                }

                x = ref Unsafe.Add(ref x, 1);
                filters = ref Unsafe.Add(ref filters, Filters);
            }

            runs++;
            run = ref Unsafe.Add(ref run, TShape.RunsOfBlock > 0 && runs % TShape.RunsOfBlock == 0 ? TShape.BlockStep : TShape.RunStride);
            x = ref run;
        }
        while (runs < TShape.Runs);

        Vector512<int> order = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15);
        Vector256<T> columns = Simd256<T>.FirstLanes(TShape.Columns).Lanes;
        var mask = new Simd512<T>(Vector512.Create(columns, columns));
        Store<TShape, T>(c0, order, mask, ref z, 0);

        if (Unsafe.SizeOf<TPairs>() >= 4)
        {
            Store<TShape, T>(c1, order, mask, ref z, 1);
            Store<TShape, T>(c2, order, mask, ref z, 2);
            Store<TShape, T>(c3, order, mask, ref z, 3);
        }

        if (Unsafe.SizeOf<TPairs>() >= 8)
        {
            Store<TShape, T>(c4, order, mask, ref z, 4);
            Store<TShape, T>(c5, order, mask, ref z, 5);
            Store<TShape, T>(c6, order, mask, ref z, 6);
            Store<TShape, T>(c7, order, mask, ref z, 7);
        }

        if (Unsafe.SizeOf<TPairs>() >= 12)
        {
            Store<TShape, T>(c8, order, mask, ref z, 8);
            Store<TShape, T>(c9, order, mask, ref z, 9);
            Store<TShape, T>(c10, order, mask, ref z, 10);
            Store<TShape, T>(c11, order, mask, ref z, 11);
        }

        if (Unsafe.SizeOf<TPairs>() >= 14)
        {
            Store<TShape, T>(c12, order, mask, ref z, 12);
            Store<TShape, T>(c13, order, mask, ref z, 13);
        }
    }

    // Eight weights, each in two lanes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd512<T> Twice<T>(ref T weights, Vector512<int> twice)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(Avx512F.PermuteVar16x32(Vector256.LoadUnsafe(ref weights).AsSingle().ToVector512Unsafe(), twice).As<float, T>());

    // A number of each of two windows, in turns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd512<T> Pair<T>(ref T x, nint index)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(Vector512.Create(Unsafe.ReadUnaligned<double>(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref x, index)))).As<double, T>());

    // One window after the other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TShape, T>(Simd512<T> sums, Vector512<int> order, Simd512<T> mask, ref T z, nint pair)
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var result = new Simd512<T>(Avx512F.PermuteVar16x32(TShape.Finish(sums).Lanes.AsSingle(), order).As<float, T>());
        Simd512<T>.Store(TShape.Columns == Filters ? result : result & mask, ref z, 2 * Filters * pair);
    }
}

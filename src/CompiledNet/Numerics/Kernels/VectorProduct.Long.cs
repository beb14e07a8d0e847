using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet.Generated;

/// <content>Products whose sums are so long that they are cut: the same tiles, block after block of k.</content>
public static partial class VectorProduct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunLong<TShape, TVector, T>(ref T x, ref T b, ref T y, ref T biases)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int register = WidestRegister / Unsafe.SizeOf<T>();
        nint n = 0;
        for (; n < TShape.Lanes / (8 * register) * (8 * register); n += 8 * TVector.Count)
        {
            LongTile<Size8, TShape, TVector, T>(ref x, ref b, ref y, ref biases, n);
        }

        for (; n < TShape.Lanes / (4 * register) * (4 * register); n += 4 * TVector.Count)
        {
            LongTile<Size4, TShape, TVector, T>(ref x, ref b, ref y, ref biases, n);
        }

        for (; n < TShape.Lanes / (2 * register) * (2 * register); n += 2 * TVector.Count)
        {
            LongTile<Size2, TShape, TVector, T>(ref x, ref b, ref y, ref biases, n);
        }

        for (; n < TShape.Lanes; n += TVector.Count)
        {
            LongTile<Size1, TShape, TVector, T>(ref x, ref b, ref y, ref biases, n);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void LongTile<TRegisters, TShape, TVector, T>(ref T x, ref T b, ref T y, ref T biases, nint n)
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
        if (TShape.HasBiases)
        {
            LongSums.Begin(ref Unsafe.Add(ref biases, n), ref totals, width);
        }
        else
        {
            MemoryMarshal.CreateSpan(ref totals, (int)width).Clear();
        }

        nint k = 0;
        for (; k + LongSums.Block <= TShape.Depth; k += LongSums.Block)
        {
            BlockTile<TRegisters, BlockOf<TShape, TRegisters, TVector, T>, TVector, T>(
                ref Unsafe.Add(ref x, k), ref Unsafe.Add(ref b, (k * TShape.Lanes) + n), ref partial);
            LongSums.Add(ref partial, ref totals, width);
        }

        if (k < TShape.Depth)
        {
            BlockTile<TRegisters, RestOf<TShape, T>, TVector, T>(
                ref Unsafe.Add(ref x, k), ref Unsafe.Add(ref b, (k * TShape.Lanes) + n), ref partial);
            LongSums.Add(ref partial, ref totals, width);
        }

        LongSums.End(ref totals, ref partial, width);
        for (nint j = 0; j < width; j += TVector.Count)
        {
            Store<TShape, TVector, T>(TVector.Load(in partial, j), ref y, n + j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BlockTile<TRegisters, TShape, TVector, T>(ref T x, ref T b, ref T y)
        where TRegisters : struct
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (Unsafe.SizeOf<TRegisters>())
        {
            case 8:
                Tile8<TShape, TVector, T>(ref x, ref b, ref y, ref y, 0);
                break;
            case 4:
                Tile4<TShape, TVector, T>(ref x, ref b, ref y, ref y, 0);
                break;
            case 2:
                Tile2<TShape, TVector, T>(ref x, ref b, ref y, ref y, 0);
                break;
            default:
                Tile1<TShape, TVector, T>(ref x, ref b, ref y, ref y, 0);
                break;
        }
    }
}

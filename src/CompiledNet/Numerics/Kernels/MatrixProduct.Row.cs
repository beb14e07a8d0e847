using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <content>The tiles of a single row: up to eight registers, so that eight sums are under way.</content>
public static partial class MatrixProduct
{
    // A function of its own, so that a shape whose rows all fill larger tiles compiles none of these.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Row<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint depth)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint n = 0;
        for (; n + (8 * TVector.Count) <= TShape.Lanes; n += 8 * TVector.Count)
        {
            RowTile<Size8, TShape, TVector, T>(ref a, ref b, ref c, ref biases, n, depth);
        }

        for (; n + (4 * TVector.Count) <= TShape.Lanes; n += 4 * TVector.Count)
        {
            RowTile<Size4, TShape, TVector, T>(ref a, ref b, ref c, ref biases, n, depth);
        }

        for (; n + (2 * TVector.Count) <= TShape.Lanes; n += 2 * TVector.Count)
        {
            RowTile<Size2, TShape, TVector, T>(ref a, ref b, ref c, ref biases, n, depth);
        }

        if (n < TShape.Lanes)
        {
            RowTile<Size1, TShape, TVector, T>(ref a, ref b, ref c, ref biases, n, depth);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RowTile<TRegisters, TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint n, nint depth)
        where TRegisters : struct
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint depthStride = TShape.DepthStride;
        nint lanes = TShape.Lanes;
        TVector c0 = TVector.Zero, c1 = TVector.Zero, c2 = TVector.Zero, c3 = TVector.Zero, c4 = TVector.Zero, c5 = TVector.Zero, c6 = TVector.Zero, c7 = TVector.Zero;
        if (TShape.AddsToResult || TShape.HasBiases)
        {
            ref T start = ref TShape.AddsToResult ? ref c : ref biases;
            c0 = TVector.Load(in start, n);

            if (Unsafe.SizeOf<TRegisters>() >= 2)
            {
                c1 = TVector.Load(in start, n + TVector.Count);
            }

            if (Unsafe.SizeOf<TRegisters>() >= 4)
            {
                c2 = TVector.Load(in start, n + (2 * TVector.Count));
                c3 = TVector.Load(in start, n + (3 * TVector.Count));
            }

            if (Unsafe.SizeOf<TRegisters>() >= 8)
            {
                c4 = TVector.Load(in start, n + (4 * TVector.Count));
                c5 = TVector.Load(in start, n + (5 * TVector.Count));
                c6 = TVector.Load(in start, n + (6 * TVector.Count));
                c7 = TVector.Load(in start, n + (7 * TVector.Count));
            }
        }

        ref T run = ref a;
        int runs = 0;
        do
        {
            for (nint k = 0; k < depth; k++)
            {
                TVector x = TVector.Create(a);
                TVector.AddProduct(ref c0, x, TVector.Load(in b, n));

                if (Unsafe.SizeOf<TRegisters>() >= 2)
                {
                    TVector.AddProduct(ref c1, x, TVector.Load(in b, n + TVector.Count));
                }

                if (Unsafe.SizeOf<TRegisters>() >= 4)
                {
                    TVector.AddProduct(ref c2, x, TVector.Load(in b, n + (2 * TVector.Count)));
                    TVector.AddProduct(ref c3, x, TVector.Load(in b, n + (3 * TVector.Count)));
                }

                if (Unsafe.SizeOf<TRegisters>() >= 8)
                {
                    TVector.AddProduct(ref c4, x, TVector.Load(in b, n + (4 * TVector.Count)));
                    TVector.AddProduct(ref c5, x, TVector.Load(in b, n + (5 * TVector.Count)));
                    TVector.AddProduct(ref c6, x, TVector.Load(in b, n + (6 * TVector.Count)));
                    TVector.AddProduct(ref c7, x, TVector.Load(in b, n + (7 * TVector.Count)));
                }

                a = ref Unsafe.Add(ref a, depthStride);
                b = ref Unsafe.Add(ref b, lanes);
            }

            if (TShape.Runs > 1)
            {
                runs++;
                run = ref Unsafe.Add(ref run, TShape.RunsOfBlock > 0 && runs % TShape.RunsOfBlock == 0 ? TShape.BlockStep : TShape.RunStride);
                a = ref run;
            }
        }
        while (TShape.Runs > 1 && runs < TShape.Runs);

        if (Unsafe.SizeOf<TRegisters>() == 1)
        {
            StoreRow<Size1, TShape, TVector, T>(c0, c0, ref c, n);
        }
        else
        {
            StoreRow<Size2, TShape, TVector, T>(c0, c1, ref c, n);
        }

        if (Unsafe.SizeOf<TRegisters>() >= 4)
        {
            StoreRow<Size2, TShape, TVector, T>(c2, c3, ref c, n + (2 * TVector.Count));
        }

        if (Unsafe.SizeOf<TRegisters>() >= 8)
        {
            StoreRow<Size2, TShape, TVector, T>(c4, c5, ref c, n + (4 * TVector.Count));
            StoreRow<Size2, TShape, TVector, T>(c6, c7, ref c, n + (6 * TVector.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<TRegisters, TShape, TVector, T>(TVector sums0, TVector sums1, ref T c, nint n)
        where TRegisters : struct
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector mask0 = TVector.FirstLanes(TShape.Columns - (int)n);
        TVector mask1 = TVector.FirstLanes(TShape.Columns - (int)(n + TVector.Count));
        Store<TRegisters, TShape, TVector, T>(sums0, sums1, mask0, mask1, ref c, 0, n);
    }
}

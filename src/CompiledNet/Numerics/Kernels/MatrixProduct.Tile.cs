using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <content>The tiles of several rows: one text for all of them.</content>
/// <remarks>
/// A tile is given by two structs whose sizes in bytes are its rows and its registers, 1 or 2. The JIT knows a size before it looks at the
/// branch that depends on it, and so takes up nothing of the rows that a tile does not have; but the inliner's budget grows with the whole text.
/// </remarks>
public static partial class MatrixProduct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile<TRows, TRegisters, TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, nint n, nint depth)
        where TRows : struct
        where TRegisters : struct
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint rowStride = TShape.RowStride;
        nint depthStride = TShape.DepthStride;
        nint resultStride = TShape.ResultStride;
        nint lanes = TShape.Lanes;
        nint next = n + TVector.Count;
        nint nextRow = (Unsafe.SizeOf<TRows>() + (n / (2 * TVector.Count) % Unsafe.SizeOf<TRows>())) * rowStride;
        TVector start0 = TShape.HasBiases ? TVector.Load(in biases, n) : TVector.Zero;
        TVector start1 = TShape.HasBiases && Unsafe.SizeOf<TRegisters>() == 2 ? TVector.Load(in biases, next) : TVector.Zero;
        TVector c0_0 = start0, c0_1 = start1;
        TVector c1_0 = start0, c1_1 = start1;
        TVector c2_0 = start0, c2_1 = start1;
        TVector c3_0 = start0, c3_1 = start1;
        TVector c4_0 = start0, c4_1 = start1;
        TVector c5_0 = start0, c5_1 = start1;
        TVector c6_0 = start0, c6_1 = start1;
        TVector c7_0 = start0, c7_1 = start1;
        TVector c8_0 = start0, c8_1 = start1;
        TVector c9_0 = start0, c9_1 = start1;
        TVector c10_0 = start0, c10_1 = start1;
        TVector c11_0 = start0, c11_1 = start1;
        if (TShape.AddsToResult)
        {
            c0_0 = TVector.Load(in c, n);
            c0_1 = Unsafe.SizeOf<TRegisters>() == 2 ? TVector.Load(in c, next) : start1;

            if (Unsafe.SizeOf<TRows>() >= 2)
            {
                c1_0 = TVector.Load(in c, resultStride + n);
                c1_1 = Unsafe.SizeOf<TRegisters>() == 2 ? TVector.Load(in c, resultStride + next) : start1;
            }

            if (Unsafe.SizeOf<TRows>() >= 3)
            {
                c2_0 = TVector.Load(in c, (2 * resultStride) + n);
                c2_1 = Unsafe.SizeOf<TRegisters>() == 2 ? TVector.Load(in c, (2 * resultStride) + next) : start1;
            }

            if (Unsafe.SizeOf<TRows>() >= 4)
            {
                c3_0 = TVector.Load(in c, (3 * resultStride) + n);
                c3_1 = Unsafe.SizeOf<TRegisters>() == 2 ? TVector.Load(in c, (3 * resultStride) + next) : start1;
            }

            if (Unsafe.SizeOf<TRows>() >= 5)
            {
                c4_0 = TVector.Load(in c, (4 * resultStride) + n);
                c4_1 = Unsafe.SizeOf<TRegisters>() == 2 ? TVector.Load(in c, (4 * resultStride) + next) : start1;
            }

            if (Unsafe.SizeOf<TRows>() >= 6)
            {
                c5_0 = TVector.Load(in c, (5 * resultStride) + n);
                c5_1 = Unsafe.SizeOf<TRegisters>() == 2 ? TVector.Load(in c, (5 * resultStride) + next) : start1;
            }

            if (Unsafe.SizeOf<TRows>() >= 7)
            {
                c6_0 = TVector.Load(in c, (6 * resultStride) + n);
                c6_1 = Unsafe.SizeOf<TRegisters>() == 2 ? TVector.Load(in c, (6 * resultStride) + next) : start1;
            }

            if (Unsafe.SizeOf<TRows>() >= 8)
            {
                c7_0 = TVector.Load(in c, (7 * resultStride) + n);
                c7_1 = Unsafe.SizeOf<TRegisters>() == 2 ? TVector.Load(in c, (7 * resultStride) + next) : start1;
            }

            if (Unsafe.SizeOf<TRows>() >= 9)
            {
                c8_0 = TVector.Load(in c, (8 * resultStride) + n);
                c8_1 = Unsafe.SizeOf<TRegisters>() == 2 ? TVector.Load(in c, (8 * resultStride) + next) : start1;
            }

            if (Unsafe.SizeOf<TRows>() >= 10)
            {
                c9_0 = TVector.Load(in c, (9 * resultStride) + n);
                c9_1 = Unsafe.SizeOf<TRegisters>() == 2 ? TVector.Load(in c, (9 * resultStride) + next) : start1;
            }

            if (Unsafe.SizeOf<TRows>() >= 11)
            {
                c10_0 = TVector.Load(in c, (10 * resultStride) + n);
                c10_1 = Unsafe.SizeOf<TRegisters>() == 2 ? TVector.Load(in c, (10 * resultStride) + next) : start1;
            }

            if (Unsafe.SizeOf<TRows>() >= 12)
            {
                c11_0 = TVector.Load(in c, (11 * resultStride) + n);
                c11_1 = Unsafe.SizeOf<TRegisters>() == 2 ? TVector.Load(in c, (11 * resultStride) + next) : start1;
            }
        }

        ref T run = ref a;
        int runs = 0;
        do
        {
            for (nint k = 0; k < depth; k++)
            {
                TVector b0 = TVector.Load(in b, n);
                TVector b1 = Unsafe.SizeOf<TRegisters>() == 2 ? TVector.Load(in b, next) : b0;
                if (!TVector.HasManyRegisters && (long)TShape.Depth * TShape.Lanes > FirstLevelBytes / Unsafe.SizeOf<T>())
                {
                    Prefetch(ref Unsafe.Add(ref b, (RowsAhead * lanes) + n));
                    Prefetch(ref Unsafe.Add(ref a, nextRow));
                }

                TVector a0 = TVector.Create(a);
                TVector.AddProduct(ref c0_0, a0, b0);
                if (Unsafe.SizeOf<TRegisters>() == 2)
                {
                    TVector.AddProduct(ref c0_1, a0, b1);
                }

                if (Unsafe.SizeOf<TRows>() >= 2)
                {
                    TVector a1 = TVector.Create(Unsafe.Add(ref a, rowStride));
                    TVector.AddProduct(ref c1_0, a1, b0);
                    if (Unsafe.SizeOf<TRegisters>() == 2)
                    {
                        TVector.AddProduct(ref c1_1, a1, b1);
                    }
                }

                if (Unsafe.SizeOf<TRows>() >= 3)
                {
                    TVector a2 = TVector.Create(Unsafe.Add(ref a, 2 * rowStride));
                    TVector.AddProduct(ref c2_0, a2, b0);
                    if (Unsafe.SizeOf<TRegisters>() == 2)
                    {
                        TVector.AddProduct(ref c2_1, a2, b1);
                    }
                }

                if (Unsafe.SizeOf<TRows>() >= 4)
                {
                    TVector a3 = TVector.Create(Unsafe.Add(ref a, 3 * rowStride));
                    TVector.AddProduct(ref c3_0, a3, b0);
                    if (Unsafe.SizeOf<TRegisters>() == 2)
                    {
                        TVector.AddProduct(ref c3_1, a3, b1);
                    }
                }

                if (Unsafe.SizeOf<TRows>() >= 5)
                {
                    TVector a4 = TVector.Create(Unsafe.Add(ref a, 4 * rowStride));
                    TVector.AddProduct(ref c4_0, a4, b0);
                    if (Unsafe.SizeOf<TRegisters>() == 2)
                    {
                        TVector.AddProduct(ref c4_1, a4, b1);
                    }
                }

                if (Unsafe.SizeOf<TRows>() >= 6)
                {
                    TVector a5 = TVector.Create(Unsafe.Add(ref a, 5 * rowStride));
                    TVector.AddProduct(ref c5_0, a5, b0);
                    if (Unsafe.SizeOf<TRegisters>() == 2)
                    {
                        TVector.AddProduct(ref c5_1, a5, b1);
                    }
                }

                if (Unsafe.SizeOf<TRows>() >= 7)
                {
                    TVector a6 = TVector.Create(Unsafe.Add(ref a, 6 * rowStride));
                    TVector.AddProduct(ref c6_0, a6, b0);
                    if (Unsafe.SizeOf<TRegisters>() == 2)
                    {
                        TVector.AddProduct(ref c6_1, a6, b1);
                    }
                }

                if (Unsafe.SizeOf<TRows>() >= 8)
                {
                    TVector a7 = TVector.Create(Unsafe.Add(ref a, 7 * rowStride));
                    TVector.AddProduct(ref c7_0, a7, b0);
                    if (Unsafe.SizeOf<TRegisters>() == 2)
                    {
                        TVector.AddProduct(ref c7_1, a7, b1);
                    }
                }

                if (Unsafe.SizeOf<TRows>() >= 9)
                {
                    TVector a8 = TVector.Create(Unsafe.Add(ref a, 8 * rowStride));
                    TVector.AddProduct(ref c8_0, a8, b0);
                    if (Unsafe.SizeOf<TRegisters>() == 2)
                    {
                        TVector.AddProduct(ref c8_1, a8, b1);
                    }
                }

                if (Unsafe.SizeOf<TRows>() >= 10)
                {
                    TVector a9 = TVector.Create(Unsafe.Add(ref a, 9 * rowStride));
                    TVector.AddProduct(ref c9_0, a9, b0);
                    if (Unsafe.SizeOf<TRegisters>() == 2)
                    {
                        TVector.AddProduct(ref c9_1, a9, b1);
                    }
                }

                if (Unsafe.SizeOf<TRows>() >= 11)
                {
                    TVector a10 = TVector.Create(Unsafe.Add(ref a, 10 * rowStride));
                    TVector.AddProduct(ref c10_0, a10, b0);
                    if (Unsafe.SizeOf<TRegisters>() == 2)
                    {
                        TVector.AddProduct(ref c10_1, a10, b1);
                    }
                }

                if (Unsafe.SizeOf<TRows>() >= 12)
                {
                    TVector a11 = TVector.Create(Unsafe.Add(ref a, 11 * rowStride));
                    TVector.AddProduct(ref c11_0, a11, b0);
                    if (Unsafe.SizeOf<TRegisters>() == 2)
                    {
                        TVector.AddProduct(ref c11_1, a11, b1);
                    }
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

        TVector mask0 = TVector.FirstLanes(TShape.Columns - (int)n);
        TVector mask1 = TVector.FirstLanes(TShape.Columns - (int)next);
        Store<TRegisters, TShape, TVector, T>(c0_0, c0_1, mask0, mask1, ref c, 0, n);

        if (Unsafe.SizeOf<TRows>() >= 2)
        {
            Store<TRegisters, TShape, TVector, T>(c1_0, c1_1, mask0, mask1, ref c, resultStride, n);
        }

        if (Unsafe.SizeOf<TRows>() >= 3)
        {
            Store<TRegisters, TShape, TVector, T>(c2_0, c2_1, mask0, mask1, ref c, 2 * resultStride, n);
        }

        if (Unsafe.SizeOf<TRows>() >= 4)
        {
            Store<TRegisters, TShape, TVector, T>(c3_0, c3_1, mask0, mask1, ref c, 3 * resultStride, n);
        }

        if (Unsafe.SizeOf<TRows>() >= 5)
        {
            Store<TRegisters, TShape, TVector, T>(c4_0, c4_1, mask0, mask1, ref c, 4 * resultStride, n);
        }

        if (Unsafe.SizeOf<TRows>() >= 6)
        {
            Store<TRegisters, TShape, TVector, T>(c5_0, c5_1, mask0, mask1, ref c, 5 * resultStride, n);
        }

        if (Unsafe.SizeOf<TRows>() >= 7)
        {
            Store<TRegisters, TShape, TVector, T>(c6_0, c6_1, mask0, mask1, ref c, 6 * resultStride, n);
        }

        if (Unsafe.SizeOf<TRows>() >= 8)
        {
            Store<TRegisters, TShape, TVector, T>(c7_0, c7_1, mask0, mask1, ref c, 7 * resultStride, n);
        }

        if (Unsafe.SizeOf<TRows>() >= 9)
        {
            Store<TRegisters, TShape, TVector, T>(c8_0, c8_1, mask0, mask1, ref c, 8 * resultStride, n);
        }

        if (Unsafe.SizeOf<TRows>() >= 10)
        {
            Store<TRegisters, TShape, TVector, T>(c9_0, c9_1, mask0, mask1, ref c, 9 * resultStride, n);
        }

        if (Unsafe.SizeOf<TRows>() >= 11)
        {
            Store<TRegisters, TShape, TVector, T>(c10_0, c10_1, mask0, mask1, ref c, 10 * resultStride, n);
        }

        if (Unsafe.SizeOf<TRows>() >= 12)
        {
            Store<TRegisters, TShape, TVector, T>(c11_0, c11_1, mask0, mask1, ref c, 11 * resultStride, n);
        }
    }
}

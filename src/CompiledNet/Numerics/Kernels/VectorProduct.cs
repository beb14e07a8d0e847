using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>
/// The product of a matrix with one vector, y[n] = start + Σ_k x[k] · B[k, n]: a network's inference of one sample. For generated code.
/// </summary>
/// <remarks>
/// A multiply-add takes four cycles and two begin in each, so that fewer than eight sums would wait: where the columns fill fewer than
/// eight registers, each sum is cut into chains, which are added pairwise at the end. How a column's sum is cut depends on the shape alone,
/// not on the width of the registers, so that the bits do not either; long ones go in blocks first (<see cref="LongSums"/>). Compiled at once, for the reason that <see cref="MatrixProduct"/> gives.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorProduct
{
    private const int WidestRegister = 64;

    /// <summary>Computes a product.</summary>
    /// <typeparam name="TShape">Its shape; the depth is constant, and there is one row.</typeparam>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The vector.</param>
    /// <param name="b">The matrix.</param>
    /// <param name="y">The product, written.</param>
    /// <param name="biases">The biases; not read where the shape has none.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<TShape, TVector, T>(ref T x, ref T b, ref T y, ref T biases)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (LongSums.Cuts<T>(TShape.Depth))
        {
            RunLong<TShape, TVector, T>(ref x, ref b, ref y, ref biases);
            return;
        }

        int register = WidestRegister / Unsafe.SizeOf<T>();
        nint n = 0;
        for (; n < TShape.Lanes / (8 * register) * (8 * register); n += 8 * TVector.Count)
        {
            Tile8<TShape, TVector, T>(ref x, ref b, ref y, ref biases, n);
        }

        for (; n < TShape.Lanes / (4 * register) * (4 * register); n += 4 * TVector.Count)
        {
            Tile4<TShape, TVector, T>(ref x, ref b, ref y, ref biases, n);
        }

        for (; n < TShape.Lanes / (2 * register) * (2 * register); n += 2 * TVector.Count)
        {
            Tile2<TShape, TVector, T>(ref x, ref b, ref y, ref biases, n);
        }

        for (; n < TShape.Lanes; n += TVector.Count)
        {
            Tile1<TShape, TVector, T>(ref x, ref b, ref y, ref biases, n);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Start<TShape, TVector, T>(ref T biases, nint column)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TShape.HasBiases ? TVector.Load(in biases, column) : TVector.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TShape, TVector, T>(TVector sums, ref T y, nint column)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector result = TShape.Finish(sums);
        if (TShape.Columns != TShape.Lanes)
        {
            result &= TVector.FirstLanes(TShape.Columns - (int)column);
        }

        TVector.Store(result, ref y, column);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Step<TShape, TVector, T>(TVector sums, TVector x, ref T b, nint k, nint column)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TVector.Fma(x, TVector.Load(in b, (k * TShape.Lanes) + column), sums);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile8<TShape, TVector, T>(ref T x, ref T b, ref T y, ref T biases, nint n)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector c00 = Start<TShape, TVector, T>(ref biases, n);
        TVector c01 = Start<TShape, TVector, T>(ref biases, n + TVector.Count);
        TVector c02 = Start<TShape, TVector, T>(ref biases, n + (2 * TVector.Count));
        TVector c03 = Start<TShape, TVector, T>(ref biases, n + (3 * TVector.Count));
        TVector c04 = Start<TShape, TVector, T>(ref biases, n + (4 * TVector.Count));
        TVector c05 = Start<TShape, TVector, T>(ref biases, n + (5 * TVector.Count));
        TVector c06 = Start<TShape, TVector, T>(ref biases, n + (6 * TVector.Count));
        TVector c07 = Start<TShape, TVector, T>(ref biases, n + (7 * TVector.Count));

        nint k = 0;
        for (; k < TShape.Depth; k += 1)
        {
            TVector x0 = TVector.Create(Unsafe.Add(ref x, k));
            c00 = Step<TShape, TVector, T>(c00, x0, ref b, k, n);
            c01 = Step<TShape, TVector, T>(c01, x0, ref b, k, n + TVector.Count);
            c02 = Step<TShape, TVector, T>(c02, x0, ref b, k, n + (2 * TVector.Count));
            c03 = Step<TShape, TVector, T>(c03, x0, ref b, k, n + (3 * TVector.Count));
            c04 = Step<TShape, TVector, T>(c04, x0, ref b, k, n + (4 * TVector.Count));
            c05 = Step<TShape, TVector, T>(c05, x0, ref b, k, n + (5 * TVector.Count));
            c06 = Step<TShape, TVector, T>(c06, x0, ref b, k, n + (6 * TVector.Count));
            c07 = Step<TShape, TVector, T>(c07, x0, ref b, k, n + (7 * TVector.Count));
        }

        Store<TShape, TVector, T>(c00, ref y, n);
        Store<TShape, TVector, T>(c01, ref y, n + TVector.Count);
        Store<TShape, TVector, T>(c02, ref y, n + (2 * TVector.Count));
        Store<TShape, TVector, T>(c03, ref y, n + (3 * TVector.Count));
        Store<TShape, TVector, T>(c04, ref y, n + (4 * TVector.Count));
        Store<TShape, TVector, T>(c05, ref y, n + (5 * TVector.Count));
        Store<TShape, TVector, T>(c06, ref y, n + (6 * TVector.Count));
        Store<TShape, TVector, T>(c07, ref y, n + (7 * TVector.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile4<TShape, TVector, T>(ref T x, ref T b, ref T y, ref T biases, nint n)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector c00 = Start<TShape, TVector, T>(ref biases, n);
        TVector c01 = Start<TShape, TVector, T>(ref biases, n + TVector.Count);
        TVector c02 = Start<TShape, TVector, T>(ref biases, n + (2 * TVector.Count));
        TVector c03 = Start<TShape, TVector, T>(ref biases, n + (3 * TVector.Count));
        TVector c10 = TVector.Zero;
        TVector c11 = TVector.Zero;
        TVector c12 = TVector.Zero;
        TVector c13 = TVector.Zero;

        nint k = 0;
        for (; k + 2 <= TShape.Depth; k += 2)
        {
            TVector x0 = TVector.Create(Unsafe.Add(ref x, k));
            c00 = Step<TShape, TVector, T>(c00, x0, ref b, k, n);
            c01 = Step<TShape, TVector, T>(c01, x0, ref b, k, n + TVector.Count);
            c02 = Step<TShape, TVector, T>(c02, x0, ref b, k, n + (2 * TVector.Count));
            c03 = Step<TShape, TVector, T>(c03, x0, ref b, k, n + (3 * TVector.Count));

            TVector x1 = TVector.Create(Unsafe.Add(ref x, k + 1));
            c10 = Step<TShape, TVector, T>(c10, x1, ref b, k + 1, n);
            c11 = Step<TShape, TVector, T>(c11, x1, ref b, k + 1, n + TVector.Count);
            c12 = Step<TShape, TVector, T>(c12, x1, ref b, k + 1, n + (2 * TVector.Count));
            c13 = Step<TShape, TVector, T>(c13, x1, ref b, k + 1, n + (3 * TVector.Count));
        }

        for (; k < TShape.Depth; k++)
        {
            TVector rest = TVector.Create(Unsafe.Add(ref x, k));
            c00 = Step<TShape, TVector, T>(c00, rest, ref b, k, n);
            c01 = Step<TShape, TVector, T>(c01, rest, ref b, k, n + TVector.Count);
            c02 = Step<TShape, TVector, T>(c02, rest, ref b, k, n + (2 * TVector.Count));
            c03 = Step<TShape, TVector, T>(c03, rest, ref b, k, n + (3 * TVector.Count));
        }

        c00 += c10;
        c01 += c11;
        c02 += c12;
        c03 += c13;

        Store<TShape, TVector, T>(c00, ref y, n);
        Store<TShape, TVector, T>(c01, ref y, n + TVector.Count);
        Store<TShape, TVector, T>(c02, ref y, n + (2 * TVector.Count));
        Store<TShape, TVector, T>(c03, ref y, n + (3 * TVector.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile2<TShape, TVector, T>(ref T x, ref T b, ref T y, ref T biases, nint n)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector c00 = Start<TShape, TVector, T>(ref biases, n);
        TVector c01 = Start<TShape, TVector, T>(ref biases, n + TVector.Count);
        TVector c10 = TVector.Zero;
        TVector c11 = TVector.Zero;
        TVector c20 = TVector.Zero;
        TVector c21 = TVector.Zero;
        TVector c30 = TVector.Zero;
        TVector c31 = TVector.Zero;

        nint k = 0;
        for (; k + 4 <= TShape.Depth; k += 4)
        {
            TVector x0 = TVector.Create(Unsafe.Add(ref x, k));
            c00 = Step<TShape, TVector, T>(c00, x0, ref b, k, n);
            c01 = Step<TShape, TVector, T>(c01, x0, ref b, k, n + TVector.Count);

            TVector x1 = TVector.Create(Unsafe.Add(ref x, k + 1));
            c10 = Step<TShape, TVector, T>(c10, x1, ref b, k + 1, n);
            c11 = Step<TShape, TVector, T>(c11, x1, ref b, k + 1, n + TVector.Count);

            TVector x2 = TVector.Create(Unsafe.Add(ref x, k + 2));
            c20 = Step<TShape, TVector, T>(c20, x2, ref b, k + 2, n);
            c21 = Step<TShape, TVector, T>(c21, x2, ref b, k + 2, n + TVector.Count);

            TVector x3 = TVector.Create(Unsafe.Add(ref x, k + 3));
            c30 = Step<TShape, TVector, T>(c30, x3, ref b, k + 3, n);
            c31 = Step<TShape, TVector, T>(c31, x3, ref b, k + 3, n + TVector.Count);
        }

        for (; k < TShape.Depth; k++)
        {
            TVector rest = TVector.Create(Unsafe.Add(ref x, k));
            c00 = Step<TShape, TVector, T>(c00, rest, ref b, k, n);
            c01 = Step<TShape, TVector, T>(c01, rest, ref b, k, n + TVector.Count);
        }

        c00 += c10;
        c01 += c11;
        c20 += c30;
        c21 += c31;
        c00 += c20;
        c01 += c21;

        Store<TShape, TVector, T>(c00, ref y, n);
        Store<TShape, TVector, T>(c01, ref y, n + TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile1<TShape, TVector, T>(ref T x, ref T b, ref T y, ref T biases, nint n)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector c00 = Start<TShape, TVector, T>(ref biases, n);
        TVector c10 = TVector.Zero;
        TVector c20 = TVector.Zero;
        TVector c30 = TVector.Zero;
        TVector c40 = TVector.Zero;
        TVector c50 = TVector.Zero;
        TVector c60 = TVector.Zero;
        TVector c70 = TVector.Zero;

        nint k = 0;
        for (; k + 8 <= TShape.Depth; k += 8)
        {
            TVector x0 = TVector.Create(Unsafe.Add(ref x, k));
            c00 = Step<TShape, TVector, T>(c00, x0, ref b, k, n);

            TVector x1 = TVector.Create(Unsafe.Add(ref x, k + 1));
            c10 = Step<TShape, TVector, T>(c10, x1, ref b, k + 1, n);

            TVector x2 = TVector.Create(Unsafe.Add(ref x, k + 2));
            c20 = Step<TShape, TVector, T>(c20, x2, ref b, k + 2, n);

            TVector x3 = TVector.Create(Unsafe.Add(ref x, k + 3));
            c30 = Step<TShape, TVector, T>(c30, x3, ref b, k + 3, n);

            TVector x4 = TVector.Create(Unsafe.Add(ref x, k + 4));
            c40 = Step<TShape, TVector, T>(c40, x4, ref b, k + 4, n);

            TVector x5 = TVector.Create(Unsafe.Add(ref x, k + 5));
            c50 = Step<TShape, TVector, T>(c50, x5, ref b, k + 5, n);

            TVector x6 = TVector.Create(Unsafe.Add(ref x, k + 6));
            c60 = Step<TShape, TVector, T>(c60, x6, ref b, k + 6, n);

            TVector x7 = TVector.Create(Unsafe.Add(ref x, k + 7));
            c70 = Step<TShape, TVector, T>(c70, x7, ref b, k + 7, n);
        }

        for (; k < TShape.Depth; k++)
        {
            TVector rest = TVector.Create(Unsafe.Add(ref x, k));
            c00 = Step<TShape, TVector, T>(c00, rest, ref b, k, n);
        }

        c00 += c10;
        c20 += c30;
        c40 += c50;
        c60 += c70;
        c00 += c20;
        c40 += c60;
        c00 += c40;

        Store<TShape, TVector, T>(c00, ref y, n);
    }
}

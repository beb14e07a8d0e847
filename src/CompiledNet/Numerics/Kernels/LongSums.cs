using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>
/// Sums of so many terms that single precision would lose digits: they are cut into blocks, each is summed as a short sum is, and the sums of the
/// blocks are added up in double.
/// </summary>
/// <remarks>
/// Adding equal terms one by one is wrong by up to 2e-8 for each of them: 1 % at 2^20, and from 2^24 on the sum of ones no longer grows. In a block the
/// error stays below 5e-6. Whether a sum is cut depends on the number of its terms alone, and where, on the kernel alone: not on registers or threads.
/// Sums in double precision are not cut.
/// </remarks>
internal static class LongSums
{
    /// <summary>The most terms of a sum that is not cut. The generator has the same number.</summary>
    public const int MostTerms = 1024;

    /// <summary>Terms of a block.</summary>
    public const int Block = 256;

    /// <summary>The most numbers of a tile.</summary>
    public const int MostOfTile = 12 * 2 * Bytes / sizeof(float);

    private const int Bytes = 64;

    /// <summary>Whether a sum is cut.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="terms">How many terms it has.</param>
    /// <returns>Whether it is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Cuts<T>(nint terms) => typeof(T) == typeof(float) && terms > MostTerms;

    /// <summary>Lanes of a block where a sum is 64 bytes of partial sums: as many terms for each of them as in <see cref="Block"/>.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <returns>How many; no row has as many where sums are not cut.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LanesOfBlock<T>() => typeof(T) == typeof(float) ? Block * Bytes / sizeof(float) : int.MaxValue;

    /// <summary>The sums begin at these numbers.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="values">Numbers.</param>
    /// <param name="totals">As many sums, written.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Begin<T>(ref T values, ref double totals, nint count)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Run<Start, T>(ref values, ref totals, count);

    /// <summary>Adds the sums of a block.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="values">They.</param>
    /// <param name="totals">As many sums.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add<T>(ref T values, ref double totals, nint count)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Run<Sum, T>(ref values, ref totals, count);

    /// <summary>Rounds the sums.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="totals">The sums.</param>
    /// <param name="values">As many numbers, written.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void End<T>(ref double totals, ref T values, nint count)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Run<Result, T>(ref values, ref totals, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<TStep, T>(ref T values, ref double totals, nint count)
        where TStep : struct, IStep
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            i = Run<TStep, Simd512<double>, T>(ref values, ref totals, i, count);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            i = Run<TStep, Simd256<double>, T>(ref values, ref totals, i, count);
        }

        Run<TStep, SimdScalar<double>, T>(ref values, ref totals, i, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Run<TStep, TDouble, T>(ref T values, ref double totals, nint i, nint count)
        where TStep : struct, IStep
        where TDouble : struct, ISimd<TDouble, double>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (; i + TDouble.Count <= count; i += TDouble.Count)
        {
            TStep.Take<TDouble, T>(ref values, ref totals, i);
        }

        return i;
    }

    /// <summary>A single sum, whose terms are counted one by one.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    public struct Running<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private double _total;
        private int _terms;

        /// <summary>Counts a term that was added; a block that is full goes to the total, and the sum begins anew.</summary>
        /// <param name="sum">The sum of the block.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Count(ref SimdScalar<T> sum)
        {
            if (++_terms == Block)
            {
                Flush(ref sum);
            }
        }

        /// <summary>Adds the sum of a block to the total.</summary>
        /// <param name="sum">It; 0 afterwards.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Flush(ref SimdScalar<T> sum)
        {
            _total += double.CreateTruncating(SimdScalar<T>.Sum(sum));
            _terms = 0;
            sum = SimdScalar<T>.Zero;
        }

        /// <summary>The total, and the last block.</summary>
        /// <param name="sum">The sum of the block.</param>
        /// <returns>Both, rounded.</returns>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly SimdScalar<T> End(SimdScalar<T> sum) =>
            SimdScalar<T>.Create(T.CreateTruncating(_total + double.CreateTruncating(SimdScalar<T>.Sum(sum))));
    }

    private interface IStep
    {
        static abstract void Take<TDouble, T>(ref T values, ref double totals, nint i)
            where TDouble : struct, ISimd<TDouble, double>
            where T : unmanaged, IFloatingPointIeee754<T>;
    }

    private readonly struct Start : IStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Take<TDouble, T>(ref T values, ref double totals, nint i)
            where TDouble : struct, ISimd<TDouble, double>
            where T : unmanaged, IFloatingPointIeee754<T> =>
            TDouble.Store(Widening.Load<TDouble, T>(ref values, i), ref totals, i);
    }

    private readonly struct Sum : IStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Take<TDouble, T>(ref T values, ref double totals, nint i)
            where TDouble : struct, ISimd<TDouble, double>
            where T : unmanaged, IFloatingPointIeee754<T> =>
            TDouble.Store(TDouble.Load(in totals, i) + Widening.Load<TDouble, T>(ref values, i), ref totals, i);
    }

    private readonly struct Result : IStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Take<TDouble, T>(ref T values, ref double totals, nint i)
            where TDouble : struct, ISimd<TDouble, double>
            where T : unmanaged, IFloatingPointIeee754<T> =>
            Narrowing.Store(TDouble.Load(in totals, i), ref values, i);
    }

    /// <summary>Room for the sums of a tile.</summary>
    [InlineArray(MostOfTile)]
    public struct Totals
    {
        private double _first;
    }

    /// <summary>Room for those of a block.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    [InlineArray(MostOfTile)]
    public struct Partial<T>
        where T : unmanaged
    {
        private T _first;
    }
}

/// <summary>A product over one block of k, into a place of its own: nothing is done to the sums, and none of their lanes is left out.</summary>
/// <typeparam name="TShape">The product.</typeparam>
/// <typeparam name="TRegisters">A struct as large in bytes as the registers of a row are in number.</typeparam>
/// <typeparam name="TVector">The register.</typeparam>
/// <typeparam name="T">The number type.</typeparam>
internal readonly struct BlockOf<TShape, TRegisters, TVector, T> : IProductShape<T>
    where TShape : struct, IProductShape<T>
    where TRegisters : struct
    where TVector : struct, ISimd<TVector, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Lanes;
    }

    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Lanes;
    }

    public static int Depth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => LongSums.Block;
    }

    public static int RowStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.RowStride;
    }

    public static int DepthStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.DepthStride;
    }

    public static int ResultStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.SizeOf<TRegisters>() * TVector.Count;
    }

    public static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.TileRows;
    }

    public static int TileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.TileRowsOf16;
    }

    public static bool AddsToResult
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    public static bool HasBiases
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TResult Finish<TResult>(TResult sums)
        where TResult : struct, ISimd<TResult, T> => sums;
}

/// <summary>The same over the k that no block holds.</summary>
/// <typeparam name="TShape">The product, whose depth is constant.</typeparam>
/// <typeparam name="T">The number type.</typeparam>
internal readonly struct RestOf<TShape, T> : IProductShape<T>
    where TShape : struct, IProductShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Lanes;
    }

    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Lanes;
    }

    public static int Depth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Depth % LongSums.Block;
    }

    public static int RowStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.RowStride;
    }

    public static int DepthStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.DepthStride;
    }

    public static int ResultStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.ResultStride;
    }

    public static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.TileRows;
    }

    public static int TileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.TileRowsOf16;
    }

    public static bool AddsToResult
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    public static bool HasBiases
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TResult Finish<TResult>(TResult sums)
        where TResult : struct, ISimd<TResult, T> => sums;
}

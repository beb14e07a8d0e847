using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <content>Rows with enough units for their sums to be split into blocks (<see cref="LongSums"/>).</content>
public static partial class SoftmaxLoss
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T LongDistance<TShape, TVector, T>(ref T z, ref T y, TVector max, out T weight)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double total = 0;
        double weights = 0;
        for (nint n = 0; n < TShape.Lanes; n += LongSums.LanesOfBlock<T>())
        {
            nint end = Math.Min(n + LongSums.LanesOfBlock<T>(), TShape.Lanes);
            total += double.CreateTruncating(Distance<TShape, TVector, T>(ref z, ref y, n, end, max, out T some));
            weights += double.CreateTruncating(some);
        }

        weight = T.CreateTruncating(weights);
        return T.CreateTruncating(total);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T LongLargestOutput<TShape, TVector, T>(ref T z, ref T a, TVector max, out T others)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T largest = T.Zero;
        double total = 0;
        for (nint n = 0; n < TShape.Lanes; n += LongSums.LanesOfBlock<T>())
        {
            nint end = Math.Min(n + LongSums.LanesOfBlock<T>(), TShape.Lanes);
            largest = T.Max(largest, LargestOutput<TShape, TVector, T>(ref z, ref a, n, end, max, out T some));
            total += double.CreateTruncating(some);
        }

        others = T.CreateTruncating(total);
        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T LongSumOfOthers<TShape, TVector, T>(ref T a, nint unit)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double total = 0;
        for (nint n = 0; n < TShape.Lanes; n += LongSums.LanesOfBlock<T>())
        {
            nint end = Math.Min(n + LongSums.LanesOfBlock<T>(), TShape.Lanes);
            total += double.CreateTruncating(SumOfOthers<TShape, TVector, T>(ref a, unit, n, end));
        }

        return T.CreateTruncating(total);
    }
}

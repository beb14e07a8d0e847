using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>
/// Softmax of one sample, and the logarithm of its denominator, in vector registers. The row of z must reach to the end of its last
/// register; what lies there after the row does not count. For generated code.
/// </summary>
/// <remarks>Compiled at once and never inlined, for the reasons that <see cref="MatrixProduct"/> gives.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SoftmaxRow
{
    /// <summary>a = e^(z − max) / Σ e^(z − max): without the maximum e^z would overflow.</summary>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <param name="a">The activations, written; may be z.</param>
    /// <param name="units">Number of units; no more of a is written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<TVector, T>(ref T z, ref T a, int units)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector max = TVector.Create(Largest<TVector, T>(ref z, units));
        Unsafe.SkipInit(out LaneSums lanes);
        ref T sums = ref LaneSums.First<T>(ref lanes);
        Clear<TVector, T>(ref sums, TVector.Zero);

        TVector last = TVector.Zero;
        int end = units - TVector.Count;
        for (nint n = 0; n < units; n += TVector.Count)
        {
            last = VectorMath.Exp<TVector, T>(TVector.Load(in z, n) - max) & TVector.FirstLanes(units - (int)n);
            nint place = n & (LaneSums.Count<T>() - 1);
            TVector.Store(TVector.Load(in sums, place) + last, ref sums, place);
            if (n <= end)
            {
                TVector.Store(last, ref a, n);
            }
        }

        TVector total = TVector.Create(LaneSums.Total(ref sums));
        nint k = 0;
        for (; k <= end; k += TVector.Count)
        {
            TVector.Store(TVector.Load(in a, k) / total, ref a, k);
        }

        if (k < units)
        {
            TVector.StoreFirst(last / total, ref a, k, units - (int)k);
        }
    }

    /// <summary>
    /// ln Σ e^z = max + ln(1 + S), where S is the sum without the largest: computed from S in double, so that a small loss ln Σ e^z − z of a
    /// confident network keeps its accuracy. The exponentials are those of the number type.
    /// </summary>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <param name="units">Number of units.</param>
    /// <returns>The logarithm; NaN if a number is NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double LogSumExp<TVector, T>(ref T z, int units)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T largest = Largest<TVector, T>(ref z, units);
        if (T.IsInfinity(largest))
        {
            return double.CreateTruncating(largest);
        }

        TVector max = TVector.Create(largest);
        TVector one = TVector.Create(T.One);
        Unsafe.SkipInit(out LaneSums lanes);
        Unsafe.SkipInit(out LaneSums counts);
        ref T sums = ref LaneSums.First<T>(ref lanes);
        ref T ties = ref LaneSums.First<T>(ref counts);
        Clear<TVector, T>(ref sums, TVector.Zero);
        Clear<TVector, T>(ref ties, TVector.Zero);
        for (nint n = 0; n < units; n += TVector.Count)
        {
            TVector mask = TVector.FirstLanes(units - (int)n);
            TVector value = TVector.Load(in z, n);
            TVector power = VectorMath.Exp<TVector, T>(value - max);
            nint place = n & (LaneSums.Count<T>() - 1);

            // e − 1 is 0 where z is the largest, and NaN where z is.
            TVector share = TVector.WhereGreater(max, value, power, power - one) & mask;
            TVector.Store(TVector.Load(in sums, place) + share, ref sums, place);
            TVector tie = TVector.WhereGreater(max, value, TVector.Zero, one) & mask;
            TVector.Store(TVector.Load(in ties, place) + tie, ref ties, place);
        }

        double others = double.CreateTruncating(LaneSums.Total(ref sums)) + (double.CreateTruncating(LaneSums.Total(ref ties)) - 1);
        return double.CreateTruncating(largest) + Elementary.LogOnePlus(others);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Largest<TVector, T>(ref T z, int units)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector lowest = TVector.Create(T.NegativeInfinity);
        Unsafe.SkipInit(out LaneSums lanes);
        ref T values = ref LaneSums.First<T>(ref lanes);
        Clear<TVector, T>(ref values, lowest);
        for (nint n = 0; n < units; n += TVector.Count)
        {
            nint place = n & (LaneSums.Count<T>() - 1);
            TVector value = TVector.Where(TVector.FirstLanes(units - (int)n), TVector.Load(in z, n), lowest);
            TVector.Store(TVector.WhereGreater(value, TVector.Load(in values, place), value, TVector.Load(in values, place)), ref values, place);
        }

        return LaneSums.Largest(ref values);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clear<TVector, T>(ref T lanes, TVector value)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint n = 0; n < LaneSums.Count<T>(); n += TVector.Count)
        {
            TVector.Store(value, ref lanes, n);
        }
    }
}

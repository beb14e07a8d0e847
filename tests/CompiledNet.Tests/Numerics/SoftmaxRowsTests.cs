using System.Numerics;

namespace CompiledNet.Tests.Numerics;

/// <summary>
/// Softmax and its loss of rows that fit one register, one line and several, against sums in double; of large numbers, whose powers alone would overflow.
/// </summary>
public sealed class SoftmaxRowsTests
{
    private const int Rows = 3;

    private interface IUnits
    {
        static abstract int Count { get; }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(1000)]
    public void Every_row_is_right(double size)
    {
        CheckBoth<Units3>(size);
        CheckBoth<Units4>(size);
        CheckBoth<Units7>(size);
        CheckBoth<Units8>(size);
        CheckBoth<Units10>(size);
        CheckBoth<Units37>(size);
    }

    private static void CheckBoth<TUnits>(double size)
        where TUnits : struct, IUnits
    {
        Check<TUnits, float>(size, 1e-5);
        Check<TUnits, double>(size, 1e-13);
    }

    private static void Check<TUnits, T>(double size, double tolerance)
        where TUnits : struct, IUnits
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int lanes = RowShape<TUnits, T>.Lanes;
        var random = new SeededRandom(TUnits.Count, 1);
        T[] z = [.. Enumerable.Range(0, Rows * lanes).Select(i => i % lanes < TUnits.Count ? T.CreateTruncating(size * ((2 * random.NextDouble()) - 1)) : T.NaN)];
        var a = new T[Rows * TUnits.Count];
        SoftmaxRows.Run<RowShape<TUnits, T>, T>(z, a, TUnits.Count, Rows);
        for (int row = 0; row < Rows; row++)
        {
            double[] exponents = [.. z.Skip(row * lanes).Take(TUnits.Count).Select(double.CreateTruncating)];
            double largest = exponents.Max();
            double sum = exponents.Sum(one => Math.Exp(one - largest));
            for (int unit = 0; unit < TUnits.Count; unit++)
            {
                double expected = Math.Exp(exponents[unit] - largest) / sum;
                Assert.Equal(expected, double.CreateTruncating(a[(row * TUnits.Count) + unit]), tolerance);
            }
        }

        CheckLoss<TUnits, T>(z, a, tolerance);
    }

    // Targets that are shares, some of them 0, of rows that do not sum to 1.
    private static void CheckLoss<TUnits, T>(T[] z, T[] a, double tolerance)
        where TUnits : struct, IUnits
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int lanes = RowShape<TUnits, T>.Lanes;
        T[] y = [.. Enumerable.Range(0, a.Length).Select(i => T.CreateTruncating(i % 3 * 0.25))];
        double expected = 0;
        for (int row = 0; row < Rows; row++)
        {
            double[] exponents = [.. z.Skip(row * lanes).Take(TUnits.Count).Select(double.CreateTruncating)];
            double largest = exponents.Max();
            double logarithm = largest + Math.Log(exponents.Sum(one => Math.Exp(one - largest)));
            expected += exponents.Select((one, unit) => double.CreateTruncating(y[(row * TUnits.Count) + unit]) * (logarithm - one)).Sum();
        }

        Assert.Equal(expected, SoftmaxLoss.OfTargets<RowShape<TUnits, T>, T>(z, Followed(a), Followed(y), Rows), tolerance * Math.Max(expected, 1));

        // ∂L/∂z = ŷ Σ y − y, times a scale.
        var delta = new T[Rows * lanes];
        SoftmaxDelta.OfTargets<RowShape<TUnits, T>, T>(Followed(a), Followed(y), delta, T.CreateTruncating(0.5), Rows);
        for (int i = 0; i < delta.Length; i++)
        {
            (int row, int unit) = (i / lanes, i % lanes);
            int index = (row * TUnits.Count) + unit;
            double total = Enumerable.Range(row * TUnits.Count, TUnits.Count).Sum(k => double.CreateTruncating(y[k]));
            double slope = unit < TUnits.Count ? 0.5 * ((double.CreateTruncating(a[index]) * total) - double.CreateTruncating(y[index])) : 0;
            Assert.Equal(slope, double.CreateTruncating(delta[i]), tolerance * Math.Max(total, 1));
        }
    }

    // Readable to the end of the last register.
    private static T[] Followed<T>(T[] numbers)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. numbers, .. Enumerable.Repeat(T.NaN, 64)];

    private readonly struct Units3 : IUnits
    {
        public static int Count => 3;
    }

    private readonly struct Units4 : IUnits
    {
        public static int Count => 4;
    }

    private readonly struct Units7 : IUnits
    {
        public static int Count => 7;
    }

    private readonly struct Units8 : IUnits
    {
        public static int Count => 8;
    }

    private readonly struct Units10 : IUnits
    {
        public static int Count => 10;
    }

    private readonly struct Units37 : IUnits
    {
        public static int Count => 37;
    }

    // Rows padded to powers of 2 up to 64 bytes, then to whole lines of 64 bytes, as the generator pads them.
    private readonly struct RowShape<TUnits, T> : IProductShape<T>
        where TUnits : struct, IUnits
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int Lanes
        {
            get
            {
                int line = 64 / System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
                int power = Math.Max((int)BitOperations.RoundUpToPowerOf2((uint)TUnits.Count), line / 4);
                return power <= line ? power : (TUnits.Count + line - 1) / line * line;
            }
        }

        public static int Columns => TUnits.Count;

        public static int Depth => 1;

        public static int RowStride => 1;

        public static int ResultStride => Lanes;
    }
}

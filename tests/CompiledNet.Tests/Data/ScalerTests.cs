using System.Numerics;
using CompiledNet.Tests.Networks;

namespace CompiledNet.Tests.Data;

public sealed class ScalerTests
{
    private static readonly double[] s_x = ScalerReference.Numbers("x");

    private static readonly DataSet<double> s_data = new(s_x, ScalerReference.Columns, new int[s_x.Length / ScalerReference.Columns], 1);

    [Fact]
    public void Standard_scaling_is_that_of_scikit_learn()
    {
        StandardScaler scaler = StandardScaler.Fit(s_data);
        AssertClose(ScalerReference.Line("mean"), scaler.Means, 1e-15, relative: true);
        AssertClose(ScalerReference.Line("scale"), scaler.Scales, 1e-14, relative: true);
        AssertClose(ScalerReference.Numbers("standard"), Scaled(scaler, s_x), 1e-9);
    }

    [Fact]
    public void Scaling_to_a_range_is_that_of_scikit_learn()
    {
        MinMaxScaler unit = MinMaxScaler.Fit(s_data);
        MinMaxScaler range = MinMaxScaler.Fit(s_data, -1, 2);
        Assert.Equal(ScalerReference.Line("minimum"), unit.Minima);
        Assert.Equal(ScalerReference.Line("maximum"), unit.Maxima);
        Assert.Equal((-1, 2), (range.Low, range.High));

        // Of numbers about 1,000,000 scikit-learn's x · scale + min leaves ten digits; (x − min) / (max − min) leaves all.
        AssertClose(ScalerReference.Numbers("unit"), Scaled(unit, s_x), 1e-9);
        AssertClose(ScalerReference.Numbers("range"), Scaled(range, s_x), 1e-9);
    }

    [Fact]
    public void The_ends_of_the_range_are_reached_to_the_bit()
    {
        double[] scaled = Scaled(MinMaxScaler.Fit(s_data), s_x);
        for (int column = 0; column < ScalerReference.Columns; column++)
        {
            double[] numbers = [.. scaled.Where((_, i) => i % ScalerReference.Columns == column)];
            Assert.Equal(0, numbers.Min());
            Assert.Equal(ScalerReference.Line("scale")[column] == 1 ? 0 : 1, numbers.Max());
        }
    }

    [Fact]
    public void It_says_what_becomes_of_the_columns()
    {
        Assert.Equal("StandardScaler of 2 columns: (x − 5.843) / 0.8253, (x + 3.054) / 2000", new StandardScaler([5.8433, -3.054], [0.82531, 2000]).ToString());
        Assert.Equal("MinMaxScaler of 1 column: (x + 0) / 2 − 1", new MinMaxScaler([0], [4], -1, 1).ToString());
        Assert.Equal(
            "MinMaxScaler of 5 columns: (x − 1) / 1, (x − 1) / 1, (x − 1) / 1, (x − 1) / 1, …", new MinMaxScaler([1, 1, 1, 1, 1], [2, 2, 2, 2, 2]).ToString());
    }

    [Fact]
    public void Singles_are_scaled_in_double_and_rounded_once()
    {
        float[] x = [.. s_x.Select(number => (float)number)];
        var data = new DataSet<float>(x, ScalerReference.Columns, new int[s_data.Count], 1);
        foreach ((Scaler single, Scaler twin) in new (Scaler, Scaler)[]
        {
            (StandardScaler.Fit(data), StandardScaler.Fit(s_data)), (MinMaxScaler.Fit(data, -1, 1), MinMaxScaler.Fit(s_data, -1, 1)),
        })
        {
            float[] scaled = Scaled(single, x);
            Assert.Equal(Scaled(twin, s_x).Select(number => (float)number), scaled);
        }
    }

    [Fact]
    public void All_ways_to_scale_agree_to_the_bit()
    {
        StandardScaler scaler = StandardScaler.Fit(s_data);
        double[] expected = Scaled(scaler, s_x);
        double[] inPlace = [.. s_x];
        scaler.Transform(inPlace.AsSpan());
        Assert.Equal(expected, inPlace);
        Assert.Equal(expected, Inputs(scaler.Transform(s_data)));
        Assert.Equal(expected[14..21].Concat(expected[..7]), Inputs(scaler.Transform(s_data.Subset([2, 0]))));
        double[] oneByOne = [.. s_x];
        for (int row = 0; row < s_data.Count; row++)
        {
            scaler.Transform(oneByOne.AsSpan(row * ScalerReference.Columns, ScalerReference.Columns));
        }

        Assert.Equal(expected, oneByOne);
    }

    [Fact]
    public void The_way_back_leads_back()
    {
        foreach (Scaler scaler in new Scaler[] { StandardScaler.Fit(s_data), MinMaxScaler.Fit(s_data, -1, 3) })
        {
            double[] scaled = Scaled(scaler, s_x);
            double[] back = new double[s_x.Length];
            scaler.InverseTransform(scaled, back);
            for (int i = 0; i < back.Length; i++)
            {
                Assert.Equal(s_x[i], back[i], 4e-15 * ScalerReference.Numbers("x").Where((_, k) => (k - i) % ScalerReference.Columns == 0).Max(Math.Abs));
            }

            scaler.InverseTransform(scaled.AsSpan());
            Assert.Equal(back, scaled);
        }
    }

    /// <summary>Columns fewer and more than a register has lanes, and rows that end anywhere in one.</summary>
    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        for (int columns = 1; columns <= 40; columns++)
        {
            double[] x = TestData.Draw<double>(columns * 7);
            var loop = new ScalingLoop(TestData.Draw<double>(columns, 1), [.. TestData.Draw<double>(columns, 2).Select(s => s + 1.5)], 0.3);
            AssertSameAtEveryWidth(loop, x, columns);
            AssertSameAtEveryWidth<float>(loop, [.. x.Select(number => (float)number)], columns);
        }
    }

    [Fact]
    public void A_set_that_is_a_part_keeps_the_targets_of_its_samples()
    {
        var classes = new DataSet<float>((float[])[1, 2, 3, 4], 1, (int[])[0, 1, 2, 3], 4);
        var vectors = new DataSet<float>((float[])[1, 2, 3, 4], 1, (float[])[10, 20, 30, 40], 1);
        StandardScaler scaler = StandardScaler.Fit(classes);
        StandardScaler ofTargets = StandardScaler.FitTargets(vectors);
        Assert.Equal(2, scaler.Transform(classes).ClassOf(2));
        Assert.Equal(3, scaler.Transform(classes.Subset([1, 3])).ClassOf(1));
        Assert.Equal(30, scaler.Transform(vectors).TargetOf(2)[0]);
        Assert.Equal(40, scaler.Transform(vectors.Subset([1, 3])).TargetOf(1)[0]);
        DataSet<float> part = ofTargets.TransformTargets(vectors.Subset([3, 0]));
        Assert.Equal([4, 1], Inputs(part));
        Assert.Equal([(float)(15 / Math.Sqrt(125)), (float)(-15 / Math.Sqrt(125))], new[] { part.TargetOf(0)[0], part.TargetOf(1)[0] });
        Assert.Equal(1, vectors.InputOf(0)[0]);
        Assert.Equal(10, vectors.TargetOf(0)[0]);
    }

    [Fact]
    public void A_part_is_fitted_by_its_own_samples()
    {
        var data = new DataSet<double>((double[])[1, 3, 1000], 1, new int[3], 1);
        StandardScaler scaler = StandardScaler.Fit(data.Subset([0, 1]));
        Assert.Equal((2.0, 1.0), (scaler.Means[0], scaler.Scales[0]));
        Assert.Equal(998, scaler.Transform(data).InputOf(2)[0]);
        Assert.Equal(3, MinMaxScaler.Fit(data.Subset([0, 1])).Maxima[0]);
    }

    [Fact]
    public void A_column_far_from_zero_keeps_its_digits()
    {
        // The squares of these numbers differ from the square of their mean in the 19th digit only.
        double[] x = [.. Enumerable.Range(0, 1000).Select(i => 1e9 + (i % 2))];
        StandardScaler scaler = StandardScaler.Fit(new DataSet<double>(x, 1, new int[1000], 1));
        Assert.Equal((1e9 + 0.5, 0.5), (scaler.Means[0], scaler.Scales[0]));
    }

    [Fact]
    public void The_rounding_of_a_mean_is_taken_out_of_the_variance()
    {
        // The mean is 10¹⁵ + 8/3, and doubles are an eighth apart there: without the correction the variance is 1.2e-4 of itself too large.
        StandardScaler scaler = StandardScaler.Fit(new DataSet<double>((double[])[1e15, 1e15, 1e15 + 8], 1, new int[3], 1));
        Assert.Equal(Math.Sqrt(128 / 9.0), scaler.Scales[0], 1e-14);
    }

    [Fact]
    public void A_constant_that_no_sum_holds_exactly_is_constant_yet()
    {
        double[] x = [.. Enumerable.Repeat(0.1, 1000)];
        StandardScaler scaler = StandardScaler.Fit(new DataSet<double>(x, 1, new int[1000], 1));
        Assert.Equal(1, scaler.Scales[0]);
        Assert.Equal(0, Scaled(scaler, x)[0], 1e-16);
        Assert.Equal(2, Scaled(scaler, [2.1])[0], 1e-15);
        MinMaxScaler range = MinMaxScaler.Fit(new DataSet<double>(x, 1, new int[1000], 1), -2, 5);
        Assert.Equal(-2, Scaled(range, x)[0]);
        Assert.Equal(1.5, Scaled(range, [0.6])[0], 1e-15);
    }

    [Fact]
    public void A_column_that_differs_by_rounding_alone_is_constant()
    {
        double[] x = [.. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? 0.1 : Math.BitIncrement(0.1))];
        Assert.Equal(1, StandardScaler.Fit(new DataSet<double>(x, 1, new int[1000], 1)).Scales[0]);
    }

    [Fact]
    public void The_numbers_of_a_scaler_make_the_same_one_again()
    {
        StandardScaler standard = StandardScaler.Fit(s_data);
        MinMaxScaler range = MinMaxScaler.Fit(s_data, -1, 2);
        Assert.Equal(Scaled(standard, s_x), Scaled(new StandardScaler(standard.Means, standard.Scales), s_x));
        Assert.Equal(Scaled(range, s_x), Scaled(new MinMaxScaler(range.Minima, range.Maxima, range.Low, range.High), s_x));
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "infinite")]
    public void What_is_no_number_is_named(double x, string word)
    {
        var data = new DataSet<double>((double[])[1, 2, 3, x], 2, new int[2], 1);
        foreach (Action fit in new Action[] { () => StandardScaler.Fit(data), () => MinMaxScaler.Fit(data) })
        {
            ArgumentException thrown = Assert.Throws<ArgumentException>(fit);
            Assert.Contains($"Input 1 of sample 1 is {word}", thrown.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_spread_beyond_double_is_refused()
    {
        var data = new DataSet<double>((double[])[1, 1.5e308, 2, -1.5e308], 2, new int[2], 1);
        Assert.Contains("Column 1", Assert.Throws<ArgumentException>(() => StandardScaler.Fit(data)).Message, StringComparison.Ordinal);
        Assert.Contains("Column 1", Assert.Throws<ArgumentException>(() => MinMaxScaler.Fit(data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_do_not_fit_are_refused_and_nothing_written()
    {
        var scaler = new StandardScaler([1, 2], [3, 4]);
        double[] rows = [5, 6, 7, 8, 9];
        Assert.Throws<ArgumentException>(() => scaler.Transform(rows.AsSpan()));
        Assert.Throws<ArgumentException>(() => scaler.Transform(rows.AsSpan(0, 4), rows.AsSpan(1, 4)));
        Assert.Throws<ArgumentException>(() => scaler.Transform<double>([1, 2], rows.AsSpan(0, 4)));
        Assert.Throws<ArgumentException>(() => scaler.InverseTransform(rows.AsSpan()));
        Assert.Throws<ArgumentException>(() => scaler.Transform(s_data));
        Assert.Throws<ArgumentException>(() => StandardScaler.FitTargets(s_data));
        Assert.Throws<ArgumentException>(() => scaler.TransformTargets(s_data));
        Assert.Equal([5, 6, 7, 8, 9], rows);
    }

    [Fact]
    public void Numbers_that_make_no_scaler_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new StandardScaler([], []));
        Assert.Throws<ArgumentException>(() => new StandardScaler([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => new StandardScaler([1], [0]));
        Assert.Throws<ArgumentException>(() => new StandardScaler([double.NaN], [1]));
        Assert.Throws<ArgumentException>(() => new StandardScaler([1], [double.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => new MinMaxScaler([1], [0]));
        Assert.Throws<ArgumentException>(() => new MinMaxScaler([1], [2], 1, 1));
        Assert.Throws<ArgumentException>(() => new MinMaxScaler([1], [2], double.NaN, 1));
    }

    private static void AssertSameAtEveryWidth<T>(ScalingLoop loop, T[] x, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        AssertSameAtEveryWidth<Scaling, T>(loop, x, columns, (number, shift, scale) => ((number - shift) / scale) + 0.3);
        AssertSameAtEveryWidth<Unscaling, T>(loop, x, columns, (number, shift, scale) => ((number - 0.3) * scale) + shift);
    }

    private static void AssertSameAtEveryWidth<TDirection, T>(ScalingLoop loop, T[] x, int columns, Func<double, double, double, double> formula)
        where TDirection : struct, IScalingDirection
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] expected = new T[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            expected[i] = T.CreateChecked(formula(double.CreateChecked(x[i]), loop.Shifts[i % columns], loop.Scales[i % columns]));
        }

        Check<Simd512<double>>(Simd512<double>.IsSupported);
        Check<Simd256<double>>(Simd256<double>.IsSupported);
        Check<Simd128<double>>(Simd128<double>.IsSupported);
        Check<SimdScalar<double>>(true);
        T[] scaled = new T[x.Length];
        loop.Run<TDirection, T>(x, scaled);
        Assert.Equal(expected, scaled);

        void Check<TVector>(bool isSupported)
            where TVector : struct, ISimd<TVector, double>
        {
            if (isSupported)
            {
                T[] some = new T[x.Length];
                int done = loop.Run<TDirection, TVector, T>(x, some, 0);
                Assert.Equal(x.Length - (x.Length % TVector.Count), done);
                Assert.Equal(expected[..done], some[..done]);
                Assert.All(some[done..], rest => Assert.Equal(T.Zero, rest));
            }
        }
    }

    private static T[] Scaled<T>(Scaler scaler, T[] x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var scaled = new T[x.Length];
        scaler.Transform<T>(x, scaled);
        return scaled;
    }

    private static T[] Inputs<T>(DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, data.Count).SelectMany(i => data.InputOf(i).ToArray())];

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double allowed, bool relative = false)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], allowed * (relative ? Math.Abs(expected[i]) : 1));
        }
    }
}

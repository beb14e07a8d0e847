using System.Numerics;

namespace CompiledNet.Tests.Optimizers;

/// <summary>Clipping against PyTorch's rules, written naively in double.</summary>
public sealed class GradientClippingTests
{
    public static TheoryData<int> Lengths => [0, 1, 2, 7, 8, 15, 16, 17, 31, 32, 33, 64, 100, 1000, 10_007];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void The_norm_is_the_root_of_the_sum_of_squares(int length)
    {
        float[] single = Draw<float>(length);
        double[] twin = Draw<double>(length);
        AssertClose(NaiveNorm(single), GradientClipping.Norm(single), 1e-14);
        AssertClose(NaiveNorm(twin), GradientClipping.Norm(twin), 1e-14);
    }

    [Fact]
    public void The_bits_of_the_norm_are_those_of_sixteen_partial_sums()
    {
        // Many lengths, for the root often hides the last bit of the sum.
        for (int length = 0; length < 500; length++)
        {
            Assert.Equal(NormOfSixteenSums(Draw<float>(length)), GradientClipping.Norm(Draw<float>(length)));
            Assert.Equal(NormOfSixteenSums(Draw<double>(length)), GradientClipping.Norm(Draw<double>(length)));
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void By_global_norm_is_PyTorchs_rule(int length)
    {
        foreach (double share in new[] { 0, 1e-3, 0.5, 0.999, 1.001, 2, double.PositiveInfinity })
        {
            AssertByGlobalNorm<float>(length, share, 2e-7);
            AssertByGlobalNorm<double>(length, share, 1e-13);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void By_value_keeps_each_gradient_in_the_range(int length)
    {
        foreach (double limit in new[] { 0, 0.25, 1, 5, double.PositiveInfinity })
        {
            float[] single = Draw<float>(length);
            float[] expected = [.. single.Select(g => Math.Clamp(g, -(float)limit, (float)limit))];
            GradientClipping.ByValue(single, limit);
            Assert.Equal(expected, single);

            double[] twin = Draw<double>(length);
            double[] expectedTwin = [.. twin.Select(g => Math.Clamp(g, -limit, limit))];
            GradientClipping.ByValue(twin, limit);
            Assert.Equal(expectedTwin, twin);
        }
    }

    [Fact]
    public void Padding_counts_for_nothing()
    {
        float[] padded = new float[64];
        float[] gradients = Draw<float>(16);
        gradients.CopyTo(padded, 32);
        Assert.Equal(GradientClipping.ByGlobalNorm(gradients, 0.5), GradientClipping.ByGlobalNorm(padded, 0.5));
        Assert.Equal(gradients, padded[32..48]);
        Assert.Equal(new float[32], padded[..32]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void A_norm_overflows_only_if_it_is_too_large_itself(int length)
    {
        float[] single = Enumerable.Repeat(float.MaxValue, length).ToArray();
        AssertClose(float.MaxValue * Math.Sqrt(length), GradientClipping.Norm(single), 1e-14);
        single.AsSpan().Fill(float.Epsilon);
        AssertClose(float.Epsilon * Math.Sqrt(length), GradientClipping.Norm(single), 1e-14);

        foreach (double size in new[] { 1e155, 1e300, 1e-155, 1e-160, 1e-300, 1e-310, double.MaxValue / 8 })
        {
            double[] twin = Enumerable.Repeat(-size, length).ToArray();
            AssertClose(size * Math.Sqrt(length), GradientClipping.Norm(twin), 1e-12);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(50)]
    public void What_is_not_finite_shows_in_the_norm_and_in_the_gradients(int length)
    {
        for (int place = 0; place < length; place++)
        {
            float[] gradients = Draw<float>(length);
            gradients[place] = float.NaN;
            GradientClipping.ByValue(gradients, 1);
            Assert.Equal(Enumerable.Range(0, length).Select(i => i == place), gradients.Select(float.IsNaN));
            Assert.Equal(double.NaN, GradientClipping.ByGlobalNorm(gradients, 1));
            Assert.All(gradients, g => Assert.True(float.IsNaN(g)));

            double[] twin = Draw<double>(length);
            twin[place] = double.NegativeInfinity;
            Assert.Equal(double.PositiveInfinity, GradientClipping.Norm(twin));
            Assert.Equal(double.PositiveInfinity, GradientClipping.ByGlobalNorm(twin, 1));
            Assert.Equal(Enumerable.Range(0, length).Select(i => i == place ? double.NaN : 0), twin.Select(Math.Abs));

            gradients = Draw<float>(length);
            gradients[place] = float.NegativeInfinity;
            GradientClipping.ByValue(gradients, 0.5);
            Assert.Equal(-0.5f, gradients[place]);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Limits_are_checked_before_anything_is_written(double limit)
    {
        float[] gradients = [1, 2];
        Assert.Equal("limit", Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByValue(gradients, limit)).ParamName);
        Assert.Equal("maxNorm", Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByGlobalNorm(gradients, limit)).ParamName);
        Assert.Equal([1, 2], gradients);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] gradients = Draw<float>(1000);
        double[] twin = Draw<double>(1000);
        Clip(gradients, twin);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Clip(gradients, twin);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Clip(float[] gradients, double[] twin)
        {
            GradientClipping.ByValue(gradients, 0.9);
            GradientClipping.ByValue(twin, 0.9);
            GradientClipping.ByGlobalNorm(gradients, 0.5);
            GradientClipping.ByGlobalNorm(twin, 0.5);
        }
    }

    private static void AssertByGlobalNorm<T>(int length, double share, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] gradients = Draw<T>(length);
        double norm = NaiveNorm(gradients);
        double maxNorm = norm == 0 ? share : share * norm;
        double scale = Math.Min(1, maxNorm / (norm + 1e-6));
        double[] expected = [.. gradients.Select(g => scale * double.CreateTruncating(g))];
        double returned = gradients is float[] single
            ? GradientClipping.ByGlobalNorm(single, maxNorm)
            : GradientClipping.ByGlobalNorm((double[])(object)gradients, maxNorm);
        AssertClose(norm, returned, 1e-14);
        for (int i = 0; i < length; i++)
        {
            AssertClose(expected[i], double.CreateTruncating(gradients[i]), tolerance);
        }
    }

    private static double NaiveNorm<T>(T[] values)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Math.Sqrt(values.Sum(value => double.CreateTruncating(value) * double.CreateTruncating(value)));

    private static double NormOfSixteenSums<T>(T[] values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] sums = new double[16];
        for (int n = 0; n < values.Length; n++)
        {
            double value = double.CreateTruncating(values[n]);
            sums[n % 16] += value * value;
        }

        while (sums.Length > 1)
        {
            sums = [.. sums.Take(sums.Length / 2).Zip(sums.Skip(sums.Length / 2), (a, b) => a + b)];
        }

        return Math.Sqrt(sums[0]);
    }

    private static T[] Draw<T>(int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new SeededRandom(length + 1, 0);
        var values = new T[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = T.CreateTruncating((random.NextDouble() * 4) - 2);
        }

        return values;
    }

    private static void AssertClose(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Abs(expected), $"{actual:R} instead of {expected:R}");
}

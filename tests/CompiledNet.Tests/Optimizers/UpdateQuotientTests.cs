namespace CompiledNet.Tests.Optimizers;

/// <summary>The quotient without a division, against the division, in registers of every width and without one.</summary>
public sealed class UpdateQuotientTests
{
    private const int Pairs = 20_000;

    [Fact]
    public void In_single_it_is_within_a_unit_of_the_last_place()
    {
        AssertCloseInSingle<Simd512<float>>();
        AssertCloseInSingle<Simd256<float>>();
        AssertCloseInSingle<Simd128<float>>();
        AssertCloseInSingle<SimdScalar<float>>();
    }

    [Fact]
    public void In_double_it_is_within_a_unit_of_the_last_place()
    {
        AssertCloseInDouble<Simd512<double>>();
        AssertCloseInDouble<Simd256<double>>();
        AssertCloseInDouble<Simd128<double>>();
        AssertCloseInDouble<SimdScalar<double>>();
    }

    [Theory]
    [InlineData(3, float.PositiveInfinity, 0)]
    [InlineData(0, float.PositiveInfinity, 0)]
    [InlineData(0, 1e-8f, 0)]
    [InlineData(float.NaN, 1, float.NaN)]
    [InlineData(1, float.NaN, float.NaN)]
    public void It_has_the_limits_of_a_division(float a, float d, float expected) =>
        Assert.Equal(expected, Negative<Simd128<float>>(a, d), 1e-29f);

    [Fact]
    public void The_exact_quotient_by_0_is_0() =>
        Assert.Equal(0, SimdValue(ExactQuotient<float>.Negative(Simd128<float>.Create(0), Simd128<float>.Zero)));

    private static void AssertCloseInSingle<TVector>()
        where TVector : struct, ISimd<TVector, float>
    {
        var random = new SeededRandom(11, 0);
        for (int i = 0; i < Pairs; i++)
        {
            float a = (float)((2 * random.NextDouble()) - 1) * MathF.ScaleB(1, (int)(random.NextDouble() * 60) - 30);
            float d = (float)(1 + random.NextDouble()) * MathF.ScaleB(1, (int)(random.NextDouble() * 120) - 60);
            double exact = -(double)a / d;
            Assert.InRange(Math.Abs(Negative<TVector>(a, d) - exact), 0, Math.Abs(exact) * 1.2e-7);
        }
    }

    private static void AssertCloseInDouble<TVector>()
        where TVector : struct, ISimd<TVector, double>
    {
        var random = new SeededRandom(12, 0);
        Span<double> lanes = stackalloc double[8];
        for (int i = 0; i < Pairs; i++)
        {
            double a = ((2 * random.NextDouble()) - 1) * Math.ScaleB(1, (int)(random.NextDouble() * 200) - 100);
            double d = (1 + random.NextDouble()) * Math.ScaleB(1, (int)(random.NextDouble() * 190) - 95);
            double exact = -a / d;
            TVector.Store(NewtonQuotient<double>.Negative(TVector.Create(a), TVector.Create(d)), ref lanes[0], 0);
            Assert.InRange(Math.Abs(lanes[0] - exact), 0, Math.Abs(exact) * 3.4e-16);
        }
    }

    private static float Negative<TVector>(float a, float d)
        where TVector : struct, ISimd<TVector, float> =>
        SimdValue(NewtonQuotient<float>.Negative(TVector.Create(a), TVector.Create(d)));

    private static float SimdValue<TVector>(TVector value)
        where TVector : struct, ISimd<TVector, float>
    {
        Span<float> lanes = stackalloc float[16];
        TVector.Store(value, ref lanes[0], 0);
        return lanes[0];
    }
}

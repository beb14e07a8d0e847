using System.Numerics;

namespace CompiledNet.Tests.Numerics;

/// <summary>Losses on registers and their derivatives where their formula changes, at both ends of the range and at NaN.</summary>
public sealed class VectorLossTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(-0.0, 0)]
    [InlineData(double.Epsilon, 0.25)]
    [InlineData(-double.Epsilon, -0.25)]
    [InlineData(3, 0.25)]
    [InlineData(double.MaxValue, 0.25)]
    [InlineData(double.NegativeInfinity, -0.25)]
    [InlineData(double.NaN, double.NaN)]
    public void The_slope_of_an_absolute_error_is_its_sign(double e, double expected) =>
        AssertSame(expected, VectorLosses.SignOf<SimdScalar<double>, double>(SimdScalar<double>.Create(e), SimdScalar<double>.Create(0.25)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0.125)]
    [InlineData(-1, -0.25)]
    [InlineData(1.5, 0.25)]
    [InlineData(double.NegativeInfinity, -0.25)]
    [InlineData(double.NaN, double.NaN)]
    public void The_slope_of_Huber_ends_at_1(double e, double expected) =>
        AssertSame(expected, VectorLosses.HuberSlope<SimdScalar<double>, double>(SimdScalar<double>.Create(e), SimdScalar<double>.Create(0.25)));

    [Theory]
    [InlineData(0.5, 0.125)]
    [InlineData(-1, 0.5)]
    [InlineData(3, 2.5)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Huber_is_a_square_and_then_a_line(double e, double expected) =>
        AssertSame(expected, VectorLosses.Huber(SimdScalar<double>.Create(e)));

    [Theory]
    [InlineData(3, 0, 3.0485873515737421)]
    [InlineData(3, 1, 0.048587351573742060)]
    [InlineData(3, 0.25, 2.2985873515737421)]
    [InlineData(-3, 0.25, 0.79858735157374206)]
    [InlineData(0, 0.5, 0.69314718055994531)]
    [InlineData(1e4, 1, 0)]
    [InlineData(-1e4, 1, 1e4)]
    [InlineData(double.PositiveInfinity, 1, 0)]
    [InlineData(double.PositiveInfinity, 0.5, double.PositiveInfinity)]
    [InlineData(double.NaN, 0.5, double.NaN)]
    public void Binary_cross_entropy_of_a_logit(double z, double y, double expected)
    {
        double one = 0;
        SimdScalar<double>.Store(VectorLosses.BinaryCrossEntropyFromLogit(SimdScalar<double>.Create(z), SimdScalar<double>.Create(y)), ref one, 0);
        Assert.True(
            expected == one || (double.IsNaN(expected) && double.IsNaN(one)) || Math.Abs(one - expected) <= 1e-14 * Math.Abs(expected), $"{one}, not {expected}");
    }

    private static void AssertSame(double expected, SimdScalar<double> actual)
    {
        double one = 0;
        SimdScalar<double>.Store(actual, ref one, 0);
        Assert.True(expected == one || (double.IsNaN(expected) && double.IsNaN(one)), $"{one}, not {expected}");
    }
}

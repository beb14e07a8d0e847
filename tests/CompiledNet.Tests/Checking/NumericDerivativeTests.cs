namespace CompiledNet.Tests.Checking;

/// <summary>Slopes of functions whose derivatives are known.</summary>
public sealed class NumericDerivativeTests
{
    public static TheoryData<string, double, Func<double, double>, double> Functions => new()
    {
        { "constant", 0.3, _ => 7, 0 },
        { "line", 0.3, x => (3 * x) - 2, 3 },
        { "sine", 0.7, Math.Sin, Math.Cos(0.7) },
        { "exponential", 2, Math.Exp, Math.Exp(2) },
        { "steep", 0.1, x => Math.Tanh(50 * x), 50 / Math.Pow(Math.Cosh(5), 2) },
        { "large argument", 1e4, x => Math.Sin(x / 1e4), Math.Cos(1) / 1e4 },
        { "negative argument", -3, x => x * x * x, 27 },
        { "at zero", 0, Math.Exp, 1 },
        { "kink above", 0, x => Math.Sin(x) + Math.Max(0, x - 1e-5), 1 },
        { "kink below", 0, x => Math.Sin(x) + Math.Max(0, -1e-5 - x), 1 },
        { "kinks on both sides", 0, x => Math.Sin(x) + Math.Max(0, x - 3e-5) + Math.Max(0, -2e-5 - x), 1 },
        { "kink far off", 0, x => Math.Sin(x) + Math.Abs(x - 1e-3), 0 },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void The_slope_is_right_to_nine_digits_and_the_argument_untouched(
        string name, double at, Func<double, double> function, double expected)
    {
        double x = at;
        NumericDerivative slope = NumericDerivative.Estimate(ref x, () => function(x), 1e-12);
        double nearer = Math.Abs(slope.OtherValue - expected) < Math.Abs(slope.Value - expected) ? slope.OtherValue : slope.Value;
        double error = Math.Abs(nearer - expected);
        Assert.True(error <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"{name}: {nearer} instead of {expected}, off by {error:E1}");
        Assert.Equal(at, x);
    }

    [Fact]
    public void The_error_that_it_claims_is_an_upper_bound()
    {
        for (double at = -2; at < 2; at += 0.13)
        {
            double x = at;
            NumericDerivative slope = NumericDerivative.Estimate(ref x, () => Math.Exp(Math.Sin(3 * x)), 1e-12);
            double expected = 3 * Math.Cos(3 * at) * Math.Exp(Math.Sin(3 * at));
            Assert.InRange(Math.Abs(slope.Value - expected), 0, slope.Error);
            Assert.InRange(slope.Error, 0, 1e-9);
        }
    }

    [Fact]
    public void On_a_kink_both_sides_are_told()
    {
        double x = 0;
        NumericDerivative slope = NumericDerivative.Estimate(ref x, () => Math.Exp(x) + Math.Max(0, 2 * x), 1e-12);
        Assert.Equal([1.0, 3], new[] { slope.Value, slope.OtherValue }.Order().Select(value => Math.Round(value, 8)));
    }

    [Fact]
    public void Without_a_kink_both_sides_are_the_same()
    {
        double x = 0.4;
        NumericDerivative slope = NumericDerivative.Estimate(ref x, () => Math.Exp(x), 1e-12);
        Assert.Equal(slope.Value, slope.OtherValue);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void It_ends_where_there_is_no_slope(double at)
    {
        double x = at;
        Assert.False(double.IsFinite(NumericDerivative.Estimate(ref x, () => x, 1e-12).Value));
        Assert.Equal(at, x);
    }

    [Fact]
    public void Floats_give_four_digits()
    {
        float x = 0.7f;
        NumericDerivative slope = NumericDerivative.Estimate(ref x, () => MathF.Sin(x), 1e-12);
        Assert.Equal(Math.Cos(0.7), slope.Value, 1e-4);
        Assert.Equal(0.7f, x);
    }
}

using CompiledNet.Fuzz.Naive;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>The reference itself, where it has to be more exact than what it judges. The figures are those of 50 decimal digits.</summary>
public class NaiveMathTests
{
    [Theory]
    [InlineData(new[] { 20.5, 2.25 }, 0, -0.0000000118611200810007448)]
    [InlineData(new[] { 20.5, 2.25 }, 1, -18.25000001186112008100)]
    [InlineData(new[] { -3.0, 1.0, 0.5 }, 2, -0.98541322583213110360)]
    public void The_logarithm_of_a_softmax_is_exact_however_small_it_is(double[] z, int unit, double expected) =>
        Assert.Equal(1, NaiveMath.LogSoftmax(z, unit) / expected, 1e-14);
}

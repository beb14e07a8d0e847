using CompiledNet.Tool.Checking;
using Xunit;

namespace CompiledNet.Tool.Tests;

/// <summary>What counts as a difference from the source.</summary>
public sealed class SelfCheckTests
{
    [Theory]
    [InlineData(0.5, 0.25, 0.25)]
    [InlineData(101, 100, 0.01)]
    [InlineData(-101, -100, 0.01)]
    [InlineData(double.NaN, double.NaN, 0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, 0)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, 1, double.PositiveInfinity)]
    [InlineData(1, double.NaN, double.PositiveInfinity)]
    [InlineData(1, double.PositiveInfinity, double.PositiveInfinity)]
    public void A_difference_is_relative_beyond_1_and_infinite_where_one_side_has_no_number(double actual, double expected, double difference) =>
        Assert.Equal(difference, SelfCheck.Difference(actual, expected), 1e-12);
}

using CompiledNet.Tool.Checking;
using CompiledNet.Tool.Graph;
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

    [Fact]
    public void A_source_whose_sizes_do_not_fit_is_an_error_of_the_file() =>
        Assert.Contains("do not fit one another", Assert.Throws<ImportException>(() => SelfCheck.RunSource(new Wrong(), [1], 1, Shape.Vector(1))).Message, StringComparison.Ordinal);

    private sealed class Wrong : ISourceRun
    {
        public string Name => "a test";

        public double[] Run(ReadOnlySpan<double> input, int steps) => [input[1]];
    }
}

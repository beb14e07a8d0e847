namespace CompiledNet.Tests.Numerics;

/// <summary>Loss terms against the values of Data/losses.csv, and where the values are special.</summary>
public sealed class LossTests
{
    private static readonly string[][] s_rows = ReferenceValues.Rows("losses");

    [Theory]
    [InlineData("BinaryCrossEntropyFromLogit", 60)]
    [InlineData("LogSumExp", 7)]
    [InlineData("CrossEntropyTerm", 5)]
    [InlineData("Huber", 8)]
    public void Values_are_those_of_the_reference(string function, int count)
    {
        string[][] rows = s_rows.Where(row => row[0] == function).ToArray();
        Assert.Equal(count, rows.Length);
        foreach (string[] row in rows)
        {
            double expected = ReferenceValues.Number(row[1]);
            double[] arguments = row.Skip(2).Select(ReferenceValues.Number).ToArray();
            double actual = Evaluate(function, arguments);
            Assert.True(
                Math.Abs(actual - expected) <= 1e-15 * Math.Abs(expected),
                $"{function}({string.Join(", ", arguments)}) is {actual}, not {expected}");
        }
    }

    [Fact]
    public void LogSumExp_of_singles_is_that_of_doubles()
    {
        float[] single = [1.5f, -2.25f, 0.125f, 30];
        Assert.Equal(Losses.LogSumExp(Array.ConvertAll(single, z => (double)z)), Losses.LogSumExp(single));
    }

    [Fact]
    public void LogSumExp_has_its_limits()
    {
        const double Infinity = double.PositiveInfinity;

        Assert.Equal(-Infinity, Losses.LogSumExp(ReadOnlySpan<double>.Empty));
        Assert.Equal(-Infinity, Losses.LogSumExp([-Infinity, -Infinity]));
        Assert.Equal(Infinity, Losses.LogSumExp([0.0, Infinity]));
        Assert.Equal(1, Losses.LogSumExp([1.0, -Infinity]));
        Assert.Equal(double.MaxValue, Losses.LogSumExp([double.MaxValue, -double.MaxValue]));
        Assert.Equal((double)float.MaxValue, Losses.LogSumExp([float.MaxValue, -float.MaxValue]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void LogSumExp_lets_no_NaN_pass(int place)
    {
        double[] z = [1, double.PositiveInfinity, 3];
        z[place] = double.NaN;
        Assert.True(double.IsNaN(Losses.LogSumExp(z)));
        Assert.True(double.IsNaN(Losses.LogSumExp(Array.ConvertAll(z, value => (float)value))));
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.NaN)]
    [InlineData(-1, double.NaN)]
    [InlineData(0, double.NaN)]
    public void NaN_in_either_argument_gives_NaN(double first, double second)
    {
        Assert.True(double.IsNaN(Losses.BinaryCrossEntropyFromLogit(first, second)));
        Assert.True(double.IsNaN(Losses.CrossEntropyTerm(first, second)));
        Assert.True(double.IsNaN(Losses.Huber(double.NaN)));
    }

    [Theory]
    [InlineData(1e4)]
    [InlineData(double.MaxValue)]
    public void Binary_cross_entropy_is_finite_however_large_the_logit(double z)
    {
        Assert.Equal(0, Losses.BinaryCrossEntropyFromLogit(z, 1));
        Assert.Equal(z, Losses.BinaryCrossEntropyFromLogit(z, 0));
        Assert.Equal(0, Losses.BinaryCrossEntropyFromLogit(-z, 0));
        Assert.Equal(z, Losses.BinaryCrossEntropyFromLogit(-z, 1));
    }

    [Fact]
    public void Zero_times_the_logarithm_of_zero_counts_as_zero()
    {
        Assert.Equal(0, Losses.CrossEntropyTerm(0, 0));
        Assert.Equal(double.PositiveInfinity, Losses.CrossEntropyTerm(1, 0));
    }

    private static double Evaluate(string function, double[] arguments) => function switch
    {
        "BinaryCrossEntropyFromLogit" => Losses.BinaryCrossEntropyFromLogit(arguments[0], arguments[1]),
        "LogSumExp" => Losses.LogSumExp(arguments),
        "CrossEntropyTerm" => Losses.CrossEntropyTerm(arguments[0], arguments[1]),
        "Huber" => Losses.Huber(arguments[0]),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, null),
    };
}

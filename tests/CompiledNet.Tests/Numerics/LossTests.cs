namespace CompiledNet.Tests.Numerics;

/// <summary>Loss terms against the values of Data/losses.csv, and where the values are special.</summary>
public sealed class LossTests
{
    private static readonly string[][] s_rows = ReferenceValues.Rows("losses");

    [Theory]
    [InlineData("BinaryCrossEntropyFromLogit", 60)]
    [InlineData("LogSumExp", 7)]
    [InlineData("LogSumExp", 7, true)]
    [InlineData("CrossEntropyTerm", 5)]
    [InlineData("Huber", 8)]
    public void Values_are_those_of_the_reference(string function, int count, bool isFromSoftmax = false)
    {
        string[][] rows = s_rows.Where(row => row[0] == function).ToArray();
        Assert.Equal(count, rows.Length);
        foreach (string[] row in rows)
        {
            double expected = ReferenceValues.Number(row[1]);
            double[] arguments = row.Skip(2).Select(ReferenceValues.Number).ToArray();
            double actual = isFromSoftmax ? Losses.LogSumExp(arguments, Softmax(arguments)) : Evaluate(function, arguments);
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

    // One z is far above the others: ln Σ e^z − max z is ln(1 + Σ e^(z − max)), here nearly Σ e^(z − max), and all that the loss consists of.
    [Theory]
    [InlineData(12)]
    [InlineData(36)]
    [InlineData(80)]
    public void The_loss_of_a_confident_network_keeps_its_relative_accuracy(double lead)
    {
        double[] z = [-0.5, lead, -lead, -lead - 1];
        double others = Math.Exp(-0.5 - lead) + Math.Exp(-2 * lead) + Math.Exp((-2 * lead) - 1);
        double expected = others * (1 - (others / 2) + (others * others / 3));

        // Max z is 0 so that the difference has all its digits.
        z = Array.ConvertAll(z, value => value - lead);
        double loss = Losses.LogSumExp(z, Softmax(z));

        Assert.InRange(loss / expected, 1 - 1e-14, 1 + 1e-14);
        float[] single = Array.ConvertAll(z, value => (float)value);
        Assert.InRange(Losses.LogSumExp(single, Array.ConvertAll(Softmax(z), a => (float)a)) / expected, 1 - 1e-5, 1 + 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    public void LogSumExp_from_the_softmax_counts_each_of_several_largest(int count)
    {
        double[] z = [.. Enumerable.Repeat(3.0, count), -1, -2];
        double expected = 3 + Math.Log(count + Math.Exp(-4) + Math.Exp(-5));

        Assert.Equal(expected, Losses.LogSumExp(z, Softmax(z)), 1e-14 * expected);
        float[] single = Array.ConvertAll(z, value => (float)value);
        Assert.Equal(expected, Losses.LogSumExp(single, Array.ConvertAll(Softmax(z), a => (float)a)), 1e-6 * expected);
    }

    // A softmax over such a z is NaN throughout.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void LogSumExp_from_the_softmax_lets_no_NaN_pass(int place)
    {
        double[] z = [1, 2, 3];
        z[place] = double.NaN;
        double[] softmax = Softmax(z);

        Assert.All(softmax, a => Assert.True(double.IsNaN(a)));
        Assert.True(double.IsNaN(Losses.LogSumExp(z, softmax)));
        Assert.True(double.IsNaN(Losses.LogSumExp(Array.ConvertAll(z, value => (float)value), [float.NaN, float.NaN, float.NaN])));
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

    private static double[] Softmax(double[] z)
    {
        double largest = z.Max();
        double[] powers = Array.ConvertAll(z, value => Math.Exp(value - largest));
        double sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
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

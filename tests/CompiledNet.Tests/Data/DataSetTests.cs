using CompiledNet.Tests.Training;

namespace CompiledNet.Tests.Data;

public sealed class DataSetTests
{
    [Fact]
    public void Classes_are_read_row_by_row()
    {
        var data = new DataSet<float>((float[])[1, 2, 3, 4, 5, 6], 2, (int[])[2, 0, 1], 3);
        Assert.Equal(3, data.Count);
        Assert.Equal(2, data.InputSize);
        Assert.Equal(3, data.OutputSize);
        Assert.True(data.HasClasses);
        Assert.Equal([3, 4], data.InputOf(1));
        Assert.Equal([2, 0, 1], new[] { data.ClassOf(0), data.ClassOf(1), data.ClassOf(2) });
        Assert.Throws<InvalidOperationException>(() => data.TargetOf(0).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.InputOf(3).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.ClassOf(-1));
    }

    [Fact]
    public void Targets_are_read_row_by_row()
    {
        var data = new DataSet<double>((double[])[1, 2, 3], 1, (double[])[10, 11, 20, 21, 30, 31], 2);
        Assert.Equal(3, data.Count);
        Assert.False(data.HasClasses);
        Assert.Equal([20, 21], data.TargetOf(1));
        Assert.Throws<InvalidOperationException>(() => data.ClassOf(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.TargetOf(3).Length);
    }

    [Fact]
    public void Nothing_is_copied()
    {
        float[] inputs = [1, 2, 3, 4];
        var data = new DataSet<float>(inputs, 2, (int[])[0, 1], 2);
        (DataSet<float> first, DataSet<float> second) = data.Split(0.5);
        inputs[0] = 10;
        inputs[2] = 30;
        Assert.Equal([10f, 30f], new[] { first.InputOf(0)[0], second.InputOf(0)[0] }.Order());
    }

    [Theory]
    [InlineData(0, 2, 0, "inputs", "0")]
    [InlineData(5, 2, 2, "inputs", "5")]
    [InlineData(6, 2, 2, "classes", "2")]
    [InlineData(6, 0, 3, "inputSize", "0")]
    public void Lengths_that_do_not_fit_are_refused(int inputs, int inputSize, int classes, string name, string actual)
    {
        ArgumentException thrown = Assert.ThrowsAny<ArgumentException>(
            () => new DataSet<float>(new float[inputs], inputSize, new int[classes], 3));
        Assert.Equal(name, thrown.ParamName);
        Assert.Contains(actual, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_of_another_length_are_refused()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => new DataSet<float>(new float[6], 2, new float[5], 2));
        Assert.Equal("targets", thrown.ParamName);
        Assert.Contains("is 5; 3 samples × 2 = 6", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataSet<float>(new float[6], 2, Array.Empty<float>(), 0));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_class_that_does_not_exist_is_refused(int index)
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(
            () => new DataSet<float>(new float[4], 2, (int[])[0, index], 3));
        Assert.Contains($"classes[1] is {index}", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subset_has_the_samples_in_the_order_asked_for_and_subsets_again()
    {
        var data = new DataSet<double>((double[])[0, 1, 2, 3, 4], 1, (double[])[0, 10, 20, 30, 40], 1);
        DataSet<double> some = data.Subset([4, 1, 3]);
        DataSet<double> fewer = some.Subset([2, 0]);
        Assert.Equal([4.0, 1, 3], Inputs(some));
        Assert.Equal([3.0, 4], Inputs(fewer));
        Assert.Equal(30, fewer.TargetOf(0)[0]);
        Assert.Throws<ArgumentException>(() => data.Subset([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => some.Subset([3]));
        ArgumentOutOfRangeException thrown = Assert.Throws<ArgumentOutOfRangeException>(() => some.Subset([0, -1]));
        Assert.Equal("samples", thrown.ParamName);
        Assert.Equal(-1, thrown.ActualValue);
        Assert.StartsWith("samples[1] must be from 0 to 2", thrown.Message, StringComparison.Ordinal);
        Assert.StartsWith("sample must be from 0 to 2", Assert.Throws<ArgumentOutOfRangeException>(() => some.InputOf(-1).Length).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_takes_the_same_share_of_every_class()
    {
        // 50, 30 and 21 of each class; 0.8 of 101 is 81: 40, 24 and 17 (16.8).
        int[] classes = [.. Enumerable.Range(0, 101).Select(i => i < 50 ? 0 : i < 80 ? 1 : 2)];
        var data = new DataSet<float>(new float[101], 1, classes, 3);
        (DataSet<float> first, DataSet<float> second) = data.Split(0.8, seed: 3);
        Assert.Equal([40, 24, 17], CountsOf(first));
        Assert.Equal([10, 6, 4], CountsOf(second));
    }

    [Fact]
    public void A_split_divides_the_samples()
    {
        double[] numbers = [.. Enumerable.Range(0, 100).Select(i => (double)i)];
        var data = new DataSet<double>(numbers, 1, numbers, 1);
        (DataSet<double> first, DataSet<double> second) = data.Split(0.7, seed: 5);
        Assert.Equal(70, first.Count);
        Assert.Equal(numbers, Inputs(first).Concat(Inputs(second)).Order());
        Assert.Equal(Inputs(first).Order(), Inputs(first));

        // At random: of the first 70, about 49 are expected, with a deviation of some 2.
        Assert.InRange(Inputs(first).Count(x => x < 70), 41, 57);
    }

    [Fact]
    public void A_split_follows_its_seed()
    {
        DataSet<float> data = TrainingData.Points(90);
        float[] some = Inputs(data.Split(0.5, seed: 1).First);
        Assert.Equal(some, Inputs(data.Split(0.5, seed: 1).First));
        Assert.NotEqual(some, Inputs(data.Split(0.5, seed: 2).First));
    }

    [Fact]
    public void Every_order_is_as_likely_as_any_other()
    {
        // 24 orders of four, 24,000 times: 1,000 of each are expected, with a deviation of 31.
        var random = new SeededRandom(1, Splitter.ShuffleStream);
        var counts = new Dictionary<string, int>();
        for (int draw = 0; draw < 24_000; draw++)
        {
            int[] items = [0, 1, 2, 3];
            Splitter.Shuffle(items, ref random);
            string order = string.Join(' ', items);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 850, 1150));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    [InlineData(0.01)]
    [InlineData(0.99)]
    public void A_split_without_anything_on_one_side_is_refused(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TrainingData.Points(10).Split(fraction));

    private static int[] CountsOf(DataSet<float> data) =>
        [.. Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, data.Count).Count(i => data.ClassOf(i) == c))];

    private static T[] Inputs<T>(DataSet<T> data)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, data.Count).Select(i => data.InputOf(i)[0])];
}

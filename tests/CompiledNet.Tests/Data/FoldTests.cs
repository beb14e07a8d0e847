namespace CompiledNet.Tests.Data;

public sealed class FoldTests
{
    // 53, 30 and 18 of each class: no multiples of 5, nor is their sum.
    private static readonly int[] s_classes = [.. Enumerable.Range(0, 101).Select(i => i % 10 < 5 ? 0 : i % 10 < 8 ? 1 : i < 90 ? 2 : 0)];

    private static readonly DataSet<double> s_data =
        new(Enumerable.Range(0, 101).Select(i => (double)i).ToArray(), 1, s_classes, 3);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(101)]
    public void Every_sample_is_tested_once_and_learned_from_else(int count)
    {
        IReadOnlyList<(DataSet<double> Training, DataSet<double> Test)> folds = s_data.Folds(count, seed: 3);
        Assert.Equal(count, folds.Count);
        Assert.Equal(Numbers(s_data), folds.SelectMany(fold => Numbers(fold.Test)).Order());
        foreach ((DataSet<double> training, DataSet<double> test) in folds)
        {
            Assert.Equal(Numbers(s_data), Numbers(training).Concat(Numbers(test)).Order());
            Assert.Equal(Numbers(test).Order(), Numbers(test));
            Assert.Equal(Numbers(training).Order(), Numbers(training));
            Assert.All(Enumerable.Range(0, test.Count), i => Assert.Equal(s_classes[(int)test.InputOf(i)[0]], test.ClassOf(i)));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(7)]
    public void Folds_have_the_same_share_of_every_class(int count)
    {
        IReadOnlyList<(DataSet<double> Training, DataSet<double> Test)> folds = s_data.Folds(count, seed: 4);
        AssertDiffersByOneAtTheMost([.. folds.Select(fold => fold.Test.Count)]);
        for (int c = 0; c < 3; c++)
        {
            AssertDiffersByOneAtTheMost([.. folds.Select(fold => Enumerable.Range(0, fold.Test.Count).Count(i => fold.Test.ClassOf(i) == c))]);
        }
    }

    [Fact]
    public void Folds_are_drawn_from_the_seed()
    {
        double[] some = Numbers(s_data.Folds(5, seed: 1)[0].Test);
        Assert.Equal(some, Numbers(s_data.Folds(5, seed: 1)[0].Test));
        Assert.NotEqual(some, Numbers(s_data.Folds(5, seed: 2)[0].Test));

        // Not every fifth of a class.
        double[] ofFirstClass = [.. some.Where(x => s_classes[(int)x] == 0)];
        int[] members = [.. Enumerable.Range(0, 101).Where(i => s_classes[i] == 0)];
        int[] places = [.. ofFirstClass.Select(x => Array.IndexOf(members, (int)x) % 5)];
        Assert.True(places.Distinct().Count() > 1);
    }

    [Fact]
    public void Without_classes_the_folds_differ_by_one_at_the_most()
    {
        double[] numbers = [.. Enumerable.Range(0, 23).Select(i => (double)i)];
        IReadOnlyList<(DataSet<double> Training, DataSet<double> Test)> folds = new DataSet<double>(numbers, 1, numbers, 1).Folds(4);
        Assert.Equal([6, 6, 6, 5], folds.Select(fold => fold.Test.Count));
        Assert.Equal(numbers, folds.SelectMany(fold => Numbers(fold.Test)).Order());
    }

    [Fact]
    public void Folds_of_a_part_stay_in_it()
    {
        DataSet<double> part = s_data.Folds(5)[0].Training;
        Assert.Equal(Numbers(part), part.Folds(3).SelectMany(fold => Numbers(fold.Test)).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(102)]
    public void Other_numbers_of_folds_are_refused(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => s_data.Folds(count));

    private static void AssertDiffersByOneAtTheMost(int[] counts) => Assert.InRange(counts.Max() - counts.Min(), 0, 1);

    private static double[] Numbers(DataSet<double> data) => [.. Enumerable.Range(0, data.Count).Select(i => data.InputOf(i)[0])];
}

namespace CompiledNet.Tests.Training;

public sealed class ValidationFractionTests
{
    [Fact]
    public void A_fraction_is_kept_apart_as_Split_does()
    {
        DataSet<float> data = TrainingData.Points(90);
        var byFraction = new PointsNet(seed: 1);
        TrainingHistory history = Trainer.Fit(
            byFraction, data, new TrainingOptions { Epochs = 3, Seed = 5, ValidationFraction = 0.2 });

        (DataSet<float> training, DataSet<float> validation) = data.Split(0.8, seed: 5);
        Assert.Equal(18, validation.Count);
        var bySplit = new PointsNet(seed: 1);
        TrainingHistory expected = Trainer.Fit(
            bySplit, training, new TrainingOptions { Epochs = 3, Seed = 5, Validation = validation });
        Assert.Equal(Networks.TestData.Bits<float>(bySplit.Parameters), Networks.TestData.Bits<float>(byFraction.Parameters));
        Assert.Equal(expected.Select(epoch => epoch.ValidationLoss), history.Select(epoch => epoch.ValidationLoss));
        Assert.NotNull(history[0].ValidationAccuracy);
    }

    /// <summary>Fifty samples, of which four are positive, as one column, as one-hot vectors, and as classes.</summary>
    [Theory]
    [InlineData("column")]
    [InlineData("one-hot")]
    [InlineData("classes")]
    public void Every_kind_of_class_is_stratified(string kind)
    {
        int[] classes = [.. Enumerable.Range(0, 50).Select(sample => sample is 3 or 4 or 30 or 49 ? 1 : 0)];
        var indices = new DataSet<float>(new float[50], 1, classes, 2);
        DataSet<float> data = kind == "classes" ? indices
            : kind == "one-hot" ? indices.ToOneHot()
            : new DataSet<float>(new float[50], 1, (float[])[.. classes.Select(c => (float)c)], 1);
        for (int seed = 0; seed < 20; seed++)
        {
            (DataSet<float> first, DataSet<float> second) = data.Split(0.5, seed);
            (DataSet<float> training, _, _, DataSet<float> validation) =
                ValidationSplit.Of(data, null, new TrainingOptions { ValidationFraction = 0.5, Seed = seed });
            Assert.All([first, second, training, validation], part => Assert.Equal((25, 2), (part.Count, Positives(part))));
            Assert.All(data.Folds(4, seed), fold => Assert.Equal(1, Positives(fold.Test)));
        }
    }

    private static int Positives(DataSet<float> data) =>
        Enumerable.Range(0, data.Count).Count(sample => data.HasClasses ? data.ClassOf(sample) == 1 : data.TargetOf(sample)[^1] == 1);

    [Fact]
    public void A_fraction_that_makes_no_sense_is_refused()
    {
        DataSet<float> data = TrainingData.Points(4);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { ValidationFraction = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { ValidationFraction = double.NaN });
        Assert.Contains(
            "4 samples empty",
            Assert.Throws<ArgumentException>(
                () => Trainer.Fit(new PointsNet(), data, new TrainingOptions { ValidationFraction = 0.1 })).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(
            () => Trainer.Fit(new PointsNet(), data, new TrainingOptions { ValidationFraction = 0.5, Validation = data }));
    }
}

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

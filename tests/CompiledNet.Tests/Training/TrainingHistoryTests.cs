using System.Globalization;

namespace CompiledNet.Tests.Training;

public sealed class TrainingHistoryTests
{
    [Fact]
    public void It_prints_a_table_and_writes_CSV_the_same_in_every_culture()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            var hostile = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            hostile.NumberFormat.NumberDecimalSeparator = ",";
            hostile.NumberFormat.NegativeSign = "\u2212";
            CultureInfo.CurrentCulture = hostile;
            TrainingHistory history = Example();
            Assert.Equal(
                """
                epoch     loss  accuracy       R2  validation loss  validation accuracy  validation R2     rate  elapsed s
                    1   1.2500    0.5000  -3.5000                -                    -              -  1.00e-1       0.50
                  * 2  2.50e-5    0.7500   0.9000           0.3000               1.0000         0.8500  1.00e-5      12.25
                """.ReplaceLineEndings("\n"),
                history.ToString());

            using var writer = new StringWriter { NewLine = "\n" };
            history.ToCsv(writer);
            Assert.Equal(
                """
                epoch,loss,accuracy,R2,validation loss,validation accuracy,validation R2,learning rate,elapsed seconds
                1,1.25,0.5,-3.5,,,,0.1,0.5
                2,2.5E-05,0.75,0.9,0.3,1,0.85,1E-05,12.25

                """.ReplaceLineEndings("\n"),
                writer.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void It_gives_the_numbers_of_a_curve()
    {
        TrainingHistory history = Example();
        Assert.Equal([1.25, 2.5e-5], history.Series("loss"));
        Assert.Equal([0.5, 0.75], history.Series(Metric.Accuracy));
        Assert.Equal([-3.5, 0.9], history.Series(Metric.RSquared));
        Assert.Equal([double.NaN, 0.3], history.ValidationSeries("loss"));
        Assert.Equal([double.NaN, 0.85], history.ValidationSeries(Metric.RSquared));
        Assert.Equal([double.NaN, double.NaN], history.Series("RMSE"));
    }

    [Fact]
    public void One_without_epochs_prints_too()
    {
        var history = new TrainingHistory(3, Metric.Loss);
        Assert.Equal("epoch  rate  elapsed s", history.ToString());
        Assert.Null(history.Best);
        Assert.Equal(TimeSpan.Zero, history.Elapsed);
    }

    [Fact]
    public void A_best_epoch_of_the_training_set_says_so()
    {
        const string Note = "\n* the best loss over the training set: there was no validation set";
        var options = new TrainingOptions { Epochs = 2, Patience = 1 };
        Assert.EndsWith(Note, Trainer.Fit(new LineNet(), TrainingData.Line(), options).ToString(), StringComparison.Ordinal);
        options = new TrainingOptions { Epochs = 2, Validation = TrainingData.Line() };
        Assert.DoesNotContain("over the training set", Trainer.Fit(new LineNet(), TrainingData.Line(), options).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_epoch_prints_every_metric()
    {
        EpochResult epoch = Example()[1] with { Epochs = 10 };
        Assert.Equal(
            "epoch  2/10  loss 2.50e-5  accuracy 0.7500  R2 0.9000  validation loss 0.3000  accuracy 1.0000  R2 0.8500  12.25 s", epoch.ToString());
        Assert.Equal("NaN", Figure.Of(double.NaN));
        Assert.Equal("-0.5000", Figure.Of(-0.5));
        Assert.Equal("-1.00e-4", Figure.Of(-1e-4));
        Assert.Equal("∞", Figure.Of(double.PositiveInfinity));
    }

    [Fact]
    public void Names_with_commas_are_quoted()
    {
        var history = new TrainingHistory(1, Metric.Loss);
        history.Add(Example()[1] with { Metrics = [new MetricValue("a \"b\", c", 1, null)] });
        using var writer = new StringWriter();
        history.ToCsv(writer);
        Assert.Contains(",\"a \"\"b\"\", c\",", writer.ToString(), StringComparison.Ordinal);
    }

    private static TrainingHistory Example()
    {
        var history = new TrainingHistory(2, Metric.Loss);
        history.Add(new EpochResult
        {
            Epoch = 1,
            Epochs = 2,
            TrainingLoss = 1.25,
            TrainingAccuracy = 0.5,
            Metrics = [new MetricValue("R2", -3.5, null)],
            LearningRate = 0.1,
            Elapsed = TimeSpan.FromSeconds(0.5),
        });
        history.Add(new EpochResult
        {
            Epoch = 2,
            Epochs = 2,
            TrainingLoss = 2.5e-5,
            TrainingAccuracy = 0.75,
            ValidationLoss = 0.3,
            ValidationAccuracy = 1,
            Metrics = [new MetricValue("R2", 0.9, 0.85)],
            LearningRate = 1e-5,
            Elapsed = TimeSpan.FromSeconds(12.25),
        });
        history.SetBest(2);
        return history;
    }
}

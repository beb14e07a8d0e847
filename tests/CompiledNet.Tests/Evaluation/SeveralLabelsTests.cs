using CompiledNet.Tests.Training;

namespace CompiledNet.Tests.Evaluation;

/// <summary>Targets with several labels at once, or none: figures of a column are right, figures that need a class refuse them.</summary>
public sealed class SeveralLabelsTests
{
    private static readonly double[] Targets = [1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 1];

    // Right of every label.
    private static readonly double[] Outputs = [.. Targets.Select(target => (0.8 * target) + 0.1)];

    private static Predictions<double> Predictions => Samples.OfTargets(Targets, 3, Outputs);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Figures_of_a_label_look_at_its_column(int label)
    {
        RocCurve curve = RocCurve.OfClass(Predictions, label);
        Assert.Equal((1.0, 2, 2), (curve.Auc, curve.Positives, curve.Negatives));
        Assert.Equal(1, RocCurve.OneVersusRest(Predictions)[label].Auc);
        Assert.Equal(1, RocCurve.MacroAuc(Predictions));

        Calibration calibration = Calibration.OfClass(Predictions, label);
        Assert.Equal(0.01, calibration.BrierScore, 15);
        Assert.Equal(0.1, calibration.ExpectedError, 15);
    }

    [Theory]
    [InlineData(new double[] { 1, 1, 0 })]
    [InlineData(new double[] { 0, 0, 0 })]
    [InlineData(new double[] { 0.9, 0.8, 0 })]
    [InlineData(new double[] { 0.5, 0.5, 0 })]
    [InlineData(new double[] { 0.3, 0, 0 })]
    public void Figures_of_a_class_refuse_what_means_none(double[] target)
    {
        Predictions<double> predictions = Samples.OfTargets([0, 1, 0, .. target], 3, [0.1, 0.8, 0.1, 0.2, 0.3, 0.4]);
        foreach (Action action in (Action[])[
            () => predictions.ActualClassOf(1),
            () => ConfusionMatrix.Of(predictions),
            () => ClassificationReport.Of(predictions),
            () => Classification.TopKAccuracy(predictions, 1),
            () => Classification.LogLoss(predictions),
            () => Calibration.Of(predictions)])
        {
            Assert.Contains(
                "The target of sample 1 means no class: it holds several labels, or none.",
                Assert.Throws<InvalidOperationException>(action).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Two_labels_have_no_curve_in_common()
    {
        Predictions<double> predictions = Samples.OfTargets([1, 1, 0, 1], 2, [0.9, 0.9, 0.1, 0.9]);
        Assert.Throws<InvalidOperationException>(() => RocCurve.Of(predictions));
        Assert.Equal((2, 0), (RocCurve.OfClass(predictions, 1).Positives, RocCurve.OfClass(predictions, 1).Negatives));
    }

    [Theory]
    [InlineData(new double[] { 0, 1, 0 }, 1)]
    [InlineData(new double[] { 0.05, 0.9, 0.05 }, 1)]
    [InlineData(new double[] { 0.3, 0.4, 0.3 }, 1)]
    [InlineData(new double[] { 0.05, 0.05, 0.95 }, 2)]
    public void Vectors_that_mean_one_class_do(double[] target, int expected)
    {
        Predictions<double> predictions = Samples.OfTargets(target, 3, [0.1, 0.8, 0.1]);
        Assert.Equal(expected, predictions.ActualClassOf(0));
        Assert.Equal(1, RocCurve.OfClass(predictions, expected).Positives);
    }

    [Fact]
    public void One_column_of_outputs_does_not_decode()
    {
        int[] classes = [7, 7, 7];
        ArgumentOutOfRangeException thrown = Assert.Throws<ArgumentOutOfRangeException>(
            () => OneHot.Decode<double>([0.9, 0.1, 0.8], 1, classes));
        Assert.Contains("At least 2 classes were expected", thrown.Message, StringComparison.Ordinal);
        Assert.Equal([7, 7, 7], classes);
        Assert.Equal([1, 0, 1], Samples.OfTargets([1, 0, 1], 1, [0.9, 0.1, 0.8]).Classes());
    }

    [Fact]
    public void The_training_targets_decide_whether_there_is_an_accuracy()
    {
        float[] oneHot = OneHot.Encode<float>([.. Enumerable.Range(0, 30).Select(i => i % 10)], 10);
        float[] labels = [.. oneHot];
        labels[0] = labels[1] = 1;
        var inputs = new float[150];
        var classes = new DataSet<float>(inputs, 5, oneHot, 10);
        var several = new DataSet<float>(inputs, 5, labels, 10);

        // Training, validation set, whether the one and the other has an accuracy.
        (DataSet<float> Training, DataSet<float> Validation, bool HasTraining, bool HasValidation)[] cases =
        [
            (classes, classes, true, true),
            (several, classes, false, false),
            (several, classes.ToClasses(), false, false),
            (classes, several, true, false),
            (classes, classes.ToClasses(), true, true),
            (classes.ToClasses(), classes, true, true),
        ];
        foreach ((DataSet<float> training, DataSet<float> validation, bool hasTraining, bool hasValidation) in cases)
        {
            EpochResult epoch = Trainer.Fit(new TenNet(), training, new TrainingOptions { Epochs = 1, Validation = validation })[0];
            Assert.Equal((hasTraining, hasValidation), (epoch.TrainingAccuracy is not null, epoch.ValidationAccuracy is not null));
        }

        // A part of a set goes by the whole: this one happens to hold one-hot vectors alone.
        DataSet<float> part = several.Subset([1, 2, 3]);
        Assert.Null(Trainer.Evaluate(new TenNet(), part).Accuracy);
        Assert.Null(Trainer.Fit(new TenNet(), part, new TrainingOptions { Epochs = 1 })[0].TrainingAccuracy);
        foreach (int seed in Enumerable.Range(0, 5))
        {
            EpochResult epoch = Trainer.Fit(
                new TenNet(), several, new TrainingOptions { Epochs = 1, Seed = seed, ValidationFraction = 0.5 })[0];
            Assert.Equal((null, null), (epoch.TrainingAccuracy, epoch.ValidationAccuracy));
        }
    }

    [Fact]
    public void No_output_is_right_for_a_target_without_a_class()
    {
        double[] outputs = [0.8, 0.1, 0.1, 0.8, 0.1, 0.1, 0.8, 0.1, 0.1, 0.8, 0.1, 0.1];
        double[] targets = [1, 0, 0, 0, 0, 0, 0.5, 0.5, 0, 0.7, 0.2, 0.1];
        Assert.Equal(0.5, Trainer.Evaluate(Samples.Pass(), new DataSet<double>(outputs, 3, targets, 3)).Accuracy);
    }
}

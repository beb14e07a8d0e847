namespace CompiledNet.Tests.Training;

/// <summary>Metrics of outputs that the test knows, over batches of several sizes.</summary>
public sealed class MetricTests
{
    // Four samples of three outputs, and their classes.
    private static readonly double[] s_outputs = [0.7, 0.2, 0.1, 0.1, 0.6, 0.3, 0.2, 0.2, 0.6, 0.4, 0.4, 0.2];
    private static readonly int[] s_classes = [0, 2, 2, 1];

    [Fact]
    public void Top_k_counts_classes_among_the_largest_outputs_the_first_of_equals_ahead()
    {
        Assert.Equal(0.5, OfClasses(Metric.TopAccuracy(1)));
        Assert.Equal(0.5, OfClasses(Metric.Accuracy));
        Assert.Equal(1, OfClasses(Metric.TopAccuracy(2)));
        Assert.Equal(1, OfClasses(Metric.TopAccuracy(5)));
        Assert.Equal("top-5 accuracy", Metric.TopAccuracy(5).Name);

        // Equal outputs: the classes in their order are first, second, third.
        double[] equal = [1, 1, 1];
        Assert.Equal([1, 0, 0], Enumerable.Range(0, 3).Select(c => Of(Metric.TopAccuracy(1), equal, [c])));
        Assert.Equal([1, 1, 0], Enumerable.Range(0, 3).Select(c => Of(Metric.TopAccuracy(2), equal, [c])));
        Assert.Equal(0, Of(Metric.TopAccuracy(3), [1, double.NaN, 0], [0]));
    }

    [Fact]
    public void Errors_are_means_over_samples_and_outputs()
    {
        // ŷ − y: 1, −2, 0, 3, −1, 0.
        double[] outputs = [1, 2, 3, 4, 5, 6];
        double[] targets = [0, 4, 3, 1, 6, 6];
        Assert.Equal(7 / 6.0, Of(Metric.MeanAbsoluteError, outputs, targets, 2)!.Value, 1e-15);
        Assert.Equal(Math.Sqrt(15 / 6.0), Of(Metric.RootMeanSquaredError, outputs, targets, 2)!.Value, 1e-15);

        // Where a target is a class, its row is 1 there and 0 elsewhere: |ŷ − y| adds up to 0.6, 1.4, 0.8 and 1.2.
        Assert.Equal(4.0 / 12, OfClasses(Metric.MeanAbsoluteError)!.Value, 1e-15);
    }

    [Fact]
    public void R2_is_the_share_of_the_variance_that_is_explained()
    {
        // First output: y = 0, 3, 6 with mean 3, Σ (y − ȳ)² = 18, Σ (ŷ − y)² = 1 + 0 + 1. Second: y = 4, 1, 7, mean 4, 18 and 9.
        double[] outputs = [1, 4, 3, 4, 5, 7];
        double[] targets = [0, 4, 3, 1, 6, 7];
        Assert.Equal(((1 - (2 / 18.0)) + (1 - (9 / 18.0))) / 2, Of(Metric.RSquared, outputs, targets, 2)!.Value, 1e-14);

        // Far from 0, where the squares of the targets themselves would leave nothing of the variance.
        double[] farOutputs = [.. outputs.Select(x => x + 1e9)];
        double[] farTargets = [.. targets.Select(x => x + 1e9)];
        Assert.Equal(Of(Metric.RSquared, outputs, targets, 2)!.Value, Of(Metric.RSquared, farOutputs, farTargets, 2)!.Value, 1e-9);

        // Targets that are all alike.
        Assert.Equal(1, Of(Metric.RSquared, [2, 2, 2], [2, 2, 2], 1));
        Assert.Equal(0, Of(Metric.RSquared, [2, 2, 3], [2, 2, 2], 1));
        Assert.Equal(double.NaN, Of(Metric.RSquared, [2, double.NaN, 3], [2, 2, 2], 1));
    }

    [Fact]
    public void A_metric_that_has_no_meaning_has_no_value()
    {
        Assert.Null(Of(Metric.Accuracy, [1, 2], [1, 2], 1));
        Assert.Null(Of(Metric.TopAccuracy(2), [1, 2], [1, 2], 1));
        var context = new MetricContext(Loss.MeanSquaredError, 1, HasOneHotTargets: false);
        Assert.All(
            new[] { Metric.Loss, Metric.Accuracy, Metric.MeanAbsoluteError, Metric.RootMeanSquaredError, Metric.RSquared, Metric.TopAccuracy(1) },
            metric => Assert.Null(metric.CreateAccumulator<float>(context).Value));
    }

    [Fact]
    public void A_new_pass_begins_with_nothing()
    {
        foreach (Metric metric in new[] { Metric.Loss, Metric.MeanAbsoluteError, Metric.RootMeanSquaredError, Metric.RSquared })
        {
            MetricAccumulator<double> accumulator = metric.CreateAccumulator<double>(new MetricContext(Loss.MeanSquaredError, 1, false));
            accumulator.Add(new MetricBatch<double>([1, 2, 4], 1, [5, 6, 4], [], 9));
            double? first = accumulator.Value;
            accumulator.Reset();
            Assert.Null(accumulator.Value);
            accumulator.Add(new MetricBatch<double>([1, 2, 4], 1, [5, 6, 4], [], 9));
            Assert.Equal(first, accumulator.Value);
        }
    }

    [Fact]
    public void Training_measures_what_is_asked_for_on_both_sets()
    {
        // From w = 0 without learning: outputs are 0.
        TrainingHistory history = Trainer.Fit(new LineNet(), TrainingData.Line(), new TrainingOptions
        {
            Epochs = 1,
            BatchSize = 2,
            Optimizer = new Sgd(0),
            Validation = new DataSet<double>((double[])[1, 1], 1, (double[])[3, 1], 1),
            Metrics = [Metric.MeanAbsoluteError, Metric.Loss],
            Monitor = Metric.RSquared,
        });
        EpochResult epoch = Assert.Single(history);
        Assert.Equal(["MAE", "R2"], epoch.Metrics.Select(metric => metric.Name));
        Assert.Equal(4, epoch.Training("MAE")!.Value, 1e-15);
        Assert.Equal(2, epoch.Validation(Metric.MeanAbsoluteError)!.Value, 1e-15);
        Assert.Equal(1 - (56 / 8.0), epoch.Training(Metric.RSquared)!.Value, 1e-14);
        Assert.Equal(1 - (10 / 2.0), epoch.Validation("R2")!.Value, 1e-14);
        Assert.Equal(epoch.TrainingLoss, epoch.Training("loss"));
        Assert.Equal(epoch.ValidationLoss, epoch.Validation("loss"));
        Assert.Null(epoch.Training("accuracy"));
        Assert.Null(epoch.Training("RMSE"));
    }

    [Fact]
    public void Two_metrics_of_one_name_are_refused()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => Trainer.Fit(
            new PointsNet(), TrainingData.Points(3), new TrainingOptions { Metrics = [new ScriptedMetric(false), new ScriptedMetric(false)] }));
        Assert.Contains("\"script\"", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Top_k_of_more_classes_than_there_are_is_refused()
    {
        static void Refused(string message, TrainingOptions options)
        {
            var net = new PointsNet(seed: 1);
            ArgumentException thrown = Assert.Throws<ArgumentException>(() => Trainer.Fit(net, TrainingData.Points(3), options));
            Assert.Contains($"{message} would always be 1 with 3 classes; k from 1 to 3 was expected.", thrown.Message, StringComparison.Ordinal);
            Assert.Equal("options", thrown.ParamName);
            Assert.Equal(new PointsNet(seed: 1).Parameters, net.Parameters);
        }

        Refused("options.Metrics: top-4 accuracy", new TrainingOptions { Metrics = [Metric.TopAccuracy(2), Metric.TopAccuracy(4)] });
        Refused("options.Monitor: top-99 accuracy", new TrainingOptions { Monitor = Metric.TopAccuracy(99) });
    }

    [Fact]
    public void Top_k_of_the_same_k_is_one_metric()
    {
        TrainingHistory history = Trainer.Fit(new PointsNet(), TrainingData.Points(9), new TrainingOptions
        {
            Epochs = 1,
            Metrics = [Metric.TopAccuracy(2), Metric.TopAccuracy(3)],
            Monitor = Metric.TopAccuracy(2),
        });
        Assert.Equal(["top-2 accuracy", "top-3 accuracy"], history[0].Metrics.Select(metric => metric.Name));
        Assert.Equal(Metric.TopAccuracy(2), Metric.TopAccuracy(2));
        Assert.NotEqual(Metric.TopAccuracy(2), Metric.TopAccuracy(3));
    }

    private static double? OfClasses(Metric metric) => Of(metric, s_outputs, s_classes);

    // One batch with all samples and several with one each come to the same.
    private static double? Of(Metric metric, double[] outputs, int[] classes)
    {
        MetricAccumulator<double> whole = metric.CreateAccumulator<double>(new MetricContext(Loss.CategoricalCrossEntropy, 3, false));
        MetricAccumulator<double> parts = metric.CreateAccumulator<double>(new MetricContext(Loss.CategoricalCrossEntropy, 3, false));
        whole.Add(new MetricBatch<double>(outputs, 3, [], classes, 0));
        for (int s = 0; s < classes.Length; s++)
        {
            parts.Add(new MetricBatch<double>(outputs.AsSpan(3 * s, 3), 3, [], classes.AsSpan(s, 1), 0));
        }

        Assert.Equal(whole.Value, parts.Value);
        return whole.Value;
    }

    private static double? Of(Metric metric, double[] outputs, double[] targets, int size)
    {
        MetricAccumulator<double> whole = metric.CreateAccumulator<double>(new MetricContext(Loss.MeanSquaredError, size, false));
        MetricAccumulator<double> parts = metric.CreateAccumulator<double>(new MetricContext(Loss.MeanSquaredError, size, false));
        whole.Add(new MetricBatch<double>(outputs, size, targets, [], 0));
        for (int s = 0; s < outputs.Length / size; s++)
        {
            parts.Add(new MetricBatch<double>(outputs.AsSpan(size * s, size), size, targets.AsSpan(size * s, size), [], 0));
        }

        Assert.Equal(whole.Value, parts.Value);
        return whole.Value;
    }
}

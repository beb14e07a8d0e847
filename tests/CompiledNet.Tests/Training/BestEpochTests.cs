namespace CompiledNet.Tests.Training;

/// <summary>Which epoch is the best, when a training stops for it, and what the network is afterwards.</summary>
public sealed class BestEpochTests
{
    [Fact]
    public void Training_stops_after_as_many_epochs_without_improvement_as_it_has_patience()
    {
        (TrainingHistory history, byte[] parameters) = Fit(new ScriptedMetric(false, 5, 3, 4, 3, 1), patience: 2);
        Assert.Equal(4, history.Count);
        Assert.Equal(2, history.Best!.Epoch);
        Assert.Equal(StopReason.NoImprovement, history.StopReason);
        Assert.True(history.IsBestRestored);
        Assert.Equal(After(epochs: 2), parameters);
    }

    [Fact]
    public void Patience_begins_anew_with_every_improvement()
    {
        (TrainingHistory history, byte[] parameters) = Fit(new ScriptedMetric(false, 5, 6, 4, 4, 3), patience: 2);
        Assert.Equal(5, history.Count);
        Assert.Equal(5, history.Best!.Epoch);
        Assert.Equal(StopReason.Completed, history.StopReason);
        Assert.Equal(After(epochs: 5), parameters);
    }

    [Fact]
    public void A_metric_may_be_better_when_it_is_larger()
    {
        (TrainingHistory history, byte[] parameters) = Fit(new ScriptedMetric(true, 0.5, 0.7, 0.6, 0.7, 0.9), patience: 2);
        Assert.Equal(4, history.Count);
        Assert.Equal(2, history.Best!.Epoch);
        Assert.Equal(After(epochs: 2), parameters);
    }

    [Fact]
    public void Small_improvements_do_not_renew_the_patience_but_are_the_best_all_the_same()
    {
        (TrainingHistory history, byte[] parameters) = Fit(
            new ScriptedMetric(false, 5, 4.9, 4.8, 4.7, 1), patience: 3, minImprovement: 0.5);
        Assert.Equal(4, history.Count);
        Assert.Equal(4, history.Best!.Epoch);
        Assert.Equal(After(epochs: 4), parameters);

        // Measured from the last that counted: 5 to 4.4 is enough.
        (history, _) = Fit(new ScriptedMetric(false, 5, 4.7, 4.4, 4.4, 1), patience: 3, minImprovement: 0.5);
        Assert.Equal(5, history.Count);
    }

    [Fact]
    public void No_value_and_NaN_are_no_improvement()
    {
        (TrainingHistory history, byte[] parameters) = Fit(new ScriptedMetric(false, double.NaN, null, 7, double.NaN, null), patience: 3);
        Assert.Equal(3, history.Best!.Epoch);
        Assert.Equal(After(epochs: 3), parameters);
    }

    [Fact]
    public void Patience_that_runs_out_without_a_value_ever_is_no_end_like_another()
    {
        static void Refused(string message, Metric monitor)
        {
            InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => Fit(monitor, patience: 2));
            Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
        }

        Refused("options.Monitor is script, which had no value in all of 2 epochs over the training set", new ScriptedMetric(false, double.NaN, null, 7));
        Refused("options.Monitor is script, which was NaN in all of 2 epochs over the training set", new ScriptedMetric(false, null, double.NaN, 7));

        // A training set that is in order, and a validation set that is not.
        int epochs = 0;
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => Trainer.Fit(new LineNet(), TrainingData.Line(), new TrainingOptions
        {
            Patience = 3,
            Validation = new DataSet<double>((double[])[1, double.NaN], 1, (double[])[2, 2], 1),
            Callbacks = [TrainingCallback.AfterEpoch((_, _) => epochs++)],
        }));
        Assert.Contains("options.Monitor is loss, which was NaN in all of 3 epochs over the validation set", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("look for NaN and infinite numbers in options.Validation", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(3, epochs);

        // One without patience has not stopped for it.
        (TrainingHistory history, _) = Fit(new ScriptedMetric(false, null, null, null, null, null), patience: null);
        Assert.Equal(5, history.Count);
        Assert.Null(history.Best);
    }

    [Fact]
    public void A_metric_that_can_have_no_value_is_refused_before_the_first_step()
    {
        static void Refused(Metric monitor, string reason)
        {
            var net = new LineNet();
            ArgumentException thrown = Assert.Throws<ArgumentException>(
                () => Trainer.Fit(net, TrainingData.Line(), new TrainingOptions { Monitor = monitor, Patience = 3 }));
            Assert.Equal("options", thrown.ParamName);
            Assert.Contains($"options.Monitor is {monitor.Name}, which has no meaning for the training set: {reason}", thrown.Message, StringComparison.Ordinal);
            Assert.Equal(0, net.Layer1.Weights[0, 0]);
        }

        Refused(Metric.Accuracy, "the network has one output");
        Refused(Metric.TopAccuracy(2), "the network has one output");

        // Judged over the validation set, whose targets are no classes though those of the training set are.
        DataSet<float> points = TrainingData.Points(9);
        var vectors = new DataSet<float>(new float[4], 2, new float[6], 3);
        Assert.Contains(
            "no meaning for the validation set: the targets are no classes",
            Assert.Throws<ArgumentException>(() => Trainer.Fit(
                new SquaredPointsNet(), points, new TrainingOptions { Monitor = Metric.Accuracy, Validation = vectors })).Message,
            StringComparison.Ordinal);
        Assert.Equal(10, Trainer.Fit(new SquaredPointsNet(), points, new TrainingOptions { Monitor = Metric.TopAccuracy(2) }).Count);

        // A stream is known by what it gave.
        int epochs = 0;
        Assert.Contains(
            "options.Monitor is accuracy, which has no meaning for the training set",
            Assert.Throws<InvalidOperationException>(() => Trainer.Fit(
                new LineNet(),
                [new Batch<double>((double[])[1], (double[])[2])],
                new TrainingOptions { Monitor = Metric.Accuracy, Callbacks = [TrainingCallback.AfterEpoch((_, _) => epochs++)] })).Message,
            StringComparison.Ordinal);
        Assert.Equal(1, epochs);
    }

    [Fact]
    public void The_best_is_restored_without_stopping_where_that_is_asked_for()
    {
        (TrainingHistory history, byte[] parameters) = Fit(new ScriptedMetric(false, 5, 1, 2, 3, 4), patience: null, restoreBest: true);
        Assert.Equal(5, history.Count);
        Assert.True(history.IsBestRestored);
        Assert.Equal(After(epochs: 2), parameters);
    }

    [Fact]
    public void The_best_is_not_restored_unless_it_is_asked_for()
    {
        (TrainingHistory history, byte[] parameters) = Fit(new ScriptedMetric(false, 5, 1, 2, 3, 4), patience: null);
        Assert.Equal(2, history.Best!.Epoch);
        Assert.False(history.IsBestRestored);
        Assert.Equal(After(epochs: 5), parameters);

        (history, parameters) = Fit(new ScriptedMetric(false, 5, 1, 2, 3, 4), patience: 2, restoreBest: false);
        Assert.Equal(4, history.Count);
        Assert.Equal(After(epochs: 4), parameters);
    }

    [Fact]
    public void Epochs_are_judged_by_the_loss_over_the_validation_set()
    {
        // Learns y = 2 x while the validation set says y = x: there the loss is least when w passes 1.
        var net = new LineNet();
        TrainingHistory history = Trainer.Fit(net, TrainingData.Line(), new TrainingOptions
        {
            Epochs = 50,
            Optimizer = new Sgd(0.02),
            Validation = new DataSet<double>((double[])[1], 1, (double[])[1], 1),
            Patience = 1,
        });
        Assert.Same(Metric.Loss, history.Monitor);
        Assert.Equal(history.Select(e => e.ValidationLoss).Min(), history.Best!.ValidationLoss);
        Assert.Equal(history.Count - 1, history.Best.Epoch);
        Assert.InRange(net.Layer1.Weights[0, 0], 0.9, 1.1);

        // w − 2 shrinks by 1 − 0.02 · 14/3 at each epoch.
        Assert.Equal(2 - (2 * Math.Pow(1 - (0.02 * 14 / 3), history.Best.Epoch)), net.Layer1.Weights[0, 0], 1e-13);
    }

    [Fact]
    public void A_training_that_diverges_leaves_the_network_at_its_best_epoch()
    {
        var net = new LineNet();
        TrainingDivergedException thrown = Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(
            net, TrainingData.Line(), new TrainingOptions { Epochs = 10, BatchSize = 2, Optimizer = new Sgd(0.01), Schedule = new Leap(6, 1e200) }));
        Assert.Equal(4, thrown.Epoch);
        Assert.Equal(2, thrown.Batch);
        Assert.Equal(double.PositiveInfinity, thrown.Loss);
        Assert.Equal(3, thrown.BestEpoch);
        Assert.Contains("in epoch 4, batch 2 of 2; training stopped and the network is as it was after epoch 3", thrown.Message, StringComparison.Ordinal);

        var expected = new LineNet();
        Trainer.Fit(expected, TrainingData.Line(), new TrainingOptions { Epochs = 3, BatchSize = 2, Optimizer = new Sgd(0.01) });
        Assert.Equal(expected.Layer1.Weights[0, 0], net.Layer1.Weights[0, 0]);
    }

    [Fact]
    public void A_last_step_that_goes_too_far_is_noticed()
    {
        var net = new LineNet();
        TrainingDivergedException thrown = Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(
            net, TrainingData.Line(), new TrainingOptions { Epochs = 3, Optimizer = new Sgd(0.01), Schedule = new Leap(2, double.MaxValue) }));
        Assert.Equal(3, thrown.Epoch);
        Assert.Equal(1, thrown.Batch);
        Assert.True(double.IsFinite(thrown.Loss));
        Assert.Equal(2, thrown.BestEpoch);
        Assert.Contains("Parameters became NaN or infinite", thrown.Message, StringComparison.Ordinal);
        Assert.True(double.IsFinite(net.Layer1.Weights[0, 0]));
    }

    private static (TrainingHistory History, byte[] Parameters) Fit(
        Metric monitor, int? patience, double minImprovement = 0, bool? restoreBest = null)
    {
        var net = new PointsNet(seed: 3);
        TrainingHistory history = Trainer.Fit(net, TrainingData.Points(40), new TrainingOptions
        {
            Epochs = 5,
            BatchSize = 8,
            Monitor = monitor,
            Patience = patience,
            MinImprovement = minImprovement,
            RestoreBest = restoreBest,
        });
        return (history, Networks.TestData.Bits<float>(net.Parameters));
    }

    private static byte[] After(int epochs)
    {
        var net = new PointsNet(seed: 3);
        Trainer.Fit(net, TrainingData.Points(40), new TrainingOptions { Epochs = epochs, BatchSize = 8 });
        return Networks.TestData.Bits<float>(net.Parameters);
    }

    /// <summary>The optimizer's rate, but for one step.</summary>
    private sealed class Leap(long step, double rate) : LearningRateSchedule
    {
        public override double RateAt(SchedulePoint point) => point.Step == step ? rate : point.BaseRate;
    }
}

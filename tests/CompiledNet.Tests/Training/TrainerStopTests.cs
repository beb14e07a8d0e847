namespace CompiledNet.Tests.Training;

/// <summary>What makes a training stop, or not begin.</summary>
public sealed class TrainerStopTests
{
    [Fact]
    public void Cancellation_throws_and_leaves_the_network_at_its_last_whole_step()
    {
        using var source = new CancellationTokenSource();
        var net = new LineNet();
        var cancelling = new CancellingNetwork(net, source, afterSteps: 5);
        var told = new List<EpochResult>();
        var options = new TrainingOptions
        {
            Epochs = 100,
            BatchSize = 1,
            Shuffle = false,
            Optimizer = new Sgd(0.01),
            Progress = new Teller(told),
        };
        OperationCanceledException thrown = Assert.ThrowsAny<OperationCanceledException>(
            () => Trainer.Fit(cancelling, TrainingData.Line(), options, source.Token));
        Assert.Equal(source.Token, thrown.CancellationToken);
        Assert.Equal(1, Assert.Single(told).Epoch);

        // w ← w − 0.01 (w − 2) x², five times: the step during which it was cancelled was still taken.
        double w = 0;
        foreach (double x in new double[] { 1, 2, 3, 1, 2 })
        {
            w -= 0.01 * ((w * x) - (2 * x)) * x;
        }

        Assert.Equal(w, net.Layer1.Weights[0, 0], 1e-14);
    }

    [Fact]
    public void A_token_that_is_cancelled_already_stops_before_the_first_step()
    {
        var net = new LineNet();
        Assert.ThrowsAny<OperationCanceledException>(
            () => Trainer.Fit(net, TrainingData.Line(), new TrainingOptions(), new CancellationToken(canceled: true)));
        Assert.Equal(0, net.Layer1.Weights[0, 0]);
        Assert.ThrowsAny<OperationCanceledException>(
            () => Trainer.Evaluate(net, TrainingData.Line(), new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "infinite")]
    public void A_loss_that_is_no_number_stops_before_its_step(double input, string word)
    {
        // The bad sample is the fourth of five; batches of two.
        var net = new LineNet();
        net.Layer1.Weights[0, 0] = 1;
        var data = new DataSet<double>((double[])[1, 1, 1, input, 1], 1, (double[])[1, 1, 1, 1, 1], 1);
        TrainingDivergedException thrown = Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(
            net, data, new TrainingOptions { Epochs = 3, BatchSize = 2, Shuffle = false, Optimizer = new Sgd(0.1) }));
        Assert.Equal(1, thrown.Epoch);
        Assert.Equal(2, thrown.Batch);
        Assert.Equal(input, thrown.Loss);
        Assert.Contains($"became {word} in epoch 1, batch 2 of 3", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(1, net.Layer1.Weights[0, 0]);
    }

    [Fact]
    public void A_training_that_diverges_names_the_epoch()
    {
        TrainingDivergedException thrown = Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(
            new LineNet(), TrainingData.Line(), new TrainingOptions { Epochs = 1000, BatchSize = 3, Optimizer = new Sgd(100) }));
        Assert.InRange(thrown.Epoch, 2, 1000);
        Assert.Equal(1, thrown.Batch);
    }

    [Fact]
    public void A_network_without_loss_is_refused()
    {
        DataSet<float> data = TrainingData.Points(10);
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(
            () => Trainer.Fit(new LosslessNet(), data, new TrainingOptions()));
        Assert.Contains("LosslessNet declares no loss", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Trainer.Evaluate(new LosslessNet(), data));
    }

    [Fact]
    public void Data_that_does_not_fit_is_refused()
    {
        var net = new PointsNet();
        DataSet<float> fitting = TrainingData.Points(10);
        var narrow = new DataSet<float>(new float[10], 1, new int[10], 3);
        var wide = new DataSet<float>(new float[20], 2, new int[10], 4);
        var ofDoubles = new DataSet<double>(new double[20], 2, new int[10], 3);

        Assert.Equal("data", Assert.Throws<ArgumentException>(() => Trainer.Fit(net, narrow, new TrainingOptions())).ParamName);
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => Trainer.Fit(net, wide, new TrainingOptions()));
        Assert.Contains("2 inputs and 4 outputs for each sample; 2 and 3 were expected", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Trainer.Evaluate(net, wide));
        Assert.Equal(
            "options.Validation",
            Assert.Throws<ArgumentException>(() => Trainer.Fit(net, fitting, new TrainingOptions { Validation = wide })).ParamName);
        thrown = Assert.Throws<ArgumentException>(() => Trainer.Fit(net, fitting, new TrainingOptions { Validation = ofDoubles }));
        Assert.Contains("DataSet<Single> was expected", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_optimizer_of_another_network_is_refused_before_anything_happens()
    {
        var optimizer = new Adam();
        Trainer.Fit(new PointsNet(), TrainingData.Points(10), new TrainingOptions { Epochs = 1, Optimizer = optimizer });
        var line = new LineNet();
        Assert.Throws<ArgumentException>(() => Trainer.Fit(line, TrainingData.Line(), new TrainingOptions { Optimizer = optimizer }));
        Assert.Equal(0, line.Layer1.Weights[0, 0]);
    }

    [Fact]
    public void A_training_that_is_refused_leaves_the_optimizer_to_other_networks()
    {
        var optimizer = new Adam { Threads = 2 };
        string path = Path.GetTempFileName();
        try
        {
            Assert.Throws<NetworkFileException>(() => Trainer.Fit(
                new PointsNet(), TrainingData.Points(10), new TrainingOptions { Optimizer = optimizer, ResumeFrom = path, Threads = 3 }));
            File.Delete(path);
            Assert.Throws<FileNotFoundException>(() => Trainer.Fit(
                new PointsNet(), TrainingData.Points(10), new TrainingOptions { Optimizer = optimizer, ResumeFrom = path, Threads = 3 }));
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Throws<ArgumentException>(() => Trainer.Fit(
            new WideNet(), new DataSet<float>(new float[128], 128, new float[32], 32), new TrainingOptions { Optimizer = optimizer, Monitor = Metric.Accuracy }));
        Assert.Throws<ArgumentException>(() => Trainer.Fit(
            new SquaredPointsNet(), [new Batch<float>(new float[3], new float[3])], new TrainingOptions { Optimizer = optimizer }));
        Assert.Equal(2, optimizer.Threads);

        // What it learned it keeps.
        var line = new LineNet();
        Trainer.Fit(line, TrainingData.Line(), new TrainingOptions { Epochs = 1, Optimizer = optimizer });
        Assert.Throws<ArgumentException>(() => Trainer.Fit(new PointsNet(), TrainingData.Points(10), new TrainingOptions { Optimizer = optimizer }));
        Assert.ThrowsAny<OperationCanceledException>(() => Trainer.Fit(
            line, TrainingData.Line(), new TrainingOptions { Optimizer = optimizer }, new CancellationToken(canceled: true)));
        Assert.Throws<ArgumentException>(() => Trainer.Fit(new PointsNet(), TrainingData.Points(10), new TrainingOptions { Optimizer = optimizer }));
    }

    [Fact]
    public void The_optimizer_has_the_threads_of_the_training_while_it_lasts()
    {
        var optimizer = new Sgd(0.01);
        int threads = 0;
        void Fit(int of) => Trainer.Fit(new LineNet(), TrainingData.Line(), new TrainingOptions
        {
            Epochs = 1,
            Optimizer = optimizer,
            Threads = of,
            Callbacks = [TrainingCallback.AfterBatch(_ => threads = optimizer.Threads)],
        });
        Fit(3);
        Assert.Equal((3, 1), (threads, optimizer.Threads));
        optimizer.Threads = 2;
        Fit(1);
        Assert.Equal((2, 2), (threads, optimizer.Threads));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        static void Refused(string name, string message, Func<TrainingOptions> create)
        {
            ArgumentException thrown = Assert.ThrowsAny<ArgumentException>(create);
            Assert.Equal(name, thrown.ParamName);
            Assert.StartsWith(message, thrown.Message, StringComparison.Ordinal);
        }

        Refused("Epochs", "Epochs must be at least 1.", () => new TrainingOptions { Epochs = 0 });
        Refused("BatchSize", "BatchSize must be at least 1.", () => new TrainingOptions { BatchSize = -1 });
        Refused("BatchesPerEpoch", "BatchesPerEpoch must be at least 1.", () => new TrainingOptions { BatchesPerEpoch = 0 });
        Refused("Patience", "Patience must be at least 1.", () => new TrainingOptions { Patience = 0 });
        Refused("Threads", "Threads must be at least 1.", () => new TrainingOptions { Threads = 0 });
        Refused("ValidationFraction", "ValidationFraction must be at least 0", () => new TrainingOptions { ValidationFraction = 1 });
        Refused("Metrics", "Metrics is null; a list was expected", () => new TrainingOptions { Metrics = null! });
        Refused("Metrics", "Metrics[1] is null; an object of the class Metric", () => new TrainingOptions { Metrics = [Metric.Loss, null!] });
        Refused("Monitor", "Monitor is null; a metric was expected", () => new TrainingOptions { Monitor = null! });
        Refused("Callbacks", "Callbacks is null; a list was expected", () => new TrainingOptions { Callbacks = null! });
        Refused("Callbacks", "Callbacks[0] is null; an object of the class TrainingCallback", () => new TrainingOptions { Callbacks = [null!] });
        Assert.Throws<ArgumentNullException>(() => Trainer.Fit(new LineNet(), TrainingData.Line(), null!));
        Assert.Throws<ArgumentNullException>(() => Trainer.Fit(new LineNet(), (DataSet<double>)null!, new TrainingOptions()));
    }

    private sealed class CancellingNetwork(INetwork<double> inner, CancellationTokenSource source, int afterSteps)
        : NetworkDecorator<double>(inner)
    {
        private int _steps;

        public override double Backward(ReadOnlySpan<double> target, Workspace<double> workspace, bool accumulate = false)
        {
            if (++_steps == afterSteps)
            {
                source.Cancel();
            }

            return base.Backward(target, workspace, accumulate);
        }
    }

    private sealed class Teller(List<EpochResult> told) : IProgress<EpochResult>
    {
        public void Report(EpochResult value) => told.Add(value);
    }
}

namespace CompiledNet.Tests.Training;

public sealed class TrainerTests
{
    [Fact]
    public void An_epoch_is_what_paper_says()
    {
        // Batches {1, 2} and {3} from w = 0 with η = 0.1. The first: loss (½·2² + ½·4²) / 2 = 5, dL/dw = ((−2)·1 + (−4)·2) / 2 = −5, w = 0.5.
        // The second: ŷ = 1.5, loss ½·4.5² = 10.125, dL/dw = −4.5·3 = −13.5, w = 1.85. After it ½·0.15²·(1 + 4 + 9) / 3.
        var net = new LineNet();
        TrainingHistory history = Trainer.Fit(net, TrainingData.Line(), new TrainingOptions
        {
            Epochs = 1,
            BatchSize = 2,
            Shuffle = false,
            Optimizer = new Sgd(0.1),
            Validation = TrainingData.Line(),
        });

        Assert.Equal(1.85, net.Layer1.Weights[0, 0], 1e-14);
        EpochResult epoch = Assert.Single(history);
        Assert.Equal(1, epoch.Epoch);
        Assert.Equal(1, epoch.Epochs);
        Assert.Equal(((5 * 2) + 10.125) / 3, epoch.TrainingLoss, 1e-14);
        Assert.Equal(0.5 * 0.0225 * 14 / 3, epoch.ValidationLoss!.Value, 1e-14);
        Assert.Null(epoch.TrainingAccuracy);
        Assert.Null(epoch.ValidationAccuracy);
        Assert.Equal(epoch.Elapsed, history.Elapsed);
    }

    [Fact]
    public void Validation_of_an_epoch_is_that_epoch_s_alone()
    {
        var net = new LineNet();
        TrainingHistory history = Trainer.Fit(net, TrainingData.Line(), new TrainingOptions
        {
            Epochs = 3,
            Optimizer = new Sgd(0.01),
            Validation = TrainingData.Line(),
        });
        Assert.True(history[2].ValidationLoss < 0.95 * history[1].ValidationLoss);
        Assert.Equal(Trainer.Evaluate(net, TrainingData.Line()).Loss, history[2].ValidationLoss!.Value, 1e-14);
    }

    [Fact]
    public void Training_learns()
    {
        DataSet<float> data = TrainingData.Points(300);
        var net = new PointsNet(seed: 1);
        TrainingHistory history = Trainer.Fit(net, data, new TrainingOptions { Epochs = 20, Optimizer = new Adam(0.01) });
        Assert.Equal(20, history.Count);
        Assert.Equal(Enumerable.Range(1, 20), history.Select(e => e.Epoch));
        Assert.InRange(history[0].TrainingAccuracy!.Value, 0, 0.95);
        Assert.InRange(history[^1].TrainingAccuracy!.Value, 0.99, 1);
        Assert.True(history[^1].TrainingLoss < 0.2 * history[0].TrainingLoss);
        Assert.Equal(history.Select(e => e.Elapsed).Order(), history.Select(e => e.Elapsed));
    }

    [Fact]
    public void The_same_seed_trains_to_the_same_bits()
    {
        byte[] Train(long seed, bool shuffle = true)
        {
            var net = new PointsNet(seed: 1);
            Trainer.Fit(net, TrainingData.Points(50), new TrainingOptions { Epochs = 3, BatchSize = 8, Seed = seed, Shuffle = shuffle });
            return Networks.TestData.Bits<float>(net.Parameters);
        }

        Assert.Equal(Train(7), Train(7));
        Assert.NotEqual(Train(7), Train(8));
        Assert.NotEqual(Train(7), Train(7, shuffle: false));
        Assert.Equal(Train(7, shuffle: false), Train(8, shuffle: false));
    }

    [Fact]
    public void Every_epoch_goes_through_all_samples_once_in_an_order_of_its_own()
    {
        double[] numbers = [.. Enumerable.Range(0, 10).Select(i => (double)i)];
        var watched = new WatchedNetwork(new LineNet());
        Trainer.Fit(watched, new DataSet<double>(numbers, 1, numbers, 1), new TrainingOptions { Epochs = 3, BatchSize = 4 });
        Assert.Equal([4, 4, 2, 4, 4, 2, 4, 4, 2], watched.Batches.Select(batch => batch.Length));

        double[][] epochs = [.. watched.Batches.SelectMany(batch => batch).Chunk(10)];
        Assert.All(epochs, epoch => Assert.Equal(numbers, epoch.Order()));
        Assert.NotEqual(numbers, epochs[0]);
        Assert.NotEqual(epochs[0], epochs[1]);
        Assert.NotEqual(epochs[1], epochs[2]);

        // No sample has a place of its own: each comes first in some of 200 epochs (all but certainly: 10 · 0.9²⁰⁰ is 7e-9).
        watched = new WatchedNetwork(new LineNet());
        Trainer.Fit(watched, new DataSet<double>(numbers, 1, numbers, 1), new TrainingOptions
        {
            Epochs = 200,
            BatchSize = 10,
            Optimizer = new Sgd(0),
        });
        Assert.Equal(numbers, watched.Batches.Select(batch => batch[0]).Distinct().Order());
    }

    [Fact]
    public void Batches_are_gathered_where_Forward_wants_them()
    {
        var watched = new WatchedNetwork(new LineNet());
        Trainer.Fit(watched, TrainingData.Line(), new TrainingOptions { Epochs = 1, BatchSize = 2, Validation = TrainingData.Line() });
        Assert.Equal(4, watched.Batches.Count);
        Assert.True(watched.EveryBatchInPlace);
    }

    [Fact]
    public void Classes_become_one_hot_rows_where_the_loss_knows_none()
    {
        // The same as with the rows written out.
        DataSet<float> classes = TrainingData.Points(30);
        float[] inputs = [.. Enumerable.Range(0, 30).SelectMany(i => classes.InputOf(i).ToArray())];
        float[] rows = [.. Enumerable.Range(0, 30).SelectMany(i => Enumerable.Range(0, 3).Select(c => c == classes.ClassOf(i) ? 1f : 0f))];
        var oneHot = new DataSet<float>(inputs, 2, rows, 3);

        var options = new TrainingOptions { Epochs = 2, BatchSize = 7 };
        var byClasses = new SquaredPointsNet();
        var byRows = new SquaredPointsNet();
        TrainingHistory history = Trainer.Fit(byClasses, classes, options);
        TrainingHistory expected = Trainer.Fit(byRows, oneHot, options);
        Assert.Equal(Networks.TestData.Bits<float>(byRows.Parameters), Networks.TestData.Bits<float>(byClasses.Parameters));
        Assert.Equal(expected.Select(e => e.TrainingAccuracy), history.Select(e => e.TrainingAccuracy));
        Assert.NotNull(history[0].TrainingAccuracy);
    }

    [Fact]
    public void A_second_fit_with_the_same_optimizer_goes_on()
    {
        var whole = new PointsNet();
        var halves = new PointsNet();
        DataSet<float> data = TrainingData.Points(40);
        Trainer.Fit(whole, data, new TrainingOptions { Epochs = 4, Shuffle = false, Optimizer = new Adam() });
        var optimizer = new Adam();
        Trainer.Fit(halves, data, new TrainingOptions { Epochs = 2, Shuffle = false, Optimizer = optimizer });
        Trainer.Fit(halves, data, new TrainingOptions { Epochs = 2, Shuffle = false, Optimizer = optimizer });
        Assert.Equal(Networks.TestData.Bits<float>(whole.Parameters), Networks.TestData.Bits<float>(halves.Parameters));
    }

    [Fact]
    public void After_the_first_epoch_only_its_result_is_allocated()
    {
        var net = new PointsNet();
        var progress = new AllocationMeter(20);
        Trainer.Fit(net, TrainingData.Points(100), new TrainingOptions
        {
            Epochs = 20,
            BatchSize = 8,
            Validation = TrainingData.Points(30, stream: 1),
            Progress = progress,
        });

        // One EpochResult: an object of seven numbers, three of them nullable.
        Assert.All(progress.BetweenReports(), bytes => Assert.InRange(bytes, 0, 160));
    }

    [Fact]
    public void A_validation_set_with_a_NaN_is_told_by_the_history_and_changes_nothing()
    {
        var net = new LineNet();
        var validation = new DataSet<double>((double[])[1, double.NaN], 1, (double[])[1, 1], 1);
        TrainingHistory history = Trainer.Fit(net, TrainingData.Line(), new TrainingOptions { Epochs = 3, Validation = validation });

        Assert.Equal([double.NaN, double.NaN, double.NaN], history.Select(epoch => epoch.ValidationLoss!.Value));
        Assert.Null(history.Best);
        var other = new LineNet();
        Trainer.Fit(other, TrainingData.Line(), new TrainingOptions { Epochs = 3 });
        Assert.Equal(other.Parameters, net.Parameters);
    }

    [Fact]
    public void An_optimizer_in_use_for_another_network_is_an_option_that_does_not_fit()
    {
        var optimizer = new Sgd(0.1);
        optimizer.Prepare(new LineNet().Parameters);
        ArgumentException thrown = Assert.Throws<ArgumentException>(
            () => Trainer.Fit(new PointsNet(), TrainingData.Points(3), new TrainingOptions { Optimizer = optimizer }));
        Assert.Equal("options", thrown.ParamName);
        Assert.Contains("Use one optimizer for each network", thrown.Message, StringComparison.Ordinal);
    }

    private sealed class AllocationMeter(int epochs) : IProgress<EpochResult>
    {
        private readonly long[] _allocated = new long[epochs];

        public void Report(EpochResult value) => _allocated[value.Epoch - 1] = GC.GetAllocatedBytesForCurrentThread();

        public IEnumerable<long> BetweenReports() => _allocated.Zip(_allocated.Skip(1), (one, next) => next - one);
    }
}

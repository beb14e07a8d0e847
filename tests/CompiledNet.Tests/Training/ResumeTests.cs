using System.Numerics;
using CompiledNet.Tests.Files;

namespace CompiledNet.Tests.Training;

/// <summary>A training that was stopped at any of its batches, or after an epoch, and resumed, is the one that was never stopped.</summary>
public sealed class ResumeTests
{
    // Five batches, the last of five samples.
    private const int Samples = 37;
    private const int CallsOfEpoch = 6;

    public static TheoryData<Func<Optimizer>> Optimizers =>
    [
        () => new Sgd(0.1),
        () => new Sgd(0.1, momentum: 0.9),
        () => new Adam(0.02),
        () => new AdamW(0.02),
        () => new RmsProp(0.01),
        () => new Adagrad(0.1),
    ];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void At_every_batch_and_epoch_of_three_epochs(Func<Optimizer> create)
    {
        CheckEveryStop(Case(seed => new PointsNet(seed), TrainingData.Points, create), 3 * CallsOfEpoch, "Completed, best 3, restored True");
        CheckEveryStop(Case(seed => new PointsDoubleNet(seed), DoublePoints, create), 3 * CallsOfEpoch, "Completed, best 3, restored True");
    }

    [Fact]
    public void With_early_stopping_that_goes_back_to_the_best_epoch()
    {
        // No epoch improves by as much as is asked for: after the first the patience runs out, and a rate that high makes one of them the best.
        ResumeCase<float> stopping = Case(seed => new PointsNet(seed), TrainingData.Points, () => new Sgd(2, momentum: 0.5), patience: 3, minImprovement: 10);
        CheckEveryStop(stopping, 4 * CallsOfEpoch, "NoImprovement, best 2, restored True");
    }

    [Fact]
    public void With_several_threads()
    {
        float[] inputs = Networks.TestData.Draw<float>(40 * WideNet.InputSize, 1);
        float[] targets = Networks.TestData.Draw<float>(40 * WideNet.OutputSize, 2);
        var data = new DataSet<float>(inputs, WideNet.InputSize, targets, WideNet.OutputSize);
        ResumeCase<float> OnThreads(int threads) => new(seed => new WideNet(seed), (network, outcome, path) => Trainer.Fit(network, data, new TrainingOptions
        {
            Epochs = 2,
            BatchSize = 16,
            Threads = threads,
            Optimizer = outcome.Optimizer = new Adam(),
            Metrics = [Metric.MeanAbsoluteError, Metric.RSquared],
            Callbacks = [outcome],
            ResumeFrom = path,
        }));

        ResumeCase<float>.Outcome whole = OnThreads(1).Whole();
        CheckEveryStop(OnThreads(2), 8, whole.End).AssertIs(whole);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, null)]
    [InlineData(false, 3)]
    [InlineData(true, 3)]
    public void On_a_stream_whose_batches_depend_on_what_it_gave_before(bool isAsync, int? batchesPerEpoch)
    {
        const int Batches = 4;
        var stream = new ResumeCase<float>(seed => new PointsNet(seed), (network, outcome, path) =>
        {
            // Every time that it is gone through it gives other samples.
            int begun = 0;
            IEnumerable<Batch<float>> Source()
            {
                begun++;
                for (int i = 0; i < Batches; i++)
                {
                    float[] inputs = Networks.TestData.Draw<float>(2 * 5, (100 * begun) + i);
                    yield return new Batch<float>(inputs, (int[])[0, 1, 2, 1, 0]);
                }
            }

            async IAsyncEnumerable<Batch<float>> AsyncSource()
            {
                await Task.Yield();
                foreach (Batch<float> batch in Source())
                {
                    yield return batch;
                }
            }

            var options = new TrainingOptions
            {
                Epochs = 3,
                BatchSize = 5,
                BatchesPerEpoch = batchesPerEpoch,
                Schedule = batchesPerEpoch is null ? null : LearningRateSchedule.OneCycle(0.1),
                Optimizer = outcome.Optimizer = new Sgd(0.1, 0.9),
                Metrics = [Metric.TopAccuracy(2)],
                Callbacks = [outcome],
                ResumeFrom = path,
            };
            return isAsync ? Trainer.FitAsync(network, AsyncSource(), options).GetAwaiter().GetResult() : Trainer.Fit(network, Source(), options);
        });
        CheckEveryStop(stream, 3 * ((batchesPerEpoch ?? Batches) + 1), stream.Whole().End);
    }

    [Fact]
    public void A_training_that_has_diverged_goes_back_as_far_as_it_would_have()
    {
        using var folder = new TemporaryFolder();
        foreach (int leap in (int[])[1, 5])
        {
            // A batch of two and one of one; saved after the first step, before an epoch has ended, and once one has.
            double[] ends = [.. ((bool[])[false, true]).Select(isResumed =>
            {
                var net = new LineNet();
                net.Layer1.Weights[0, 0] = isResumed ? 0.7 : 0.5;
                Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(net, TrainingData.Line(), new TrainingOptions
                {
                    Epochs = 4,
                    BatchSize = 2,
                    Optimizer = new Sgd(0.01),
                    Schedule = new Leap(leap),
                    ResumeFrom = isResumed ? folder["run"] : null,
                    Callbacks = [TrainingCallback.AfterBatch(state => { if (state.Step == leap) { state.Save(folder["run"]); } })],
                }));
                return net.Layer1.Weights[0, 0];
            })];
            Assert.Equal(ends[0], ends[1]);
            Assert.Equal(leap == 1, ends[0] == 0.5);
        }
    }

    [Fact]
    public void More_epochs_and_more_patience_train_on()
    {
        using var folder = new TemporaryFolder();
        var whole = new PointsNet(seed: 3);
        TrainingHistory expected = Fit(whole, 5, null, null);
        var net = new PointsNet(seed: 3);
        Fit(net, 2, null, null);
        net = new PointsNet(seed: 4);
        TrainingHistory history = Fit(net, 5, null, folder["2"]);
        Assert.Equal(expected.Series("loss"), history.Series("loss"));
        Assert.Equal(Networks.TestData.Bits<float>(whole.Parameters), Networks.TestData.Bits<float>(net.Parameters));

        // With its patience at an end it stays where it is; with more of it, it goes on.
        Assert.Equal(2, Fit(net, 5, patience: 1, folder["2"]).Count);
        Assert.Equal(StopReason.NoImprovement, Fit(net, 5, patience: 1, folder["2"]).StopReason);
        Assert.Equal(3, Fit(net, 5, patience: 2, folder["2"]).Count);

        TrainingHistory Fit(PointsNet network, int epochs, int? patience, string? path) => Trainer.Fit(network, TrainingData.Points(Samples), new TrainingOptions
        {
            Epochs = epochs,
            BatchSize = 8,
            Patience = patience,
            MinImprovement = 10,
            ResumeFrom = path,
            Callbacks = [TrainingCallback.AfterEpoch((state, _) => { if (state.Epoch == 2 && path is null) { state.Save(folder["2"]); } })],
        });
    }

    [Fact]
    public void Times_and_what_was_not_measured_come_back()
    {
        using var folder = new TemporaryFolder();
        var net = new PointsNet();
        TrainingHistory Fit(int epochs, string? path) => Trainer.Fit(net, TrainingData.Points(9), new TrainingOptions
        {
            Epochs = epochs,
            Metrics = [new ScriptedMetric(false, double.NaN, null, -0.0, double.PositiveInfinity)],
            ResumeFrom = path,
            Callbacks = [TrainingCallback.AfterEpoch((state, _) => state.Save(folder["run"]))],
        });
        TrainingHistory first = Fit(4, null);
        TrainingHistory second = Fit(5, folder["run"]);
        for (int i = 0; i < first.Count; i++)
        {
            Assert.Equal(first[i].Metrics, second[i].Metrics);
            Assert.Equal(first[i] with { Metrics = [], Epochs = 5 }, second[i] with { Metrics = [] });
        }

        Assert.True(double.IsNegative(second[2].Training("script")!.Value));
        Assert.True(second[4].Elapsed > second[3].Elapsed);
    }

    private static ResumeCase<T> Case<T>(
        Func<long, INetwork<T>> create, Func<int, int, DataSet<T>> points, Func<Optimizer> optimizer, int? patience = null, double minImprovement = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        DataSet<T> data = points(Samples, 0);
        DataSet<T> validation = points(20, 1);
        return new ResumeCase<T>(create, (network, outcome, path) => Trainer.Fit(network, data, new TrainingOptions
        {
            Epochs = patience is null ? 3 : 9,
            BatchSize = 8,
            Seed = 5,
            Optimizer = outcome.Optimizer = optimizer(),
            Schedule = LearningRateSchedule.CosineDecay().WithWarmup(3),
            ClipNorm = 0.5,
            WeightDecay = 0.01,
            ClassWeights = [1, 2, 1.5],
            SampleWeights = Enumerable.Range(0, Samples).Select(i => 1 + (0.01 * i)).ToArray(),
            Validation = validation,
            Metrics = [Metric.TopAccuracy(2), Metric.RSquared, Metric.RootMeanSquaredError, Metric.MeanAbsoluteError],
            Patience = patience,
            MinImprovement = minImprovement,
            RestoreBest = true,
            Callbacks = [outcome],
            ResumeFrom = path,
        }));
    }

    private static ResumeCase<T>.Outcome CheckEveryStop<T>(ResumeCase<T> training, int calls, string end)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var folder = new TemporaryFolder();
        ResumeCase<T>.Outcome whole = training.Whole();
        Assert.Equal(calls, whole.Calls.Count);
        Assert.Equal(end, whole.End);
        for (int stop = 1; stop <= calls; stop++)
        {
            training.Resumed(stop, folder).AssertIs(whole);
        }

        return whole;
    }

    private static DataSet<double> DoublePoints(int count, int stream)
    {
        DataSet<float> points = TrainingData.Points(count, stream);
        return new DataSet<double>(
            Enumerable.Range(0, count).SelectMany(i => points.InputOf(i).ToArray()).Select(x => (double)x).ToArray(),
            2,
            Enumerable.Range(0, count).Select(points.ClassOf).ToArray(),
            3);
    }

    /// <summary>The optimizer's rate, but for the step after the given ones.</summary>
    private sealed class Leap(long step) : LearningRateSchedule
    {
        public override double RateAt(SchedulePoint point) => point.Step == step ? double.MaxValue : point.BaseRate;
    }
}

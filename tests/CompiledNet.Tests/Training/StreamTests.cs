using System.Runtime.CompilerServices;

namespace CompiledNet.Tests.Training;

/// <summary>Training on streams of batches.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task A_stream_trains_as_the_set_that_it_is_read_from()
    {
        DataSet<float> data = TrainingData.Points(50);
        var options = new TrainingOptions
        {
            Epochs = 4,
            BatchSize = 8,
            Shuffle = false,
            Validation = TrainingData.Points(20, stream: 1),
            ClassWeights = [1, 2, 1],
        };
        var ofSet = new PointsNet(seed: 1);
        TrainingHistory expected = Trainer.Fit(ofSet, data, options);

        var ofStream = new PointsNet(seed: 1);
        TrainingHistory history = Trainer.Fit(ofStream, Batches(data, 8), options);
        CheckAlike(expected, history);
        Assert.Equal(Networks.TestData.Bits<float>(ofSet.Parameters), Networks.TestData.Bits<float>(ofStream.Parameters));

        var ofAsyncStream = new PointsNet(seed: 1);
        history = await Trainer.FitAsync(ofAsyncStream, BatchesAsync(data, 8), options);
        CheckAlike(expected, history);
        Assert.Equal(Networks.TestData.Bits<float>(ofSet.Parameters), Networks.TestData.Bits<float>(ofAsyncStream.Parameters));
    }

    [Fact]
    public void Vectors_are_targets_too_and_classes_become_rows()
    {
        var ofSet = new LineNet();
        var options = new TrainingOptions { Epochs = 3, BatchSize = 3, Shuffle = false, Optimizer = new Sgd(0.05) };
        Trainer.Fit(ofSet, TrainingData.Line(), options);
        var ofStream = new LineNet();
        Trainer.Fit(ofStream, [new Batch<double>((double[])[1, 2, 3], (double[])[2, 4, 6])], options);
        Assert.Equal(ofSet.Parameters.ToArray(), ofStream.Parameters.ToArray());

        DataSet<float> data = TrainingData.Points(30);
        var squared = new SquaredPointsNet(seed: 1);
        Trainer.Fit(squared, data, new TrainingOptions { Epochs = 2, BatchSize = 7, Shuffle = false });
        var streamed = new SquaredPointsNet(seed: 1);
        Trainer.Fit(streamed, Batches(data, 7), new TrainingOptions { Epochs = 2, BatchSize = 7 });
        Assert.Equal(Networks.TestData.Bits<float>(squared.Parameters), Networks.TestData.Bits<float>(streamed.Parameters));
    }

    [Fact]
    public void The_next_batch_is_read_while_the_last_is_learned_from()
    {
        // The first step waits until the source has been asked for the second batch.
        using var asked = new ManualResetEventSlim();
        bool wasAsked = false;
        IEnumerable<Batch<double>> Source()
        {
            yield return One();
            asked.Set();
            yield return One();
        }

        Trainer.Fit(new LineNet(), Source(), new TrainingOptions
        {
            Epochs = 1,
            Callbacks = [TrainingCallback.AfterBatch(state => wasAsked |= state.Batch == 1 && asked.Wait(TimeSpan.FromSeconds(30)))],
        });
        Assert.True(wasAsked);
    }

    [Fact]
    public void An_epoch_may_be_some_of_the_batches_of_a_stream_which_begins_anew_at_its_end()
    {
        // Five batches, epochs of three: 0 1 2, 3 4 0, 1 2 3.
        var seen = new List<double>();
        int begun = 0;
        IEnumerable<Batch<double>> Source()
        {
            begun++;
            for (int i = 0; i < 5; i++)
            {
                yield return new Batch<double>((double[])[i], (double[])[0]);
            }
        }

        var net = new Watched(new LineNet(), seen);
        TrainingHistory history = Trainer.Fit(net, Source(), new TrainingOptions
        {
            Epochs = 3,
            BatchesPerEpoch = 3,
            Schedule = LearningRateSchedule.StepDecay(1, 0.5),
            Optimizer = new Sgd(0.1),
        });
        Assert.Equal([0, 1, 2, 3, 4, 0, 1, 2, 3], seen);
        Assert.Equal(2, begun);
        Assert.Equal([0.1, 0.05, 0.025], history.Select(epoch => epoch.LearningRate));
    }

    [Fact]
    public void An_endless_stream_is_not_read_to_its_end()
    {
        bool isDisposed = false;
        IEnumerable<Batch<double>> Source()
        {
            try
            {
                while (true)
                {
                    yield return One();
                }
            }
            finally
            {
                isDisposed = true;
            }
        }

        Assert.Equal(2, Trainer.Fit(new LineNet(), Source(), new TrainingOptions { Epochs = 2, BatchesPerEpoch = 4 }).Count);
        Assert.True(isDisposed);

        // Nor where the training is stopped.
        isDisposed = false;
        TrainingHistory history = Trainer.Fit(new LineNet(), Source(), new TrainingOptions
        {
            Callbacks = [TrainingCallback.AfterBatch(state =>
            {
                if (state.Batch == 7)
                {
                    state.Stop();
                }
            })],
        });
        Assert.Single(history);
        Assert.True(isDisposed);
    }

    [Fact]
    public async Task What_the_source_throws_arrives_after_the_batches_before_it()
    {
        static IEnumerable<Batch<double>> Source()
        {
            yield return One();
            yield return One();
            yield return One();
            throw new IOException("gone");
        }

        static async IAsyncEnumerable<Batch<double>> SourceAsync()
        {
            foreach (Batch<double> batch in Source())
            {
                await Task.Yield();
                yield return batch;
            }
        }

        int steps = 0;
        var options = new TrainingOptions { Callbacks = [TrainingCallback.AfterBatch(_ => steps++)] };
        Assert.Equal("gone", Assert.Throws<IOException>(() => Trainer.Fit(new LineNet(), Source(), options)).Message);
        Assert.Equal(3, steps);
        Assert.Equal(
            "gone", (await Assert.ThrowsAsync<IOException>(() => Trainer.FitAsync(new LineNet(), SourceAsync(), options))).Message);
        Assert.Equal(6, steps);
    }

    [Fact]
    public async Task Cancellation_throws_and_the_source_is_given_back()
    {
        using var cancellation = new CancellationTokenSource();
        bool isDisposed = false;
        IEnumerable<Batch<double>> Source()
        {
            try
            {
                while (true)
                {
                    yield return One();
                }
            }
            finally
            {
                isDisposed = true;
            }
        }

        static async IAsyncEnumerable<Batch<double>> Silent([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return One();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        var options = new TrainingOptions { Callbacks = [TrainingCallback.AfterBatch(_ => cancellation.Cancel())] };
        Assert.ThrowsAny<OperationCanceledException>(() => Trainer.Fit(new LineNet(), Source(), options, cancellation.Token));
        Assert.True(isDisposed);

        // A source that waits for ever is woken by the token, which is cancelled after its first batch.
        using var second = new CancellationTokenSource();
        options = new TrainingOptions { Callbacks = [TrainingCallback.AfterBatch(_ => second.Cancel())] };
        Task<TrainingHistory> fit = Trainer.FitAsync(new LineNet(), Silent(), options, second.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fit);
        Assert.True(fit.IsCanceled);
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("throw")]
    [InlineData("patience")]
    [InlineData("divergence")]
    public async Task A_source_that_waits_for_data_does_not_keep_a_training_that_has_ended(string end)
    {
        bool isDisposed = false;
        async IAsyncEnumerable<Batch<double>> Silent([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            try
            {
                yield return One();
                yield return end == "divergence" ? new Batch<double>((double[])[1], (double[])[double.NaN]) : One();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                isDisposed = true;
            }
        }

        var options = new TrainingOptions
        {
            BatchesPerEpoch = end == "patience" ? 1 : null,
            Patience = 1,
            Monitor = end == "patience" ? new ScriptedMetric(false, 1, 2) : Metric.Loss,
            Callbacks = [TrainingCallback.AfterBatch(state =>
            {
                if (end == "throw")
                {
                    throw new TimeoutException();
                }

                if (end == "stop" && state.Batch == 2)
                {
                    state.Stop();
                }
            })],
        };
        using var caller = new CancellationTokenSource();
        Task<TrainingHistory> fit = Trainer.FitAsync(new LineNet(), Silent(), options, caller.Token);

        // For a training that hangs to fail, not to hang here.
        if (await Task.WhenAny(fit, Task.Delay(TimeSpan.FromSeconds(60))) != fit)
        {
            await caller.CancelAsync();
            Assert.Fail("It did not return.");
        }

        switch (end)
        {
            case "throw":
                await Assert.ThrowsAsync<TimeoutException>(() => fit);
                break;
            case "divergence":
                await Assert.ThrowsAsync<TrainingDivergedException>(() => fit);
                break;
            default:
                Assert.Equal(end == "stop" ? StopReason.Callback : StopReason.NoImprovement, (await fit).StopReason);
                break;
        }

        Assert.True(isDisposed);
    }

    [Fact]
    public async Task A_cancellation_that_the_source_notices_first_is_the_callers()
    {
        using var caller = new CancellationTokenSource();
        async IAsyncEnumerable<Batch<double>> Cancelling([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return One();

            // Time for the training to be waiting for this batch, so that it hears of the cancellation from here.
            await Task.Delay(300, cancellationToken);
            await caller.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Trainer.FitAsync(new LineNet(), Cancelling(), new TrainingOptions(), caller.Token));
        Assert.Equal(caller.Token, thrown.CancellationToken);
    }

    [Fact]
    public void Batches_that_do_not_fit_are_refused()
    {
        void Refused(string message, Batch<double> batch)
        {
            ArgumentException thrown = Assert.Throws<ArgumentException>(
                () => Trainer.Fit(new PassNet(), [batch], new TrainingOptions { BatchSize = 2 }));
            Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
            Assert.Equal("source", thrown.ParamName);
        }

        Refused("has 4 inputs; a multiple of 3", new Batch<double>(new double[4], new double[3]));
        Refused("has 0 inputs", default);
        Refused("has 9 inputs; a multiple of 3 (one sample) was expected, from 1 to 2", new Batch<double>(new double[9], new double[9]));
        Refused("has 3 targets; 2 samples × 3 = 6", new Batch<double>(new double[6], new double[3]));
        Refused("has 1 class;", new Batch<double>(new double[6], new int[1]));
        Refused("Class 1 of a batch of the stream is 3; an index from 0 to 2", new Batch<double>(new double[6], (int[])[0, 3]));
    }

    [Fact]
    public void A_stream_that_is_empty_or_cannot_begin_anew_is_refused()
    {
        Assert.Contains(
            "epoch 1",
            Assert.Throws<InvalidOperationException>(() => Trainer.Fit(new LineNet(), Array.Empty<Batch<double>>(), new TrainingOptions())).Message,
            StringComparison.Ordinal);

        var once = new Queue<Batch<double>>([One(), One()]);
        IEnumerable<Batch<double>> Source()
        {
            while (once.TryDequeue(out Batch<double> batch))
            {
                yield return batch;
            }
        }

        Assert.Contains(
            "epoch 2",
            Assert.Throws<InvalidOperationException>(() => Trainer.Fit(new LineNet(), Source(), new TrainingOptions())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_need_to_know_the_samples_are_refused()
    {
        void Refused(string message, TrainingOptions options)
        {
            ArgumentException thrown = Assert.Throws<ArgumentException>(() => Trainer.Fit(new LineNet(), [One()], options));
            Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
            Assert.Equal("options", thrown.ParamName);
        }

        Refused("options.Schedule is set", new TrainingOptions { Schedule = LearningRateSchedule.CosineDecay() });
        Refused("options.SampleWeights is set", new TrainingOptions { SampleWeights = new double[1] });
        Refused("options.ValidationFraction is set", new TrainingOptions { ValidationFraction = 0.5 });
        Refused("vectors as targets; class indices were expected", new TrainingOptions { ClassWeights = [1] });
    }

    private static Batch<double> One() => new((double[])[1], (double[])[2]);

    private static void CheckAlike(TrainingHistory expected, TrainingHistory actual)
    {
        Assert.Equal(expected.Select(epoch => epoch.TrainingLoss), actual.Select(epoch => epoch.TrainingLoss));
        Assert.Equal(expected.Select(epoch => epoch.TrainingAccuracy), actual.Select(epoch => epoch.TrainingAccuracy));
        Assert.Equal(expected.Select(epoch => epoch.ValidationLoss), actual.Select(epoch => epoch.ValidationLoss));
    }

    // All batches lie in the same arrays, one after the other.
    private static IEnumerable<Batch<float>> Batches(DataSet<float> data, int batchSize)
    {
        var inputs = new float[batchSize * data.InputSize];
        var classes = new int[batchSize];
        for (int start = 0; start < data.Count; start += batchSize)
        {
            int count = Math.Min(batchSize, data.Count - start);
            for (int i = 0; i < count; i++)
            {
                data.InputOf(start + i).CopyTo(inputs.AsSpan(i * data.InputSize));
                classes[i] = data.ClassOf(start + i);
            }

            yield return new Batch<float>(inputs.AsMemory(0, count * data.InputSize), classes.AsMemory(0, count));
            Array.Fill(inputs, float.NaN);
            Array.Fill(classes, -1);
        }
    }

    private static async IAsyncEnumerable<Batch<float>> BatchesAsync(DataSet<float> data, int batchSize)
    {
        foreach (Batch<float> batch in Batches(data, batchSize))
        {
            await Task.Yield();
            yield return batch;
        }
    }

    private sealed class Watched(INetwork<double> inner, List<double> seen) : NetworkDecorator<double>(inner)
    {
        public override void Forward(ReadOnlySpan<double> input, Workspace<double> workspace)
        {
            seen.AddRange(input);
            base.Forward(input, workspace);
        }
    }
}

namespace CompiledNet.Tests.Training;

public sealed class CallbackTests
{
    [Fact]
    public void They_are_called_after_each_batch_and_each_epoch_before_progress_is_told()
    {
        var log = new List<string>();
        Trainer.Fit(new LineNet(), TrainingData.Line(), new TrainingOptions
        {
            Epochs = 2,
            BatchSize = 2,
            Shuffle = false,
            Optimizer = new Sgd(0),
            Callbacks = [new Logger(log, "A"), TrainingCallback.AfterEpoch((state, result) => log.Add($"B {state.Epoch} {result.Epoch}"))],
            Progress = new Teller(log),
        });

        // The loss at w = 0 is ½ (2 x)²: 5 over the first two samples, 18 over the last.
        Assert.Equal(
            [
                "A 1/2 1/2 step 1 of 2 loss 5", "A 1/2 2/2 step 2 of 1 loss 18", "A epoch 1", "B 1 1", "told 1",
                "A 2/2 1/2 step 3 of 2 loss 5", "A 2/2 2/2 step 4 of 1 loss 18", "A epoch 2", "B 2 2", "told 2",
            ],
            log);
    }

    [Fact]
    public void One_may_stop_the_training_after_an_epoch()
    {
        TrainingHistory history = Trainer.Fit(new LineNet(), TrainingData.Line(), new TrainingOptions
        {
            Epochs = 10,
            Callbacks = [TrainingCallback.AfterEpoch((state, result) =>
            {
                if (result.Epoch == 3)
                {
                    state.Stop();
                }
            })],
        });
        Assert.Equal(3, history.Count);
        Assert.Equal(StopReason.Callback, history.StopReason);
    }

    [Fact]
    public void One_may_stop_the_training_after_a_batch_which_ends_the_epoch()
    {
        // Samples x = 1, 2, 3 one by one, from w = 0 with η = 0.1: w = 0.2, then 0.92; the losses are 2 and ½ (2 · 1.8)² = 6.48.
        var net = new LineNet();
        TrainingHistory history = Trainer.Fit(net, TrainingData.Line(), new TrainingOptions
        {
            Epochs = 10,
            BatchSize = 1,
            Shuffle = false,
            Optimizer = new Sgd(0.1),
            Validation = TrainingData.Line(),
            Callbacks = [TrainingCallback.AfterBatch(state =>
            {
                if (state.Batch == 2)
                {
                    state.Stop();
                }
            })],
        });
        EpochResult epoch = Assert.Single(history);
        Assert.Equal(0.92, net.Layer1.Weights[0, 0], 1e-14);
        Assert.Equal((2 + 6.48) / 2, epoch.TrainingLoss, 1e-14);
        Assert.Equal(0.5 * 1.08 * 1.08 * 14 / 3, epoch.ValidationLoss!.Value, 1e-14);
    }

    [Fact]
    public void What_one_throws_arrives_at_the_caller()
    {
        var optimizer = new Sgd(0.1);
        Assert.Throws<NotSupportedException>(() => Trainer.Fit(new LineNet(), TrainingData.Line(), new TrainingOptions
        {
            Optimizer = optimizer,
            Schedule = LearningRateSchedule.StepDecay(1),
            Callbacks = [TrainingCallback.AfterEpoch((state, _) => throw new NotSupportedException())],
        }));
        Assert.Equal(0.1, optimizer.LearningRate);
    }

    private sealed class Logger(List<string> log, string name) : TrainingCallback
    {
        public override void OnBatch(TrainingState state) => log.Add(
            $"{name} {state.Epoch}/{state.Epochs} {state.Batch}/{state.Batches} step {state.Step} of {state.Samples} loss {state.Loss}");

        public override void OnEpoch(TrainingState state, EpochResult result) => log.Add($"{name} epoch {result.Epoch}");
    }

    private sealed class Teller(List<string> log) : IProgress<EpochResult>
    {
        public void Report(EpochResult value) => log.Add($"told {value.Epoch}");
    }
}

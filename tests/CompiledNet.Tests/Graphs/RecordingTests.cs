namespace CompiledNet.Tests.Graphs;

[Network(inputs: 1, Sequence = true, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
[Conv1D(2, 3, Activation.Tanh)]
[GRU(3)]
[Dense(1)]
public partial class RecordedDouble;

/// <summary>Training on recordings.</summary>
public class RecordingTests
{
    private const int Steps = 4000;

    [Fact]
    public void Recordings_are_divided_into_pieces()
    {
        SequenceRecording<double>[] recordings = [Noise(23, 1), Noise(9, 2), Noise(2, 3)];
        Assert.Equal(
            [new(0, 0, 10), new(0, 10, 10)],
            new RecordingWindows { Steps = 10 }.PiecesToLearn(recordings, 1, 1, batchSize: 5));
        Assert.Equal(
            [new(0, 9, 12), new(0, 0, 9), new(1, 0, 9)],
            new RecordingWindows { Steps = 3, CarriesState = true }.PiecesToLearn(recordings, 1, 1, batchSize: 2));
        Assert.Equal(
            [new(0, 0, 21), new(1, 0, 9)],
            new RecordingWindows { Steps = 3, CarriesState = true }.PiecesToLearn(recordings, 1, 1, batchSize: 1));
        Assert.Equal([new(0, 0, 23), new(1, 0, 9), new(2, 0, 2)], RecordingWindows.WholePieces(recordings, 1, 1));
    }

    [Fact]
    public void Windows_of_their_own_begin_with_the_steps_before_them()
    {
        SequenceRecording<double> recording = Noise(8, 1);
        var trained = new RecordedDouble(5);
        Trainer.Fit<double>(trained, [recording], new RecordingWindows { Steps = 3, WarmUp = 4 }, Once(batchSize: 2));

        double[] before = [0, 0, 0, 0, .. recording.Input.Span];
        var expected = new RecordedDouble(5);
        var workspace = new RecordedDouble.Workspace(2, 4) { CarriesState = true };
        Learn(expected, workspace, [before[..4], before[3..7]], [(recording, 0), (recording, 3)], 3, [1, 1]);
        Assert.Equal(expected.Parameters, trained.Parameters);
    }

    [Fact]
    public void Windows_that_carry_their_state_go_on_in_lanes_until_each_ends()
    {
        SequenceRecording<double> one = Noise(23, 1);
        SequenceRecording<double> other = Noise(9, 2);
        var trained = new RecordedDouble(5);
        Trainer.Fit<double>(trained, [one, other], new RecordingWindows { Steps = 3, WarmUp = 2, CarriesState = true }, Once(batchSize: 2));

        var expected = new RecordedDouble(5);
        var workspace = new RecordedDouble.Workspace(2, 3) { CarriesState = true };
        double[] warmUp = one.Input[7..9].ToArray();
        Learn(expected, workspace, [warmUp, [0, 0]], [(one, 9), (one, 0)], 3, [1, 1]);
        Learn(expected, workspace, [], [(one, 12), (one, 3)], 3, [1, 1]);
        Learn(expected, workspace, [], [(one, 15), (one, 6)], 3, [1, 1]);
        Learn(expected, workspace, [], [(one, 18), (Silence(23), 6)], 3, [2, 0]);
        Learn(expected, workspace, [[0, 0]], [(other, 0)], 3, [1]);
        Learn(expected, workspace, [], [(other, 3)], 3, [1]);
        Learn(expected, workspace, [], [(other, 6)], 3, [1]);
        Assert.Equal(expected.Parameters, trained.Parameters);
    }

    [Fact]
    public void Validation_takes_whole_recordings_to_their_last_step()
    {
        var network = new RecordedDouble(5);
        SequenceRecording<double>[] recordings = [Noise(23, 1), Noise(9, 2)];
        TrainingHistory history = Trainer.Fit<double>(
            network,
            [Noise(50, 3)],
            new RecordingWindows { Steps = 5, WarmUp = 2 },
            new TrainingOptions { Epochs = 2, BatchSize = 4 },
            recordings);

        // The loss is ½ (ŷ − y)², a mean over the steps of both.
        (double errors, double squares) = (0, 0);
        foreach (SequenceRecording<double> recording in recordings)
        {
            SequenceStream<double> stream = network.CreateStream();
            var output = new double[recording.Target.Length];
            stream.Process([0, 0], new double[2]);
            stream.Process(recording.Input.Span, output);
            errors += output.Zip(recording.Target.ToArray(), (a, b) => (a - b) * (a - b)).Sum();
            squares += recording.Target.ToArray().Sum(y => y * y);
        }

        Assert.Equal(errors / squares, history[1].Validation(Metric.ErrorToSignal)!.Value, 1e-12);
        Assert.Equal(0.5 * errors / 32, history[1].ValidationLoss!.Value, 1e-12);
    }

    [Fact]
    public void A_training_that_carries_state_goes_on_from_the_end_of_an_epoch()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string middle = Path.Combine(folder, "middle");
            string end = Path.Combine(folder, "end");
            SequenceRecording<double>[] recordings = [Noise(60, 1)];
            var windows = new RecordingWindows { Steps = 5, CarriesState = true };
            var whole = new RecordedDouble(5);
            Trainer.Fit<double>(whole, recordings, windows, new TrainingOptions { Epochs = 3, BatchSize = 2, Callbacks = [new Saving(middle, end)] });

            var resumed = new RecordedDouble(6);
            Trainer.Fit<double>(resumed, recordings, windows, new TrainingOptions { Epochs = 3, BatchSize = 2, ResumeFrom = end });
            Assert.Equal(whole.Parameters, resumed.Parameters);
            Assert.Contains(
                "in the middle of an epoch",
                Assert.Throws<InvalidOperationException>(() => Trainer.Fit<double>(
                    new RecordedDouble(6), recordings, windows, new TrainingOptions { Epochs = 3, BatchSize = 2, ResumeFrom = middle })).Message,
                StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_network_learns_a_filter_and_the_ratio_of_windows_is_that_of_the_whole()
    {
        SequenceRecording<double> recording = Filtered(seed: 1);
        var network = new OpenMixDouble(3);
        double before = Trainer.MeasureErrorToSignal(network, recording);

        TrainingHistory history = Trainer.Fit<double>(
            network,
            [recording],
            new RecordingWindows { Steps = 100, WarmUp = 30 },
            new TrainingOptions { Epochs = 30, BatchSize = 8, Optimizer = new Adam(5e-3), Seed = 2 },
            validation: [Filtered(seed: 3)]);

        double after = Trainer.MeasureErrorToSignal(network, recording);
        Assert.True(before > 0.5, $"{before}");
        Assert.True(after < 0.05, $"{after}");

        double validated = history[^1].Validation(Metric.ErrorToSignal)!.Value;
        Assert.Equal(Trainer.MeasureErrorToSignal(network, Filtered(seed: 3), warmUp: 30), validated, 1e-9);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        var network = new OpenMixDouble(3);
        var windows = new RecordingWindows { Steps = 10 };
        var options = new TrainingOptions();

        Assert.Contains("Recording 0 has 5 numbers of input and 4 of target", Message([new(new double[5], new double[4])]), StringComparison.Ordinal);
        Assert.Contains("No recording has the 10 steps of a window", Message([new(new double[5], new double[5])]), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecordingWindows { Steps = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecordingWindows { WarmUp = -1 });
        Assert.Throws<ArgumentException>(() => Trainer.MeasureErrorToSignal(network, new SequenceRecording<double>(new double[2], new double[3])));

        Assert.Contains("SampleWeights", RefusalOf(new TrainingOptions { SampleWeights = new double[2] }), StringComparison.Ordinal);
        Assert.Contains("ValidationFraction", RefusalOf(new TrainingOptions { ValidationFraction = 0.5 }), StringComparison.Ordinal);
        Assert.Contains("No recording to validate with", Assert.Throws<ArgumentException>(
            () => Trainer.Fit<double>(network, [Noise(20, 1)], windows, options, [Silence(0)])).Message, StringComparison.Ordinal);

        string RefusalOf(TrainingOptions refused) =>
            Assert.Throws<ArgumentException>(() => Trainer.Fit<double>(network, [Noise(20, 1)], windows, refused)).Message;

        string Message(SequenceRecording<double>[] recordings) =>
            Assert.Throws<ArgumentException>(() => Trainer.Fit<double>(network, recordings, windows, options)).Message;
    }

    [Fact]
    public void Silence_has_a_ratio_of_one()
    {
        var network = new OpenMixDouble(3);
        network.Parameters.Clear();
        Assert.Equal(1, Trainer.MeasureErrorToSignal(network, Filtered(seed: 1)), 1e-12);
    }

    // What a window of the network can hear of: the last steps.
    private static SequenceRecording<double> Filtered(int seed)
    {
        var random = new Random(seed);
        var input = new double[Steps];
        var target = new double[Steps];
        for (int t = 0; t < Steps; t++)
        {
            input[t] = random.NextDouble() - 0.5;
            target[t] = Math.Tanh(2 * input[t]) - (0.7 * (t >= 1 ? input[t - 1] : 0)) + (0.4 * (t >= 5 ? input[t - 5] : 0));
        }

        return new SequenceRecording<double>(input, target);
    }

    private static SequenceRecording<double> Noise(int steps, int seed)
    {
        var random = new Random(seed);
        return new(Numbers(), Numbers());

        double[] Numbers() => [.. Enumerable.Range(0, steps).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    private static SequenceRecording<double> Silence(int steps) => new(new double[steps], new double[steps]);

    private static TrainingOptions Once(int batchSize) => new() { Epochs = 1, BatchSize = batchSize, Shuffle = false, Optimizer = new Sgd(0.1) };

    // One step by hand; warm-ups, where there are some, come after a reset.
    private static void Learn(
        INetwork<double> network,
        Workspace<double> workspace,
        double[][] warmUps,
        (SequenceRecording<double> Recording, int Step)[] lanes,
        int steps,
        double[] weights)
    {
        if (warmUps.Length > 0)
        {
            workspace.ResetState();
            workspace.SampleWeights = default;
            workspace.Steps = warmUps[0].Length;
            network.Forward(warmUps.SelectMany(numbers => numbers).ToArray(), workspace);
        }

        workspace.Steps = steps;
        workspace.SampleWeights = weights;
        network.Forward(lanes.SelectMany(lane => lane.Recording.Input.Slice(lane.Step, steps).ToArray()).ToArray(), workspace);
        network.Backward(lanes.SelectMany(lane => lane.Recording.Target.Slice(lane.Step, steps).ToArray()).ToArray(), workspace);
        new Sgd(0.1).Step(network.Parameters, workspace.Gradients);
    }

    private sealed class Saving(string middle, string end) : TrainingCallback
    {
        public override void OnBatch(TrainingState state)
        {
            if (state is { Epoch: 2, Batch: 2 })
            {
                state.Save(middle);
            }
        }

        public override void OnEpoch(TrainingState state, EpochResult result)
        {
            if (state.Epoch == 2)
            {
                state.Save(end);
            }
        }
    }
}

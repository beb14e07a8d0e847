namespace CompiledNet.Tests.Graphs;

/// <summary>Training on recordings.</summary>
public class RecordingTests
{
    private const int Steps = 4000;

    [Fact]
    public void Windows_begin_with_the_steps_before_them()
    {
        var windows = new RecordingWindows { Steps = 3, WarmUp = 4 };
        DataSet<double> data = windows.Cut<double>([new(Count(1, 8), Count(101, 8)), new(Count(21, 3), Count(121, 3))], 1, 1);

        Assert.Equal(3, data.Count);
        Assert.Equal([0, 0, 0, 0, 1, 2, 3], data.InputOf(0));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], data.InputOf(1));
        Assert.Equal([0, 0, 0, 0, 21, 22, 23], data.InputOf(2));
        Assert.Equal([101, 102, 103], data.TargetOf(0));
        Assert.Equal([104, 105, 106], data.TargetOf(1));
        Assert.Equal([121, 122, 123], data.TargetOf(2));
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

        // The warm-up is longer than what windows reach back to, and 4,000 steps are 40 windows.
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

    private static double[] Count(int first, int count) => [.. Enumerable.Range(first, count).Select(number => (double)number)];
}

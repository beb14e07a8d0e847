using CompiledNet.Tests.Documentation;

namespace CompiledNet.Tests.Graphs;

/// <summary>The examples of docs/sequences.md, line for line, so that they compile and run.</summary>
public sealed class SequencesGuide
{
    [Fact]
    public void Every_example_of_the_guide_stands_here() => new Guide("sequences.md", "SequencesGuide.cs").AssertIsCompiled(4);

    [Fact]
    public void A_stream()
    {
        var net = new AmpNet(1);
        var input = new float[1];
        var output = new float[1];
        var inputs = new float[100];
        var outputs = new float[100];

        AmpNet.Stream stream = net.CreateStream();
        stream.Step(input, output);        // one step
        stream.Process(inputs, outputs);   // any number of steps: the same bits as one by one
        float[] state = stream.State.ToArray();
        stream.Reset();
        state.CopyTo(stream.State);        // goes on where it was

        Assert.Equal(state, stream.State);
    }

    [Fact]
    public void A_step_of_training()
    {
        var net = new AmpNet(1);
        var inputs = new float[16 * 256];
        var targets = new float[16 * 256];

        var workspace = new AmpNet.Workspace(batchSize: 16, steps: 1024);
        workspace.Steps = 256;             // of the next Forward, up to those of the constructor
        net.Forward(inputs, workspace);    // samples × 256 steps
        float loss = net.Backward(targets, workspace);

        Assert.Equal(16, workspace.SampleCount);
        Assert.True(loss >= 0);
    }

    [Fact]
    public void Recordings()
    {
        var net = new AmpNet(1);
        var random = new Random(1);
        float[] guitar = [.. Enumerable.Range(0, 2048).Select(_ => random.NextSingle() - 0.5f)];
        float[] amplifier = Array.ConvertAll(guitar, sample => 0.5f * sample);
        var test = new SequenceRecording<float>(guitar, amplifier);

        TrainingHistory history = Trainer.Fit(
            net,
            [new SequenceRecording<float>(guitar, amplifier)],
            new RecordingWindows { Steps = 1024, WarmUp = 2048 },
            new TrainingOptions { Epochs = 30, BatchSize = 8, Optimizer = new Adam(1e-2) },
            validation: [test]);
        double esr = Trainer.MeasureErrorToSignal(net, test, warmUp: 2048);

        Assert.Equal(30, history.Count);
        Assert.Equal(history[^1].Validation(Metric.ErrorToSignal)!.Value, esr, 1e-6);
    }
}

[Network(inputs: 1, Sequence = true, Loss = Loss.MeanSquaredError)]
[LSTM(16)]
[Dense(1)]
[Add("Input")]
public partial class AmpNet;

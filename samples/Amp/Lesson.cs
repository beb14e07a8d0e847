using System.Globalization;
using CompiledNet;

namespace Amp;

/// <summary>What networks learn, and what they are tested with.</summary>
/// <param name="recording">What is learned.</param>
/// <param name="test">A recording of other notes.</param>
/// <param name="epochs">Epochs of training.</param>
/// <param name="seed">Every random choice follows from this number.</param>
internal sealed class Lesson(SequenceRecording<float> recording, SequenceRecording<float> test, int epochs, int seed)
{
    // Zeros before a recording, or samples before a window of it: as much as the networks remember.
    private const int WarmUp = 2048;

    /// <summary>Trains a network, lets it play the test, and writes what came out.</summary>
    /// <param name="name">What the network is called.</param>
    /// <param name="net">The network.</param>
    /// <param name="summary">Its table of layers.</param>
    /// <param name="steps">Samples of a window.</param>
    /// <param name="learningRate">Adam's rate at first.</param>
    public void Learn(string name, ISequenceNetwork<float> net, string summary, int steps, double learningRate)
    {
        Console.WriteLine(summary);
        TrainingHistory history = Trainer.Fit(
            net,
            [recording],
            new RecordingWindows { Steps = steps, WarmUp = WarmUp },
            new TrainingOptions
            {
                Epochs = epochs,
                BatchSize = 8,
                Threads = 2,
                Optimizer = new Adam(learningRate),
                Schedule = LearningRateSchedule.CosineDecay(),
                ClipNorm = 1,
                Seed = seed,
                Progress = new Progress(epochs),
            },
            [test]);

        float[] input = test.Input.ToArray();
        var output = new float[input.Length];
        LiveBlocks live = LiveBlocks.Play(net.CreateStream(), input, output);
        Console.WriteLine();
        Console.WriteLine(WaveFile.Write("amp-guitar.wav", input));
        Console.WriteLine(WaveFile.Write("amp-amplifier.wav", test.Target.Span));
        Console.WriteLine(WaveFile.Write($"amp-{name}.wav", output));
        Console.WriteLine(Waveforms.Write($"amp-{name}.png", test.Target.ToArray(), output));
        Write($"{name}: training took {history.Elapsed.TotalSeconds:F1} s");
        Write($"{name}: a block of {LiveBlocks.BlockSize} samples takes {live.Microseconds.Median:F1} µs, 99.9 % at most {live.Microseconds.P999:F1}, the longest {live.Microseconds.Longest:F1}");
        Write($"{name}: {live.Allocated} bytes allocated, {live.Collections} collections, {live.RealTimeFactor:F0} times real time");
        Write($"{name}: ESR {Trainer.MeasureErrorToSignal(net, test, WarmUp):F4}");
    }

    private static void Write(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}

using System.CommandLine;
using System.Globalization;
using Amp;
using CompiledNet;

// Zeros before a recording, or a window of it: as much as the networks remember.
const int WarmUp = 2048;

var seconds = new Option<int>("--seconds") { Description = "Seconds of guitar to learn from.", DefaultValueFactory = _ => 20 };
var epochs = new Option<int>("--epochs") { Description = "Epochs of training.", DefaultValueFactory = _ => 50 };
var seed = new Option<int>("--seed") { Description = "Every random choice follows from this number.", DefaultValueFactory = _ => 1 };
var command = new RootCommand("Networks learn a guitar amplifier from a recording, and play it in blocks of 64 samples.") { seconds, epochs, seed };
command.SetAction(parsed =>
{
    int number = parsed.GetValue(seed);
    Recording<float> lesson = Record(parsed.GetValue(seconds), number);
    Recording<float> test = Record(5, number + 1);
    Learn("dilated", new DilatedNet(number), DilatedNet.Summary, lesson, test, parsed.GetValue(epochs), number);
});
return command.Parse(args).Invoke();

static Recording<float> Record(int seconds, int seed)
{
    float[] guitar = Guitar.Play(seconds, seed);
    return new Recording<float>(guitar, Amplifier.Play(guitar));
}

static void Learn(
    string name, ISequenceNetwork<float> net, string summary, Recording<float> lesson, Recording<float> test, int epochs, int seed)
{
    Console.WriteLine(summary);
    var progress = new Progress(epochs);
    TrainingHistory history = Trainer.Fit(
        net,
        [lesson],
        new RecordingWindows { Steps = 4096, WarmUp = WarmUp },
        new TrainingOptions
        {
            Epochs = epochs,
            BatchSize = 8,
            Threads = 2,
            Optimizer = new Adam(5e-3),
            Schedule = LearningRateSchedule.CosineDecay(),
            ClipNorm = 1,
            Seed = seed,
            Progress = progress,
        },
        [test]);

    float[] input = test.Input.ToArray();
    float[] amplifier = test.Target.ToArray();
    var output = new float[input.Length];
    LiveBlocks live = LiveBlocks.Play(net.CreateStream(), input, output);
    Console.WriteLine();
    Console.WriteLine(WaveFile.Write("amp-guitar.wav", input));
    Console.WriteLine(WaveFile.Write("amp-amplifier.wav", amplifier));
    Console.WriteLine(WaveFile.Write($"amp-{name}.wav", output));
    Console.WriteLine(Waveforms.Write($"amp-{name}.png", amplifier, output));
    Write($"{name}: training took {history.Elapsed.TotalSeconds:F1} s");
    Write($"{name}: blocks of {LiveBlocks.BlockSize} samples take {live.Microseconds.Median:F1} µs, 99.9 % at most {live.Microseconds.P999:F1}, the longest {live.Microseconds.Longest:F1}");
    Write($"{name}: {live.Allocated} bytes allocated, {live.Collections} collections, {live.RealTimeFactor:F0} times real time");
    Write($"{name}: ESR {Trainer.MeasureErrorToSignal(net, test, WarmUp):F4}");

    static void Write(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}

using System.CommandLine;
using System.Globalization;
using Amp;
using CompiledNet;

var seconds = new Option<int>("--seconds") { Description = "Seconds of guitar to learn from.", DefaultValueFactory = _ => 20 };
var epochs = new Option<int>("--epochs") { Description = "Epochs of training.", DefaultValueFactory = _ => 30 };
var seed = new Option<int>("--seed") { Description = "Every random choice follows from this number.", DefaultValueFactory = _ => 1 };
var command = new RootCommand("Networks learn a guitar amplifier from a recording, and play it in blocks of 64 samples.") { seconds, epochs, seed };
command.SetAction(parsed =>
{
    int number = parsed.GetValue(seed);
    SequenceRecording<float> lesson = Record(parsed.GetValue(seconds), number);
    SequenceRecording<float> test = Record(5, number + 1);
    var run = new Lesson(lesson, test, parsed.GetValue(epochs), number);
    run.Learn("dilated", new DilatedNet(number), DilatedNet.Summary, steps: 2048, learningRate: 5e-3);
    run.Learn("recurrent", new RecurrentNet(number), RecurrentNet.Summary, steps: 1024, learningRate: 1e-2);
});
return command.Parse(args).Invoke();

static SequenceRecording<float> Record(int seconds, int seed)
{
    float[] guitar = Guitar.Play(seconds, seed);
    return new SequenceRecording<float>(guitar, Amplifier.Play(guitar));
}

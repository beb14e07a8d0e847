using System.Globalization;
using CompiledNet;
using OnLine;
using RealTime;

// Trains both networks and writes them as parts of the program: the folder of the project is the only argument.
string folder = args is [var path] ? path : ".";

DataSet<float> data = Recording.Make(seconds: 20, seed: 1);
DataSet<float> other = Recording.Make(seconds: 5, seed: 2);
var amplifier = new AmpNet(seed: 1);
Trainer.Fit(amplifier, data, new TrainingOptions
{
    Epochs = 30,
    BatchSize = 256,
    Optimizer = new Adam(3e-3),
    Schedule = LearningRateSchedule.CosineDecay(1e-5),
    Seed = 1,
});
double error = Trainer.Evaluate(amplifier, other).Loss / Recording.Power(other);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"amplifier: {10 * Math.Log10(error):F1} dB of error in the signal"));
amplifier.ExportFrozen(Path.Combine(folder, "AmpNet.Frozen.cs"));

var controller = new LearningController(seed: 1);
(int falls, int last) = new Experiment(controller, new Chance(1)).Learn(60_000, []);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"controller: fell {falls} times in a minute, the last time after {last * CartPole.TimeStep:F1} s"));
controller.Network.ExportFrozen(Path.Combine(folder, "PoleNet.Frozen.cs"));

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace CompiledNet.Benchmarks.Sklearn;

/// <summary>One training of ours, in a process of its own.</summary>
internal static class OurTraining
{
    /// <summary>The command that the process is started with.</summary>
    public const string Command = "sklearn-ours";

    // By then the JIT has compiled for good what a training calls.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);

    /// <summary>What the process does: trains from the same seed again and again, and prints the outcome of the first and the last time.</summary>
    public static void Run(string name, string seed)
    {
        Assignment assignment = Assignment.Named(name);
        (DataSet<float> training, DataSet<float> test) = assignment.Load();
        long number = long.Parse(seed, CultureInfo.InvariantCulture);
        long start = Stopwatch.GetTimestamp();
        (_, double first) = Train(assignment, training, number);
        while (Stopwatch.GetElapsedTime(start) < s_warmUp)
        {
            Train(assignment, training, number);
        }

        (INetwork<float> net, double last) = Train(assignment, training, number);
        double accuracy = Trainer.Evaluate(net, test).Accuracy!.Value;
        Console.WriteLine(JsonSerializer.Serialize(new Outcome(accuracy, last, first, RuntimeInformation.FrameworkDescription)));
    }

    private static (INetwork<float> Net, double Seconds) Train(Assignment assignment, DataSet<float> training, long seed)
    {
        long start = Stopwatch.GetTimestamp();
        INetwork<float> net = assignment.CreateNetwork(seed);
        Trainer.Fit(net, training, new TrainingOptions
        {
            Epochs = assignment.Epochs,
            BatchSize = assignment.BatchSize,
            Optimizer = assignment.Solver.Create(),
            Seed = seed,
        });
        return (net, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}

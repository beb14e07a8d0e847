using System.Diagnostics;
using System.Globalization;
using CompiledNet;

namespace Ahead;

/// <summary>The speed that is reached in the end.</summary>
internal static class Speed
{
    public static void Print()
    {
        Print("note 2-4-3-2", new NoteNetwork(1), new NoteNetwork.Workspace(32));
        Print("digits 64-32-10", new DigitNetwork(2), new DigitNetwork.Workspace(32));
        Print("control 24-64-64-4", new ControlNetwork(3), new ControlNetwork.Workspace(32));
        Print("images 784-128-10", new ImageNetwork(4), new ImageNetwork.Workspace(32));
    }

    private static void Print(string name, INetwork<float> network, Workspace<float> workspace)
    {
        var inputs = new float[32 * network.InputSize];
        var outputs = new float[network.OutputSize];
        var targets = new float[32 * network.OutputSize];
        var optimizer = new Adam(1e-6);
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = i % 7 / 7f;
        }

        double one = Time(() => network.Forward(inputs.AsSpan(0, network.InputSize), outputs));
        double step = Time(() =>
        {
            network.Forward(inputs, workspace);
            network.Backward(targets, workspace);
            optimizer.Step(network.Parameters, workspace.Gradients);
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: inference {one:0} ns, training step of 32 {step:0} ns"));
    }

    // The quickest of many short runs.
    private static double Time(Action action)
    {
        long count = 1;
        double best = double.MaxValue;
        long end = Stopwatch.GetTimestamp() + Stopwatch.Frequency;
        while (Stopwatch.GetTimestamp() < end)
        {
            long start = Stopwatch.GetTimestamp();
            for (long i = 0; i < count; i++)
            {
                action();
            }

            double time = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
            best = Math.Min(best, time / count);
            if (time < 200_000)
            {
                count *= 2;
            }
        }

        return best;
    }
}

using System.Diagnostics;
using System.Globalization;
using CompiledNet;

namespace Ahead;

/// <summary>How soon a process infers, and how soon it does so at full speed.</summary>
internal static class FirstCalls
{
    /// <summary>Prints, in columns: milliseconds to the first result, and of the first call; nanoseconds of a call at full speed;
    /// calls and milliseconds until then.</summary>
    /// <param name="name">Which network.</param>
    /// <param name="started">When the process was started, as a time stamp of the stop watch, which all processes share.</param>
    /// <param name="seconds">How long calls are made.</param>
    public static void Print(string name, long started, double seconds)
    {
        INetwork<float> network = name == "images" ? new ImageNetwork(1) : new DigitNetwork(1);
        var input = new float[network.InputSize];
        var output = new float[network.OutputSize];
        input.AsSpan().Fill(0.5f);

        long first = Stopwatch.GetTimestamp();
        network.Forward(input, output);
        long done = Stopwatch.GetTimestamp();

        int callsOfBlock = name == "images" ? 16 : 256;
        var blocks = Blocks.Make(
            () =>
            {
                for (int i = 0; i < callsOfBlock; i++)
                {
                    network.Forward(input, output);
                }
            },
            done + (long)(seconds * Stopwatch.Frequency));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Milliseconds(done - started):0.00} {Milliseconds(done - first):0.000} {blocks.FullSpeed * 1e6 / callsOfBlock:0.0} "
            + $"{1 + (blocks.CountBefore * callsOfBlock)} {Milliseconds(done - first) + blocks.MillisecondsBefore:0.0}"));
    }

    private static double Milliseconds(long ticks) => ticks * 1e3 / Stopwatch.Frequency;
}

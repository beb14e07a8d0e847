using System.Globalization;
using CompiledNet.Benchmarks.Measuring;

namespace CompiledNet.Benchmarks.Sweep;

/// <summary>Time for each multiply-add over the widths of a layer, to see that no width is a cliff.</summary>
internal static class SweepCommand
{
    private const int LastOfAll = 130;
    private const int Passes = 8;
    private const int RoundsOfPass = 2;
    private const double MillisecondsOfRound = 1.5;

    /// <summary>Runs it, writes a table of the times and a plot, and says which widths are dear.</summary>
    public static void Run()
    {
        // 144 is what 129 and 130 are compared with.
        int[] widths = [.. Enumerable.Range(1, LastOfAll), 144, 256, 512, 1024, 2048];
        Console.Error.WriteLine($"compiling {widths.Length} networks");
        var networks = new SweepNetworks(widths);
        SweepLayer[] layers = [.. widths.Select(width => new SweepLayer(networks.Create(width)))];
        Contestant[] contestants = [.. layers.SelectMany(layer => new[] { layer.Inference, layer.Step })];
        Console.Error.WriteLine("warming up");
        Rounds.WarmUp(contestants);
        for (int pass = 1; pass <= Passes; pass++)
        {
            Console.Error.WriteLine($"pass {pass} of {Passes}");
            Rounds.Time(contestants, RoundsOfPass, MillisecondsOfRound);
        }

        SweepPoint[] points = [.. layers.Select(layer => layer.ToPoint())];
        string table = Path.Combine(Repository.Artifacts, "sweep.csv");
        File.WriteAllLines(table, ["width,inference ns,ns per multiply-add,step ns,ns per multiply-add", .. points.Select(Line)]);
        Console.WriteLine(table);
        Console.WriteLine(SweepPlot.Write(points));
        Console.WriteLine(SweepVerdict.Of("inference", points, point => point.InferencePerProduct));
        Console.WriteLine(SweepVerdict.Of($"step, batch {SweepPoint.Batch}", points, point => point.StepPerProduct));
    }

    private static string Line(SweepPoint point) => string.Create(
        CultureInfo.InvariantCulture,
        $"{point.Width},{point.Inference:F1},{point.InferencePerProduct:F5},{point.Step:F1},{point.StepPerProduct:F5}");
}

using System.Globalization;
using CompiledNet.Benchmarks.Measuring;

namespace CompiledNet.Benchmarks.Sweep;

/// <summary>Time for each multiply-add over the widths of a layer, to see that no width is a cliff.</summary>
internal static class SweepCommand
{
    private const int Passes = 5;
    private const double MillisecondsOfRound = 2;
    private const int Register = 16;
    private const int FirstCompared = 65;
    private const int LastOfAll = 130;

    /// <summary>Runs it, and writes a table of the times and a plot.</summary>
    public static void Run()
    {
        // 144 is what 129 and 130 are compared with.
        int[] widths = [.. Enumerable.Range(1, LastOfAll), 144, 256, 512, 1024, 2048];
        var networks = new SweepNetworks(widths);
        Dictionary<int, SweepPoint> points = [];
        for (int pass = 0; pass < Passes; pass++)
        {
            Console.Error.WriteLine($"pass {pass + 1} of {Passes}");
            foreach (int width in widths)
            {
                SweepPoint now = Time(networks.Create(width), isFirst: pass == 0);
                points[width] = points.TryGetValue(width, out SweepPoint? best)
                    ? new SweepPoint(width, Math.Min(best.Inference, now.Inference), Math.Min(best.Step, now.Step))
                    : now;
            }
        }

        string table = Path.Combine(Repository.Artifacts, "sweep.csv");
        File.WriteAllLines(table, ["width,inference ns,ns per multiply-add,step ns,ns per multiply-add", .. points.Values.Select(Line)]);
        Console.WriteLine(table);
        Console.WriteLine(SweepPlot.Write([.. points.Values]));
        Report("inference", points, point => point.InferencePerProduct);
        Report($"step, batch {SweepPoint.Batch}", points, point => point.StepPerProduct);
    }

    private static SweepPoint Time(INetwork<float> network, bool isFirst)
    {
        var random = new Networks.Draws(7);
        var input = new AlignedBuffer<float>(SweepPoint.Batch * network.InputSize);
        var target = new AlignedBuffer<float>(SweepPoint.Batch * network.OutputSize);
        var output = new AlignedBuffer<float>(network.OutputSize);
        random.Fill(input.Span);
        random.Fill(target.Span);
        Workspace<float> workspace = network.CreateWorkspace(SweepPoint.Batch);
        var adam = new Adam();
        Contestant[] contestants =
        [
            new("inference", calls => Infer(network, input.Span[..network.InputSize], output.Span, calls)),
            new("step", steps =>
            {
                for (int i = 0; i < steps; i++)
                {
                    network.Forward(input.Span, workspace);
                    network.Backward(target.Span, workspace);
                    adam.Step(network.Parameters, workspace.Gradients);
                }
            }),
        ];
        if (isFirst)
        {
            Rounds.WarmUp(contestants);
        }

        IReadOnlyDictionary<string, Figure> figures = new Rounds(3, MillisecondsOfRound).TimeWarm(contestants);
        return new SweepPoint(network.InputSize, figures["inference"].Least, figures["step"].Least);
    }

    private static void Infer(INetwork<float> network, ReadOnlySpan<float> input, Span<float> output, int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            network.Forward(input, output);
        }
    }

    // How much dearer a multiply-add is than at the next multiple of a register's lanes, at worst.
    private static void Report(string what, Dictionary<int, SweepPoint> points, Func<SweepPoint, double> cost)
    {
        (int width, int next, double ratio) = Enumerable.Range(FirstCompared, LastOfAll - FirstCompared + 1)
            .Select(width => (Width: width, Next: (width + Register - 1) / Register * Register))
            .Select(pair => (pair.Width, pair.Next, Ratio: cost(points[pair.Width]) / cost(points[pair.Next])))
            .MaxBy(compared => compared.Ratio);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what}: the worst width is {width}, {ratio:F2} times as dear for each multiply-add as {next}"));
    }

    private static string Line(SweepPoint point) => string.Create(
        CultureInfo.InvariantCulture,
        $"{point.Width},{point.Inference:F1},{point.InferencePerProduct:F5},{point.Step:F1},{point.StepPerProduct:F5}");
}

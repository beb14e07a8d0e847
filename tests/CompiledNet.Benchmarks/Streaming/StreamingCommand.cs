using System.Globalization;
using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Peers;
using CompiledNet.Benchmarks.Table;
using Spectre.Console;

namespace CompiledNet.Benchmarks.Streaming;

/// <summary>What a step of a stream takes, beside hand-written C++ where that is given; and a training step of a GRU beside PyTorch.</summary>
internal static class StreamingCommand
{
    private const int Passes = 4;
    private const int RoundsOfPass = 8;
    private const double MillisecondsOfRound = 4;
    private const double StepsOfSecond = 48_000;
    private const int Batch = 32;
    private const int Classes = 256;

    /// <summary>Runs it, and prints two tables.</summary>
    /// <param name="options"><c>--yardstick PROGRAM ARGUMENTS…</c>, the last, to run a program in another language after each pass.</param>
    public static void Run(ReadOnlySpan<string> options)
    {
        StreamYardstick? yardstick = options switch
        {
            [] => null,
            ["--yardstick", _, ..] => new StreamYardstick(options[1..].ToArray()),
            _ => throw new ArgumentException($"What is {options[0]}?", nameof(options)),
        };
        StreamSubject[] subjects =
        [
            new("gru-8", new Gru8()), new("gru-16", new Gru16()), new("gru-32", new Gru32()), new("gru-64", new Gru64()),
            new("lstm-8", new Lstm8()), new("lstm-16", new Lstm16()), new("lstm-32", new Lstm32()), new("lstm-64", new Lstm64()),
            new("conv1d-8-k3", new Convolution8()), new("conv1d-16-k3-d2", new Convolution16()),
            new("conv1d-32-k3-d4", new Convolution32()), new("conv1d-64-k3-d8", new Convolution64()),
            new("wavenet-20", new WaveNet()),
        ];
        Contestant[] contestants = [.. subjects.SelectMany(subject => new[] { subject.Blocks, subject.Single })];
        Rounds.WarmUp(contestants);
        for (int pass = 0; pass < Passes; pass++)
        {
            Rounds.Time(contestants, RoundsOfPass, MillisecondsOfRound);
            yardstick?.Run();
        }

        Show(subjects, yardstick);
        ShowTraining();
    }

    private static void ShowTraining()
    {
        Contestant[] ours = [TrainingStep(new GruClasses(1)), TrainingStep(new GruClass(1))];
        string[] others = ["gru", "gru-last"];
        double?[] least = [null, null];
        Rounds.WarmUp(ours);
        for (int pass = 0; pass < Passes; pass++)
        {
            Rounds.Time(ours, RoundsOfPass, MillisecondsOfRound);
            for (int i = 0; i < others.Length; i++)
            {
                least[i] = PyTorchStep.Time(others[i], Batch) is double time ? Math.Min(time, least[i] ?? time) : least[i];
            }
        }

        Spectre.Console.Table table = ConsoleTable.Create(
            $"a training step of a GRU with Adam: batch {Batch}, 64 steps of 32 numbers, 64 units, {Classes} classes",
            ["a class for", "CompiledNet", "PyTorch, one thread", "ours ÷ PyTorch"]);
        for (int i = 0; i < ours.Length; i++)
        {
            table.AddRow(
                i == 0 ? "each step" : "each sequence",
                Cells.Time(ours[i].Figure.Least),
                least[i] is double other ? Cells.Time(other) : "not installed",
                least[i] is double divisor ? Quotient(ours[i].Figure.Least, divisor) : "–");
        }

        ConsoleTable.Write(table);
    }

    private static Contestant TrainingStep(INetwork<float> network)
    {
        Workspace<float> workspace = network.CreateWorkspace(Batch);
        var optimizer = new Adam(1e-3);
        var random = new Random(1);
        var input = new float[Batch * network.InputSize];
        foreach (ref float x in input.AsSpan())
        {
            x = random.NextSingle();
        }

        int[] classes = [.. Enumerable.Range(0, Batch * network.OutputSize / Classes).Select(_ => random.Next(Classes))];
        return new Contestant("gru", operations =>
        {
            for (int i = 0; i < operations; i++)
            {
                network.Forward(input, workspace);
                network.BackwardClasses(classes, workspace);
                optimizer.Step(network.Parameters, workspace.Gradients);
            }
        });
    }

    private static void Show(StreamSubject[] subjects, StreamYardstick? yardstick)
    {
        Spectre.Console.Table table = ConsoleTable.Create(
            $"a step of a stream, {Processor.Name}",
            [
                "network", "in blocks", "one step a call", "times 48 kHz", "C++ in blocks", "C++ one a call", "ours ÷ C++ in blocks", "ours ÷ C++ one a call",
                "bytes allocated",
            ]);
        foreach (StreamSubject subject in subjects)
        {
            double blocks = subject.Blocks.Figure.Least / StreamSubject.Steps;
            double single = subject.Single.Figure.Least / StreamSubject.Steps;
            (double Blocks, double Single)? other = yardstick?.TimesOf(subject.Name);
            table.AddRow(
                subject.Name,
                Cells.Time(blocks),
                Cells.Time(single),
                (1e9 / StepsOfSecond / blocks).ToString("F0", CultureInfo.InvariantCulture),
                other is null ? "–" : Cells.Time(other.Value.Blocks),
                other is null ? "–" : Cells.Time(other.Value.Single),
                other is null ? "–" : Quotient(blocks, other.Value.Blocks),
                other is null ? "–" : Quotient(single, other.Value.Single),
                subject.CountAllocated().ToString(CultureInfo.InvariantCulture));
        }

        ConsoleTable.Write(table);
    }

    private static string Quotient(double ours, double other) => (ours / other).ToString("F2", CultureInfo.InvariantCulture);
}

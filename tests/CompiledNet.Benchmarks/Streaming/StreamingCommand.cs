using System.Globalization;
using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Table;
using Spectre.Console;

namespace CompiledNet.Benchmarks.Streaming;

/// <summary>What a step of a stream takes, beside hand-written C++ where that is given.</summary>
internal static class StreamingCommand
{
    private const int Passes = 4;
    private const int RoundsOfPass = 8;
    private const double MillisecondsOfRound = 4;
    private const double StepsOfSecond = 48_000;

    /// <summary>Runs it, and prints a table.</summary>
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

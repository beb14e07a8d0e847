using System.Globalization;
using System.Text.RegularExpressions;
using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Networks;
using CompiledNet.Benchmarks.Peers;

namespace CompiledNet.Benchmarks.Table;

/// <summary>
/// A program in another language that times the same networks, run between the passes on the same processor. Its output is read: lines that begin
/// with INF (ns for one call; the network's number) or TRAIN (µs for one step; the number and the batch).
/// </summary>
/// <param name="command">The program and its arguments.</param>
internal sealed partial class Yardstick(IReadOnlyList<string> command)
{
    /// <summary>The head of its column.</summary>
    public const string Name = "hand-written C++";

    private readonly Dictionary<(Work Work, int Batch, string Network), Figure> _figures = [];

    /// <summary>Runs it once more; of each time the least of all runs is kept.</summary>
    /// <exception cref="InvalidOperationException">It failed, or printed no time.</exception>
    public void Run()
    {
        foreach (string line in ChildProcess.Run(command, [.. OpenBlas.WithoutAdvice]).Split('\n'))
        {
            Read(line);
        }

        if (_figures.Count == 0)
        {
            throw new InvalidOperationException($"{command[0]} printed no time.");
        }
    }

    /// <summary>Puts its figures beside ours.</summary>
    public Row AddTo(Row row) => row.With(Name, _figures.GetValueOrDefault((row.Work, row.Batch, row.Network)));

    private void Read(string line)
    {
        if (InferenceLine().Match(line) is { Success: true } inference)
        {
            Keep(Work.Inference, 1, inference, new Figure(Number(inference, "median"), Number(inference, "least")));

            // Its median is all that is printed of the chain.
            double dependent = Number(inference, "dependent");
            Keep(Work.DependentInference, 1, inference, new Figure(dependent, dependent));
        }
        else if (TrainingLine().Match(line) is { Success: true } training)
        {
            Keep(
                Work.Step,
                (int)Number(training, "batch"),
                training,
                new Figure(1000 * Number(training, "median"), 1000 * Number(training, "least")));
        }
    }

    private void Keep(Work work, int batch, Match match, Figure figure)
    {
        (Work, int, string) key = (work, batch, Subjects.Single[(int)Number(match, "network") - 1].Name);
        _figures[key] = _figures.TryGetValue(key, out Figure? before) ? before.OrLess(figure) : figure;
    }

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^INF .*\sN(?<network>\d)\s+ns/call median\s+(?<median>[\d.]+)\s+min\s+(?<least>[\d.]+) \| dependent-chain median\s+(?<dependent>[\d.]+)")]
    private static partial Regex InferenceLine();

    [GeneratedRegex(@"^TRAIN .*\sN(?<network>\d) B=(?<batch>\d+)\s+us/step median\s+(?<median>[\d.]+) min\s+(?<least>[\d.]+)")]
    private static partial Regex TrainingLine();
}

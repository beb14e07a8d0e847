using System.Globalization;
using System.Text.RegularExpressions;
using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Networks;

namespace CompiledNet.Benchmarks.Table;

/// <summary>
/// Times of a program in another language, read from its output: lines that begin with INF (ns for one call; the network's number) or TRAIN
/// (µs for one step; the number and the batch).
/// </summary>
internal sealed partial class Yardstick
{
    /// <summary>The head of its column.</summary>
    public const string Name = "hand-written C++";

    private readonly Dictionary<(Work Work, int Batch, string Network), Figure> _figures = [];

    private Yardstick(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            if (InferenceLine().Match(line) is { Success: true } inference)
            {
                string network = NetworkOf(inference);
                _figures[(Work.Inference, 1, network)] = new Figure(Number(inference, "median"), Number(inference, "least"));
                _figures[(Work.DependentInference, 1, network)] = new Figure(Number(inference, "dependent"), double.NaN);
            }
            else if (TrainingLine().Match(line) is { Success: true } training)
            {
                _figures[(Work.Step, (int)Number(training, "batch"), NetworkOf(training))] =
                    new Figure(1000 * Number(training, "median"), 1000 * Number(training, "least"));
            }
        }
    }

    /// <summary>Reads the output.</summary>
    public static Yardstick Read(string file) => new(File.ReadLines(file));

    /// <summary>Puts its figures beside ours.</summary>
    public Row AddTo(Row row) => row.With(Name, _figures.GetValueOrDefault((row.Work, row.Batch, row.Network)));

    private static string NetworkOf(Match match) => Subjects.Single[(int)Number(match, "network") - 1].Name;

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^INF .*\sN(?<network>\d)\s+ns/call median\s+(?<median>[\d.]+)\s+min\s+(?<least>[\d.]+) \| dependent-chain median\s+(?<dependent>[\d.]+)")]
    private static partial Regex InferenceLine();

    [GeneratedRegex(@"^TRAIN .*\sN(?<network>\d) B=(?<batch>\d+)\s+us/step median\s+(?<median>[\d.]+) min\s+(?<least>[\d.]+)")]
    private static partial Regex TrainingLine();
}

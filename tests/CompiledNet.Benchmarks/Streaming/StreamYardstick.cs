using System.Globalization;
using System.Text.RegularExpressions;
using CompiledNet.Benchmarks.Measuring;

namespace CompiledNet.Benchmarks.Streaming;

/// <summary>
/// A program in another language that streams the same networks. Its output is read: lines that begin with STREAM, the network's name, ns of a step in blocks
/// and of one step a call. Of several runs the least of each counts.
/// </summary>
/// <param name="command">The program and its arguments.</param>
internal sealed partial class StreamYardstick(IReadOnlyList<string> command)
{
    private readonly Dictionary<string, (double Blocks, double Single)> _times = [];

    /// <summary>Runs it once more.</summary>
    /// <exception cref="InvalidOperationException">It failed, or printed no time.</exception>
    public void Run()
    {
        foreach (Match match in StreamLine().Matches(ChildProcess.Run(command)))
        {
            string name = match.Groups["name"].Value;
            (double blocks, double single) = _times.GetValueOrDefault(name, (double.PositiveInfinity, double.PositiveInfinity));
            _times[name] = (Math.Min(blocks, Number(match, "blocks")), Math.Min(single, Number(match, "single")));
        }

        if (_times.Count == 0)
        {
            throw new InvalidOperationException($"{command[0]} printed no time.");
        }
    }

    /// <summary>Nanoseconds of a step, where it has the network.</summary>
    /// <param name="network">Its name there.</param>
    public (double Blocks, double Single)? TimesOf(string network) => _times.TryGetValue(network, out (double, double) times) ? times : null;

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^STREAM .*?\s(?<name>[a-z0-9]+-[a-z0-9-]+)\s+ns/step in blocks of \d+ median\s+(?<blocks>[\d.]+) \| one step a call\s+(?<single>[\d.]+)",
        RegexOptions.Multiline)]
    private static partial Regex StreamLine();
}

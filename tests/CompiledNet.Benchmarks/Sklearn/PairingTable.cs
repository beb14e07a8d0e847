using System.Globalization;
using System.Text;
using CompiledNet.Benchmarks.Table;

namespace CompiledNet.Benchmarks.Sklearn;

/// <summary>The pairings as the README shows them.</summary>
internal static class PairingTable
{
    /// <summary>Writes them.</summary>
    public static string Write(IReadOnlyList<Pairing> pairings, string command)
    {
        var text = new StringBuilder();
        text.Append(Invariant(
            $"""
            Measured on {Processor.Name}, one core, {pairings[0].Ours[0].About}, {pairings[0].Theirs[0].About}, {DateTime.UtcNow:yyyy-MM-dd}, by

                {command}

            Both sides get the same data, sizes, optimizer, batches and epochs, in single precision and on one thread, and train in turns, each in a
            process of its own for each of {pairings[0].Ours.Count} seeds of weights and order. Accuracy is that on the test set, mean ± standard deviation; seconds are the median
            of the training alone, without start and loading. The first training of a process has the JIT's work in it and stands apart.


            """));
        text.Append("| network, data | how | accuracy: CompiledNet | scikit-learn | seconds: CompiledNet | its first training | scikit-learn | times as long |\n");
        text.Append("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (Pairing pairing in pairings)
        {
            Assignment assignment = pairing.Assignment;
            double ours = Statistics.Median(pairing.Ours.Select(outcome => outcome.Seconds));
            double first = Statistics.Median(pairing.Ours.Select(outcome => outcome.FirstSeconds ?? outcome.Seconds));
            double theirs = Statistics.Median(pairing.Theirs.Select(outcome => outcome.Seconds));
            text.Append(Invariant($"| {assignment.Title} | {assignment.Solver}, {assignment.Epochs} epochs of batches of {assignment.BatchSize} "));
            text.Append(Invariant($"| {Accuracy(pairing.Ours)} | {Accuracy(pairing.Theirs)} "));
            text.Append(Invariant($"| {ours:0.000} | {first:0.000} | {theirs:0.000} | {theirs / ours:0.0}×, {theirs / first:0.0}× the first |\n"));
        }

        return text.ToString();
    }

    private static string Accuracy(IReadOnlyList<Outcome> outcomes)
    {
        double[] accuracies = Pairing.Accuracies(outcomes);
        return Invariant($"{Statistics.Mean(accuracies):0.0000} ± {Statistics.Deviation(accuracies):0.0000}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

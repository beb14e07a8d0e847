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
        Outcome ours = pairings[0].Ours[0];
        Outcome theirs = pairings[0].Theirs[0];
        text.Append(Invariant(
            $"""
            Measured on {Processor.Name}, one core, {ours.About}, {theirs.About}, {DateTime.UtcNow:yyyy-MM-dd}, by

                {command}

            Both sides get the same data, sizes, optimizer, batches and epochs, in single precision, and train in turns, each in a process of its own with
            {pairings[0].Ours.Count} seeds for weights and order. Accuracy on the test set is the mean ± standard deviation, time the median: of the training alone, without
            start or loading. The JIT works during the first training of a process, whose time stands beside that of the second.


            """));
        text.Append("| network, data | optimizer | epochs, batch | accuracy, CompiledNet | accuracy, scikit-learn | CompiledNet | first training | scikit-learn | times as long | as the first |\n");
        text.Append("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (Pairing pairing in pairings)
        {
            Assignment assignment = pairing.Assignment;
            double again = Statistics.Median(pairing.Ours.Select(outcome => outcome.Seconds));
            double first = Statistics.Median(pairing.Ours.Select(outcome => outcome.FirstSeconds ?? outcome.Seconds));
            double their = Statistics.Median(pairing.Theirs.Select(outcome => outcome.Seconds));
            text.Append(Invariant($"| {assignment.Title} | {assignment.Solver} | {assignment.Epochs}, {assignment.BatchSize} "));
            text.Append(Invariant($"| {Accuracy(pairing.Ours)} | {Accuracy(pairing.Theirs)} "));
            text.Append(Invariant($"| {again:0.000} s | {first:0.000} s | {their:0.00} s | {their / again:0.0}× | {their / first:0.0}× |\n"));
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

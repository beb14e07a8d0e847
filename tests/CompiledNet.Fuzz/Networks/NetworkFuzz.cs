using System.Diagnostics;
using System.Globalization;

namespace CompiledNet.Fuzz;

/// <summary>Runs many random networks, a batch of them in each compilation, and makes the first one that fails small.</summary>
internal static class NetworkFuzz
{
    /// <summary>How many are compiled together.</summary>
    public const int NetworksInCompilation = 40;

    /// <summary>Runs networks until one fails, or all are done, or the time is over.</summary>
    /// <returns>The report of the failure; null where there is none.</returns>
    public static string? Run(int count, int seed, TimeSpan budget, TextWriter progress, int start = 0)
    {
        var watch = Stopwatch.StartNew();
        var tally = new Tally();
        int done = 0;
        while (done < count && watch.Elapsed < budget)
        {
            int first = done;
            NetworkSpec[] specs = [.. Enumerable.Range(start + first, Math.Min(NetworksInCompilation, count - first)).Select(i => NetworkGen.At(seed, i))];
            IReadOnlyList<Failure>[] failures = CheckAll(specs, tally);
            int failed = Array.FindIndex(failures, list => list.Count > 0);
            if (failed >= 0)
            {
                return Report(seed, start + first + failed, specs[failed], failures[failed]);
            }

            done += specs.Length;
            if (done / 400 != first / 400 || done >= count)
            {
                progress.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{done} networks, {watch.Elapsed.TotalSeconds:F0} s, {tally.Compared} comparisons, {tally.IllConditioned} left out as ill-conditioned"));
            }
        }

        progress.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"networks: {done} of {count} with seed {seed} in {watch.Elapsed.TotalSeconds:F0} s, none failed"));
        return null;
    }

    /// <summary>Checks so many networks, all in one compilation.</summary>
    /// <returns>What is wrong with the first that fails, as it is; null where all are right.</returns>
    public static string? Pass(int count, int seed)
    {
        NetworkSpec[] specs = [.. Enumerable.Range(0, count).Select(i => NetworkGen.At(seed, i))];
        IReadOnlyList<Failure>[] failures = CheckAll(specs, new Tally());
        int failed = Array.FindIndex(failures, list => list.Count > 0);
        return failed < 0 ? null : $"Network {failed} of seed {seed} fails: {failures[failed][0].Kind}: {failures[failed][0].What}";
    }

    /// <summary>What is wrong with each of some networks.</summary>
    public static IReadOnlyList<Failure>[] CheckAll(IReadOnlyList<NetworkSpec> specs, Tally tally, Fault? fault = null)
    {
        using var batch = new CompiledBatch(specs, fault);
        return CheckAll(batch, specs, tally);
    }

    /// <summary>What is wrong with each of the networks of a batch.</summary>
    public static IReadOnlyList<Failure>[] CheckAll(CompiledBatch batch, IReadOnlyList<NetworkSpec> specs, Tally tally)
    {
        var failures = new IReadOnlyList<Failure>[specs.Count];
        Parallel.For(0, specs.Count, i => failures[i] = Check(batch, specs[i], i, tally));
        return failures;
    }

    private static IReadOnlyList<Failure> Check(CompiledBatch batch, NetworkSpec spec, int index, Tally tally) =>
        spec.Precision == Precision.Single
            ? NetworkRun<float>.Check(spec, () => batch.Create<float>(index, spec.Seed), tally)
            : NetworkRun<double>.Check(spec, () => batch.Create<double>(index, spec.Seed), tally);

    private static string Report(int seed, int index, NetworkSpec spec, IReadOnlyList<Failure> failures)
    {
        (NetworkSpec smallest, IReadOnlyList<Failure> why) = Shrink(spec, failures);
        return $"""
            Network {index} of seed {seed} fails ({spec.Layers.Count} layers): {failures[0].Kind}: {failures[0].What}

            The smallest that fails:

            {smallest}
            {string.Join("\n", why.Take(5).Select(failure => $"{failure.Kind}: {failure.What}"))}
            """;
    }

    // All the smaller ones are compiled together; the first that still fails is the next to be made smaller.
    private static (NetworkSpec Spec, IReadOnlyList<Failure> Failures) Shrink(NetworkSpec spec, IReadOnlyList<Failure> failures)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromMinutes(2))
        {
            NetworkSpec[] candidates = [.. NetworkGen.Smaller(spec)];
            if (candidates.Length == 0)
            {
                break;
            }

            IReadOnlyList<Failure>[] found = CheckAll(candidates, new Tally());
            int first = Array.FindIndex(found, list => list.Any(failure => failure.Kind == failures[0].Kind));
            if (first < 0)
            {
                break;
            }

            spec = candidates[first];
            failures = found[first];
        }

        return (spec, failures);
    }
}

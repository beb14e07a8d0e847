using System.Diagnostics;
using System.Globalization;

namespace CompiledNet.Fuzz;

/// <summary>A long run over random cases, many of them in each compilation, which makes the first that fails small.</summary>
/// <typeparam name="TSpec">What a case is.</typeparam>
internal sealed class FuzzRun<TSpec>
    where TSpec : class
{
    /// <summary>How many are compiled together.</summary>
    public const int CasesInCompilation = 40;

    private static readonly TimeSpan s_longestShrinking = TimeSpan.FromMinutes(2);

    /// <summary>What a case is called, in the singular: the plural has an s.</summary>
    public required string Noun { get; init; }

    /// <summary>The case of a seed and a number.</summary>
    public required Func<int, int, TSpec> At { get; init; }

    /// <summary>Every case that is one step smaller, the boldest steps first.</summary>
    public required Func<TSpec, IEnumerable<TSpec>> Smaller { get; init; }

    /// <summary>What is wrong with each of some cases. The kind is that of the failure which is to be seen again; null in the run itself.</summary>
    public required Func<IReadOnlyList<TSpec>, Tally, Kind?, IReadOnlyList<Failure>[]> CheckAll { get; init; }

    /// <summary>Runs cases until one fails, or all are done, or the time is over.</summary>
    /// <returns>The report of the failure; null where there is none.</returns>
    public string? Run(int count, int seed, TimeSpan budget, TextWriter progress, int start)
    {
        var watch = Stopwatch.StartNew();
        var tally = new Tally();
        int done = 0;
        while (done < count && watch.Elapsed < budget)
        {
            int first = done;
            TSpec[] specs = [.. Enumerable.Range(start + first, Math.Min(CasesInCompilation, count - first)).Select(i => At(seed, i))];
            IReadOnlyList<Failure>[] failures = CheckAll(specs, tally, null);
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
                    $"{done} {Noun}s, {watch.Elapsed.TotalSeconds:F0} s, {tally.Compared} comparisons, {tally.IllConditioned} left out as ill-conditioned"));
            }
        }

        progress.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Noun}s: {done} of {count} with seed {seed} in {watch.Elapsed.TotalSeconds:F0} s, none failed"));
        return null;
    }

    private string Report(int seed, int index, TSpec spec, IReadOnlyList<Failure> failures)
    {
        (TSpec smallest, IReadOnlyList<Failure> why) = Shrink(spec, failures);
        return $"""
            The {Noun} {index} of seed {seed} fails: {failures[0].Kind}: {failures[0].What}

            The smallest that fails:

            {smallest}
            {string.Join("\n", why.Take(5).Select(failure => $"{failure.Kind}: {failure.What}"))}
            """;
    }

    // All the smaller ones are compiled together; the first that still fails is the next to be made smaller.
    private (TSpec Spec, IReadOnlyList<Failure> Failures) Shrink(TSpec spec, IReadOnlyList<Failure> failures)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < s_longestShrinking)
        {
            TSpec[] candidates = [.. Smaller(spec)];
            if (candidates.Length == 0)
            {
                break;
            }

            IReadOnlyList<Failure>[] found = CheckAll(candidates, new Tally(), failures[0].Kind);
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

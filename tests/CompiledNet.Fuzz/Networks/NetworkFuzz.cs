using System.Numerics;

namespace CompiledNet.Fuzz;

/// <summary>Runs many random networks, a batch of them in each compilation, and makes the first one that fails small.</summary>
internal static class NetworkFuzz
{
    /// <summary>
    /// One network in so many is compared with the same without kernels: to compile that takes half as long as with them. All are compared with the naive
    /// reference.
    /// </summary>
    public const int NetworksOfOneTwin = 3;

    private static readonly FuzzRun<NetworkSpec> s_run = new()
    {
        Noun = "network",
        At = NetworkGen.At,
        Smaller = NetworkGen.Smaller,
        CheckAll = (specs, tally, sought) => CheckAll(
            specs, tally, twinEvery: sought switch { null => NetworksOfOneTwin, Kind.Twin => 1, _ => 0 }),
    };

    /// <summary>Runs networks until one fails, or all are done, or the time is over.</summary>
    /// <returns>The report of the failure; null where there is none.</returns>
    public static string? Run(int count, int seed, TimeSpan budget, TextWriter progress, int start = 0) => s_run.Run(count, seed, budget, progress, start);

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
    /// <param name="specs">The networks.</param>
    /// <param name="tally">What is counted.</param>
    /// <param name="fault">A fault to plant; null for none.</param>
    /// <param name="twinEvery">One network in so many is compared with the same without kernels as well; 0: none.</param>
    public static IReadOnlyList<Failure>[] CheckAll(IReadOnlyList<NetworkSpec> specs, Tally tally, Fault? fault = null, int twinEvery = 0)
    {
        // Twins are compiled behind the others.
        List<NetworkSpec> all = [.. specs];
        int?[] twins = new int?[specs.Count];
        for (int i = 0; twinEvery > 0 && i < specs.Count; i += twinEvery)
        {
            twins[i] = all.Count;
            all.Add(specs[i] with { Vectorize = false });
        }

        using var batch = new CompiledBatch(all, fault);
        return CheckAll(batch, specs, twins, tally);
    }

    /// <summary>What is wrong with each of the networks of a batch.</summary>
    public static IReadOnlyList<Failure>[] CheckAll(CompiledBatch batch, IReadOnlyList<NetworkSpec> specs, Tally tally) =>
        CheckAll(batch, specs, new int?[specs.Count], tally);

    private static IReadOnlyList<Failure>[] CheckAll(CompiledBatch batch, IReadOnlyList<NetworkSpec> specs, int?[] twins, Tally tally)
    {
        var failures = new IReadOnlyList<Failure>[specs.Count];
        Parallel.For(0, specs.Count, i => failures[i] = specs[i].Precision == Precision.Single
            ? Check<float>(batch, specs[i], i, twins[i], tally)
            : Check<double>(batch, specs[i], i, twins[i], tally));
        return failures;
    }

    private static IReadOnlyList<Failure> Check<T>(CompiledBatch batch, NetworkSpec spec, int index, int? twin, Tally tally)
        where T : unmanaged, IFloatingPointIeee754<T> => NetworkRun<T>.Check(
            spec,
            () => batch.Create<T>(index, spec.Seed),
            twin is { } other ? () => batch.Create<T>(other, spec.Seed) : null,
            tally);
}

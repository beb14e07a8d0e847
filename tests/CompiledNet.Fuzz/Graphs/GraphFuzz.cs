namespace CompiledNet.Fuzz.Graphs;

/// <summary>Runs many random graphs.</summary>
internal static class GraphFuzz
{
    private static readonly FuzzRun<GraphSpec> s_run = new()
    {
        Noun = "graph",
        At = GraphGen.At,
        Smaller = SmallerGraphs.Of,
        CheckAll = (specs, tally, _) => CheckAll(specs, tally),
    };

    /// <summary>Runs graphs until one fails, or all are done, or the time is over.</summary>
    /// <returns>The report of the failure; null where there is none.</returns>
    public static string? Run(int count, int seed, TimeSpan budget, TextWriter progress, int start = 0) => s_run.Run(count, seed, budget, progress, start);

    /// <summary>What is wrong with each of some graphs.</summary>
    /// <param name="specs">The graphs.</param>
    /// <param name="tally">What is counted.</param>
    /// <param name="fault">A fault to plant; null for none.</param>
    public static IReadOnlyList<Failure>[] CheckAll(IReadOnlyList<GraphSpec> specs, Tally tally, Fault? fault = null)
    {
        GraphBatch batch;
        try
        {
            batch = new GraphBatch(specs, fault);
        }
        catch (InvalidOperationException exception) when (specs.Count == 1)
        {
            return [[new Failure(Kind.Exception, exception.Message)]];
        }
        catch (InvalidOperationException)
        {
            // One of them does not compile: each for itself says which.
            return [.. specs.Select(spec => CheckAll([spec], tally, fault)[0])];
        }

        using (batch)
        {
            var failures = new IReadOnlyList<Failure>[specs.Count];
            Parallel.For(0, specs.Count, i => failures[i] = GraphRun.Check(batch, specs[i], i, tally));
            return failures;
        }
    }
}

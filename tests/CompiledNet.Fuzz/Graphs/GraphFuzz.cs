namespace CompiledNet.Fuzz.Graphs;

/// <summary>Runs many random graphs.</summary>
internal static class GraphFuzz
{
    /// <summary>The run over graphs of some kinds.</summary>
    public static FuzzRun<GraphSpec> Of(IReadOnlyList<GraphKind> kinds) => new()
    {
        Noun = "graph",
        At = (seed, index) => GraphGen.At(seed, index, kinds),
        Smaller = SmallerGraphs.Of,
        CheckAll = (specs, tally, _) => CheckAll(specs, tally),
    };

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

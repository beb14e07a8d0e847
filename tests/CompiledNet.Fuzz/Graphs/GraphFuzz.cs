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

    /// <summary>Checks so many graphs, all in one compilation.</summary>
    /// <returns>What is wrong with the first that fails, as it is; null where all are right.</returns>
    public static string? Pass(int count, int seed, IReadOnlyList<GraphKind> kinds)
    {
        GraphSpec[] specs = [.. Enumerable.Range(0, count).Select(i => GraphGen.At(seed, i, kinds))];
        IReadOnlyList<Failure>[] failures = CheckAll(specs, new Tally());
        int failed = Array.FindIndex(failures, list => list.Count > 0);
        return failed < 0 ? null : $"Graph {failed} of seed {seed} fails: {failures[failed][0].Kind}: {failures[failed][0].What}";
    }

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

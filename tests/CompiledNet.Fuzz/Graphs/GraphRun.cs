using System.Numerics;
using CompiledNet.Fuzz.Graphs.Checks;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>One graph, put through every check.</summary>
internal static class GraphRun
{
    /// <summary>Everything that is wrong with a graph; nothing where it is right.</summary>
    /// <param name="batch">Where it was compiled.</param>
    /// <param name="spec">The graph.</param>
    /// <param name="index">Its number in the batch.</param>
    /// <param name="tally">What is counted.</param>
    public static IReadOnlyList<Failure> Check(GraphBatch batch, GraphSpec spec, int index, Tally tally) => spec.Precision == Precision.Single
        ? Check<float>(batch, spec, index, tally)
        : Check<double>(batch, spec, index, tally);

    private static List<Failure> Check<T>(GraphBatch batch, GraphSpec spec, int index, Tally tally)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        List<Failure> failures = [];
        try
        {
            var trial = new GraphTrial<T>(spec, () => batch.Create<T>(index, spec.Seed), batch.AccessOf<T>(index), tally, failures);
            new GraphContractCheck<T>(trial).Run();
            new GraphInferenceCheck<T>(trial).Run();
            new GraphPassCheck<T>(trial).Run(isTraining: true);
            new GraphPassCheck<T>(trial).Run(isTraining: false);
            new GraphDifferenceCheck<T>(trial).Run();
            new GraphThreadCheck<T>(trial).Run();
            if (trial.Network is ISequenceNetwork<T> network)
            {
                new GraphStreamCheck<T>(trial, network).Run();
                new GraphCarryCheck<T>(trial).Run();
            }
        }
        catch (Exception exception)
        {
            failures.Add(new Failure(Kind.Exception, exception.ToString()));
        }

        return failures;
    }
}

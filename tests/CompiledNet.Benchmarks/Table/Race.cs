using CompiledNet.Benchmarks.Measuring;

namespace CompiledNet.Benchmarks.Table;

/// <summary>The contestants of one line of the comparison.</summary>
/// <param name="Work">What is timed.</param>
/// <param name="Batch">Samples at a time.</param>
/// <param name="Network">The network's sizes.</param>
/// <param name="Contestants">Ours, then the others.</param>
internal sealed record Race(Work Work, int Batch, string Network, IReadOnlyList<Contestant> Contestants)
{
    private const int OperationsOfAllocation = 1000;

    /// <summary>The line, after its rounds.</summary>
    public Row ToRow()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Contestants[0].Time(OperationsOfAllocation);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return new Row(Work, Batch, Network, Contestants.ToDictionary(contestant => contestant.Name, contestant => contestant.Figure), allocated);
    }
}

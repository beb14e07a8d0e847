namespace CompiledNet.Tests.Training;

/// <summary>Remembers what it was given.</summary>
internal sealed class WatchedNetwork(INetwork<double> inner) : NetworkDecorator<double>(inner)
{
    public List<double[]> Batches { get; } = [];

    public bool EveryBatchInPlace { get; private set; } = true;

    public override void Forward(ReadOnlySpan<double> input, Workspace<double> workspace)
    {
        Batches.Add(input.ToArray());
        EveryBatchInPlace &= input.Overlaps(workspace.Input, out int offset) && offset == 0;
        base.Forward(input, workspace);
    }
}

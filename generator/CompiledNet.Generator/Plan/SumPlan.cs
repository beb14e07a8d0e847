namespace CompiledNet.Generator.Plan;

/// <summary>How a sum over the inputs of one sample is formed.</summary>
/// <param name="Chains">
/// Parts of each sum, a power of two: inputs go to them in turn, in the order in which their columns are read, and the parts are added up by halves.
/// </param>
/// <param name="Places">
/// At how many places, equally far apart, the columns of W are read side by side: beyond the first-level cache a processor fetches several sequences
/// faster than one.
/// </param>
/// <param name="Packed">
/// Where a register that is wider than the layer takes several inputs: how many inputs a step takes, whatever the register; those that are left over
/// form parts of their own. Else 0.
/// </param>
/// <param name="IsCut">Whether it is so long that it goes in blocks, each of which is divided so (<see cref="LongSums"/>).</param>
internal sealed record SumPlan(int Chains, int Places, int Packed, bool IsCut = false)
{
    /// <summary>Whether registers take several inputs.</summary>
    public bool PacksInputs => Packed > 0;
}

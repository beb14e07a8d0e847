using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Plan;

/// <summary>Where a layer stands in its network.</summary>
/// <param name="Index">1 for the first layer, as in the notes: its weights are W1.</param>
/// <param name="Inputs">The values that it takes.</param>
/// <param name="IsLast">Whether it is the output layer, whose δ comes from the loss.</param>
/// <param name="LossNeedsPreActivation">Whether the loss is computed from its z.</param>
/// <param name="IsWatched">Whether the user wants to see its z.</param>
/// <param name="HasKernels">Whether the network has vector kernels.</param>
/// <param name="HasThreads">Whether threads can share a step of them.</param>
internal sealed record LayerPosition(
    int Index, EquatableArray<InputPlan> Inputs, bool IsLast, bool LossNeedsPreActivation, bool IsWatched, bool HasKernels, bool HasThreads);

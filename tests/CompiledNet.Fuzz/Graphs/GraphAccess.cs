using System.Numerics;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>What a network's own class can and <see cref="INetwork{T}"/> cannot.</summary>
/// <param name="Activations">Copies the activations of a layer, counted from 1, out of a workspace: those of the first sample first.</param>
/// <param name="Infer">Infers samples, shared among threads.</param>
internal sealed record GraphAccess<T>(Func<Workspace<T>, int, T[]> Activations, Action<INetwork<T>, T[], T[], int> Infer)
    where T : unmanaged, IFloatingPointIeee754<T>;

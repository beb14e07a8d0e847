using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>What the way back through a step of a GRU reads and writes, of the first sample.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal readonly ref struct GruBackward<T>(ref T delta, ref T gates, ref T kept, ref T inputDeltas, ref T recurrentDeltas, ref T resetDeltas)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>∂L/∂h as far as it does not go through later steps.</summary>
    public readonly ref T Delta = ref delta;

    /// <summary>r, z, n.</summary>
    public readonly ref T Gates = ref gates;

    /// <summary>W_hn · h + b_hn or r ⊙ h, and h of the step before.</summary>
    public readonly ref T Kept = ref kept;

    /// <summary>δ of the gates where x enters.</summary>
    public readonly ref T InputDeltas = ref inputDeltas;

    /// <summary>δ of the gates where h enters.</summary>
    public readonly ref T RecurrentDeltas = ref recurrentDeltas;

    /// <summary>δ of n where r ⊙ h enters.</summary>
    public readonly ref T ResetDeltas = ref resetDeltas;

    /// <summary>The same of a later step.</summary>
    public GruBackward<T> At<TLayer>(nint step)
        where TLayer : struct, IRecurrentShape<T> => new(
            ref Unsafe.Add(ref Delta, step * TLayer.UnitLanes),
            ref Unsafe.Add(ref Gates, step * TLayer.Lanes),
            ref Unsafe.Add(ref Kept, step * RecurrentLayout<TLayer, T>.Kept),
            ref Unsafe.Add(ref InputDeltas, step * TLayer.Lanes),
            ref Unsafe.Add(ref RecurrentDeltas, step * TLayer.Lanes),
            ref Unsafe.Add(ref ResetDeltas, TLayer.ResetsBefore ? step * TLayer.Lanes : 0));
}

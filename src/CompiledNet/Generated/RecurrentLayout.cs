using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>What a GRU or an LSTM keeps of a step beside its gates, and from step to step.</summary>
/// <typeparam name="TLayer">The layer.</typeparam>
/// <typeparam name="T">The network's number type.</typeparam>
internal static class RecurrentLayout<TLayer, T>
    where TLayer : struct, IRecurrentShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Steps whose x · W_ihᵀ inference computes together. The generator has the same number.</summary>
    public const int StepsTogether = 16;

    /// <summary>The state of a sample, and on the way back its gradient: h, of an LSTM also c.</summary>
    public static int State
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (TLayer.Gates - 2) * TLayer.UnitLanes;
    }

    /// <summary>What is kept of a step: of a GRU W_hn · h + b_hn (or r ⊙ h) and h of the step before, of an LSTM c of the step before, tanh c and h of the step before.</summary>
    public static int Kept
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (TLayer.Gates - 1) * TLayer.UnitLanes;
    }

    /// <summary>Where h of the step before lies in it.</summary>
    public static int Before
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (TLayer.Gates - 2) * TLayer.UnitLanes;
    }
}

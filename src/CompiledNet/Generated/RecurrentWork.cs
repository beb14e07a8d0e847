using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet.Generated;

/// <summary>The scratch memory of training: for each sample a row of gates, the state, and a row of units where r resets h before the product.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal readonly ref struct RecurrentWork<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Span<T> _state;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private RecurrentWork(ref T products, Span<T> state, ref T reset)
    {
        Products = ref products;
        State = ref MemoryMarshal.GetReference(state);
        Reset = ref reset;
        _state = state;
    }

    /// <summary>Rows of gates: W_hh · h + b_hh, or on the way back δ of the gates.</summary>
    public readonly ref T Products;

    /// <summary>The state of each sample, or on the way back its gradient.</summary>
    public readonly ref T State;

    /// <summary>r ⊙ h, or on the way back its gradient.</summary>
    public readonly ref T Reset;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RecurrentWork<T> Of<TLayer>(Span<T> work, int samples)
        where TLayer : struct, IRecurrentShape<T>
    {
        int lengthOfState = samples * RecurrentLayout<TLayer, T>.State;
        ref T products = ref MemoryMarshal.GetReference(work.Slice(0, samples * TLayer.Lanes));
        Span<T> rest = work.Slice(samples * TLayer.Lanes);
        ref T reset = ref TLayer.ResetsBefore ? ref MemoryMarshal.GetReference(rest.Slice(lengthOfState, samples * TLayer.UnitLanes)) : ref products;
        return new RecurrentWork<T>(ref products, rest.Slice(0, lengthOfState), ref reset);
    }

    public void ClearState() => _state.Clear();

    /// <summary>The state that is given, or one of 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ref T StateOf<TLayer>(Span<T> given, int samples)
        where TLayer : struct, IRecurrentShape<T>
    {
        if (!given.IsEmpty)
        {
            return ref MemoryMarshal.GetReference(given.Slice(0, samples * RecurrentLayout<TLayer, T>.State));
        }

        _state.Clear();
        return ref State;
    }
}

/// <summary>The scratch memory of inference: for each sample rows of gates for some steps, one more, and a row of units where r resets h before the product.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal readonly ref struct RecurrentInference<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private RecurrentInference(ref T gates, ref T products, ref T reset, int gatesOfSample)
    {
        Gates = ref gates;
        Products = ref products;
        Reset = ref reset;
        GatesOfSample = gatesOfSample;
    }

    /// <summary>W_ih · x + b_ih of the first sample's first step.</summary>
    public readonly ref T Gates;

    /// <summary>W_hh · h + b_hh.</summary>
    public readonly ref T Products;

    /// <summary>r ⊙ h.</summary>
    public readonly ref T Reset;

    /// <summary>Distance from one sample to the next in the gates.</summary>
    public int GatesOfSample { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RecurrentInference<T> Of<TLayer>(Span<T> work, int steps, int samples)
        where TLayer : struct, IRecurrentShape<T>
    {
        int gatesOfSample = Math.Min(steps, RecurrentLayout<TLayer, T>.StepsTogether) * TLayer.Lanes;
        ref T gates = ref MemoryMarshal.GetReference(work.Slice(0, samples * gatesOfSample));
        Span<T> rest = work.Slice(samples * gatesOfSample);
        ref T products = ref MemoryMarshal.GetReference(rest.Slice(0, samples * TLayer.Lanes));
        ref T reset = ref TLayer.ResetsBefore
            ? ref MemoryMarshal.GetReference(rest.Slice(samples * TLayer.Lanes, samples * TLayer.UnitLanes))
            : ref products;
        return new RecurrentInference<T>(ref gates, ref products, ref reset, gatesOfSample);
    }

    /// <summary>W_ih · x + b_ih of some steps of each sample.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Input<TLayer>(ReadOnlySpan<T> parameters, ref T x, int steps, int together, int samples)
        where TLayer : struct, IRecurrentShape<T>
    {
        for (nint s = 0; s < samples; s++)
        {
            RecurrentProducts.Input<TLayer, T>(
                parameters, ref Unsafe.Add(ref x, s * steps * TLayer.InputStride), ref Unsafe.Add(ref Gates, s * GatesOfSample), together);
        }
    }
}

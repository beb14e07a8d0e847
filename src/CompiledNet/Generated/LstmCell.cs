using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>The cell of an LSTM in registers of units, for each sample. Lanes behind the last unit stay 0.</summary>
internal static class LstmCell
{
    /// <summary>A step of inference: c = f ⊙ c + i ⊙ g, h = o ⊙ tanh c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step<TLayer, T>(ref T gates, ref T products, ref T state, ref T output, int gatesOfSample, int outputOfSample, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 64)
        {
            Step<TLayer, Simd512<T>, T>(ref gates, ref products, ref state, ref output, gatesOfSample, outputOfSample, samples);
        }
        else if (Vector256.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 32)
        {
            Step<TLayer, Simd256<T>, T>(ref gates, ref products, ref state, ref output, gatesOfSample, outputOfSample, samples);
        }
        else
        {
            Step<TLayer, Simd128<T>, T>(ref gates, ref products, ref state, ref output, gatesOfSample, outputOfSample, samples);
        }
    }

    /// <summary>A step of training: the same, and i, f, g, o and what the way back needs are kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Keep<TLayer, T>(ref T gates, ref T kept, ref T products, ref T state, ref T output, int steps, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 64)
        {
            Keep<TLayer, Simd512<T>, T>(ref gates, ref kept, ref products, ref state, ref output, steps, samples);
        }
        else if (Vector256.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 32)
        {
            Keep<TLayer, Simd256<T>, T>(ref gates, ref kept, ref products, ref state, ref output, steps, samples);
        }
        else
        {
            Keep<TLayer, Simd128<T>, T>(ref gates, ref kept, ref products, ref state, ref output, steps, samples);
        }
    }

    /// <summary>The way back through a step: δ of the gates, and ∂L/∂c of the step before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TLayer, T>(ref T delta, ref T gates, ref T kept, ref T inputDeltas, ref T deltas, ref T carried, int steps, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 64)
        {
            Backward<TLayer, Simd512<T>, T>(ref delta, ref gates, ref kept, ref inputDeltas, ref deltas, ref carried, steps, samples);
        }
        else if (Vector256.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 32)
        {
            Backward<TLayer, Simd256<T>, T>(ref delta, ref gates, ref kept, ref inputDeltas, ref deltas, ref carried, steps, samples);
        }
        else
        {
            Backward<TLayer, Simd128<T>, T>(ref delta, ref gates, ref kept, ref inputDeltas, ref deltas, ref carried, steps, samples);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Step<TLayer, TVector, T>(ref T gates, ref T products, ref T state, ref T output, nint gatesOfSample, nint outputOfSample, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint s = 0; s < samples; s++)
        {
            ref T g = ref Unsafe.Add(ref gates, s * gatesOfSample);
            ref T p = ref Unsafe.Add(ref products, s * TLayer.Lanes);
            ref T h = ref Unsafe.Add(ref state, s * RecurrentLayout<TLayer, T>.State);
            ref T y = ref Unsafe.Add(ref output, s * outputOfSample);
            for (nint unit = 0; unit < TLayer.UnitLanes; unit += TVector.Count)
            {
                TVector i = GateFunctions.Load<TLayer, TVector, T>(ref p, 0, unit);
                TVector f = GateFunctions.Load<TLayer, TVector, T>(ref p, 1, unit);
                TVector candidate = GateFunctions.Load<TLayer, TVector, T>(ref p, 2, unit);
                TVector o = GateFunctions.Load<TLayer, TVector, T>(ref p, 3, unit);
                Renew<TLayer, TVector, T>(i, f, candidate, o, ref g, ref h, ref y, unit);
            }
        }
    }

    /// <summary>c and h of a register of units, from the sums over h.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Renew<TLayer, TVector, T>(TVector i, TVector f, TVector candidate, TVector o, ref T gates, ref T state, ref T output, nint unit)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        i = GateFunctions.Sigmoid<TVector, T>(GateFunctions.Load<TLayer, TVector, T>(ref gates, 0, unit) + i);
        f = GateFunctions.Sigmoid<TVector, T>(GateFunctions.Load<TLayer, TVector, T>(ref gates, 1, unit) + f);
        candidate = VectorActivations.Tanh<TVector, T>(GateFunctions.Load<TLayer, TVector, T>(ref gates, 2, unit) + candidate);
        o = GateFunctions.Sigmoid<TVector, T>(GateFunctions.Load<TLayer, TVector, T>(ref gates, 3, unit) + o);
        TVector c = TVector.Fma(f, TVector.Load(in state, TLayer.UnitLanes + unit), i * candidate);
        TVector h = o * VectorActivations.Tanh<TVector, T>(c);
        TVector.Store(c, ref state, TLayer.UnitLanes + unit);
        TVector.Store(h, ref state, unit);
        TVector.Store(h, ref output, unit);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Keep<TLayer, TVector, T>(ref T gates, ref T kept, ref T products, ref T state, ref T output, nint steps, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint s = 0; s < samples; s++)
        {
            ref T g = ref Unsafe.Add(ref gates, s * steps * TLayer.Lanes);
            ref T k = ref Unsafe.Add(ref kept, s * steps * RecurrentLayout<TLayer, T>.Kept);
            ref T p = ref Unsafe.Add(ref products, s * TLayer.Lanes);
            ref T h = ref Unsafe.Add(ref state, s * RecurrentLayout<TLayer, T>.State);
            ref T y = ref Unsafe.Add(ref output, s * steps * TLayer.UnitLanes);
            for (nint unit = 0; unit < TLayer.UnitLanes; unit += TVector.Count)
            {
                TVector i = GateFunctions.Sigmoid<TVector, T>(GateFunctions.Load<TLayer, TVector, T>(ref g, 0, unit) + GateFunctions.Load<TLayer, TVector, T>(ref p, 0, unit));
                TVector f = GateFunctions.Sigmoid<TVector, T>(GateFunctions.Load<TLayer, TVector, T>(ref g, 1, unit) + GateFunctions.Load<TLayer, TVector, T>(ref p, 1, unit));
                TVector candidate = VectorActivations.Tanh<TVector, T>(GateFunctions.Load<TLayer, TVector, T>(ref g, 2, unit) + GateFunctions.Load<TLayer, TVector, T>(ref p, 2, unit));
                TVector o = GateFunctions.Sigmoid<TVector, T>(GateFunctions.Load<TLayer, TVector, T>(ref g, 3, unit) + GateFunctions.Load<TLayer, TVector, T>(ref p, 3, unit));
                TVector before = TVector.Load(in h, TLayer.UnitLanes + unit);
                TVector c = TVector.Fma(f, before, i * candidate);
                TVector squashed = VectorActivations.Tanh<TVector, T>(c);
                TVector value = o * squashed;
                GateFunctions.Store<TLayer, TVector, T>(i, ref g, 0, unit);
                GateFunctions.Store<TLayer, TVector, T>(f, ref g, 1, unit);
                GateFunctions.Store<TLayer, TVector, T>(candidate, ref g, 2, unit);
                GateFunctions.Store<TLayer, TVector, T>(o, ref g, 3, unit);
                TVector.Store(before, ref k, unit);
                TVector.Store(squashed, ref k, TLayer.UnitLanes + unit);
                TVector.Store(TVector.Load(in h, unit), ref k, (2 * TLayer.UnitLanes) + unit);
                TVector.Store(c, ref h, TLayer.UnitLanes + unit);
                TVector.Store(value, ref h, unit);
                TVector.Store(value, ref y, unit);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Backward<TLayer, TVector, T>(ref T delta, ref T gates, ref T kept, ref T inputDeltas, ref T deltas, ref T carried, nint steps, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint s = 0; s < samples; s++)
        {
            ref T dh = ref Unsafe.Add(ref delta, s * steps * TLayer.UnitLanes);
            ref T g = ref Unsafe.Add(ref gates, s * steps * TLayer.Lanes);
            ref T k = ref Unsafe.Add(ref kept, s * steps * RecurrentLayout<TLayer, T>.Kept);
            ref T dx = ref Unsafe.Add(ref inputDeltas, s * steps * TLayer.Lanes);
            ref T d = ref Unsafe.Add(ref deltas, s * TLayer.Lanes);
            ref T c = ref Unsafe.Add(ref carried, s * RecurrentLayout<TLayer, T>.State);
            for (nint unit = 0; unit < TLayer.UnitLanes; unit += TVector.Count)
            {
                TVector one = TVector.Number(1);
                TVector i = GateFunctions.Load<TLayer, TVector, T>(ref g, 0, unit);
                TVector f = GateFunctions.Load<TLayer, TVector, T>(ref g, 1, unit);
                TVector candidate = GateFunctions.Load<TLayer, TVector, T>(ref g, 2, unit);
                TVector o = GateFunctions.Load<TLayer, TVector, T>(ref g, 3, unit);
                TVector squashed = TVector.Load(in k, TLayer.UnitLanes + unit);
                TVector gradient = TVector.Load(in dh, unit) + TVector.Load(in c, unit);
                TVector ofCell = TVector.Fma(gradient * o, one - (squashed * squashed), TVector.Load(in c, TLayer.UnitLanes + unit));
                TVector ofInput = ofCell * candidate * (i * (one - i));
                TVector ofForget = ofCell * TVector.Load(in k, unit) * (f * (one - f));
                TVector ofCandidate = ofCell * i * (one - (candidate * candidate));
                TVector ofOutput = gradient * squashed * (o * (one - o));
                TVector.Store(ofCell * f, ref c, TLayer.UnitLanes + unit);
                GateFunctions.Store<TLayer, TVector, T>(ofInput, ref dx, 0, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofForget, ref dx, 1, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofCandidate, ref dx, 2, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofOutput, ref dx, 3, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofInput, ref d, 0, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofForget, ref d, 1, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofCandidate, ref d, 2, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofOutput, ref d, 3, unit);
            }
        }
    }
}

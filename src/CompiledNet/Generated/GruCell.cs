using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>The cell of a GRU in registers of units, for each sample. Lanes behind the last unit stay 0.</summary>
internal static class GruCell
{
    /// <summary>A step of inference: h = (1 − z) ⊙ n + z ⊙ h.</summary>
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

    /// <summary>A step of training: the same, and r, z, n and what the way back needs of the step before are kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Keep<TLayer, T>(ref T gates, ref T kept, ref T products, ref T state, ref T reset, ref T output, int steps, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 64)
        {
            Keep<TLayer, Simd512<T>, T>(ref gates, ref kept, ref products, ref state, ref reset, ref output, steps, samples);
        }
        else if (Vector256.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 32)
        {
            Keep<TLayer, Simd256<T>, T>(ref gates, ref kept, ref products, ref state, ref reset, ref output, steps, samples);
        }
        else
        {
            Keep<TLayer, Simd128<T>, T>(ref gates, ref kept, ref products, ref state, ref reset, ref output, steps, samples);
        }
    }

    /// <summary>r, z and r ⊙ h, where r resets h before the product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Reset<TLayer, T>(ref T gates, ref T products, ref T state, ref T reset, int gatesOfSample, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 64)
        {
            Reset<TLayer, Simd512<T>, T>(ref gates, ref products, ref state, ref reset, gatesOfSample, samples);
        }
        else if (Vector256.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 32)
        {
            Reset<TLayer, Simd256<T>, T>(ref gates, ref products, ref state, ref reset, gatesOfSample, samples);
        }
        else
        {
            Reset<TLayer, Simd128<T>, T>(ref gates, ref products, ref state, ref reset, gatesOfSample, samples);
        }
    }

    /// <summary>The way back through a step: δ of the gates, and the part of ∂L/∂h of the step before that goes through z alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TLayer, T>(in GruBackward<T> row, ref T deltas, ref T carried, int steps, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 64)
        {
            Backward<TLayer, Simd512<T>, T>(in row, ref deltas, ref carried, steps, samples);
        }
        else if (Vector256.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 32)
        {
            Backward<TLayer, Simd256<T>, T>(in row, ref deltas, ref carried, steps, samples);
        }
        else
        {
            Backward<TLayer, Simd128<T>, T>(in row, ref deltas, ref carried, steps, samples);
        }
    }

    /// <summary>The same as far as δ of z and n, where r resets h before the product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardOfNew<TLayer, T>(in GruBackward<T> row, ref T deltas, ref T carried, int steps, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 64)
        {
            BackwardOfNew<TLayer, Simd512<T>, T>(in row, ref deltas, ref carried, steps, samples);
        }
        else if (Vector256.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 32)
        {
            BackwardOfNew<TLayer, Simd256<T>, T>(in row, ref deltas, ref carried, steps, samples);
        }
        else
        {
            BackwardOfNew<TLayer, Simd128<T>, T>(in row, ref deltas, ref carried, steps, samples);
        }
    }

    /// <summary>The rest, from the gradient of r ⊙ h.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardOfReset<TLayer, T>(in GruBackward<T> row, ref T deltas, ref T carried, ref T reset, int steps, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 64)
        {
            BackwardOfReset<TLayer, Simd512<T>, T>(in row, ref deltas, ref carried, ref reset, steps, samples);
        }
        else if (Vector256.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 32)
        {
            BackwardOfReset<TLayer, Simd256<T>, T>(in row, ref deltas, ref carried, ref reset, steps, samples);
        }
        else
        {
            BackwardOfReset<TLayer, Simd128<T>, T>(in row, ref deltas, ref carried, ref reset, steps, samples);
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
            ref T h = ref Unsafe.Add(ref state, s * TLayer.UnitLanes);
            ref T y = ref Unsafe.Add(ref output, s * outputOfSample);
            for (nint unit = 0; unit < TLayer.UnitLanes; unit += TVector.Count)
            {
                TVector r = GateFunctions.Load<TLayer, TVector, T>(ref p, 0, unit);
                TVector z = GateFunctions.Load<TLayer, TVector, T>(ref p, 1, unit);
                TVector n = GateFunctions.Load<TLayer, TVector, T>(ref p, 2, unit);
                Renew<TLayer, TVector, T>(r, z, n, ref g, ref h, ref y, unit);
            }
        }
    }

    /// <summary>h of a register of units, from the sums over h; where r resets h before the product, r and z are in the row of gates already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Renew<TLayer, TVector, T>(TVector r, TVector z, TVector n, ref T gates, ref T state, ref T output, nint unit)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (TLayer.ResetsBefore)
        {
            z = GateFunctions.Load<TLayer, TVector, T>(ref gates, 1, unit);
            n += GateFunctions.Load<TLayer, TVector, T>(ref gates, 2, unit);
        }
        else
        {
            z = GateFunctions.Sigmoid<TVector, T>(GateFunctions.Load<TLayer, TVector, T>(ref gates, 1, unit) + z);
            r = GateFunctions.Sigmoid<TVector, T>(GateFunctions.Load<TLayer, TVector, T>(ref gates, 0, unit) + r);
            n = TVector.Fma(r, n, GateFunctions.Load<TLayer, TVector, T>(ref gates, 2, unit));
        }

        n = VectorActivations.Tanh<TVector, T>(n);
        TVector h = TVector.Fma(z, TVector.Load(in state, unit) - n, n);
        TVector.Store(h, ref state, unit);
        TVector.Store(h, ref output, unit);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Keep<TLayer, TVector, T>(ref T gates, ref T kept, ref T products, ref T state, ref T reset, ref T output, nint steps, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint s = 0; s < samples; s++)
        {
            ref T g = ref Unsafe.Add(ref gates, s * steps * TLayer.Lanes);
            ref T k = ref Unsafe.Add(ref kept, s * steps * RecurrentLayout<TLayer, T>.Kept);
            ref T p = ref Unsafe.Add(ref products, s * TLayer.Lanes);
            ref T h = ref Unsafe.Add(ref state, s * TLayer.UnitLanes);
            ref T y = ref Unsafe.Add(ref output, s * steps * TLayer.UnitLanes);
            for (nint unit = 0; unit < TLayer.UnitLanes; unit += TVector.Count)
            {
                TVector before = TVector.Load(in h, unit);
                TVector.Store(before, ref k, TLayer.UnitLanes + unit);
                TVector z;
                TVector n;
                if (TLayer.ResetsBefore)
                {
                    z = GateFunctions.Load<TLayer, TVector, T>(ref g, 1, unit);
                    n = VectorActivations.Tanh<TVector, T>(GateFunctions.Load<TLayer, TVector, T>(ref g, 2, unit) + GateFunctions.Load<TLayer, TVector, T>(ref p, 2, unit));
                    TVector.Store(TVector.Load(in Unsafe.Add(ref reset, s * TLayer.UnitLanes), unit), ref k, unit);
                }
                else
                {
                    TVector r = GateFunctions.Sigmoid<TVector, T>(GateFunctions.Load<TLayer, TVector, T>(ref g, 0, unit) + GateFunctions.Load<TLayer, TVector, T>(ref p, 0, unit));
                    TVector product = GateFunctions.Load<TLayer, TVector, T>(ref p, 2, unit);
                    z = GateFunctions.Sigmoid<TVector, T>(GateFunctions.Load<TLayer, TVector, T>(ref g, 1, unit) + GateFunctions.Load<TLayer, TVector, T>(ref p, 1, unit));
                    n = VectorActivations.Tanh<TVector, T>(TVector.Fma(r, product, GateFunctions.Load<TLayer, TVector, T>(ref g, 2, unit)));
                    GateFunctions.Store<TLayer, TVector, T>(r, ref g, 0, unit);
                    GateFunctions.Store<TLayer, TVector, T>(z, ref g, 1, unit);
                    TVector.Store(product, ref k, unit);
                }

                GateFunctions.Store<TLayer, TVector, T>(n, ref g, 2, unit);
                TVector value = TVector.Fma(z, before - n, n);
                TVector.Store(value, ref h, unit);
                TVector.Store(value, ref y, unit);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Reset<TLayer, TVector, T>(ref T gates, ref T products, ref T state, ref T reset, nint gatesOfSample, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint s = 0; s < samples; s++)
        {
            ref T g = ref Unsafe.Add(ref gates, s * gatesOfSample);
            ref T p = ref Unsafe.Add(ref products, s * TLayer.Lanes);
            ref T h = ref Unsafe.Add(ref state, s * TLayer.UnitLanes);
            ref T y = ref Unsafe.Add(ref reset, s * TLayer.UnitLanes);
            for (nint unit = 0; unit < TLayer.UnitLanes; unit += TVector.Count)
            {
                TVector r = GateFunctions.Sigmoid<TVector, T>(GateFunctions.Load<TLayer, TVector, T>(ref g, 0, unit) + GateFunctions.Load<TLayer, TVector, T>(ref p, 0, unit));
                TVector z = GateFunctions.Sigmoid<TVector, T>(GateFunctions.Load<TLayer, TVector, T>(ref g, 1, unit) + GateFunctions.Load<TLayer, TVector, T>(ref p, 1, unit));
                GateFunctions.Store<TLayer, TVector, T>(r, ref g, 0, unit);
                GateFunctions.Store<TLayer, TVector, T>(z, ref g, 1, unit);
                TVector.Store(r * TVector.Load(in h, unit), ref y, unit);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Backward<TLayer, TVector, T>(in GruBackward<T> row, ref T deltas, ref T carried, nint steps, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint s = 0; s < samples; s++)
        {
            ref T delta = ref Unsafe.Add(ref row.Delta, s * steps * TLayer.UnitLanes);
            ref T g = ref Unsafe.Add(ref row.Gates, s * steps * TLayer.Lanes);
            ref T k = ref Unsafe.Add(ref row.Kept, s * steps * RecurrentLayout<TLayer, T>.Kept);
            ref T dx = ref Unsafe.Add(ref row.InputDeltas, s * steps * TLayer.Lanes);
            ref T dh = ref Unsafe.Add(ref row.RecurrentDeltas, s * steps * TLayer.Lanes);
            ref T d = ref Unsafe.Add(ref deltas, s * TLayer.Lanes);
            ref T c = ref Unsafe.Add(ref carried, s * TLayer.UnitLanes);
            for (nint unit = 0; unit < TLayer.UnitLanes; unit += TVector.Count)
            {
                TVector one = TVector.Number(1);
                TVector r = GateFunctions.Load<TLayer, TVector, T>(ref g, 0, unit);
                TVector z = GateFunctions.Load<TLayer, TVector, T>(ref g, 1, unit);
                TVector n = GateFunctions.Load<TLayer, TVector, T>(ref g, 2, unit);
                TVector gradient = TVector.Load(in delta, unit) + TVector.Load(in c, unit);
                TVector ofNew = gradient * (one - z) * (one - (n * n));
                TVector ofUpdate = gradient * (TVector.Load(in k, TLayer.UnitLanes + unit) - n) * (z * (one - z));
                TVector ofReset = ofNew * TVector.Load(in k, unit) * (r * (one - r));
                TVector ofProduct = ofNew * r;
                TVector.Store(gradient * z, ref c, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofReset, ref dx, 0, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofUpdate, ref dx, 1, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofNew, ref dx, 2, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofReset, ref dh, 0, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofUpdate, ref dh, 1, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofProduct, ref dh, 2, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofReset, ref d, 0, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofUpdate, ref d, 1, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofProduct, ref d, 2, unit);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void BackwardOfNew<TLayer, TVector, T>(in GruBackward<T> row, ref T deltas, ref T carried, nint steps, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint s = 0; s < samples; s++)
        {
            ref T delta = ref Unsafe.Add(ref row.Delta, s * steps * TLayer.UnitLanes);
            ref T g = ref Unsafe.Add(ref row.Gates, s * steps * TLayer.Lanes);
            ref T k = ref Unsafe.Add(ref row.Kept, s * steps * RecurrentLayout<TLayer, T>.Kept);
            ref T dx = ref Unsafe.Add(ref row.InputDeltas, s * steps * TLayer.Lanes);
            ref T dh = ref Unsafe.Add(ref row.RecurrentDeltas, s * steps * TLayer.Lanes);
            ref T d = ref Unsafe.Add(ref deltas, s * TLayer.Lanes);
            ref T c = ref Unsafe.Add(ref carried, s * TLayer.UnitLanes);
            ref T dn = ref Unsafe.Add(ref row.ResetDeltas, s * steps * TLayer.Lanes);
            for (nint unit = 0; unit < TLayer.UnitLanes; unit += TVector.Count)
            {
                TVector one = TVector.Number(1);
                TVector z = GateFunctions.Load<TLayer, TVector, T>(ref g, 1, unit);
                TVector n = GateFunctions.Load<TLayer, TVector, T>(ref g, 2, unit);
                TVector gradient = TVector.Load(in delta, unit) + TVector.Load(in c, unit);
                TVector ofNew = gradient * (one - z) * (one - (n * n));
                TVector ofUpdate = gradient * (TVector.Load(in k, TLayer.UnitLanes + unit) - n) * (z * (one - z));
                TVector.Store(gradient * z, ref c, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofUpdate, ref dx, 1, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofNew, ref dx, 2, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofUpdate, ref dh, 1, unit);
                GateFunctions.Store<TLayer, TVector, T>(TVector.Zero, ref dh, 2, unit);
                GateFunctions.Store<TLayer, TVector, T>(TVector.Zero, ref dn, 0, unit);
                GateFunctions.Store<TLayer, TVector, T>(TVector.Zero, ref dn, 1, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofNew, ref dn, 2, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofUpdate, ref d, 1, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofNew, ref d, 2, unit);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void BackwardOfReset<TLayer, TVector, T>(in GruBackward<T> row, ref T deltas, ref T carried, ref T reset, nint steps, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint s = 0; s < samples; s++)
        {
            ref T g = ref Unsafe.Add(ref row.Gates, s * steps * TLayer.Lanes);
            ref T k = ref Unsafe.Add(ref row.Kept, s * steps * RecurrentLayout<TLayer, T>.Kept);
            ref T dx = ref Unsafe.Add(ref row.InputDeltas, s * steps * TLayer.Lanes);
            ref T dh = ref Unsafe.Add(ref row.RecurrentDeltas, s * steps * TLayer.Lanes);
            ref T d = ref Unsafe.Add(ref deltas, s * TLayer.Lanes);
            ref T c = ref Unsafe.Add(ref carried, s * TLayer.UnitLanes);
            ref T product = ref Unsafe.Add(ref reset, s * TLayer.UnitLanes);
            for (nint unit = 0; unit < TLayer.UnitLanes; unit += TVector.Count)
            {
                TVector r = GateFunctions.Load<TLayer, TVector, T>(ref g, 0, unit);
                TVector gradient = TVector.Load(in product, unit);
                TVector ofReset = gradient * TVector.Load(in k, TLayer.UnitLanes + unit) * (r * (TVector.Number(1) - r));
                TVector.Store(TVector.Fma(gradient, r, TVector.Load(in c, unit)), ref c, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofReset, ref dx, 0, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofReset, ref dh, 0, unit);
                GateFunctions.Store<TLayer, TVector, T>(ofReset, ref d, 0, unit);
            }
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <content>Steps of one sample: the sums of some registers of units stay in registers, all gates of a unit together, and a block of steps is one call.</content>
internal static partial class LstmCell
{
    /// <summary>Whether whole registers of units make such steps possible. Sums are those of <see cref="MatrixProduct"/>, from the first unit to the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasSampleSteps<TLayer, T>()
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        !TLayer.ResetsBefore && TLayer.Units == TLayer.UnitLanes && !LongSums.Cuts<T>(TLayer.Units);

    /// <summary>Steps of inference of one sample.</summary>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="gates">W_ih · x + b_ih of each step.</param>
    /// <param name="products">Room for a row of gates.</param>
    /// <param name="state">The state, renewed.</param>
    /// <param name="output">h of each step, written.</param>
    /// <param name="steps">How many steps.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Steps<TLayer, T>(ReadOnlySpan<T> parameters, ref T gates, ref T products, ref T state, ref T output, int steps)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T w = ref RecurrentProducts.First(parameters, TLayer.RecurrentWeightsStart, TLayer.Units * TLayer.Lanes);
        ref T b = ref w; // Something that exists: not read where there are no biases.
        if (TLayer.HasBiases)
        {
            b = ref RecurrentProducts.First(parameters, TLayer.RecurrentBiasesStart, TLayer.Lanes);
        }

        if (Vector512.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 64)
        {
            Steps<TLayer, Simd512<T>, T>(ref w, ref b, ref gates, ref products, ref state, ref output, steps);
        }
        else if (Vector256.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 32)
        {
            Steps<TLayer, Simd256<T>, T>(ref w, ref b, ref gates, ref products, ref state, ref output, steps);
        }
        else
        {
            Steps<TLayer, Simd128<T>, T>(ref w, ref b, ref gates, ref products, ref state, ref output, steps);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Steps<TLayer, TVector, T>(ref T w, ref T b, ref T gates, ref T products, ref T state, ref T output, nint steps)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint t = 0; t < steps; t++)
        {
            nint unit = 0;
            for (; unit + (2 * TVector.Count) <= TLayer.UnitLanes; unit += 2 * TVector.Count)
            {
                Sums2<TLayer, TVector, T>(ref w, ref b, ref state, ref products, unit);
            }

            for (; unit < TLayer.UnitLanes; unit += TVector.Count)
            {
                Sums1<TLayer, TVector, T>(ref w, ref b, ref state, ref products, unit);
            }

            Step<TLayer, TVector, T>(ref gates, ref products, ref state, ref output, 0, 0, 1);
            gates = ref Unsafe.Add(ref gates, TLayer.Lanes);
            output = ref Unsafe.Add(ref output, TLayer.UnitLanes);
        }
    }

    // 4 × 1 sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sums1<TLayer, TVector, T>(ref T w, ref T b, ref T h, ref T products, nint unit)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector i0 = Start<TLayer, TVector, T>(ref b, unit);
        TVector f0 = Start<TLayer, TVector, T>(ref b, unit + TLayer.Units);
        TVector g0 = Start<TLayer, TVector, T>(ref b, unit + (2 * TLayer.Units));
        TVector o0 = Start<TLayer, TVector, T>(ref b, unit + (3 * TLayer.Units));
        for (nint k = 0; k < TLayer.Units; k++)
        {
            TVector x = TVector.Create(Unsafe.Add(ref h, k));
            TVector.AddProduct(ref i0, x, TVector.Load(in w, unit));
            TVector.AddProduct(ref f0, x, TVector.Load(in w, unit + TLayer.Units));
            TVector.AddProduct(ref g0, x, TVector.Load(in w, unit + (2 * TLayer.Units)));
            TVector.AddProduct(ref o0, x, TVector.Load(in w, unit + (3 * TLayer.Units)));
            w = ref Unsafe.Add(ref w, TLayer.Lanes);
        }

        TVector.Store(i0, ref products, unit);
        TVector.Store(f0, ref products, unit + TLayer.Units);
        TVector.Store(g0, ref products, unit + (2 * TLayer.Units));
        TVector.Store(o0, ref products, unit + (3 * TLayer.Units));
    }

    // 4 × 2 sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sums2<TLayer, TVector, T>(ref T w, ref T b, ref T h, ref T products, nint unit)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector i0 = Start<TLayer, TVector, T>(ref b, unit);
        TVector i1 = Start<TLayer, TVector, T>(ref b, unit + TVector.Count);
        TVector f0 = Start<TLayer, TVector, T>(ref b, unit + TLayer.Units);
        TVector f1 = Start<TLayer, TVector, T>(ref b, unit + TLayer.Units + TVector.Count);
        TVector g0 = Start<TLayer, TVector, T>(ref b, unit + (2 * TLayer.Units));
        TVector g1 = Start<TLayer, TVector, T>(ref b, unit + (2 * TLayer.Units) + TVector.Count);
        TVector o0 = Start<TLayer, TVector, T>(ref b, unit + (3 * TLayer.Units));
        TVector o1 = Start<TLayer, TVector, T>(ref b, unit + (3 * TLayer.Units) + TVector.Count);
        for (nint k = 0; k < TLayer.Units; k++)
        {
            TVector x = TVector.Create(Unsafe.Add(ref h, k));
            TVector.AddProduct(ref i0, x, TVector.Load(in w, unit));
            TVector.AddProduct(ref f0, x, TVector.Load(in w, unit + TLayer.Units));
            TVector.AddProduct(ref g0, x, TVector.Load(in w, unit + (2 * TLayer.Units)));
            TVector.AddProduct(ref o0, x, TVector.Load(in w, unit + (3 * TLayer.Units)));
            TVector.AddProduct(ref i1, x, TVector.Load(in w, unit + TVector.Count));
            TVector.AddProduct(ref f1, x, TVector.Load(in w, unit + TLayer.Units + TVector.Count));
            TVector.AddProduct(ref g1, x, TVector.Load(in w, unit + (2 * TLayer.Units) + TVector.Count));
            TVector.AddProduct(ref o1, x, TVector.Load(in w, unit + (3 * TLayer.Units) + TVector.Count));
            w = ref Unsafe.Add(ref w, TLayer.Lanes);
        }

        TVector.Store(i0, ref products, unit);
        TVector.Store(i1, ref products, unit + TVector.Count);
        TVector.Store(f0, ref products, unit + TLayer.Units);
        TVector.Store(f1, ref products, unit + TLayer.Units + TVector.Count);
        TVector.Store(g0, ref products, unit + (2 * TLayer.Units));
        TVector.Store(g1, ref products, unit + (2 * TLayer.Units) + TVector.Count);
        TVector.Store(o0, ref products, unit + (3 * TLayer.Units));
        TVector.Store(o1, ref products, unit + (3 * TLayer.Units) + TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Start<TLayer, TVector, T>(ref T biases, nint column)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> => TLayer.HasBiases ? TVector.Load(in biases, column) : TVector.Zero;
}

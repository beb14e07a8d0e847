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
    /// <param name="x">x of each step.</param>
    /// <param name="work">Rows of gates: of so many steps as are taken together, and one more.</param>
    /// <param name="state">The state, renewed.</param>
    /// <param name="output">h of each step, written.</param>
    /// <param name="steps">How many steps.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Steps<TLayer, T>(ReadOnlySpan<T> parameters, ref T x, ref T work, ref T state, ref T output, int steps)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 64)
        {
            Steps<TLayer, Simd512<T>, T>(parameters, ref x, ref work, ref state, ref output, steps);
        }
        else if (Vector256.IsHardwareAccelerated && TLayer.UnitLanes * Unsafe.SizeOf<T>() >= 32)
        {
            Steps<TLayer, Simd256<T>, T>(parameters, ref x, ref work, ref state, ref output, steps);
        }
        else
        {
            Steps<TLayer, Simd128<T>, T>(parameters, ref x, ref work, ref state, ref output, steps);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Steps<TLayer, TVector, T>(ReadOnlySpan<T> parameters, ref T x, ref T work, ref T state, ref T output, int steps)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T inputWeights = ref RecurrentProducts.First(parameters, TLayer.InputWeightsStart, TLayer.Inputs * TLayer.Lanes);
        ref T weights = ref RecurrentProducts.First(parameters, TLayer.RecurrentWeightsStart, TLayer.Units * TLayer.Lanes);
        ref T inputBiases = ref weights; // Something that exists: not read where there are no biases.
        ref T biases = ref weights;
        if (TLayer.HasBiases)
        {
            inputBiases = ref RecurrentProducts.First(parameters, TLayer.InputBiasesStart, TLayer.Lanes);
            biases = ref RecurrentProducts.First(parameters, TLayer.RecurrentBiasesStart, TLayer.Lanes);
        }

        int most = Math.Min(steps, RecurrentLayout<TLayer, T>.StepsTogether);
        ref T products = ref Unsafe.Add(ref work, most * TLayer.Lanes);
        for (int step = 0; step < steps; step += most)
        {
            int together = Math.Min(steps - step, most);
            if (together == 1 && !LongSums.Cuts<T>(TLayer.Inputs))
            {
                Sums<TLayer, TVector, T>(ref inputWeights, ref inputBiases, ref x, ref work, TLayer.Inputs);
            }
            else
            {
                RecurrentProducts.Run<RecurrentInput<TLayer, T>, T>(ref x, ref inputWeights, ref work, ref inputBiases, together, 0);
            }

            x = ref Unsafe.Add(ref x, together * TLayer.InputStride);
            for (nint t = 0; t < together; t++)
            {
                Sums<TLayer, TVector, T>(ref weights, ref biases, ref state, ref products, TLayer.Units);
                Step<TLayer, TVector, T>(ref Unsafe.Add(ref work, t * TLayer.Lanes), ref products, ref state, ref output, 0, 0, 1);
                output = ref Unsafe.Add(ref output, TLayer.UnitLanes);
            }
        }
    }

    // All gates of all units.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sums<TLayer, TVector, T>(ref T w, ref T b, ref T x, ref T sums, nint depth)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint unit = 0;
        for (; unit + (2 * TVector.Count) <= TLayer.UnitLanes; unit += 2 * TVector.Count)
        {
            Sums2<TLayer, TVector, T>(ref w, ref b, ref x, ref sums, unit, depth);
        }

        for (; unit < TLayer.UnitLanes; unit += TVector.Count)
        {
            Sums1<TLayer, TVector, T>(ref w, ref b, ref x, ref sums, unit, depth);
        }
    }

    // 4 × 1 sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sums1<TLayer, TVector, T>(ref T w, ref T b, ref T x, ref T sums, nint unit, nint depth)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector i0 = Start<TLayer, TVector, T>(ref b, unit);
        TVector f0 = Start<TLayer, TVector, T>(ref b, unit + TLayer.Units);
        TVector g0 = Start<TLayer, TVector, T>(ref b, unit + (2 * TLayer.Units));
        TVector o0 = Start<TLayer, TVector, T>(ref b, unit + (3 * TLayer.Units));
        for (nint k = 0; k < depth; k++)
        {
            TVector factor = TVector.Create(Unsafe.Add(ref x, k));
            TVector.AddProduct(ref i0, factor, TVector.Load(in w, unit));
            TVector.AddProduct(ref f0, factor, TVector.Load(in w, unit + TLayer.Units));
            TVector.AddProduct(ref g0, factor, TVector.Load(in w, unit + (2 * TLayer.Units)));
            TVector.AddProduct(ref o0, factor, TVector.Load(in w, unit + (3 * TLayer.Units)));
            w = ref Unsafe.Add(ref w, TLayer.Lanes);
        }

        TVector.Store(i0, ref sums, unit);
        TVector.Store(f0, ref sums, unit + TLayer.Units);
        TVector.Store(g0, ref sums, unit + (2 * TLayer.Units));
        TVector.Store(o0, ref sums, unit + (3 * TLayer.Units));
    }

    // 4 × 2 sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sums2<TLayer, TVector, T>(ref T w, ref T b, ref T x, ref T sums, nint unit, nint depth)
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
        for (nint k = 0; k < depth; k++)
        {
            TVector factor = TVector.Create(Unsafe.Add(ref x, k));
            TVector.AddProduct(ref i0, factor, TVector.Load(in w, unit));
            TVector.AddProduct(ref f0, factor, TVector.Load(in w, unit + TLayer.Units));
            TVector.AddProduct(ref g0, factor, TVector.Load(in w, unit + (2 * TLayer.Units)));
            TVector.AddProduct(ref o0, factor, TVector.Load(in w, unit + (3 * TLayer.Units)));
            TVector.AddProduct(ref i1, factor, TVector.Load(in w, unit + TVector.Count));
            TVector.AddProduct(ref f1, factor, TVector.Load(in w, unit + TLayer.Units + TVector.Count));
            TVector.AddProduct(ref g1, factor, TVector.Load(in w, unit + (2 * TLayer.Units) + TVector.Count));
            TVector.AddProduct(ref o1, factor, TVector.Load(in w, unit + (3 * TLayer.Units) + TVector.Count));
            w = ref Unsafe.Add(ref w, TLayer.Lanes);
        }

        TVector.Store(i0, ref sums, unit);
        TVector.Store(i1, ref sums, unit + TVector.Count);
        TVector.Store(f0, ref sums, unit + TLayer.Units);
        TVector.Store(f1, ref sums, unit + TLayer.Units + TVector.Count);
        TVector.Store(g0, ref sums, unit + (2 * TLayer.Units));
        TVector.Store(g1, ref sums, unit + (2 * TLayer.Units) + TVector.Count);
        TVector.Store(o0, ref sums, unit + (3 * TLayer.Units));
        TVector.Store(o1, ref sums, unit + (3 * TLayer.Units) + TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Start<TLayer, TVector, T>(ref T biases, nint column)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> => TLayer.HasBiases ? TVector.Load(in biases, column) : TVector.Zero;
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <content>Steps of one sample: the sums of some registers of units stay in registers, all gates of a unit together, and a block of steps is one call.</content>
internal static partial class GruCell
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
        for (; unit + (4 * TVector.Count) <= TLayer.UnitLanes; unit += 4 * TVector.Count)
        {
            Sums4<TLayer, TVector, T>(ref w, ref b, ref x, ref sums, unit, depth);
        }

        for (; unit + (3 * TVector.Count) <= TLayer.UnitLanes; unit += 3 * TVector.Count)
        {
            Sums3<TLayer, TVector, T>(ref w, ref b, ref x, ref sums, unit, depth);
        }

        for (; unit + (2 * TVector.Count) <= TLayer.UnitLanes; unit += 2 * TVector.Count)
        {
            Sums2<TLayer, TVector, T>(ref w, ref b, ref x, ref sums, unit, depth);
        }

        for (; unit < TLayer.UnitLanes; unit += TVector.Count)
        {
            Sums1<TLayer, TVector, T>(ref w, ref b, ref x, ref sums, unit, depth);
        }
    }

    // 3 × 1 sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sums1<TLayer, TVector, T>(ref T w, ref T b, ref T x, ref T sums, nint unit, nint depth)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector r0 = Start<TLayer, TVector, T>(ref b, unit);
        TVector z0 = Start<TLayer, TVector, T>(ref b, unit + TLayer.Units);
        TVector n0 = Start<TLayer, TVector, T>(ref b, unit + (2 * TLayer.Units));
        for (nint k = 0; k < depth; k++)
        {
            TVector factor = TVector.Create(Unsafe.Add(ref x, k));
            TVector.AddProduct(ref r0, factor, TVector.Load(in w, unit));
            TVector.AddProduct(ref z0, factor, TVector.Load(in w, unit + TLayer.Units));
            TVector.AddProduct(ref n0, factor, TVector.Load(in w, unit + (2 * TLayer.Units)));
            w = ref Unsafe.Add(ref w, TLayer.Lanes);
        }

        TVector.Store(r0, ref sums, unit);
        TVector.Store(z0, ref sums, unit + TLayer.Units);
        TVector.Store(n0, ref sums, unit + (2 * TLayer.Units));
    }

    // 3 × 2 sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sums2<TLayer, TVector, T>(ref T w, ref T b, ref T x, ref T sums, nint unit, nint depth)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector r0 = Start<TLayer, TVector, T>(ref b, unit);
        TVector r1 = Start<TLayer, TVector, T>(ref b, unit + TVector.Count);
        TVector z0 = Start<TLayer, TVector, T>(ref b, unit + TLayer.Units);
        TVector z1 = Start<TLayer, TVector, T>(ref b, unit + TLayer.Units + TVector.Count);
        TVector n0 = Start<TLayer, TVector, T>(ref b, unit + (2 * TLayer.Units));
        TVector n1 = Start<TLayer, TVector, T>(ref b, unit + (2 * TLayer.Units) + TVector.Count);
        for (nint k = 0; k < depth; k++)
        {
            TVector factor = TVector.Create(Unsafe.Add(ref x, k));
            TVector.AddProduct(ref r0, factor, TVector.Load(in w, unit));
            TVector.AddProduct(ref z0, factor, TVector.Load(in w, unit + TLayer.Units));
            TVector.AddProduct(ref n0, factor, TVector.Load(in w, unit + (2 * TLayer.Units)));
            TVector.AddProduct(ref r1, factor, TVector.Load(in w, unit + TVector.Count));
            TVector.AddProduct(ref z1, factor, TVector.Load(in w, unit + TLayer.Units + TVector.Count));
            TVector.AddProduct(ref n1, factor, TVector.Load(in w, unit + (2 * TLayer.Units) + TVector.Count));
            w = ref Unsafe.Add(ref w, TLayer.Lanes);
        }

        TVector.Store(r0, ref sums, unit);
        TVector.Store(r1, ref sums, unit + TVector.Count);
        TVector.Store(z0, ref sums, unit + TLayer.Units);
        TVector.Store(z1, ref sums, unit + TLayer.Units + TVector.Count);
        TVector.Store(n0, ref sums, unit + (2 * TLayer.Units));
        TVector.Store(n1, ref sums, unit + (2 * TLayer.Units) + TVector.Count);
    }

    // 3 × 3 sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sums3<TLayer, TVector, T>(ref T w, ref T b, ref T x, ref T sums, nint unit, nint depth)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector r0 = Start<TLayer, TVector, T>(ref b, unit);
        TVector r1 = Start<TLayer, TVector, T>(ref b, unit + TVector.Count);
        TVector r2 = Start<TLayer, TVector, T>(ref b, unit + (2 * TVector.Count));
        TVector z0 = Start<TLayer, TVector, T>(ref b, unit + TLayer.Units);
        TVector z1 = Start<TLayer, TVector, T>(ref b, unit + TLayer.Units + TVector.Count);
        TVector z2 = Start<TLayer, TVector, T>(ref b, unit + TLayer.Units + (2 * TVector.Count));
        TVector n0 = Start<TLayer, TVector, T>(ref b, unit + (2 * TLayer.Units));
        TVector n1 = Start<TLayer, TVector, T>(ref b, unit + (2 * TLayer.Units) + TVector.Count);
        TVector n2 = Start<TLayer, TVector, T>(ref b, unit + (2 * TLayer.Units) + (2 * TVector.Count));
        for (nint k = 0; k < depth; k++)
        {
            TVector factor = TVector.Create(Unsafe.Add(ref x, k));
            TVector.AddProduct(ref r0, factor, TVector.Load(in w, unit));
            TVector.AddProduct(ref z0, factor, TVector.Load(in w, unit + TLayer.Units));
            TVector.AddProduct(ref n0, factor, TVector.Load(in w, unit + (2 * TLayer.Units)));
            TVector.AddProduct(ref r1, factor, TVector.Load(in w, unit + TVector.Count));
            TVector.AddProduct(ref z1, factor, TVector.Load(in w, unit + TLayer.Units + TVector.Count));
            TVector.AddProduct(ref n1, factor, TVector.Load(in w, unit + (2 * TLayer.Units) + TVector.Count));
            TVector.AddProduct(ref r2, factor, TVector.Load(in w, unit + (2 * TVector.Count)));
            TVector.AddProduct(ref z2, factor, TVector.Load(in w, unit + TLayer.Units + (2 * TVector.Count)));
            TVector.AddProduct(ref n2, factor, TVector.Load(in w, unit + (2 * TLayer.Units) + (2 * TVector.Count)));
            w = ref Unsafe.Add(ref w, TLayer.Lanes);
        }

        TVector.Store(r0, ref sums, unit);
        TVector.Store(r1, ref sums, unit + TVector.Count);
        TVector.Store(r2, ref sums, unit + (2 * TVector.Count));
        TVector.Store(z0, ref sums, unit + TLayer.Units);
        TVector.Store(z1, ref sums, unit + TLayer.Units + TVector.Count);
        TVector.Store(z2, ref sums, unit + TLayer.Units + (2 * TVector.Count));
        TVector.Store(n0, ref sums, unit + (2 * TLayer.Units));
        TVector.Store(n1, ref sums, unit + (2 * TLayer.Units) + TVector.Count);
        TVector.Store(n2, ref sums, unit + (2 * TLayer.Units) + (2 * TVector.Count));
    }

    // 3 × 4 sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sums4<TLayer, TVector, T>(ref T w, ref T b, ref T x, ref T sums, nint unit, nint depth)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector r0 = Start<TLayer, TVector, T>(ref b, unit);
        TVector r1 = Start<TLayer, TVector, T>(ref b, unit + TVector.Count);
        TVector r2 = Start<TLayer, TVector, T>(ref b, unit + (2 * TVector.Count));
        TVector r3 = Start<TLayer, TVector, T>(ref b, unit + (3 * TVector.Count));
        TVector z0 = Start<TLayer, TVector, T>(ref b, unit + TLayer.Units);
        TVector z1 = Start<TLayer, TVector, T>(ref b, unit + TLayer.Units + TVector.Count);
        TVector z2 = Start<TLayer, TVector, T>(ref b, unit + TLayer.Units + (2 * TVector.Count));
        TVector z3 = Start<TLayer, TVector, T>(ref b, unit + TLayer.Units + (3 * TVector.Count));
        TVector n0 = Start<TLayer, TVector, T>(ref b, unit + (2 * TLayer.Units));
        TVector n1 = Start<TLayer, TVector, T>(ref b, unit + (2 * TLayer.Units) + TVector.Count);
        TVector n2 = Start<TLayer, TVector, T>(ref b, unit + (2 * TLayer.Units) + (2 * TVector.Count));
        TVector n3 = Start<TLayer, TVector, T>(ref b, unit + (2 * TLayer.Units) + (3 * TVector.Count));
        for (nint k = 0; k < depth; k++)
        {
            TVector factor = TVector.Create(Unsafe.Add(ref x, k));
            TVector.AddProduct(ref r0, factor, TVector.Load(in w, unit));
            TVector.AddProduct(ref z0, factor, TVector.Load(in w, unit + TLayer.Units));
            TVector.AddProduct(ref n0, factor, TVector.Load(in w, unit + (2 * TLayer.Units)));
            TVector.AddProduct(ref r1, factor, TVector.Load(in w, unit + TVector.Count));
            TVector.AddProduct(ref z1, factor, TVector.Load(in w, unit + TLayer.Units + TVector.Count));
            TVector.AddProduct(ref n1, factor, TVector.Load(in w, unit + (2 * TLayer.Units) + TVector.Count));
            TVector.AddProduct(ref r2, factor, TVector.Load(in w, unit + (2 * TVector.Count)));
            TVector.AddProduct(ref z2, factor, TVector.Load(in w, unit + TLayer.Units + (2 * TVector.Count)));
            TVector.AddProduct(ref n2, factor, TVector.Load(in w, unit + (2 * TLayer.Units) + (2 * TVector.Count)));
            TVector.AddProduct(ref r3, factor, TVector.Load(in w, unit + (3 * TVector.Count)));
            TVector.AddProduct(ref z3, factor, TVector.Load(in w, unit + TLayer.Units + (3 * TVector.Count)));
            TVector.AddProduct(ref n3, factor, TVector.Load(in w, unit + (2 * TLayer.Units) + (3 * TVector.Count)));
            w = ref Unsafe.Add(ref w, TLayer.Lanes);
        }

        TVector.Store(r0, ref sums, unit);
        TVector.Store(r1, ref sums, unit + TVector.Count);
        TVector.Store(r2, ref sums, unit + (2 * TVector.Count));
        TVector.Store(r3, ref sums, unit + (3 * TVector.Count));
        TVector.Store(z0, ref sums, unit + TLayer.Units);
        TVector.Store(z1, ref sums, unit + TLayer.Units + TVector.Count);
        TVector.Store(z2, ref sums, unit + TLayer.Units + (2 * TVector.Count));
        TVector.Store(z3, ref sums, unit + TLayer.Units + (3 * TVector.Count));
        TVector.Store(n0, ref sums, unit + (2 * TLayer.Units));
        TVector.Store(n1, ref sums, unit + (2 * TLayer.Units) + TVector.Count);
        TVector.Store(n2, ref sums, unit + (2 * TLayer.Units) + (2 * TVector.Count));
        TVector.Store(n3, ref sums, unit + (2 * TLayer.Units) + (3 * TVector.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Start<TLayer, TVector, T>(ref T biases, nint column)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> => TLayer.HasBiases ? TVector.Load(in biases, column) : TVector.Zero;
}

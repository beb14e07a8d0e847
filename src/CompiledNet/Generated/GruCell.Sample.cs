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
            for (; unit + (4 * TVector.Count) <= TLayer.UnitLanes; unit += 4 * TVector.Count)
            {
                Sums4<TLayer, TVector, T>(ref w, ref b, ref state, ref products, unit);
            }

            for (; unit + (3 * TVector.Count) <= TLayer.UnitLanes; unit += 3 * TVector.Count)
            {
                Sums3<TLayer, TVector, T>(ref w, ref b, ref state, ref products, unit);
            }

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

    // 3 × 1 sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sums1<TLayer, TVector, T>(ref T w, ref T b, ref T h, ref T products, nint unit)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector r0 = Start<TLayer, TVector, T>(ref b, unit);
        TVector z0 = Start<TLayer, TVector, T>(ref b, unit + TLayer.Units);
        TVector n0 = Start<TLayer, TVector, T>(ref b, unit + (2 * TLayer.Units));
        for (nint k = 0; k < TLayer.Units; k++)
        {
            TVector x = TVector.Create(Unsafe.Add(ref h, k));
            TVector.AddProduct(ref r0, x, TVector.Load(in w, unit));
            TVector.AddProduct(ref z0, x, TVector.Load(in w, unit + TLayer.Units));
            TVector.AddProduct(ref n0, x, TVector.Load(in w, unit + (2 * TLayer.Units)));
            w = ref Unsafe.Add(ref w, TLayer.Lanes);
        }

        TVector.Store(r0, ref products, unit);
        TVector.Store(z0, ref products, unit + TLayer.Units);
        TVector.Store(n0, ref products, unit + (2 * TLayer.Units));
    }

    // 3 × 2 sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sums2<TLayer, TVector, T>(ref T w, ref T b, ref T h, ref T products, nint unit)
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
        for (nint k = 0; k < TLayer.Units; k++)
        {
            TVector x = TVector.Create(Unsafe.Add(ref h, k));
            TVector.AddProduct(ref r0, x, TVector.Load(in w, unit));
            TVector.AddProduct(ref z0, x, TVector.Load(in w, unit + TLayer.Units));
            TVector.AddProduct(ref n0, x, TVector.Load(in w, unit + (2 * TLayer.Units)));
            TVector.AddProduct(ref r1, x, TVector.Load(in w, unit + TVector.Count));
            TVector.AddProduct(ref z1, x, TVector.Load(in w, unit + TLayer.Units + TVector.Count));
            TVector.AddProduct(ref n1, x, TVector.Load(in w, unit + (2 * TLayer.Units) + TVector.Count));
            w = ref Unsafe.Add(ref w, TLayer.Lanes);
        }

        TVector.Store(r0, ref products, unit);
        TVector.Store(r1, ref products, unit + TVector.Count);
        TVector.Store(z0, ref products, unit + TLayer.Units);
        TVector.Store(z1, ref products, unit + TLayer.Units + TVector.Count);
        TVector.Store(n0, ref products, unit + (2 * TLayer.Units));
        TVector.Store(n1, ref products, unit + (2 * TLayer.Units) + TVector.Count);
    }

    // 3 × 3 sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sums3<TLayer, TVector, T>(ref T w, ref T b, ref T h, ref T products, nint unit)
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
        for (nint k = 0; k < TLayer.Units; k++)
        {
            TVector x = TVector.Create(Unsafe.Add(ref h, k));
            TVector.AddProduct(ref r0, x, TVector.Load(in w, unit));
            TVector.AddProduct(ref z0, x, TVector.Load(in w, unit + TLayer.Units));
            TVector.AddProduct(ref n0, x, TVector.Load(in w, unit + (2 * TLayer.Units)));
            TVector.AddProduct(ref r1, x, TVector.Load(in w, unit + TVector.Count));
            TVector.AddProduct(ref z1, x, TVector.Load(in w, unit + TLayer.Units + TVector.Count));
            TVector.AddProduct(ref n1, x, TVector.Load(in w, unit + (2 * TLayer.Units) + TVector.Count));
            TVector.AddProduct(ref r2, x, TVector.Load(in w, unit + (2 * TVector.Count)));
            TVector.AddProduct(ref z2, x, TVector.Load(in w, unit + TLayer.Units + (2 * TVector.Count)));
            TVector.AddProduct(ref n2, x, TVector.Load(in w, unit + (2 * TLayer.Units) + (2 * TVector.Count)));
            w = ref Unsafe.Add(ref w, TLayer.Lanes);
        }

        TVector.Store(r0, ref products, unit);
        TVector.Store(r1, ref products, unit + TVector.Count);
        TVector.Store(r2, ref products, unit + (2 * TVector.Count));
        TVector.Store(z0, ref products, unit + TLayer.Units);
        TVector.Store(z1, ref products, unit + TLayer.Units + TVector.Count);
        TVector.Store(z2, ref products, unit + TLayer.Units + (2 * TVector.Count));
        TVector.Store(n0, ref products, unit + (2 * TLayer.Units));
        TVector.Store(n1, ref products, unit + (2 * TLayer.Units) + TVector.Count);
        TVector.Store(n2, ref products, unit + (2 * TLayer.Units) + (2 * TVector.Count));
    }

    // 3 × 4 sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sums4<TLayer, TVector, T>(ref T w, ref T b, ref T h, ref T products, nint unit)
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
        for (nint k = 0; k < TLayer.Units; k++)
        {
            TVector x = TVector.Create(Unsafe.Add(ref h, k));
            TVector.AddProduct(ref r0, x, TVector.Load(in w, unit));
            TVector.AddProduct(ref z0, x, TVector.Load(in w, unit + TLayer.Units));
            TVector.AddProduct(ref n0, x, TVector.Load(in w, unit + (2 * TLayer.Units)));
            TVector.AddProduct(ref r1, x, TVector.Load(in w, unit + TVector.Count));
            TVector.AddProduct(ref z1, x, TVector.Load(in w, unit + TLayer.Units + TVector.Count));
            TVector.AddProduct(ref n1, x, TVector.Load(in w, unit + (2 * TLayer.Units) + TVector.Count));
            TVector.AddProduct(ref r2, x, TVector.Load(in w, unit + (2 * TVector.Count)));
            TVector.AddProduct(ref z2, x, TVector.Load(in w, unit + TLayer.Units + (2 * TVector.Count)));
            TVector.AddProduct(ref n2, x, TVector.Load(in w, unit + (2 * TLayer.Units) + (2 * TVector.Count)));
            TVector.AddProduct(ref r3, x, TVector.Load(in w, unit + (3 * TVector.Count)));
            TVector.AddProduct(ref z3, x, TVector.Load(in w, unit + TLayer.Units + (3 * TVector.Count)));
            TVector.AddProduct(ref n3, x, TVector.Load(in w, unit + (2 * TLayer.Units) + (3 * TVector.Count)));
            w = ref Unsafe.Add(ref w, TLayer.Lanes);
        }

        TVector.Store(r0, ref products, unit);
        TVector.Store(r1, ref products, unit + TVector.Count);
        TVector.Store(r2, ref products, unit + (2 * TVector.Count));
        TVector.Store(r3, ref products, unit + (3 * TVector.Count));
        TVector.Store(z0, ref products, unit + TLayer.Units);
        TVector.Store(z1, ref products, unit + TLayer.Units + TVector.Count);
        TVector.Store(z2, ref products, unit + TLayer.Units + (2 * TVector.Count));
        TVector.Store(z3, ref products, unit + TLayer.Units + (3 * TVector.Count));
        TVector.Store(n0, ref products, unit + (2 * TLayer.Units));
        TVector.Store(n1, ref products, unit + (2 * TLayer.Units) + TVector.Count);
        TVector.Store(n2, ref products, unit + (2 * TLayer.Units) + (2 * TVector.Count));
        TVector.Store(n3, ref products, unit + (2 * TLayer.Units) + (3 * TVector.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Start<TLayer, TVector, T>(ref T biases, nint column)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> => TLayer.HasBiases ? TVector.Load(in biases, column) : TVector.Zero;
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>
/// Steps of a GRU or an LSTM for one sample: the sums of some registers of units stay in registers, all gates of a unit together, and a block of steps is one call.
/// </summary>
internal static class RecurrentSample
{
    /// <summary>Whether whole registers of units make such steps possible. With one chain, sums are those of <see cref="MatrixProduct"/>, from the first unit to the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasSteps<TLayer, T>()
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
                InOneChain<TLayer, TVector, T>(ref inputWeights, ref inputBiases, ref x, ref work, TLayer.Inputs);
            }
            else
            {
                RecurrentProducts.Run<RecurrentInput<TLayer, T>, T>(ref x, ref inputWeights, ref work, ref inputBiases, together, 0);
            }

            x = ref Unsafe.Add(ref x, together * TLayer.InputStride);
            for (nint t = 0; t < together; t++)
            {
                ref T gates = ref Unsafe.Add(ref work, t * TLayer.Lanes);
                if (TLayer.Chains == 4 && TLayer.UnitLanes == TVector.Count)
                {
                    Step<Size1, Size4, TLayer, TVector, T>(ref weights, ref biases, ref gates, ref state, ref output);
                }
                else if (TLayer.Chains == 2 && TLayer.UnitLanes == TVector.Count)
                {
                    Step<Size1, Size2, TLayer, TVector, T>(ref weights, ref biases, ref gates, ref state, ref output);
                }
                else if (TLayer.Chains == 2 && TLayer.Gates == 3 && TLayer.UnitLanes == 2 * TVector.Count)
                {
                    Step<Size2, Size2, TLayer, TVector, T>(ref weights, ref biases, ref gates, ref state, ref output);
                }
                else
                {
                    InChains<TLayer, TVector, T>(ref weights, ref biases, ref state, ref products);
                    if (TLayer.Gates == 3)
                    {
                        GruCell.Step<TLayer, TVector, T>(ref gates, ref products, ref state, ref output, 0, 0, 1);
                    }
                    else
                    {
                        LstmCell.Step<TLayer, TVector, T>(ref gates, ref products, ref state, ref output, 0, 0, 1);
                    }
                }

                output = ref Unsafe.Add(ref output, TLayer.UnitLanes);
            }
        }
    }

    // All gates of all units, where they take more than one call: each sum over the units of h in as many chains as the layer has, however wide the registers are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InChains<TLayer, TVector, T>(ref T w, ref T b, ref T h, ref T sums)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (TLayer.Chains == 4)
        {
            for (nint unit = 0; unit < TLayer.UnitLanes; unit += TVector.Count)
            {
                Sums<Size1, Size4, TLayer, TVector, T>(ref w, ref b, ref h, ref sums, unit, TLayer.Units);
            }
        }
        else if (TLayer.Chains == 2 && TLayer.Gates == 4)
        {
            for (nint unit = 0; unit < TLayer.UnitLanes; unit += TVector.Count)
            {
                Sums<Size1, Size2, TLayer, TVector, T>(ref w, ref b, ref h, ref sums, unit, TLayer.Units);
            }
        }
        else if (TLayer.Chains == 2)
        {
            for (nint unit = 0; unit < TLayer.UnitLanes; unit += 2 * TVector.Count)
            {
                Sums<Size2, Size2, TLayer, TVector, T>(ref w, ref b, ref h, ref sums, unit, TLayer.Units);
            }
        }
        else
        {
            InOneChain<TLayer, TVector, T>(ref w, ref b, ref h, ref sums, TLayer.Units);
        }
    }

    // The same with one chain. 16 registers hold the sums of two registers of units of an LSTM, of four of a GRU.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InOneChain<TLayer, TVector, T>(ref T w, ref T b, ref T x, ref T sums, nint depth)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint unit = 0;
        if (TLayer.Gates == 3 || TVector.HasManyRegisters)
        {
            for (; unit + (4 * TVector.Count) <= TLayer.UnitLanes; unit += 4 * TVector.Count)
            {
                Sums<Size4, Size1, TLayer, TVector, T>(ref w, ref b, ref x, ref sums, unit, depth);
            }

            for (; unit + (3 * TVector.Count) <= TLayer.UnitLanes; unit += 3 * TVector.Count)
            {
                Sums<Size3, Size1, TLayer, TVector, T>(ref w, ref b, ref x, ref sums, unit, depth);
            }
        }

        for (; unit + (2 * TVector.Count) <= TLayer.UnitLanes; unit += 2 * TVector.Count)
        {
            Sums<Size2, Size1, TLayer, TVector, T>(ref w, ref b, ref x, ref sums, unit, depth);
        }

        for (; unit < TLayer.UnitLanes; unit += TVector.Count)
        {
            Sums<Size1, Size1, TLayer, TVector, T>(ref w, ref b, ref x, ref sums, unit, depth);
        }
    }

    // A step whose sums all lie in registers at once, from where they go on.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Step<TRegisters, TChains, TLayer, TVector, T>(ref T w, ref T b, ref T gates, ref T state, ref T output)
        where TRegisters : struct
        where TChains : struct
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        AddUp<TRegisters, TChains, TLayer, TVector, T>(
            ref w, ref b, ref state, TLayer.Units,
            out TVector a0, out TVector a1, out _, out _,
            out TVector b0, out TVector b1, out _, out _,
            out TVector c0, out TVector c1, out _, out _,
            out TVector d0, out TVector d1, out _, out _);
        if (TLayer.Gates == 3)
        {
            GruCell.Renew<TLayer, TVector, T>(a0, b0, c0, ref gates, ref state, ref output, 0);
            if (Unsafe.SizeOf<TRegisters>() == 2)
            {
                GruCell.Renew<TLayer, TVector, T>(a1, b1, c1, ref gates, ref state, ref output, TVector.Count);
            }
        }
        else
        {
            LstmCell.Renew<TLayer, TVector, T>(a0, b0, c0, d0, ref gates, ref state, ref output, 0);
            if (Unsafe.SizeOf<TRegisters>() == 2)
            {
                LstmCell.Renew<TLayer, TVector, T>(a1, b1, c1, d1, ref gates, ref state, ref output, TVector.Count);
            }
        }
    }

    // All gates of some registers of units.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sums<TRegisters, TChains, TLayer, TVector, T>(ref T w, ref T b, ref T x, ref T sums, nint unit, nint depth)
        where TRegisters : struct
        where TChains : struct
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        AddUp<TRegisters, TChains, TLayer, TVector, T>(
            ref Unsafe.Add(ref w, unit), ref Unsafe.Add(ref b, unit), ref x, depth,
            out TVector a0, out TVector a1, out TVector a2, out TVector a3,
            out TVector b0, out TVector b1, out TVector b2, out TVector b3,
            out TVector c0, out TVector c1, out TVector c2, out TVector c3,
            out TVector d0, out TVector d1, out TVector d2, out TVector d3);
        sums = ref Unsafe.Add(ref sums, unit);
        Store<TRegisters, TVector, T>(a0, a1, a2, a3, ref sums, 0);
        Store<TRegisters, TVector, T>(b0, b1, b2, b3, ref sums, TLayer.Units);
        Store<TRegisters, TVector, T>(c0, c1, c2, c3, ref sums, 2 * TLayer.Units);
        if (TLayer.Gates == 4)
        {
            Store<TRegisters, TVector, T>(d0, d1, d2, d3, ref sums, 3 * TLayer.Units);
        }
    }

    // The sums of the gates r, z and n of a GRU, or i, f, g and o of an LSTM. On the way sum n is chain n / registers of register n % registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddUp<TRegisters, TChains, TLayer, TVector, T>(
        ref T w, ref T b, ref T x, nint depth,
        out TVector a0, out TVector a1, out TVector a2, out TVector a3,
        out TVector b0, out TVector b1, out TVector b2, out TVector b3,
        out TVector c0, out TVector c1, out TVector c2, out TVector c3,
        out TVector d0, out TVector d1, out TVector d2, out TVector d3)
        where TRegisters : struct
        where TChains : struct
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Start<TRegisters, TLayer, TVector, T>(ref b, 0, out a0, out a1, out a2, out a3);
        Start<TRegisters, TLayer, TVector, T>(ref b, TLayer.Units, out b0, out b1, out b2, out b3);
        Start<TRegisters, TLayer, TVector, T>(ref b, 2 * TLayer.Units, out c0, out c1, out c2, out c3);
        d0 = d1 = d2 = d3 = TVector.Zero;
        if (TLayer.Gates == 4)
        {
            Start<TRegisters, TLayer, TVector, T>(ref b, 3 * TLayer.Units, out d0, out d1, out d2, out d3);
        }

        ref T row = ref w;
        for (nint k = 0; k < depth; k += Unsafe.SizeOf<TChains>())
        {
            TVector x0 = TVector.Create(Unsafe.Add(ref x, k));
            TVector x1 = Unsafe.SizeOf<TChains>() > 1 ? TVector.Create(Unsafe.Add(ref x, k + 1)) : x0;
            TVector x2 = Unsafe.SizeOf<TChains>() > 2 ? TVector.Create(Unsafe.Add(ref x, k + 2)) : x0;
            TVector x3 = Unsafe.SizeOf<TChains>() > 2 ? TVector.Create(Unsafe.Add(ref x, k + 3)) : x1;
            if (Unsafe.SizeOf<TRegisters>() == 2 && Unsafe.SizeOf<TChains>() == 2)
            {
                x2 = x1;
                x1 = x0;
            }

            AddProducts<TRegisters, TChains, TLayer, TVector, T>(ref a0, ref a1, ref a2, ref a3, x0, x1, x2, x3, in row, 0);
            AddProducts<TRegisters, TChains, TLayer, TVector, T>(ref b0, ref b1, ref b2, ref b3, x0, x1, x2, x3, in row, TLayer.Units);
            AddProducts<TRegisters, TChains, TLayer, TVector, T>(ref c0, ref c1, ref c2, ref c3, x0, x1, x2, x3, in row, 2 * TLayer.Units);
            if (TLayer.Gates == 4)
            {
                AddProducts<TRegisters, TChains, TLayer, TVector, T>(ref d0, ref d1, ref d2, ref d3, x0, x1, x2, x3, in row, 3 * TLayer.Units);
            }

            row = ref Unsafe.Add(ref row, Unsafe.SizeOf<TChains>() * TLayer.Lanes);
        }

        JoinChains<TRegisters, TChains, TVector, T>(ref a0, ref a1, a2, a3);
        JoinChains<TRegisters, TChains, TVector, T>(ref b0, ref b1, b2, b3);
        JoinChains<TRegisters, TChains, TVector, T>(ref c0, ref c1, c2, c3);
        if (TLayer.Gates == 4)
        {
            JoinChains<TRegisters, TChains, TVector, T>(ref d0, ref d1, d2, d3);
        }
    }

    // The first chain begins with the bias.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Start<TRegisters, TLayer, TVector, T>(ref T b, nint column, out TVector s0, out TVector s1, out TVector s2, out TVector s3)
        where TRegisters : struct
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        s0 = TLayer.HasBiases ? TVector.Load(in b, column) : TVector.Zero;
        s1 = TLayer.HasBiases && Unsafe.SizeOf<TRegisters>() > 1 ? TVector.Load(in b, column + TVector.Count) : TVector.Zero;
        s2 = TLayer.HasBiases && Unsafe.SizeOf<TRegisters>() > 2 ? TVector.Load(in b, column + (2 * TVector.Count)) : TVector.Zero;
        s3 = TLayer.HasBiases && Unsafe.SizeOf<TRegisters>() > 3 ? TVector.Load(in b, column + (3 * TVector.Count)) : TVector.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProducts<TRegisters, TChains, TLayer, TVector, T>(
        ref TVector s0, ref TVector s1, ref TVector s2, ref TVector s3, TVector x0, TVector x1, TVector x2, TVector x3, ref readonly T w, nint column)
        where TRegisters : struct
        where TChains : struct
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector.AddProduct(ref s0, x0, TVector.Load(in w, column));
        if (Unsafe.SizeOf<TRegisters>() * Unsafe.SizeOf<TChains>() > 1)
        {
            TVector.AddProduct(ref s1, x1, TVector.Load(in w, column + (1 % Unsafe.SizeOf<TRegisters>() * TVector.Count) + (1 / Unsafe.SizeOf<TRegisters>() * TLayer.Lanes)));
        }

        if (Unsafe.SizeOf<TRegisters>() * Unsafe.SizeOf<TChains>() > 2)
        {
            TVector.AddProduct(ref s2, x2, TVector.Load(in w, column + (2 % Unsafe.SizeOf<TRegisters>() * TVector.Count) + (2 / Unsafe.SizeOf<TRegisters>() * TLayer.Lanes)));
        }

        if (Unsafe.SizeOf<TRegisters>() * Unsafe.SizeOf<TChains>() > 3)
        {
            TVector.AddProduct(ref s3, x3, TVector.Load(in w, column + (3 % Unsafe.SizeOf<TRegisters>() * TVector.Count) + (3 / Unsafe.SizeOf<TRegisters>() * TLayer.Lanes)));
        }
    }

    // In pairs.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void JoinChains<TRegisters, TChains, TVector, T>(ref TVector s0, ref TVector s1, TVector s2, TVector s3)
        where TRegisters : struct
        where TChains : struct
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Unsafe.SizeOf<TChains>() == 4)
        {
            s0 = (s0 + s1) + (s2 + s3);
        }
        else if (Unsafe.SizeOf<TChains>() == 2 && Unsafe.SizeOf<TRegisters>() == 1)
        {
            s0 += s1;
        }
        else if (Unsafe.SizeOf<TChains>() == 2)
        {
            s0 += s2;
            s1 += s3;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TRegisters, TVector, T>(TVector s0, TVector s1, TVector s2, TVector s3, ref T sums, nint column)
        where TRegisters : struct
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector.Store(s0, ref sums, column);
        if (Unsafe.SizeOf<TRegisters>() > 1)
        {
            TVector.Store(s1, ref sums, column + TVector.Count);
        }

        if (Unsafe.SizeOf<TRegisters>() > 2)
        {
            TVector.Store(s2, ref sums, column + (2 * TVector.Count));
        }

        if (Unsafe.SizeOf<TRegisters>() > 3)
        {
            TVector.Store(s3, ref sums, column + (3 * TVector.Count));
        }
    }
}

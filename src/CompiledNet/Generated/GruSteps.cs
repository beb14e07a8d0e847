using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>
/// The steps of a gated recurrent unit (Cho et al., 2014) over sequences: forward step after step, and back through time. The products with x are formed for
/// many steps at once, those with h for all samples of a step. Threads may share samples on the way forward and back, and rows of the weights' gradients; no sum
/// is cut. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GruSteps
{
    /// <summary>Training's way forward, keeping what the way back needs.</summary>
    /// <typeparam name="TLayer">The layer.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="x">x, a row for each step of each sample.</param>
    /// <param name="gates">r, z and n of each step, written.</param>
    /// <param name="kept">Of each step W_hn · h + b_hn (or r ⊙ h) and h of the step before, written.</param>
    /// <param name="work">Scratch memory.</param>
    /// <param name="state">The state before the first step, a row for each sample, and afterwards that of the last; empty where it begins at 0.</param>
    /// <param name="h">h of each step, written.</param>
    /// <param name="steps">Steps of a sample.</param>
    /// <param name="samples">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TLayer, T>(
        ReadOnlySpan<T> parameters, ReadOnlySpan<T> x, Span<T> gates, Span<T> kept, Span<T> work, Span<T> state, Span<T> h, int steps, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int rows = steps * samples;
        ref T firstX = ref RecurrentProducts.First(x, 0, ((rows - 1) * TLayer.InputStride) + TLayer.Inputs);
        ref T g = ref MemoryMarshal.GetReference(gates.Slice(0, rows * TLayer.Lanes));
        ref T k = ref MemoryMarshal.GetReference(kept.Slice(0, rows * RecurrentLayout<TLayer, T>.Kept));
        ref T firstH = ref MemoryMarshal.GetReference(h.Slice(0, rows * TLayer.UnitLanes));
        RecurrentWork<T> scratch = RecurrentWork<T>.Of<TLayer>(work, samples);
        ref T s = ref scratch.StateOf<TLayer>(state, samples);
        RecurrentProducts.Input<TLayer, T>(parameters, ref firstX, ref g, rows);
        for (int t = 0; t < steps; t++)
        {
            RecurrentProducts.Recurrent<TLayer, T>(parameters, ref s, ref scratch.Products, samples);
            if (TLayer.ResetsBefore)
            {
                GruCell.Reset<TLayer, T>(ref g, ref scratch.Products, ref s, ref scratch.Reset, steps * TLayer.Lanes, samples);
                RecurrentProducts.Recurrent<TLayer, T>(parameters, ref scratch.Reset, ref scratch.Products, samples);
            }

            GruCell.Keep<TLayer, T>(ref g, ref k, ref scratch.Products, ref s, ref scratch.Reset, ref firstH, steps, samples);
            g = ref Unsafe.Add(ref g, TLayer.Lanes);
            k = ref Unsafe.Add(ref k, RecurrentLayout<TLayer, T>.Kept);
            firstH = ref Unsafe.Add(ref firstH, TLayer.UnitLanes);
        }
    }

    /// <summary>Inference from a given state, which it leaves behind the last step.</summary>
    /// <typeparam name="TLayer">The layer.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="x">x, a row for each step of each sample.</param>
    /// <param name="state">h before the first step, a row for each sample; after it h of the last.</param>
    /// <param name="work">Scratch memory: for each sample a row of gates for each of up to 16 steps and one more, and a row of units where r resets h before the product.</param>
    /// <param name="h">h of each step, written.</param>
    /// <param name="steps">Steps of a sample.</param>
    /// <param name="samples">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Infer<TLayer, T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> x, Span<T> state, Span<T> work, Span<T> h, int steps, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T firstX = ref RecurrentProducts.First(x, 0, (((steps * samples) - 1) * TLayer.InputStride) + TLayer.Inputs);
        ref T firstH = ref MemoryMarshal.GetReference(h.Slice(0, steps * samples * TLayer.UnitLanes));
        ref T s = ref MemoryMarshal.GetReference(state.Slice(0, samples * TLayer.UnitLanes));
        if (samples == 1 && RecurrentSample.HasSteps<TLayer, T>())
        {
            int rows = Math.Min(steps, RecurrentLayout<TLayer, T>.StepsTogether) + 1;
            ref T gates = ref MemoryMarshal.GetReference(work.Slice(0, rows * TLayer.Lanes));
            RecurrentSample.Steps<TLayer, T>(parameters, ref firstX, ref gates, ref s, ref firstH, steps);
            return;
        }

        var scratch = RecurrentInference<T>.Of<TLayer>(work, steps, samples);
        for (int step = 0; step < steps; step += RecurrentLayout<TLayer, T>.StepsTogether)
        {
            int together = Math.Min(steps - step, RecurrentLayout<TLayer, T>.StepsTogether);
            scratch.Input<TLayer>(parameters, ref Unsafe.Add(ref firstX, step * TLayer.InputStride), steps, together, samples);
            ref T g = ref scratch.Gates;
            for (int t = 0; t < together; t++)
            {
                RecurrentProducts.Recurrent<TLayer, T>(parameters, ref s, ref scratch.Products, samples);
                if (TLayer.ResetsBefore)
                {
                    GruCell.Reset<TLayer, T>(ref g, ref scratch.Products, ref s, ref scratch.Reset, scratch.GatesOfSample, samples);
                    RecurrentProducts.Recurrent<TLayer, T>(parameters, ref scratch.Reset, ref scratch.Products, samples);
                }

                GruCell.Step<TLayer, T>(ref g, ref scratch.Products, ref s, ref firstH, scratch.GatesOfSample, steps * TLayer.UnitLanes, samples);
                g = ref Unsafe.Add(ref g, TLayer.Lanes);
                firstH = ref Unsafe.Add(ref firstH, TLayer.UnitLanes);
            }
        }
    }

    /// <summary>Copies W_ihᵀ and W_hhᵀ for the way back.</summary>
    /// <typeparam name="TLayer">The layer.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="input">W_ihᵀ, written; empty if ∂L/∂x is not wanted.</param>
    /// <param name="recurrent">W_hhᵀ, written.</param>
    public static void Transpose<TLayer, T>(ReadOnlySpan<T> parameters, Span<T> input, Span<T> recurrent)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T> => RecurrentProducts.Transpose<TLayer, T>(parameters, input, recurrent);

    /// <summary>The way back through time, from the last step to the first: δ of the gates, and ∂L/∂x.</summary>
    /// <typeparam name="TLayer">The layer.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="delta">∂L/∂h of each step, as far as it does not go through later steps.</param>
    /// <param name="gates">r, z and n of each step.</param>
    /// <param name="kept">What else is kept of each step.</param>
    /// <param name="inputTransposed">W_ihᵀ; empty if ∂L/∂x is not wanted.</param>
    /// <param name="recurrentTransposed">W_hhᵀ.</param>
    /// <param name="inputDeltas">δ of the gates where x enters, written.</param>
    /// <param name="recurrentDeltas">δ of the gates where h enters, written.</param>
    /// <param name="resetDeltas">δ of n where r ⊙ h enters, written; empty where r resets the product.</param>
    /// <param name="work">Scratch memory.</param>
    /// <param name="inputGradient">∂L/∂x, written; empty if it is not wanted.</param>
    /// <param name="steps">Steps of a sample.</param>
    /// <param name="samples">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardData<TLayer, T>(
        ReadOnlySpan<T> delta,
        ReadOnlySpan<T> gates,
        ReadOnlySpan<T> kept,
        ReadOnlySpan<T> inputTransposed,
        ReadOnlySpan<T> recurrentTransposed,
        Span<T> inputDeltas,
        Span<T> recurrentDeltas,
        Span<T> resetDeltas,
        Span<T> work,
        Span<T> inputGradient,
        int steps,
        int samples)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int rows = steps * samples;
        ref T wT = ref RecurrentProducts.First(recurrentTransposed, 0, 3 * TLayer.Units * TLayer.UnitLanes);
        RecurrentWork<T> scratch = RecurrentWork<T>.Of<TLayer>(work, samples);
        scratch.ClearState();
        var row = new GruBackward<T>(
            ref RecurrentProducts.First(delta, 0, rows * TLayer.UnitLanes),
            ref RecurrentProducts.First(gates, 0, rows * TLayer.Lanes),
            ref RecurrentProducts.First(kept, 0, rows * RecurrentLayout<TLayer, T>.Kept),
            ref MemoryMarshal.GetReference(inputDeltas.Slice(0, rows * TLayer.Lanes)),
            ref MemoryMarshal.GetReference(recurrentDeltas.Slice(0, rows * TLayer.Lanes)),
            ref MemoryMarshal.GetReference(resetDeltas.Slice(0, TLayer.ResetsBefore ? rows * TLayer.Lanes : 0)));
        for (int t = steps - 1; t >= 0; t--)
        {
            GruBackward<T> step = row.At<TLayer>(t);
            if (TLayer.ResetsBefore)
            {
                GruCell.BackwardOfNew<TLayer, T>(in step, ref scratch.Products, ref scratch.State, steps, samples);
                RecurrentProducts.Run<RecurrentResetGradient<TLayer, T>, T>(
                    ref Unsafe.Add(ref scratch.Products, 2 * TLayer.Units), ref Unsafe.Add(ref wT, 2 * TLayer.Units * TLayer.UnitLanes), ref scratch.Reset, ref wT, samples, 0);
                GruCell.BackwardOfReset<TLayer, T>(in step, ref scratch.Products, ref scratch.State, ref scratch.Reset, steps, samples);
                RecurrentProducts.Run<Adding<RecurrentGatesGradient<TLayer, T>, T>, T>(ref scratch.Products, ref wT, ref scratch.State, ref wT, t > 0 ? samples : 0, 0);
            }
            else
            {
                GruCell.Backward<TLayer, T>(in step, ref scratch.Products, ref scratch.State, steps, samples);
                RecurrentProducts.Run<Adding<RecurrentStateGradient<TLayer, T>, T>, T>(ref scratch.Products, ref wT, ref scratch.State, ref wT, t > 0 ? samples : 0, 0);
            }
        }

        RecurrentProducts.InputGradient<TLayer, T>(inputDeltas, inputTransposed, inputGradient, rows);
    }

    /// <summary>Rows [first, first + count) of dW_ih, one for each input, and dW_hh after them, one for each unit; also the gradients of the biases when first is 0.</summary>
    /// <typeparam name="TLayer">The layer.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">x, a row for each step of each sample.</param>
    /// <param name="kept">What is kept of each step beside the gates.</param>
    /// <param name="inputDeltas">δ of the gates where x enters.</param>
    /// <param name="recurrentDeltas">δ of the gates where h enters.</param>
    /// <param name="resetDeltas">δ of n where r ⊙ h enters; empty where r resets the product.</param>
    /// <param name="gradients">The network's gradients.</param>
    /// <param name="steps">Steps of a sample.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="accumulate">Whether they are added to what is there.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardWeights<TLayer, T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> kept,
        ReadOnlySpan<T> inputDeltas,
        ReadOnlySpan<T> recurrentDeltas,
        ReadOnlySpan<T> resetDeltas,
        Span<T> gradients,
        int steps,
        int samples,
        bool accumulate,
        int first,
        int count)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count == 0)
        {
            return; // A thread that gets no rows does not add the biases' a second time.
        }

        int rows = steps * samples;
        RecurrentProducts.Weights<TLayer, T>(x, kept, inputDeltas, recurrentDeltas, gradients, rows, accumulate, first, count);
        if (TLayer.ResetsBefore)
        {
            RecurrentProducts.Recurrent<TLayer, T>(kept, 0, resetDeltas, gradients, rows, adds: true, first, count);
        }

        if (TLayer.HasBiases && first == 0)
        {
            RecurrentProducts.Biases<TLayer, T>(inputDeltas, gradients, TLayer.InputBiasesStart, rows, accumulate);
            RecurrentProducts.Biases<TLayer, T>(TLayer.ResetsBefore ? inputDeltas : recurrentDeltas, gradients, TLayer.RecurrentBiasesStart, rows, accumulate);
        }
    }
}

using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>
/// The steps of a long short-term memory (Hochreiter and Schmidhuber, 1997) with forget gates and without peepholes, over sequences: forward step after step, and back through time. The products with x are formed for
/// many steps at once, those with h for all samples of a step. Threads may share samples on the way forward and back, and rows of the weights' gradients; no sum
/// is cut. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LstmSteps
{
    /// <summary>Training's way forward, keeping what the way back needs.</summary>
    /// <typeparam name="TLayer">The layer.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="x">x, a row for each step of each sample.</param>
    /// <param name="gates">i, f, g and o of each step, written.</param>
    /// <param name="kept">Of each step c of the step before, tanh c and h of the step before, written.</param>
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
            LstmCell.Keep<TLayer, T>(ref g, ref k, ref scratch.Products, ref s, ref firstH, steps, samples);
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
    /// <param name="state">h and c before the first step, a row for each sample; afterwards those of the last.</param>
    /// <param name="work">Scratch memory: for each sample a row of gates for each of up to 16 steps and one more.</param>
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
        ref T s = ref MemoryMarshal.GetReference(state.Slice(0, samples * RecurrentLayout<TLayer, T>.State));
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
                LstmCell.Step<TLayer, T>(ref g, ref scratch.Products, ref s, ref firstH, scratch.GatesOfSample, steps * TLayer.UnitLanes, samples);
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
    /// <param name="gates">i, f, g and o of each step.</param>
    /// <param name="kept">What else is kept of each step.</param>
    /// <param name="inputTransposed">W_ihᵀ; empty if ∂L/∂x is not wanted.</param>
    /// <param name="recurrentTransposed">W_hhᵀ.</param>
    /// <param name="deltas">δ of the gates, written.</param>
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
        Span<T> deltas,
        Span<T> work,
        Span<T> inputGradient,
        int steps,
        int samples)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int rows = steps * samples;
        ref T wT = ref RecurrentProducts.First(recurrentTransposed, 0, 4 * TLayer.Units * TLayer.UnitLanes);
        RecurrentWork<T> scratch = RecurrentWork<T>.Of<TLayer>(work, samples);
        scratch.ClearState();
        ref T firstDelta = ref RecurrentProducts.First(delta, 0, rows * TLayer.UnitLanes);
        ref T g = ref RecurrentProducts.First(gates, 0, rows * TLayer.Lanes);
        ref T k = ref RecurrentProducts.First(kept, 0, rows * RecurrentLayout<TLayer, T>.Kept);
        ref T d = ref MemoryMarshal.GetReference(deltas.Slice(0, rows * TLayer.Lanes));
        for (nint t = steps - 1; t >= 0; t--)
        {
            LstmCell.Backward<TLayer, T>(
                ref Unsafe.Add(ref firstDelta, t * TLayer.UnitLanes),
                ref Unsafe.Add(ref g, t * TLayer.Lanes),
                ref Unsafe.Add(ref k, t * RecurrentLayout<TLayer, T>.Kept),
                ref Unsafe.Add(ref d, t * TLayer.Lanes),
                ref scratch.Products,
                ref scratch.State,
                steps,
                samples);
            RecurrentProducts.Run<RecurrentStateGradient<TLayer, T>, T>(ref scratch.Products, ref wT, ref scratch.State, ref wT, t > 0 ? samples : 0, 0);
        }

        RecurrentProducts.InputGradient<TLayer, T>(deltas, inputTransposed, inputGradient, rows);
    }

    /// <summary>Rows [first, first + count) of dW_ih, one for each input, and dW_hh after them, one for each unit; also the gradients of the biases when first is 0.</summary>
    /// <typeparam name="TLayer">The layer.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">x, a row for each step of each sample.</param>
    /// <param name="kept">What is kept of each step beside the gates.</param>
    /// <param name="deltas">δ of the gates.</param>
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
        ReadOnlySpan<T> deltas,
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
        RecurrentProducts.Weights<TLayer, T>(x, kept, deltas, deltas, gradients, rows, accumulate, first, count);
        if (TLayer.HasBiases && first == 0)
        {
            RecurrentProducts.Biases<TLayer, T>(deltas, gradients, TLayer.InputBiasesStart, rows, accumulate);
            RecurrentProducts.Biases<TLayer, T>(deltas, gradients, TLayer.RecurrentBiasesStart, rows, accumulate);
        }
    }
}

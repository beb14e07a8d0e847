using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>
/// The matrix products of a GRU or an LSTM. Each sum runs from first to last, whatever the register, the number of samples or steps: a step alone, a sequence
/// and a batch give the same bits.
/// </summary>
internal static class RecurrentProducts
{
    /// <summary>gates = W_ih · x + b_ih, row by row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input<TLayer, T>(ReadOnlySpan<T> parameters, ref T x, ref T gates, int rows)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T w = ref First(parameters, TLayer.InputWeightsStart, TLayer.Inputs * TLayer.Lanes);
        ref T b = ref w; // Something that exists: not read where there are no biases.
        if (TLayer.HasBiases)
        {
            b = ref First(parameters, TLayer.InputBiasesStart, TLayer.Lanes);
        }

        Run<RecurrentInput<TLayer, T>, T>(ref x, ref w, ref gates, ref b, rows, 0);
    }

    /// <summary>products = W_hh · h + b_hh, sample by sample.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Recurrent<TLayer, T>(ReadOnlySpan<T> parameters, ref T h, ref T products, int samples)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T w = ref First(parameters, TLayer.RecurrentWeightsStart, TLayer.Units * TLayer.Lanes);
        ref T b = ref w; // Something that exists: not read where there are no biases.
        if (TLayer.HasBiases)
        {
            b = ref First(parameters, TLayer.RecurrentBiasesStart, TLayer.Lanes);
        }

        Run<RecurrentProduct<TLayer, T>, T>(ref h, ref w, ref products, ref b, samples, 0);
    }

    /// <summary>Copies W_ihᵀ and W_hhᵀ for the way back; of W_ih nothing if ∂L/∂x is not wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose<TLayer, T>(ReadOnlySpan<T> parameters, Span<T> input, Span<T> recurrent)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!input.IsEmpty)
        {
            Transposition.Copy(
                parameters.Slice(TLayer.InputWeightsStart, TLayer.Inputs * TLayer.Lanes), TLayer.Lanes, input, TLayer.InputLanes, TLayer.Inputs, TLayer.Gates * TLayer.Units);
        }

        Transposition.Copy(
            parameters.Slice(TLayer.RecurrentWeightsStart, TLayer.Units * TLayer.Lanes), TLayer.Lanes, recurrent, TLayer.UnitLanes, TLayer.Units, TLayer.Gates * TLayer.Units);
    }

    /// <summary>∂L/∂x = W_ihᵀ · δ, row by row; nothing if it is not wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<TLayer, T>(ReadOnlySpan<T> deltas, ReadOnlySpan<T> transposed, Span<T> gradient, int rows)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (gradient.IsEmpty)
        {
            return;
        }

        ref T delta = ref First(deltas, 0, rows * TLayer.Lanes);
        ref T w = ref First(transposed, 0, TLayer.Gates * TLayer.Units * TLayer.InputLanes);
        ref T dx = ref MemoryMarshal.GetReference(gradient.Slice(0, ((rows - 1) * TLayer.InputStride) + TLayer.Inputs));
        Run<RecurrentInputGradient<TLayer, T>, T>(ref delta, ref w, ref dx, ref dx, rows, 0);
    }

    /// <summary>Rows [first, first + count) of dW_ih, one for each input, and dW_hh after them, one for each unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Weights<TLayer, T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> kept, ReadOnlySpan<T> inputDeltas, ReadOnlySpan<T> recurrentDeltas, Span<T> gradients, int rows, bool adds, int first, int count)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int ofInput = Math.Max(0, Math.Min(first + count, TLayer.Inputs) - first);
        if (ofInput > 0)
        {
            ref T input = ref First(x, first, ((rows - 1) * TLayer.InputStride) + ofInput);
            ref T delta = ref First(inputDeltas, 0, rows * TLayer.Lanes);
            Sum<RecurrentInputWeights<TLayer, T>, T>(ref input, ref delta, gradients, TLayer.InputWeightsStart + (first * TLayer.Lanes), rows, adds, ofInput);
        }

        Recurrent<TLayer, T>(kept, RecurrentLayout<TLayer, T>.Before, recurrentDeltas, gradients, rows, adds, first, count);
    }

    /// <summary>Rows of dW_hh alone, from a part of what is kept; first and count as in <see cref="Weights"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Recurrent<TLayer, T>(
        ReadOnlySpan<T> kept, int part, ReadOnlySpan<T> deltas, Span<T> gradients, int rows, bool adds, int first, int count)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int unit = Math.Max(0, first - TLayer.Inputs);
        int units = first + count - TLayer.Inputs - unit;
        if (units <= 0)
        {
            return;
        }

        ref T before = ref First(kept, part + unit, ((rows - 1) * RecurrentLayout<TLayer, T>.Kept) + units);
        ref T delta = ref First(deltas, 0, rows * TLayer.Lanes);
        Sum<RecurrentWeights<TLayer, T>, T>(ref before, ref delta, gradients, TLayer.RecurrentWeightsStart + (unit * TLayer.Lanes), rows, adds, units);
    }

    /// <summary>The gradient of biases: the sum of the rows of δ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Biases<TLayer, T>(ReadOnlySpan<T> deltas, Span<T> gradients, int start, int rows, bool adds)
        where TLayer : struct, IRecurrentShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T delta = ref First(deltas, 0, rows * TLayer.Lanes);
        ref T sums = ref MemoryMarshal.GetReference(gradients.Slice(start, TLayer.Lanes));
        if (Vector512.IsHardwareAccelerated && TLayer.Lanes * Unsafe.SizeOf<T>() >= 64)
        {
            ColumnSums.Run<Simd512<T>, T>(ref delta, TLayer.Lanes, rows, TLayer.Gates * TLayer.Units, ref sums, adds);
        }
        else if (Vector256.IsHardwareAccelerated && TLayer.Lanes * Unsafe.SizeOf<T>() >= 32)
        {
            ColumnSums.Run<Simd256<T>, T>(ref delta, TLayer.Lanes, rows, TLayer.Gates * TLayer.Units, ref sums, adds);
        }
        else
        {
            ColumnSums.Run<Simd128<T>, T>(ref delta, TLayer.Lanes, rows, TLayer.Gates * TLayer.Units, ref sums, adds);
        }
    }

    /// <summary>A product in the widest registers that the processor has and the columns fill.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TShape, T>(ref T a, ref T b, ref T c, ref T biases, int rows, int depth)
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 64)
        {
            MatrixProduct.Run<TShape, Simd512<T>, T>(ref a, ref b, ref c, ref biases, rows, depth);
        }
        else if (Vector256.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 32)
        {
            MatrixProduct.Run<TShape, Simd256<T>, T>(ref a, ref b, ref c, ref biases, rows, depth);
        }
        else
        {
            MatrixProduct.Run<TShape, Simd128<T>, T>(ref a, ref b, ref c, ref biases, rows, depth);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T First<T>(ReadOnlySpan<T> numbers, int start, int length) => ref MemoryMarshal.GetReference(numbers.Slice(start, length));

    private static void Sum<TShape, T>(ref T a, ref T delta, Span<T> gradients, int start, int rows, bool adds, int count)
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T dw = ref MemoryMarshal.GetReference(gradients.Slice(start, count * TShape.Lanes));
        if (adds)
        {
            Run<Adding<TShape, T>, T>(ref a, ref delta, ref dw, ref dw, count, rows);
        }
        else
        {
            Run<TShape, T>(ref a, ref delta, ref dw, ref dw, count, rows);
        }
    }
}

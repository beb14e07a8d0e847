using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>
/// The steps of a dense layer over a batch, without its activation: z = W · x + b forward; back the copy of Wᵀ, ∂L/∂x sample by sample, and dW and db
/// input by input. Threads may share ∂L/∂x by samples and dW by inputs, and no sum is cut. For generated code.
/// </summary>
/// <remarks>
/// Each step chooses the widest register that the processor has and the layer fills. The question is the runtime's own, which the JIT answers before it
/// reads the branch. Compiled at once and never inlined, for the reasons that <see cref="MatrixProduct"/> gives.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DenseSteps
{
    /// <summary>z = W · x + b, or what the layer's shape makes of it before it is stored.</summary>
    /// <typeparam name="TLayer">The layer.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="x">The inputs, a row for each sample.</param>
    /// <param name="z">z, written, a row for each sample.</param>
    /// <param name="samples">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TLayer, T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> x, Span<T> z, int samples)
        where TLayer : struct, IDenseShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && TLayer.Lanes * Unsafe.SizeOf<T>() >= 64)
        {
            Forward<TLayer, Simd512<T>, T>(parameters, x, z, samples);
        }
        else if (Vector256.IsHardwareAccelerated && TLayer.Lanes * Unsafe.SizeOf<T>() >= 32)
        {
            Forward<TLayer, Simd256<T>, T>(parameters, x, z, samples);
        }
        else
        {
            Forward<TLayer, Simd128<T>, T>(parameters, x, z, samples);
        }
    }

    /// <summary>The whole way back through the layer, on one thread: from δ to ∂L/∂x, dW and db.</summary>
    /// <typeparam name="TLayer">The layer.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="x">The inputs, a row for each sample.</param>
    /// <param name="delta">δ, a row for each sample.</param>
    /// <param name="gradients">The network's gradients, of which those of the layer are written.</param>
    /// <param name="inputGradient">∂L/∂x, written, a row for each sample.</param>
    /// <param name="transposed">Room for Wᵀ; empty if ∂L/∂x is not wanted.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="accumulate">Whether dW and db are added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TLayer, T>(
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> delta,
        Span<T> gradients,
        Span<T> inputGradient,
        Span<T> transposed,
        int samples,
        bool accumulate)
        where TLayer : struct, IDenseShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (samples <= TLayer.FewSamples)
        {
            BackwardFew<TLayer, T>(parameters, delta, inputGradient, transposed.IsEmpty, samples);
        }
        else
        {
            Transpose<TLayer, T>(parameters, transposed);
            BackwardData<TLayer, T>(delta, inputGradient, transposed, samples);
        }

        BackwardWeights<TLayer, T>(x, delta, gradients, samples, accumulate, 0, TLayer.Depth);
    }

    /// <summary>Copies Wᵀ, for <see cref="BackwardData{TLayer, T}"/>.</summary>
    /// <typeparam name="TLayer">The layer.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="transposed">Wᵀ, written; empty if ∂L/∂x is not wanted.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose<TLayer, T>(ReadOnlySpan<T> parameters, Span<T> transposed)
        where TLayer : struct, IDenseShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!transposed.IsEmpty)
        {
            Transposition.Copy(
                parameters.Slice(TLayer.WeightsStart, TLayer.Depth * TLayer.Lanes), TLayer.Lanes, transposed, TLayer.InputLanes, TLayer.Depth, TLayer.Columns);
        }
    }

    /// <summary>∂L/∂x = Wᵀ · δ.</summary>
    /// <typeparam name="TLayer">The layer.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="delta">δ, a row for each sample.</param>
    /// <param name="inputGradient">∂L/∂x, written or added to, a row for each sample.</param>
    /// <param name="transposed">Wᵀ; empty if ∂L/∂x is not wanted.</param>
    /// <param name="samples">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardData<TLayer, T>(ReadOnlySpan<T> delta, Span<T> inputGradient, ReadOnlySpan<T> transposed, int samples)
        where TLayer : struct, IDenseShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (transposed.IsEmpty)
        {
            return;
        }

        if (Vector512.IsHardwareAccelerated && TLayer.InputLanes * Unsafe.SizeOf<T>() >= 64)
        {
            BackwardData<TLayer, Simd512<T>, T>(delta, inputGradient, transposed, samples);
        }
        else if (Vector256.IsHardwareAccelerated && TLayer.InputLanes * Unsafe.SizeOf<T>() >= 32)
        {
            BackwardData<TLayer, Simd256<T>, T>(delta, inputGradient, transposed, samples);
        }
        else
        {
            BackwardData<TLayer, Simd128<T>, T>(delta, inputGradient, transposed, samples);
        }
    }

    /// <summary>Rows [first, first + count) of dW, one for each input; also db when first is 0.</summary>
    /// <typeparam name="TLayer">The layer.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The inputs, a row for each sample.</param>
    /// <param name="delta">δ, a row for each sample.</param>
    /// <param name="gradients">The network's gradients.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="accumulate">Whether they are added to what is there.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BackwardWeights<TLayer, T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> delta, Span<T> gradients, int samples, bool accumulate, int first, int count)
        where TLayer : struct, IDenseShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count == 0)
        {
            return;
        }

        if (Vector512.IsHardwareAccelerated && TLayer.Lanes * Unsafe.SizeOf<T>() >= 64)
        {
            BackwardWeights<TLayer, Simd512<T>, T>(x, delta, gradients, samples, accumulate, first, count);
        }
        else if (Vector256.IsHardwareAccelerated && TLayer.Lanes * Unsafe.SizeOf<T>() >= 32)
        {
            BackwardWeights<TLayer, Simd256<T>, T>(x, delta, gradients, samples, accumulate, first, count);
        }
        else
        {
            BackwardWeights<TLayer, Simd128<T>, T>(x, delta, gradients, samples, accumulate, first, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Forward<TLayer, TVector, T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> x, Span<T> z, int samples)
        where TLayer : struct, IDenseShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T w = ref First(parameters, TLayer.WeightsStart, TLayer.Depth * TLayer.Lanes);
        ref T b = ref w; // Something that exists: not read where there are no biases.
        if (TLayer.HasBiases)
        {
            b = ref First(parameters, TLayer.BiasesStart, TLayer.Lanes);
        }

        ref T firstX = ref First(x, 0, ((samples - 1) * TLayer.RowStride) + TLayer.Depth);
        ref T firstZ = ref MemoryMarshal.GetReference(z.Slice(0, samples * TLayer.ResultStride));
        if (samples == 1 && !TLayer.TakesSteps)
        {
            VectorProduct.Run<TLayer, TVector, T>(ref firstX, ref w, ref firstZ, ref b);
        }
        else
        {
            MatrixProduct.Run<TLayer, TVector, T>(ref firstX, ref w, ref firstZ, ref b, samples, 0);
        }
    }

    // Straight from W.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void BackwardFew<TLayer, T>(
        ReadOnlySpan<T> parameters, ReadOnlySpan<T> delta, Span<T> inputGradient, bool isUnwanted, int samples)
        where TLayer : struct, IDenseShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (isUnwanted)
        {
            return;
        }

        ref T w = ref First(parameters, TLayer.WeightsStart, TLayer.Depth * TLayer.Lanes);
        ref T firstDelta = ref First(delta, 0, samples * TLayer.Lanes);
        ref T dx = ref MemoryMarshal.GetReference(inputGradient.Slice(0, samples * TLayer.RowStride));
        if (Vector512.IsHardwareAccelerated)
        {
            TransposedProduct.Run<Simd512<T>, T>(ref firstDelta, ref w, TLayer.Lanes, TLayer.Depth, ref dx, TLayer.RowStride, samples);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            TransposedProduct.Run<Simd256<T>, T>(ref firstDelta, ref w, TLayer.Lanes, TLayer.Depth, ref dx, TLayer.RowStride, samples);
        }
        else
        {
            TransposedProduct.Run<Simd128<T>, T>(ref firstDelta, ref w, TLayer.Lanes, TLayer.Depth, ref dx, TLayer.RowStride, samples);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void BackwardData<TLayer, TVector, T>(ReadOnlySpan<T> delta, Span<T> inputGradient, ReadOnlySpan<T> transposed, int samples)
        where TLayer : struct, IDenseShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T firstDelta = ref First(delta, 0, samples * TLayer.Lanes);
        ref T wT = ref First(transposed, 0, TLayer.Columns * TLayer.InputLanes);
        ref T dx = ref MemoryMarshal.GetReference(inputGradient.Slice(0, samples * TLayer.RowStride));
        MatrixProduct.Run<DenseInputGradient<TLayer, T>, TVector, T>(ref firstDelta, ref wT, ref dx, ref dx, samples, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void BackwardWeights<TLayer, TVector, T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> delta, Span<T> gradients, int samples, bool accumulate, int first, int count)
        where TLayer : struct, IDenseShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T firstX = ref First(x, first, ((samples - 1) * TLayer.RowStride) + count);
        ref T firstDelta = ref First(delta, 0, samples * TLayer.Lanes);
        ref T dw = ref MemoryMarshal.GetReference(gradients.Slice(TLayer.WeightsStart + (first * TLayer.Lanes), count * TLayer.Lanes));
        if (accumulate)
        {
            MatrixProduct.Run<Adding<DenseWeightGradient<TLayer, T>, T>, TVector, T>(ref firstX, ref firstDelta, ref dw, ref dw, count, samples);
        }
        else
        {
            MatrixProduct.Run<DenseWeightGradient<TLayer, T>, TVector, T>(ref firstX, ref firstDelta, ref dw, ref dw, count, samples);
        }

        if (TLayer.HasBiases && first == 0)
        {
            ref T db = ref MemoryMarshal.GetReference(gradients.Slice(TLayer.BiasesStart, TLayer.Lanes));
            ColumnSums.Run<TVector, T>(ref firstDelta, TLayer.Lanes, samples, TLayer.Columns, ref db, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T First<T>(ReadOnlySpan<T> numbers, int start, int length) => ref MemoryMarshal.GetReference(numbers.Slice(start, length));
}

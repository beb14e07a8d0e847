using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>δ of an output layer whose activation works number by number, row after row of a batch. For generated code.</summary>
/// <remarks>
/// Rows of δ are whole registers, 0 after the units. Compiled at once and never inlined, for the reasons that <see cref="MatrixProduct"/> gives.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OutputDeltaRows
{
    /// <summary>δ from outputs and targets, in the widest registers that a row fills.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <typeparam name="TShape">Units of a row are its columns, padded rows its lanes apart.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="a">ŷ, row after row.</param>
    /// <param name="y">The targets, row after row.</param>
    /// <param name="delta">δ, written.</param>
    /// <param name="scale">1/m and what all outputs share.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TFunction, TShape, T>(ReadOnlySpan<T> a, ReadOnlySpan<T> y, Span<T> delta, T scale, int rows)
        where TFunction : struct, IOutputFunction<T>
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T firstA = ref MemoryMarshal.GetReference(a.Slice(0, rows * TShape.Columns));
        ref T firstY = ref MemoryMarshal.GetReference(y.Slice(0, rows * TShape.Columns));
        ref T firstDelta = ref MemoryMarshal.GetReference(delta.Slice(0, rows * TShape.Lanes));
        if (Vector512.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 64)
        {
            Run<TFunction, TShape, Simd512<T>, T>(ref firstA, ref firstY, ref firstDelta, scale, rows);
        }
        else if (Vector256.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 32)
        {
            Run<TFunction, TShape, Simd256<T>, T>(ref firstA, ref firstY, ref firstDelta, scale, rows);
        }
        else
        {
            Run<TFunction, TShape, Simd128<T>, T>(ref firstA, ref firstY, ref firstDelta, scale, rows);
        }
    }

    /// <summary>δ = ∂L/∂ŷ ⊙ σ′(z), where σ′ is computed from ŷ; in the widest registers that a row fills.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <typeparam name="TShape">Units of a row are its columns, padded rows its lanes apart.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="a">ŷ, row after row.</param>
    /// <param name="delta">∂L/∂ŷ, over which δ is written.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfGradient<TFunction, TShape, T>(ReadOnlySpan<T> a, Span<T> delta, int rows)
        where TFunction : struct, IElementFunction<T>
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T firstA = ref MemoryMarshal.GetReference(a.Slice(0, rows * TShape.Columns));
        ref T firstDelta = ref MemoryMarshal.GetReference(delta.Slice(0, rows * TShape.Lanes));
        if (Vector512.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 64)
        {
            OfGradient<TFunction, TShape, Simd512<T>, T>(ref firstA, ref firstDelta, rows);
        }
        else if (Vector256.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 32)
        {
            OfGradient<TFunction, TShape, Simd256<T>, T>(ref firstA, ref firstDelta, rows);
        }
        else
        {
            OfGradient<TFunction, TShape, Simd128<T>, T>(ref firstA, ref firstDelta, rows);
        }
    }

    /// <summary>δ from outputs and targets.</summary>
    /// <typeparam name="TFunction">The loss after the activation.</typeparam>
    /// <typeparam name="TShape">Units of a row are its columns, rows of δ its lanes apart.</typeparam>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="a">ŷ, row after row; readable to the end of the last register.</param>
    /// <param name="y">The targets, row after row; nothing is read after the last.</param>
    /// <param name="delta">δ, written.</param>
    /// <param name="scale">1/m and what all outputs share.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<TFunction, TShape, TVector, T>(ref T a, ref T y, ref T delta, T scale, int rows)
        where TFunction : struct, IOutputFunction<T>
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector factor = TVector.Create(scale);
        int whole = TShape.Columns / TVector.Count * TVector.Count;
        int rest = TShape.Columns - whole;
        for (nint row = 0; row < rows; row++)
        {
            for (nint n = 0; n < whole; n += TVector.Count)
            {
                TVector.Store(TFunction.Delta(TVector.Load(in a, n), TVector.Load(in y, n), factor), ref delta, n);
            }

            if (rest > 0)
            {
                TVector last = TFunction.Delta(TVector.Load(in a, whole), TVector.LoadFirst(in y, whole, rest), factor);
                TVector.Store(last & TVector.FirstLanes(rest), ref delta, whole);
                for (nint n = whole + TVector.Count; n < TShape.Lanes; n += TVector.Count)
                {
                    TVector.Store(TVector.Zero, ref delta, n);
                }
            }

            a = ref Unsafe.Add(ref a, TShape.Columns);
            y = ref Unsafe.Add(ref y, TShape.Columns);
            delta = ref Unsafe.Add(ref delta, TShape.Lanes);
        }
    }

    /// <summary>δ = ∂L/∂ŷ ⊙ σ′(z), where σ′ is a function of ŷ.</summary>
    /// <inheritdoc cref="Run{TFunction, TShape, TVector, T}"/>
    /// <typeparam name="TFunction">The activation.</typeparam>
    /// <typeparam name="TShape">Units of a row are its columns, rows of δ its lanes apart.</typeparam>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="a">ŷ, row after row; readable to the end of the last register.</param>
    /// <param name="delta">∂L/∂ŷ, over which δ is written.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void OfGradient<TFunction, TShape, TVector, T>(ref T a, ref T delta, int rows)
        where TFunction : struct, IElementFunction<T>
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint row = 0; row < rows; row++)
        {
            for (nint n = 0; n < TShape.Columns; n += TVector.Count)
            {
                TVector value = TFunction.Derive(TVector.Load(in delta, n), TVector.Load(in a, n));
                TVector.Store(value & TVector.FirstLanes(TShape.Columns - (int)n), ref delta, n);
            }

            a = ref Unsafe.Add(ref a, TShape.Columns);
            delta = ref Unsafe.Add(ref delta, TShape.Lanes);
        }
    }
}

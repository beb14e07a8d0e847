using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>δ of a layer with a softmax, row after row of a batch. For generated code.</summary>
/// <remarks>
/// Rows of δ are whole registers, 0 after the units. Compiled at once and never inlined, for the reasons that <see cref="MatrixProduct"/> gives.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SoftmaxDelta
{
    /// <summary>δ of classes, in the widest registers that a row fills.</summary>
    /// <typeparam name="TShape">Units of a row are its columns, padded rows its lanes apart.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="a">ŷ, row after row.</param>
    /// <param name="classes">The class of each row.</param>
    /// <param name="delta">δ, written.</param>
    /// <param name="scale">1/m and what all outputs share.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfClasses<TShape, T>(ReadOnlySpan<T> a, ReadOnlySpan<int> classes, Span<T> delta, T scale, int rows)
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T firstA = ref MemoryMarshal.GetReference(a.Slice(0, rows * TShape.Columns));
        ref int firstY = ref MemoryMarshal.GetReference(classes.Slice(0, rows));
        ref T firstDelta = ref MemoryMarshal.GetReference(delta.Slice(0, rows * TShape.Lanes));
        if (Vector512.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 64)
        {
            OfClasses<TShape, Simd512<T>, T>(ref firstA, ref firstY, ref firstDelta, scale, rows);
        }
        else if (Vector256.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 32)
        {
            OfClasses<TShape, Simd256<T>, T>(ref firstA, ref firstY, ref firstDelta, scale, rows);
        }
        else
        {
            OfClasses<TShape, Simd128<T>, T>(ref firstA, ref firstY, ref firstDelta, scale, rows);
        }
    }

    /// <summary>δ of targets, in the widest registers that a row fills.</summary>
    /// <typeparam name="TShape">Units of a row are its columns, padded rows its lanes apart.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="a">ŷ, row after row.</param>
    /// <param name="y">The targets, row after row.</param>
    /// <param name="delta">δ, written.</param>
    /// <param name="scale">1/m and what all outputs share.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfTargets<TShape, T>(ReadOnlySpan<T> a, ReadOnlySpan<T> y, Span<T> delta, T scale, int rows)
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T firstA = ref MemoryMarshal.GetReference(a.Slice(0, rows * TShape.Columns));
        ref T firstY = ref MemoryMarshal.GetReference(y.Slice(0, rows * TShape.Columns));
        ref T firstDelta = ref MemoryMarshal.GetReference(delta.Slice(0, rows * TShape.Lanes));
        if (Vector512.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 64)
        {
            OfTargets<TShape, Simd512<T>, T>(ref firstA, ref firstY, ref firstDelta, scale, rows);
        }
        else if (Vector256.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 32)
        {
            OfTargets<TShape, Simd256<T>, T>(ref firstA, ref firstY, ref firstDelta, scale, rows);
        }
        else
        {
            OfTargets<TShape, Simd128<T>, T>(ref firstA, ref firstY, ref firstDelta, scale, rows);
        }
    }

    /// <summary>δ = Jᵀ · ∂L/∂a, in the widest registers that a row fills.</summary>
    /// <typeparam name="TShape">Units of a row are its columns, padded rows its lanes apart.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="a">a, row after row.</param>
    /// <param name="stride">Distance from one row of a to the next.</param>
    /// <param name="delta">∂L/∂a, over which δ is written.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfGradient<TShape, T>(ReadOnlySpan<T> a, int stride, Span<T> delta, int rows)
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T firstA = ref MemoryMarshal.GetReference(a.Slice(0, rows * stride));
        ref T firstDelta = ref MemoryMarshal.GetReference(delta.Slice(0, rows * TShape.Lanes));
        if (Vector512.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 64)
        {
            OfGradient<TShape, Simd512<T>, T>(ref firstA, stride, ref firstDelta, rows);
        }
        else if (Vector256.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 32)
        {
            OfGradient<TShape, Simd256<T>, T>(ref firstA, stride, ref firstDelta, rows);
        }
        else
        {
            OfGradient<TShape, Simd128<T>, T>(ref firstA, stride, ref firstDelta, rows);
        }
    }

    /// <summary>δ = (ŷ − y) · scale under a categorical cross-entropy, where y is 1 for one class and 0 for the others.</summary>
    /// <typeparam name="TShape">Units of a row are its columns, rows of δ its lanes apart.</typeparam>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="a">ŷ, row after row; readable to the end of the last register.</param>
    /// <param name="classes">The class of each row, from 0 to the units − 1.</param>
    /// <param name="delta">δ, written.</param>
    /// <param name="scale">1/m.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void OfClasses<TShape, TVector, T>(ref T a, ref int classes, ref T delta, T scale, int rows)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector factor = TVector.Create(scale);
        for (nint row = 0; row < rows; row++)
        {
            ref T outputs = ref Unsafe.Add(ref a, row * TShape.Columns);
            ref T deltas = ref Unsafe.Add(ref delta, row * TShape.Lanes);
            for (nint n = 0; n < TShape.Lanes; n += TVector.Count)
            {
                StoreUnits<TShape, TVector, T>(TVector.Load(in outputs, n) * factor, ref deltas, n);
            }

            nint unit = Unsafe.Add(ref classes, row);
            Unsafe.Add(ref deltas, unit) = (Unsafe.Add(ref outputs, unit) - T.One) * scale;
        }
    }

    /// <summary>δ = (ŷ Σy − y) · scale under a categorical cross-entropy, for any targets.</summary>
    /// <inheritdoc cref="OfClasses{TShape, TVector, T}"/>
    /// <param name="a">ŷ, row after row; readable to the end of the last register.</param>
    /// <param name="y">The targets, row after row.</param>
    /// <param name="delta">δ, written.</param>
    /// <param name="scale">1/m.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void OfTargets<TShape, TVector, T>(ref T a, ref T y, ref T delta, T scale, int rows)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector factor = TVector.Create(scale);
        for (nint row = 0; row < rows; row++)
        {
            ref T outputs = ref Unsafe.Add(ref a, row * TShape.Columns);
            ref T targets = ref Unsafe.Add(ref y, row * TShape.Columns);
            ref T deltas = ref Unsafe.Add(ref delta, row * TShape.Lanes);
            TVector rest = RowLoad.Rest<TShape, TVector, T>(ref targets);
            TVector total = TVector.Create(TShape.Lanes <= LongSums.LanesOfBlock<T>()
                ? RowSum<TShape, TVector, T>(ref targets, rest, 0, TShape.Lanes)
                : LongRowSum<TShape, TVector, T>(ref targets, rest));
            for (nint n = 0; n < TShape.Lanes; n += TVector.Count)
            {
                TVector difference = (TVector.Load(in outputs, n) * total) - RowLoad.Units<TShape, TVector, T>(ref targets, n, rest);
                StoreUnits<TShape, TVector, T>(difference * factor, ref deltas, n);
            }
        }
    }

    /// <summary>
    /// δ = Jᵀ · ∂L/∂a, where J_ik = ∂a_i/∂z_k = a_i (1 if i = k else 0, less a_k), so that δ_i = a_i (∂L/∂a_i − Σ_k ∂L/∂a_k a_k).
    /// </summary>
    /// <inheritdoc cref="OfClasses{TShape, TVector, T}"/>
    /// <param name="a">a, row after row; readable to the end of the last register.</param>
    /// <param name="stride">Distance from one row of a to the next.</param>
    /// <param name="delta">∂L/∂a, over which δ is written.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void OfGradient<TShape, TVector, T>(ref T a, nint stride, ref T delta, int rows)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint row = 0; row < rows; row++)
        {
            ref T outputs = ref Unsafe.Add(ref a, row * stride);
            ref T deltas = ref Unsafe.Add(ref delta, row * TShape.Lanes);
            TVector dot = TVector.Create(TShape.Lanes <= LongSums.LanesOfBlock<T>()
                ? RowProduct<TShape, TVector, T>(ref outputs, ref deltas, 0, TShape.Lanes)
                : LongRowProduct<TShape, TVector, T>(ref outputs, ref deltas));
            for (nint n = 0; n < TShape.Lanes; n += TVector.Count)
            {
                TVector output = TVector.Load(in outputs, n);
                StoreUnits<TShape, TVector, T>(output * (TVector.Load(in deltas, n) - dot), ref deltas, n);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreUnits<TShape, TVector, T>(TVector value, ref T row, nint column)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector.Store(TShape.Columns == TShape.Lanes ? value : value & TVector.FirstLanes(TShape.Columns - (int)column), ref row, column);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T LongRowSum<TShape, TVector, T>(ref T row, TVector rest)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double total = 0;
        for (nint n = 0; n < TShape.Lanes; n += LongSums.LanesOfBlock<T>())
        {
            nint end = Math.Min(n + LongSums.LanesOfBlock<T>(), TShape.Lanes);
            total += double.CreateTruncating(RowSum<TShape, TVector, T>(ref row, rest, n, end));
        }

        return T.CreateTruncating(total);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T LongRowProduct<TShape, TVector, T>(ref T a, ref T d)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double total = 0;
        for (nint n = 0; n < TShape.Lanes; n += LongSums.LanesOfBlock<T>())
        {
            nint end = Math.Min(n + LongSums.LanesOfBlock<T>(), TShape.Lanes);
            total += double.CreateTruncating(RowProduct<TShape, TVector, T>(ref a, ref d, n, end));
        }

        return T.CreateTruncating(total);
    }

    // Of whole lines from start to end, and so the next.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T RowSum<TShape, TVector, T>(ref T row, TVector rest, nint start, nint end)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int registers = Line<TVector, T>.Registers(TShape.Lanes);
        TVector s0 = RowLoad.Units<TShape, TVector, T>(ref row, start, rest);
        TVector s1 = Unsafe.SizeOf<TVector>() <= 32 && registers > 1 ? RowLoad.Units<TShape, TVector, T>(ref row, start + TVector.Count, rest) : TVector.Zero;
        TVector s2 = Unsafe.SizeOf<TVector>() == 16 && registers > 2 ? RowLoad.Units<TShape, TVector, T>(ref row, start + (2 * TVector.Count), rest) : TVector.Zero;
        TVector s3 = Unsafe.SizeOf<TVector>() == 16 && registers > 2 ? RowLoad.Units<TShape, TVector, T>(ref row, start + (3 * TVector.Count), rest) : TVector.Zero;
        for (nint n = start + Line<TVector, T>.Count; n < end; n += Line<TVector, T>.Count)
        {
            s0 += RowLoad.Units<TShape, TVector, T>(ref row, n, rest);
            if (Unsafe.SizeOf<TVector>() <= 32 && registers > 1)
            {
                s1 += RowLoad.Units<TShape, TVector, T>(ref row, n + TVector.Count, rest);
            }

            if (Unsafe.SizeOf<TVector>() == 16 && registers > 2)
            {
                s2 += RowLoad.Units<TShape, TVector, T>(ref row, n + (2 * TVector.Count), rest);
                s3 += RowLoad.Units<TShape, TVector, T>(ref row, n + (3 * TVector.Count), rest);
            }
        }

        return Line<TVector, T>.Sum(registers, s0, s1, s2, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T RowProduct<TShape, TVector, T>(ref T a, ref T d, nint start, nint end)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int registers = Line<TVector, T>.Registers(TShape.Lanes);
        TVector s0 = TVector.Zero;
        TVector s1 = TVector.Zero;
        TVector s2 = TVector.Zero;
        TVector s3 = TVector.Zero;
        for (nint n = start; n < end; n += Line<TVector, T>.Count)
        {
            s0 += Products<TShape, TVector, T>(ref a, ref d, n);
            if (Unsafe.SizeOf<TVector>() <= 32 && registers > 1)
            {
                s1 += Products<TShape, TVector, T>(ref a, ref d, n + TVector.Count);
            }

            if (Unsafe.SizeOf<TVector>() == 16 && registers > 2)
            {
                s2 += Products<TShape, TVector, T>(ref a, ref d, n + (2 * TVector.Count));
                s3 += Products<TShape, TVector, T>(ref a, ref d, n + (3 * TVector.Count));
            }
        }

        return Line<TVector, T>.Sum(registers, s0, s1, s2, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Products<TShape, TVector, T>(ref T a, ref T d, nint column)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector product = TVector.Load(in a, column) * TVector.Load(in d, column);
        return TShape.Columns == TShape.Lanes ? product : product & TVector.FirstLanes(TShape.Columns - (int)column);
    }
}

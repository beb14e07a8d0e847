using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>
/// Activations and their derivatives over a whole batch, whose rows are whole registers of some width: in the widest registers for as long as
/// there are enough numbers, whatever the width of a row. For generated code.
/// </summary>
/// <remarks>Compiled at once and never inlined, for the reasons that <see cref="MatrixProduct"/> gives.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Elements
{
    /// <summary>a = σ(z).</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="z">Pre-activations.</param>
    /// <param name="a">Activations, written; may be z.</param>
    /// <param name="length">How many, a multiple of 16 bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Activate<TFunction, T>(ReadOnlySpan<T> z, Span<T> a, int length)
        where TFunction : struct, IElementFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Activate<TFunction, T>(ref MemoryMarshal.GetReference(z.Slice(0, length)), ref MemoryMarshal.GetReference(a.Slice(0, length)), length);
    }

    /// <summary>δ = ∂L/∂a ⊙ σ′(z).</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="kept">z, or a where σ′ is computed from a.</param>
    /// <param name="delta">∂L/∂a, over which δ is written.</param>
    /// <param name="length">How many, a multiple of 16 bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Derive<TFunction, T>(ReadOnlySpan<T> kept, Span<T> delta, int length)
        where TFunction : struct, IElementFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Derive<TFunction, T>(ref MemoryMarshal.GetReference(kept.Slice(0, length)), ref MemoryMarshal.GetReference(delta.Slice(0, length)), length);
    }

    /// <summary>a = σ(z) in rows of z that are padded to whole registers, and of a that are not; in the widest registers that a row fills.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="z">Pre-activations.</param>
    /// <param name="stride">Distance from one row of z to the next.</param>
    /// <param name="a">Activations, written.</param>
    /// <param name="units">Distance from one row of a to the next.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ActivateRows<TFunction, T>(ReadOnlySpan<T> z, int stride, Span<T> a, int units, int rows)
        where TFunction : struct, IElementFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T firstZ = ref MemoryMarshal.GetReference(z.Slice(0, rows * stride));
        ref T firstA = ref MemoryMarshal.GetReference(a.Slice(0, rows * units));
        if (Vector512.IsHardwareAccelerated && stride * Unsafe.SizeOf<T>() >= 64)
        {
            ActivateRows<TFunction, Simd512<T>, T>(ref firstZ, stride, ref firstA, units, rows);
        }
        else if (Vector256.IsHardwareAccelerated && stride * Unsafe.SizeOf<T>() >= 32)
        {
            ActivateRows<TFunction, Simd256<T>, T>(ref firstZ, stride, ref firstA, units, rows);
        }
        else
        {
            ActivateRows<TFunction, Simd128<T>, T>(ref firstZ, stride, ref firstA, units, rows);
        }
    }

    /// <summary>Copies rows that are padded to rows that are not.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="z">The source.</param>
    /// <param name="stride">Distance from one row of z to the next.</param>
    /// <param name="a">The destination, written.</param>
    /// <param name="units">Distance from one row of a to the next.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyRows<T>(ReadOnlySpan<T> z, int stride, Span<T> a, int units, int rows)
        where T : unmanaged
    {
        CopyRows(
            ref MemoryMarshal.GetReference(z.Slice(0, rows * stride)), stride, ref MemoryMarshal.GetReference(a.Slice(0, rows * units)), units, rows);
    }

    /// <summary>a = σ(z).</summary>
    /// <typeparam name="TFunction">The activation.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="z">Pre-activations.</param>
    /// <param name="a">Activations, written; may be z.</param>
    /// <param name="length">How many, a multiple of 16 bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Activate<TFunction, T>(ref T z, ref T a, nint length)
        where TFunction : struct, IElementFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint done = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            done = Activate<TFunction, Simd512<T>, T>(ref z, ref a, done, length);
        }

        if (Vector256.IsHardwareAccelerated && done < length)
        {
            done = Activate<TFunction, Simd256<T>, T>(ref z, ref a, done, length);
        }

        if (done < length)
        {
            Activate<TFunction, Simd128<T>, T>(ref z, ref a, done, length);
        }
    }

    /// <summary>δ = ∂L/∂a ⊙ σ′(z).</summary>
    /// <typeparam name="TFunction">The activation.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="kept">z, or a where σ′ is a function of a.</param>
    /// <param name="delta">∂L/∂a, over which δ is written.</param>
    /// <param name="length">How many, a multiple of 16 bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Derive<TFunction, T>(ref T kept, ref T delta, nint length)
        where TFunction : struct, IElementFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint done = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            done = Derive<TFunction, Simd512<T>, T>(ref kept, ref delta, done, length);
        }

        if (Vector256.IsHardwareAccelerated && done < length)
        {
            done = Derive<TFunction, Simd256<T>, T>(ref kept, ref delta, done, length);
        }

        if (done < length)
        {
            Derive<TFunction, Simd128<T>, T>(ref kept, ref delta, done, length);
        }
    }

    /// <summary>a = σ(z) in rows of z that are padded to whole registers, and of a that are not.</summary>
    /// <typeparam name="TFunction">The activation.</typeparam>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="z">Pre-activations.</param>
    /// <param name="stride">Distance from one row of z to the next.</param>
    /// <param name="a">Activations, written.</param>
    /// <param name="units">Distance from one row of a to the next.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ActivateRows<TFunction, TVector, T>(ref T z, nint stride, ref T a, int units, int rows)
        where TFunction : struct, IElementFunction<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint row = 0; row < rows; row++)
        {
            for (nint n = 0; n < units; n += TVector.Count)
            {
                TVector activated = TFunction.Activate(TVector.Load(in z, n));
                TVector.StoreFirst(activated, ref a, n, Math.Min(units - (int)n, TVector.Count));
            }

            z = ref Unsafe.Add(ref z, stride);
            a = ref Unsafe.Add(ref a, units);
        }
    }

    /// <summary>Copies rows that are padded to rows that are not.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="z">The source.</param>
    /// <param name="stride">Distance from one row of z to the next.</param>
    /// <param name="a">The destination, written.</param>
    /// <param name="units">Distance from one row of a to the next.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyRows<T>(ref T z, int stride, ref T a, int units, int rows)
        where T : unmanaged
    {
        for (nint row = 0; row < rows; row++)
        {
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref z, row * stride), units)
                .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref a, row * units), units));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static nint Activate<TFunction, TVector, T>(ref T z, ref T a, nint start, nint end)
        where TFunction : struct, IElementFunction<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint n = start;
        for (; n + TVector.Count <= end; n += TVector.Count)
        {
            TVector.Store(TFunction.Activate(TVector.Load(in z, n)), ref a, n);
        }

        return n;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static nint Derive<TFunction, TVector, T>(ref T kept, ref T delta, nint start, nint end)
        where TFunction : struct, IElementFunction<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint n = start;
        for (; n + TVector.Count <= end; n += TVector.Count)
        {
            TVector.Store(TFunction.Derive(TVector.Load(in delta, n), TVector.Load(in kept, n)), ref delta, n);
        }

        return n;
    }
}

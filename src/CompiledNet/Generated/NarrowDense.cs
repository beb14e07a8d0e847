using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet.Generated;

/// <summary>
/// A dense layer whose units fill one register of 16 bytes at most, over the steps of a sequence: the output of most audio effects. For generated code.
/// </summary>
/// <remarks>
/// One sum over all inputs would wait for itself, four cycles for each. Here are four: of the inputs 0, 4, 8 and so on, of 1, 5, 9 and so on; at the end they are
/// added up in pairs. A step alone has the bits that it has in a block, and no other width of registers changes them.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NarrowDense
{
    /// <summary>a = σ(W · x + b).</summary>
    /// <typeparam name="TLayer">The layer.</typeparam>
    /// <typeparam name="TFunction">σ.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="x">The inputs, a row for each step.</param>
    /// <param name="a">a, written, a row for each step.</param>
    /// <param name="stride">Distance from one row of a to the next.</param>
    /// <param name="rows">How many steps.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLayer, TFunction, T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> x, Span<T> a, int stride, int rows)
        where TLayer : struct, IDenseShape<T>
        where TFunction : struct, IElementFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T weights = ref MemoryMarshal.GetReference(parameters.Slice(TLayer.WeightsStart, TLayer.Depth * TLayer.Lanes));
        Simd128<T> bias = TLayer.HasBiases
            ? Simd128<T>.Load(in MemoryMarshal.GetReference(parameters.Slice(TLayer.BiasesStart, TLayer.Lanes)), 0)
            : Simd128<T>.Zero;
        ref T input = ref MemoryMarshal.GetReference(x.Slice(0, ((rows - 1) * TLayer.RowStride) + TLayer.Depth));
        ref T output = ref MemoryMarshal.GetReference(a.Slice(0, ((rows - 1) * stride) + TLayer.Columns));
        int row = 0;
        for (; row + 2 <= rows; row += 2)
        {
            Steps<Size2, TLayer, TFunction, T>(ref weights, bias, ref input, ref output, stride);
            input = ref Unsafe.Add(ref input, 2 * TLayer.RowStride);
            output = ref Unsafe.Add(ref output, 2 * stride);
        }

        if (row < rows)
        {
            Steps<Size1, TLayer, TFunction, T>(ref weights, bias, ref input, ref output, stride);
        }
    }

    // One step or two: a weight is loaded once for both.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Steps<TCount, TLayer, TFunction, T>(ref T weights, Simd128<T> bias, ref T x, ref T a, nint stride)
        where TCount : struct
        where TLayer : struct, IDenseShape<T>
        where TFunction : struct, IElementFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Simd128<T> s0 = bias, s1 = Simd128<T>.Zero, s2 = Simd128<T>.Zero, s3 = Simd128<T>.Zero;
        Simd128<T> t0 = bias, t1 = Simd128<T>.Zero, t2 = Simd128<T>.Zero, t3 = Simd128<T>.Zero;
        nint k = 0;
        for (; k + 4 <= TLayer.Depth; k += 4)
        {
            AddProducts<TCount, TLayer, T>(ref s0, ref t0, ref Unsafe.Add(ref x, k), Simd128<T>.Load(in weights, 0));
            AddProducts<TCount, TLayer, T>(ref s1, ref t1, ref Unsafe.Add(ref x, k + 1), Simd128<T>.Load(in weights, TLayer.Lanes));
            AddProducts<TCount, TLayer, T>(ref s2, ref t2, ref Unsafe.Add(ref x, k + 2), Simd128<T>.Load(in weights, 2 * TLayer.Lanes));
            AddProducts<TCount, TLayer, T>(ref s3, ref t3, ref Unsafe.Add(ref x, k + 3), Simd128<T>.Load(in weights, 3 * TLayer.Lanes));
            weights = ref Unsafe.Add(ref weights, 4 * TLayer.Lanes);
        }

        if (TLayer.Depth % 4 > 0)
        {
            AddProducts<TCount, TLayer, T>(ref s0, ref t0, ref Unsafe.Add(ref x, k), Simd128<T>.Load(in weights, 0));
        }

        if (TLayer.Depth % 4 > 1)
        {
            AddProducts<TCount, TLayer, T>(ref s1, ref t1, ref Unsafe.Add(ref x, k + 1), Simd128<T>.Load(in weights, TLayer.Lanes));
        }

        if (TLayer.Depth % 4 > 2)
        {
            AddProducts<TCount, TLayer, T>(ref s2, ref t2, ref Unsafe.Add(ref x, k + 2), Simd128<T>.Load(in weights, 2 * TLayer.Lanes));
        }

        Simd128<T>.StoreFirst(TFunction.Activate((s0 + s1) + (s2 + s3)), ref a, 0, TLayer.Columns);
        if (Unsafe.SizeOf<TCount>() == 2)
        {
            Simd128<T>.StoreFirst(TFunction.Activate((t0 + t1) + (t2 + t3)), ref Unsafe.Add(ref a, stride), 0, TLayer.Columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProducts<TCount, TLayer, T>(ref Simd128<T> first, ref Simd128<T> second, ref T x, Simd128<T> weight)
        where TCount : struct
        where TLayer : struct, IDenseShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Simd128<T>.AddProduct(ref first, Simd128<T>.Create(x), weight);
        if (Unsafe.SizeOf<TCount>() == 2)
        {
            Simd128<T>.AddProduct(ref second, Simd128<T>.Create(Unsafe.Add(ref x, TLayer.RowStride)), weight);
        }
    }
}

using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>Backward propagation through a ReLU of learned slopes. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PReLURows
{
    /// <summary>∂L/∂x = δ where x is positive, else slope · δ, for each number of each row.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="delta">The first row of δ, whole registers.</param>
    /// <param name="stride">Distance from one row of δ to the next.</param>
    /// <param name="x">The first row of x.</param>
    /// <param name="gradient">The first row of ∂L/∂x, written.</param>
    /// <param name="xStride">Distance from one row of x, and of ∂L/∂x, to the next.</param>
    /// <param name="slopes">The slopes.</param>
    /// <param name="columns">Numbers of a row.</param>
    /// <param name="width">Numbers of a row of ∂L/∂x that may be written.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<T>(
        ref T delta, int stride, ref T x, ref T gradient, int xStride, ref T slopes, int columns, int width, int rows, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int bytes = columns * Unsafe.SizeOf<T>();
        if (Vector512.IsHardwareAccelerated && bytes >= 64)
        {
            InputGradient<Simd512<T>, T>(ref delta, stride, ref x, ref gradient, xStride, ref slopes, columns, width, rows, adds);
        }
        else if (Vector256.IsHardwareAccelerated && bytes >= 32)
        {
            InputGradient<Simd256<T>, T>(ref delta, stride, ref x, ref gradient, xStride, ref slopes, columns, width, rows, adds);
        }
        else
        {
            InputGradient<Simd128<T>, T>(ref delta, stride, ref x, ref gradient, xStride, ref slopes, columns, width, rows, adds);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void InputGradient<TVector, T>(
        ref T delta, nint stride, ref T x, ref T gradient, nint xStride, ref T slopes, int columns, int width, int rows, bool adds)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int row = 0; row < rows; row++)
        {
            for (nint n = 0; n < columns; n += TVector.Count)
            {
                int left = Math.Min(columns - (int)n, TVector.Count);
                TVector d = TVector.LoadFirst(in delta, n, left);
                TVector value = TVector.WhereNotPositive(TVector.LoadFirst(in x, n, left), d * TVector.LoadFirst(in slopes, n, left), d);
                TVector.StoreFirst(adds ? TVector.LoadFirst(in gradient, n, left) + value : value, ref gradient, n, left);
            }

            if (!adds)
            {
                BatchRows.ClearRest(ref gradient, columns, width);
            }

            delta = ref Unsafe.Add(ref delta, stride);
            x = ref Unsafe.Add(ref x, xStride);
            gradient = ref Unsafe.Add(ref gradient, xStride);
        }
    }

    /// <summary>∂L/∂slope = Σ δ x over the samples whose x is not positive, for some of the channels.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="delta">The first row of δ from the first of the channels on.</param>
    /// <param name="stride">Distance from one row of δ to the next.</param>
    /// <param name="x">The first row of x from the first of the channels on; a whole register may be read behind them.</param>
    /// <param name="xStride">Distance from one row of x to the next.</param>
    /// <param name="gradients">The gradients, written: whole registers.</param>
    /// <param name="columns">How many channels.</param>
    /// <param name="width">How many with padding, whose gradients are 0.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="adds">Whether they are added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradients<T>(ref T delta, int stride, ref T x, int xStride, ref T gradients, int columns, int width, int rows, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && width >= Vector512<double>.Count)
        {
            Gradients<Simd512<double>, T>(ref delta, stride, ref x, xStride, ref gradients, columns, width, rows, adds);
        }
        else if (Vector256.IsHardwareAccelerated && width >= Vector256<double>.Count)
        {
            Gradients<Simd256<double>, T>(ref delta, stride, ref x, xStride, ref gradients, columns, width, rows, adds);
        }
        else
        {
            Gradients<Simd128<double>, T>(ref delta, stride, ref x, xStride, ref gradients, columns, width, rows, adds);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Gradients<TDouble, T>(ref T delta, nint stride, ref T x, nint xStride, ref T gradients, int columns, int width, int rows, bool adds)
        where TDouble : struct, ISimd<TDouble, double>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint n = 0; n < width; n += TDouble.Count)
        {
            TDouble sum = adds ? Widening.Load<TDouble, T>(ref gradients, n) : TDouble.Zero;
            for (nint row = 0; row < rows; row++)
            {
                TDouble input = Widening.Load<TDouble, T>(ref x, (row * xStride) + n);
                TDouble product = Widening.Load<TDouble, T>(ref delta, (row * stride) + n) * input;
                sum += TDouble.WhereNotPositive(input, product, TDouble.Zero);
            }

            Narrowing.Store(sum & TDouble.FirstLanes(columns - (int)n), ref gradients, n);
        }
    }
}

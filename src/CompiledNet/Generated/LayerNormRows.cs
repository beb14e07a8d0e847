using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>
/// Normalization of each sample, forward and back. Means are summed in double, in four accumulators whatever the processor, so that its registers change no
/// bit. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LayerNormRows
{
    /// <summary>z = γ ⊙ (x − μ) / √(v + ε) + β for each row, keeping μ and 1 / √(v + ε).</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The first row of x.</param>
    /// <param name="xStride">Distance from one row of x to the next.</param>
    /// <param name="scale">γ.</param>
    /// <param name="biases">β.</param>
    /// <param name="moments">μ and 1 / √(v + ε) of each row, written.</param>
    /// <param name="z">The first row of z, written.</param>
    /// <param name="zStride">Distance from one row of z to the next.</param>
    /// <param name="columns">Numbers of a row.</param>
    /// <param name="width">Numbers of a row of z that may be written: those behind the columns are set to 0.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="epsilon">ε.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<T>(
        ref T x, int xStride, ref T scale, ref T biases, ref T moments, ref T z, int zStride, int columns, int width, int rows, double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint row = 0; row < rows; row++)
        {
            ref T mean = ref Unsafe.Add(ref moments, 2 * row);
            ref T inverse = ref Unsafe.Add(ref mean, 1);
            Moments(ref x, columns, epsilon, out mean, out inverse);
            Normalize(ref x, mean, inverse, ref scale, ref biases, ref z, columns);
            BatchRows.ClearRest(ref z, columns, width);
            x = ref Unsafe.Add(ref x, xStride);
            z = ref Unsafe.Add(ref z, zStride);
        }
    }

    /// <summary>The same for inference, which keeps nothing.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The first row of x.</param>
    /// <param name="xStride">Distance from one row of x to the next.</param>
    /// <param name="scale">γ.</param>
    /// <param name="biases">β.</param>
    /// <param name="z">The first row of z, written.</param>
    /// <param name="zStride">Distance from one row of z to the next.</param>
    /// <param name="columns">Numbers of a row.</param>
    /// <param name="width">Numbers of a row of z that may be written.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="epsilon">ε.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Infer<T>(
        ref T x, int xStride, ref T scale, ref T biases, ref T z, int zStride, int columns, int width, int rows, double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint row = 0; row < rows; row++)
        {
            Moments(ref x, columns, epsilon, out T mean, out T inverse);
            Normalize(ref x, mean, inverse, ref scale, ref biases, ref z, columns);
            BatchRows.ClearRest(ref z, columns, width);
            x = ref Unsafe.Add(ref x, xStride);
            z = ref Unsafe.Add(ref z, zStride);
        }
    }

    /// <summary>∂L/∂x = (g − mean(g) − x̂ mean(g ⊙ x̂)) / √(v + ε) for each row, where g = γ ⊙ δ and x̂ = (x − μ) / √(v + ε).</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="delta">The first row of δ.</param>
    /// <param name="stride">Distance from one row of δ to the next.</param>
    /// <param name="x">The first row of x.</param>
    /// <param name="gradient">The first row of ∂L/∂x, written.</param>
    /// <param name="xStride">Distance from one row of x, and of ∂L/∂x, to the next.</param>
    /// <param name="scale">γ.</param>
    /// <param name="moments">μ and 1 / √(v + ε) of each row.</param>
    /// <param name="columns">Numbers of a row.</param>
    /// <param name="width">Numbers of a row of ∂L/∂x that may be written.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<T>(
        ref T delta, int stride, ref T x, ref T gradient, int xStride, ref T scale, ref T moments, int columns, int width, int rows, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint row = 0; row < rows; row++)
        {
            T mean = Unsafe.Add(ref moments, 2 * row);
            T inverse = Unsafe.Add(ref moments, (2 * row) + 1);
            Means(ref delta, ref x, ref scale, mean, inverse, columns, out T ofGradient, out T ofProduct);
            PassBack(ref delta, ref x, ref gradient, ref scale, new RowMoments<T>(mean, inverse, ofGradient, ofProduct), columns, adds);
            if (!adds)
            {
                BatchRows.ClearRest(ref gradient, columns, width);
            }

            delta = ref Unsafe.Add(ref delta, stride);
            x = ref Unsafe.Add(ref x, xStride);
            gradient = ref Unsafe.Add(ref gradient, xStride);
        }
    }

    /// <summary>∂L/∂γ = Σ δ ⊙ x̂ and ∂L/∂β = Σ δ over the samples, for some of the channels.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="delta">The first row of δ from the first of the channels on.</param>
    /// <param name="stride">Distance from one row of δ to the next.</param>
    /// <param name="x">The first row of x from the first of the channels on; a whole register may be read behind them.</param>
    /// <param name="xStride">Distance from one row of x to the next.</param>
    /// <param name="moments">μ and 1 / √(v + ε) of each row.</param>
    /// <param name="scale">∂L/∂γ, written: whole registers.</param>
    /// <param name="biases">∂L/∂β, written: whole registers.</param>
    /// <param name="columns">How many channels.</param>
    /// <param name="width">How many with padding, whose gradients are 0.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="adds">Whether they are added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradients<T>(
        ref T delta, int stride, ref T x, int xStride, ref T moments, ref T scale, ref T biases, int columns, int width, int rows, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && width >= Vector512<double>.Count)
        {
            Gradients<Simd512<double>, T>(ref delta, stride, ref x, xStride, ref moments, ref scale, ref biases, columns, width, rows, adds);
        }
        else if (Vector256.IsHardwareAccelerated && width >= Vector256<double>.Count)
        {
            Gradients<Simd256<double>, T>(ref delta, stride, ref x, xStride, ref moments, ref scale, ref biases, columns, width, rows, adds);
        }
        else
        {
            Gradients<Simd128<double>, T>(ref delta, stride, ref x, xStride, ref moments, ref scale, ref biases, columns, width, rows, adds);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Gradients<TDouble, T>(
        ref T delta, nint stride, ref T x, nint xStride, ref T moments, ref T scale, ref T biases, int columns, int width, int rows, bool adds)
        where TDouble : struct, ISimd<TDouble, double>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint n = 0; n < width; n += TDouble.Count)
        {
            TDouble ofScale = adds ? Widening.Load<TDouble, T>(ref scale, n) : TDouble.Zero;
            TDouble ofBiases = adds ? Widening.Load<TDouble, T>(ref biases, n) : TDouble.Zero;
            for (nint row = 0; row < rows; row++)
            {
                TDouble mean = TDouble.Create(Double(ref moments, 2 * row));
                TDouble inverse = TDouble.Create(Double(ref moments, (2 * row) + 1));
                TDouble d = Widening.Load<TDouble, T>(ref delta, (row * stride) + n);
                TDouble normalized = (Widening.Load<TDouble, T>(ref x, (row * xStride) + n) - mean) * inverse;
                ofScale += d * normalized;
                ofBiases += d;
            }

            TDouble mask = TDouble.FirstLanes(columns - (int)n);
            Narrowing.Store(ofScale & mask, ref scale, n);
            Narrowing.Store(ofBiases & mask, ref biases, n);
        }
    }

    // Mean, and the inverse of the deviation.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Moments<T>(ref T x, int columns, double epsilon, out T mean, out T inverse)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        nint n = 0;
        for (; n + 4 <= columns; n += 4)
        {
            s0 += Double(ref x, n);
            s1 += Double(ref x, n + 1);
            s2 += Double(ref x, n + 2);
            s3 += Double(ref x, n + 3);
        }

        for (; n < columns; n++)
        {
            s0 += Double(ref x, n);
        }

        double average = ((s0 + s1) + (s2 + s3)) / columns;
        (s0, s1, s2, s3) = (0, 0, 0, 0);
        n = 0;
        for (; n + 4 <= columns; n += 4)
        {
            double d0 = Double(ref x, n) - average;
            double d1 = Double(ref x, n + 1) - average;
            double d2 = Double(ref x, n + 2) - average;
            double d3 = Double(ref x, n + 3) - average;
            s0 += d0 * d0;
            s1 += d1 * d1;
            s2 += d2 * d2;
            s3 += d3 * d3;
        }

        for (; n < columns; n++)
        {
            double d = Double(ref x, n) - average;
            s0 += d * d;
        }

        double variance = ((s0 + s1) + (s2 + s3)) / columns;
        mean = T.CreateTruncating(average);
        inverse = T.CreateTruncating(1 / Math.Sqrt(variance + epsilon));
    }

    // The means of g and of g ⊙ x̂.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Means<T>(
        ref T delta, ref T x, ref T scale, T mean, T inverse, int columns, out T ofGradient, out T ofProduct)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double m = double.CreateTruncating(mean);
        double r = double.CreateTruncating(inverse);
        double g0 = 0, g1 = 0, p0 = 0, p1 = 0;
        nint n = 0;
        for (; n + 2 <= columns; n += 2)
        {
            double d0 = Double(ref delta, n) * Double(ref scale, n);
            double d1 = Double(ref delta, n + 1) * Double(ref scale, n + 1);
            g0 += d0;
            g1 += d1;
            p0 += d0 * ((Double(ref x, n) - m) * r);
            p1 += d1 * ((Double(ref x, n + 1) - m) * r);
        }

        if (n < columns)
        {
            double d = Double(ref delta, n) * Double(ref scale, n);
            g0 += d;
            p0 += d * ((Double(ref x, n) - m) * r);
        }

        ofGradient = T.CreateTruncating((g0 + g1) / columns);
        ofProduct = T.CreateTruncating((p0 + p1) / columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normalize<T>(ref T x, T mean, T inverse, ref T scale, ref T biases, ref T z, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int bytes = columns * Unsafe.SizeOf<T>();
        if (Vector512.IsHardwareAccelerated && bytes >= 64)
        {
            Normalize<Simd512<T>, T>(ref x, mean, inverse, ref scale, ref biases, ref z, columns);
        }
        else if (Vector256.IsHardwareAccelerated && bytes >= 32)
        {
            Normalize<Simd256<T>, T>(ref x, mean, inverse, ref scale, ref biases, ref z, columns);
        }
        else
        {
            Normalize<Simd128<T>, T>(ref x, mean, inverse, ref scale, ref biases, ref z, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Normalize<TVector, T>(ref T x, T mean, T inverse, ref T scale, ref T biases, ref T z, int columns)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector means = TVector.Create(mean);
        TVector inverses = TVector.Create(inverse);
        for (nint n = 0; n < columns; n += TVector.Count)
        {
            int left = Math.Min(columns - (int)n, TVector.Count);
            TVector normalized = (TVector.LoadFirst(in x, n, left) - means) * inverses;
            TVector.StoreFirst((normalized * TVector.LoadFirst(in scale, n, left)) + TVector.LoadFirst(in biases, n, left), ref z, n, left);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PassBack<T>(ref T delta, ref T x, ref T gradient, ref T scale, RowMoments<T> moments, int columns, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int bytes = columns * Unsafe.SizeOf<T>();
        if (Vector512.IsHardwareAccelerated && bytes >= 64)
        {
            PassBack<Simd512<T>, T>(ref delta, ref x, ref gradient, ref scale, moments, columns, adds);
        }
        else if (Vector256.IsHardwareAccelerated && bytes >= 32)
        {
            PassBack<Simd256<T>, T>(ref delta, ref x, ref gradient, ref scale, moments, columns, adds);
        }
        else
        {
            PassBack<Simd128<T>, T>(ref delta, ref x, ref gradient, ref scale, moments, columns, adds);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void PassBack<TVector, T>(ref T delta, ref T x, ref T gradient, ref T scale, RowMoments<T> moments, int columns, bool adds)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector mean = TVector.Create(moments.Mean);
        TVector inverse = TVector.Create(moments.Inverse);
        TVector ofGradient = TVector.Create(moments.OfGradient);
        TVector ofProduct = TVector.Create(moments.OfProduct);
        for (nint n = 0; n < columns; n += TVector.Count)
        {
            int left = Math.Min(columns - (int)n, TVector.Count);
            TVector normalized = (TVector.LoadFirst(in x, n, left) - mean) * inverse;
            TVector g = TVector.LoadFirst(in delta, n, left) * TVector.LoadFirst(in scale, n, left);
            TVector value = ((g - ofGradient) - (normalized * ofProduct)) * inverse;
            TVector.StoreFirst(adds ? TVector.LoadFirst(in gradient, n, left) + value : value, ref gradient, n, left);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Double<T>(ref T first, nint index)
        where T : unmanaged, IFloatingPointIeee754<T> => Unsafe.SizeOf<T>() == sizeof(float)
        ? Unsafe.Add(ref Unsafe.As<T, float>(ref first), index)
        : Unsafe.Add(ref Unsafe.As<T, double>(ref first), index);

    private readonly record struct RowMoments<T>(T Mean, T Inverse, T OfGradient, T OfProduct)
        where T : unmanaged;
}

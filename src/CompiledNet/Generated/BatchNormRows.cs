using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>
/// Normalization of each channel over the samples of a batch, forward and back. A channel stays in its lane, and its sums run over the samples from first to
/// last, in double: the width of registers changes no bit. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchNormRows
{
    /// <summary>
    /// μ and 1 / √(v + ε) of each channel: in training those of the batch, of which the running averages get their share; else the running averages'.
    /// </summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The first row of x; a whole register may be read behind each.</param>
    /// <param name="xStride">Distance from one row of x to the next.</param>
    /// <param name="means">μ, written.</param>
    /// <param name="inverses">1 / √(v + ε), written.</param>
    /// <param name="runningMean">The running mean.</param>
    /// <param name="runningVariance">The running variance.</param>
    /// <param name="columns">How many channels.</param>
    /// <param name="width">How many with padding.</param>
    /// <param name="rows">Number of samples.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="momentum">The share of the batch in the running averages.</param>
    /// <param name="training">Whether the Forward is one of training.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Statistics<T>(
        ref T x,
        int xStride,
        ref T means,
        ref T inverses,
        ref T runningMean,
        ref T runningVariance,
        int columns,
        int width,
        int rows,
        double epsilon,
        double momentum,
        bool training)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!training)
        {
            for (nint n = 0; n < width; n++)
            {
                Unsafe.Add(ref means, n) = Unsafe.Add(ref runningMean, n);
                SimdScalar<T>.Store(Inverse<SimdScalar<T>, T>(SimdScalar<T>.Load(in runningVariance, n), epsilon), ref inverses, n);
            }
        }
        else if (Vector512.IsHardwareAccelerated && width >= Vector512<double>.Count)
        {
            Statistics<Simd512<double>, T>(
                ref x, xStride, ref means, ref inverses, ref runningMean, ref runningVariance, columns, width, rows, epsilon, momentum);
        }
        else if (Vector256.IsHardwareAccelerated && width >= Vector256<double>.Count)
        {
            Statistics<Simd256<double>, T>(
                ref x, xStride, ref means, ref inverses, ref runningMean, ref runningVariance, columns, width, rows, epsilon, momentum);
        }
        else
        {
            Statistics<Simd128<double>, T>(
                ref x, xStride, ref means, ref inverses, ref runningMean, ref runningVariance, columns, width, rows, epsilon, momentum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Statistics<TDouble, T>(
        ref T x,
        nint xStride,
        ref T means,
        ref T inverses,
        ref T runningMean,
        ref T runningVariance,
        int columns,
        int width,
        int rows,
        double epsilon,
        double momentum)
        where TDouble : struct, ISimd<TDouble, double>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TDouble count = TDouble.Create(rows);
        TDouble one = TDouble.Create(1);
        TDouble share = TDouble.Create(momentum);
        TDouble rest = TDouble.Create(1 - momentum);
        // One sample says nothing of the variance.
        TDouble unbiased = TDouble.Create(rows > 1 ? rows / (rows - 1.0) : 0);
        for (nint n = 0; n < width; n += TDouble.Count)
        {
            TDouble mask = TDouble.FirstLanes(columns - (int)n);
            TDouble sum = TDouble.Zero;
            for (nint row = 0; row < rows; row++)
            {
                sum += Widening.Load<TDouble, T>(ref x, (row * xStride) + n);
            }

            TDouble mean = (sum / count) & mask;
            TDouble squares = TDouble.Zero;
            for (nint row = 0; row < rows; row++)
            {
                TDouble difference = Widening.Load<TDouble, T>(ref x, (row * xStride) + n) - mean;
                squares += difference * difference;
            }

            TDouble variance = (squares / count) & mask;
            Narrowing.Store(mean, ref means, n);
            Narrowing.Store(one / TDouble.Sqrt(variance + TDouble.Create(epsilon)), ref inverses, n);
            Narrowing.Store((Widening.Load<TDouble, T>(ref runningMean, n) * rest) + (mean * share), ref runningMean, n);
            if (rows > 1)
            {
                Narrowing.Store(
                    (Widening.Load<TDouble, T>(ref runningVariance, n) * rest) + (variance * unbiased * share), ref runningVariance, n);
            }
        }
    }

    /// <summary>a = σ(γ ⊙ (x − μ) ⊙ 1 / √(v + ε) + β) for each row.</summary>
    /// <typeparam name="TFunction">σ.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The first row of x.</param>
    /// <param name="xStride">Distance from one row of x to the next.</param>
    /// <param name="means">μ.</param>
    /// <param name="inverses">1 / √(v + ε).</param>
    /// <param name="scale">γ.</param>
    /// <param name="biases">β.</param>
    /// <param name="a">The first row of a, written.</param>
    /// <param name="aStride">Distance from one row of a to the next.</param>
    /// <param name="columns">How many channels.</param>
    /// <param name="width">Numbers of a row of a that may be written: those behind the channels are set to 0.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize<TFunction, T>(
        ref T x, int xStride, ref T means, ref T inverses, ref T scale, ref T biases, ref T a, int aStride, int columns, int width, int rows)
        where TFunction : struct, IElementFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Normalize<TFunction, T>(ref x, xStride, ref means, ref inverses, epsilon: -1, ref scale, ref biases, ref a, aStride, columns, width, rows);

    /// <summary>The same from the running averages, for inference.</summary>
    /// <typeparam name="TFunction">σ.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The first row of x.</param>
    /// <param name="xStride">Distance from one row of x to the next.</param>
    /// <param name="runningMean">The running mean.</param>
    /// <param name="runningVariance">The running variance.</param>
    /// <param name="scale">γ.</param>
    /// <param name="biases">β.</param>
    /// <param name="a">The first row of a, written.</param>
    /// <param name="aStride">Distance from one row of a to the next.</param>
    /// <param name="columns">How many channels.</param>
    /// <param name="width">Numbers of a row of a that may be written.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="epsilon">ε.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Infer<TFunction, T>(
        ref T x,
        int xStride,
        ref T runningMean,
        ref T runningVariance,
        ref T scale,
        ref T biases,
        ref T a,
        int aStride,
        int columns,
        int width,
        int rows,
        double epsilon)
        where TFunction : struct, IElementFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Normalize<TFunction, T>(ref x, xStride, ref runningMean, ref runningVariance, epsilon, ref scale, ref biases, ref a, aStride, columns, width, rows);

    // A negative ε says that the second moments are inverses already.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normalize<TFunction, T>(
        ref T x, int xStride, ref T means, ref T seconds, double epsilon, ref T scale, ref T biases, ref T a, int aStride, int columns, int width, int rows)
        where TFunction : struct, IElementFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // A block of rows at a time, whose registers of columns are all taken while it is near.
        const int RowsOfBlock = 64;
        int whole = WideRegisters.Fill<T>(columns, out int bytes);
        for (nint row = 0; row < rows; row += RowsOfBlock)
        {
            int count = (int)Math.Min(rows - row, RowsOfBlock);
            ref T source = ref Unsafe.Add(ref x, row * xStride);
            ref T result = ref Unsafe.Add(ref a, row * aStride);
            if (bytes == 64)
            {
                Normalize<TFunction, Simd512<T>, T>(ref source, xStride, ref means, ref seconds, epsilon, ref scale, ref biases, ref result, aStride, 0, whole, count);
            }
            else if (bytes == 32)
            {
                Normalize<TFunction, Simd256<T>, T>(ref source, xStride, ref means, ref seconds, epsilon, ref scale, ref biases, ref result, aStride, 0, whole, count);
            }
            else if (bytes == 16)
            {
                Normalize<TFunction, Simd128<T>, T>(ref source, xStride, ref means, ref seconds, epsilon, ref scale, ref biases, ref result, aStride, 0, whole, count);
            }

            if (whole < columns)
            {
                Normalize<TFunction, SimdScalar<T>, T>(
                    ref source, xStride, ref means, ref seconds, epsilon, ref scale, ref biases, ref result, aStride, whole, columns, count);
            }
        }

        if (columns < width)
        {
            for (nint row = 0; row < rows; row++)
            {
                BatchRows.ClearRest(ref Unsafe.Add(ref a, row * aStride), columns, width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Normalize<TFunction, TVector, T>(
        ref T x,
        nint xStride,
        ref T means,
        ref T seconds,
        double epsilon,
        ref T scale,
        ref T biases,
        ref T a,
        nint aStride,
        nint from,
        nint end,
        int rows)
        where TFunction : struct, IElementFunction<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint n = from; n < end; n += TVector.Count)
        {
            TVector mean = TVector.Load(in means, n);
            TVector second = TVector.Load(in seconds, n);
            TVector inverse = epsilon < 0 ? second : Inverse<TVector, T>(second, epsilon);
            TVector gamma = TVector.Load(in scale, n);
            TVector beta = TVector.Load(in biases, n);
            ref T source = ref Unsafe.Add(ref x, n);
            ref T result = ref Unsafe.Add(ref a, n);
            for (int row = 0; row < rows; row++)
            {
                TVector.Store(TFunction.Activate(((TVector.Load(in source, 0) - mean) * inverse * gamma) + beta), ref result, 0);
                source = ref Unsafe.Add(ref source, xStride);
                result = ref Unsafe.Add(ref result, aStride);
            }
        }
    }

    /// <summary>Σ δ and Σ δ ⊙ x̂ over the samples, for each channel: ∂L/∂β and ∂L/∂γ.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="delta">The first row of δ.</param>
    /// <param name="stride">Distance from one row of δ to the next.</param>
    /// <param name="x">The first row of x; a whole register may be read behind each.</param>
    /// <param name="xStride">Distance from one row of x to the next.</param>
    /// <param name="means">μ.</param>
    /// <param name="inverses">1 / √(v + ε).</param>
    /// <param name="sums">Σ δ, written.</param>
    /// <param name="products">Σ δ ⊙ x̂, written.</param>
    /// <param name="scale">∂L/∂γ, written.</param>
    /// <param name="biases">∂L/∂β, written.</param>
    /// <param name="columns">How many channels.</param>
    /// <param name="width">How many with padding, whose gradients are 0.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="adds">Whether the gradients are added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradients<T>(
        ref T delta,
        int stride,
        ref T x,
        int xStride,
        ref T means,
        ref T inverses,
        ref T sums,
        ref T products,
        ref T scale,
        ref T biases,
        int columns,
        int width,
        int rows,
        bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && width >= Vector512<double>.Count)
        {
            Sums<Simd512<double>, T>(ref delta, stride, ref x, xStride, ref means, ref inverses, ref sums, ref products, columns, width, rows);
        }
        else if (Vector256.IsHardwareAccelerated && width >= Vector256<double>.Count)
        {
            Sums<Simd256<double>, T>(ref delta, stride, ref x, xStride, ref means, ref inverses, ref sums, ref products, columns, width, rows);
        }
        else
        {
            Sums<Simd128<double>, T>(ref delta, stride, ref x, xStride, ref means, ref inverses, ref sums, ref products, columns, width, rows);
        }

        for (nint n = 0; n < width; n++)
        {
            Unsafe.Add(ref scale, n) = adds ? Unsafe.Add(ref scale, n) + Unsafe.Add(ref products, n) : Unsafe.Add(ref products, n);
            Unsafe.Add(ref biases, n) = adds ? Unsafe.Add(ref biases, n) + Unsafe.Add(ref sums, n) : Unsafe.Add(ref sums, n);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sums<TDouble, T>(
        ref T delta, nint stride, ref T x, nint xStride, ref T means, ref T inverses, ref T sums, ref T products, int columns, int width, int rows)
        where TDouble : struct, ISimd<TDouble, double>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint n = 0; n < width; n += TDouble.Count)
        {
            TDouble mean = Widening.Load<TDouble, T>(ref means, n);
            TDouble inverse = Widening.Load<TDouble, T>(ref inverses, n);
            TDouble sum = TDouble.Zero;
            TDouble product = TDouble.Zero;
            for (nint row = 0; row < rows; row++)
            {
                TDouble d = Widening.Load<TDouble, T>(ref delta, (row * stride) + n);
                sum += d;
                product += d * ((Widening.Load<TDouble, T>(ref x, (row * xStride) + n) - mean) * inverse);
            }

            TDouble mask = TDouble.FirstLanes(columns - (int)n);
            Narrowing.Store(sum & mask, ref sums, n);
            Narrowing.Store(product & mask, ref products, n);
        }
    }

    /// <summary>
    /// ∂L/∂x = γ ⊙ 1 / √(v + ε) ⊙ (δ − Σδ / m − x̂ ⊙ Σ(δ ⊙ x̂) / m) for each row; if the Forward was none of training, only the first term, since μ and v
    /// do not depend on x.
    /// </summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="delta">The first row of δ.</param>
    /// <param name="stride">Distance from one row of δ to the next.</param>
    /// <param name="x">The first row of x.</param>
    /// <param name="gradient">The first row of ∂L/∂x, written.</param>
    /// <param name="xStride">Distance from one row of x, and of ∂L/∂x, to the next.</param>
    /// <param name="means">μ.</param>
    /// <param name="inverses">1 / √(v + ε).</param>
    /// <param name="sums">Σ δ.</param>
    /// <param name="products">Σ δ ⊙ x̂.</param>
    /// <param name="scale">γ.</param>
    /// <param name="columns">How many channels.</param>
    /// <param name="width">Numbers of a row of ∂L/∂x that may be written.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="batch">m, the samples of the batch; 0 if the Forward was none of training.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<T>(
        ref T delta,
        int stride,
        ref T x,
        ref T gradient,
        int xStride,
        ref T means,
        ref T inverses,
        ref T sums,
        ref T products,
        ref T scale,
        int columns,
        int width,
        int rows,
        int batch,
        bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int bytes = columns * Unsafe.SizeOf<T>();
        if (Vector512.IsHardwareAccelerated && bytes >= 64)
        {
            InputGradient<Simd512<T>, T>(
                ref delta, stride, ref x, ref gradient, xStride, ref means, ref inverses, ref sums, ref products, ref scale, columns, rows, batch, adds);
        }
        else if (Vector256.IsHardwareAccelerated && bytes >= 32)
        {
            InputGradient<Simd256<T>, T>(
                ref delta, stride, ref x, ref gradient, xStride, ref means, ref inverses, ref sums, ref products, ref scale, columns, rows, batch, adds);
        }
        else
        {
            InputGradient<Simd128<T>, T>(
                ref delta, stride, ref x, ref gradient, xStride, ref means, ref inverses, ref sums, ref products, ref scale, columns, rows, batch, adds);
        }

        for (nint row = 0; row < rows && !adds; row++)
        {
            BatchRows.ClearRest(ref Unsafe.Add(ref gradient, row * xStride), columns, width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void InputGradient<TVector, T>(
        ref T delta,
        nint stride,
        ref T x,
        ref T gradient,
        nint xStride,
        ref T means,
        ref T inverses,
        ref T sums,
        ref T products,
        ref T scale,
        int columns,
        int rows,
        int batch,
        bool adds)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector perSample = TVector.Create(batch == 0 ? T.Zero : T.One / T.CreateTruncating(batch));
        for (nint n = 0; n < columns; n += TVector.Count)
        {
            int left = Math.Min(columns - (int)n, TVector.Count);
            TVector mean = TVector.LoadFirst(in means, n, left);
            TVector inverse = TVector.LoadFirst(in inverses, n, left);
            TVector sum = TVector.LoadFirst(in sums, n, left) * perSample;
            TVector product = TVector.LoadFirst(in products, n, left) * perSample;
            TVector factor = TVector.LoadFirst(in scale, n, left) * inverse;
            for (nint row = 0; row < rows; row++)
            {
                TVector normalized = (TVector.LoadFirst(in x, (row * xStride) + n, left) - mean) * inverse;
                TVector value = ((TVector.LoadFirst(in delta, (row * stride) + n, left) - sum) - (normalized * product)) * factor;
                nint index = (row * xStride) + n;
                TVector.StoreFirst(adds ? TVector.LoadFirst(in gradient, index, left) + value : value, ref gradient, index, left);
            }
        }
    }

    // In the number type, so that a Forward of training that takes the running averages gives the bits of inference.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Inverse<TVector, T>(TVector variance, double epsilon)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> => TVector.Create(T.One) / TVector.Sqrt(variance + TVector.Number(epsilon));
}

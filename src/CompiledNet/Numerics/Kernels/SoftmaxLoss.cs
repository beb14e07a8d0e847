using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>
/// Categorical cross-entropy after a softmax, Σ y (ln Σ e^z − z), over the rows of a batch, in double. For generated code.
/// </summary>
/// <remarks>
/// ln Σ e^z = max z − ln ŷ of the largest, which is finite for every finite z. Where a ŷ is above ½, its logarithm is that of 1 less the
/// other ŷ, which keep the accuracy that their sum with 1 has lost: so the small loss of a network that is nearly certain is accurate too.
/// Where only one class counts, −ln ŷ of it is the loss, but for a ŷ that is too small to have all its digits.
/// Compiled at once and never inlined, for the reasons that <see cref="MatrixProduct"/> gives.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class SoftmaxLoss
{
    /// <summary>The sum of the losses of classes, in the widest registers that a row fills.</summary>
    /// <typeparam name="TShape">Units of a row are its columns, padded rows its lanes apart.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <param name="a">ŷ, row after row.</param>
    /// <param name="classes">The class of each row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <returns>The sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double OfClasses<TShape, T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<int> classes, int rows)
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T firstZ = ref MemoryMarshal.GetReference(z.Slice(0, rows * TShape.Lanes));
        ref T firstA = ref MemoryMarshal.GetReference(a.Slice(0, rows * TShape.Columns));
        ref int firstY = ref MemoryMarshal.GetReference(classes.Slice(0, rows));
        if (Vector512.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 64)
        {
            return OfClasses<TShape, Simd512<T>, T>(ref firstZ, ref firstA, ref firstY, rows);
        }
        else if (Vector256.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 32)
        {
            return OfClasses<TShape, Simd256<T>, T>(ref firstZ, ref firstA, ref firstY, rows);
        }
        else
        {
            return OfClasses<TShape, Simd128<T>, T>(ref firstZ, ref firstA, ref firstY, rows);
        }
    }

    /// <summary>The sum of the losses of targets, in the widest registers that a row fills.</summary>
    /// <typeparam name="TShape">Units of a row are its columns, padded rows its lanes apart.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="z">The pre-activations.</param>
    /// <param name="a">ŷ, row after row.</param>
    /// <param name="y">The targets, row after row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <returns>The sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double OfTargets<TShape, T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> y, int rows)
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T firstZ = ref MemoryMarshal.GetReference(z.Slice(0, rows * TShape.Lanes));
        ref T firstA = ref MemoryMarshal.GetReference(a.Slice(0, rows * TShape.Columns));
        ref T firstY = ref MemoryMarshal.GetReference(y.Slice(0, rows * TShape.Columns));
        if (Vector512.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 64)
        {
            return OfTargets<TShape, Simd512<T>, T>(ref firstZ, ref firstA, ref firstY, rows);
        }
        else if (Vector256.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 32)
        {
            return OfTargets<TShape, Simd256<T>, T>(ref firstZ, ref firstA, ref firstY, rows);
        }
        else
        {
            return OfTargets<TShape, Simd128<T>, T>(ref firstZ, ref firstA, ref firstY, rows);
        }
    }

    /// <summary>The sum of the losses where y is 1 for one class and 0 for the others.</summary>
    /// <typeparam name="TShape">Units of a row are its columns, rows of z its lanes apart.</typeparam>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="z">The pre-activations, rows of whole registers.</param>
    /// <param name="a">The softmax of each row, one after the other; readable to the end of the last register.</param>
    /// <param name="classes">The class of each row, from 0 to the units − 1.</param>
    /// <param name="rows">Number of rows.</param>
    /// <returns>The sum; NaN if a number is NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double OfClasses<TShape, TVector, T>(ref T z, ref T a, ref int classes, int rows)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Unsafe.SkipInit(out LineOfRows line);
        Unsafe.SkipInit(out LineOfRows rest);
        Unsafe.SkipInit(out LineOfRows distance);
        Unsafe.SkipInit(out LineOfRows weight);
        ref T outputs = ref LineOfRows.First<T>(ref line);
        ref T rests = ref LineOfRows.First<T>(ref rest);
        ref T distances = ref LineOfRows.First<T>(ref distance);
        ref T weights = ref LineOfRows.First<T>(ref weight);
        Fill(ref weights, TVector.Create(T.One));
        double sum = 0;
        for (nint start = 0; start < rows; start += Line<TVector, T>.Count)
        {
            Fill(ref outputs, TVector.Create(T.One));
            Fill(ref rests, TVector.Zero);
            Fill(ref distances, TVector.Zero);
            nint end = Math.Min(rows - start, Line<TVector, T>.Count);
            for (nint i = 0; i < end; i++)
            {
                nint row = start + i;
                nint unit = Unsafe.Add(ref classes, row);
                ref T softmax = ref Unsafe.Add(ref a, row * TShape.Columns);
                T output = Unsafe.Add(ref softmax, unit);
                if (output > SimdScalar<T>.OfDouble(0.5))
                {
                    output = OneLess(SumOfOthers<TShape, TVector, T>(ref softmax, unit), out Unsafe.Add(ref rests, i));
                }
                else if (!(output > SimdScalar<T>.OfDouble(Unsafe.SizeOf<T>() == sizeof(float) ? 1e-30 : 1e-290)))
                {
                    output = FromLargest<TShape, TVector, T>(
                        ref Unsafe.Add(ref z, row * TShape.Lanes), ref softmax, unit, out Unsafe.Add(ref rests, i), out Unsafe.Add(ref distances, i));
                }

                Unsafe.Add(ref outputs, i) = output;
            }

            sum += SumOfLine<TVector, T>(ref distances, ref weights, ref outputs, ref rests);
        }

        return sum;
    }

    /// <summary>The sum of the losses for any targets, 0 · ln 0 counting as 0.</summary>
    /// <inheritdoc cref="OfClasses{TShape, TVector, T}"/>
    /// <param name="z">The pre-activations, rows of whole registers.</param>
    /// <param name="a">The softmax of each row, one after the other; readable to the end of the last register.</param>
    /// <param name="y">The targets of each row, one after the other.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double OfTargets<TShape, TVector, T>(ref T z, ref T a, ref T y, int rows)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Unsafe.SkipInit(out LineOfRows line);
        Unsafe.SkipInit(out LineOfRows rest);
        Unsafe.SkipInit(out LineOfRows distance);
        Unsafe.SkipInit(out LineOfRows weight);
        ref T outputs = ref LineOfRows.First<T>(ref line);
        ref T rests = ref LineOfRows.First<T>(ref rest);
        ref T distances = ref LineOfRows.First<T>(ref distance);
        ref T weights = ref LineOfRows.First<T>(ref weight);
        double sum = 0;
        for (nint start = 0; start < rows; start += Line<TVector, T>.Count)
        {
            Fill(ref outputs, TVector.Create(T.One));
            Fill(ref rests, TVector.Zero);
            Fill(ref distances, TVector.Zero);
            Fill(ref weights, TVector.Zero);
            int count = (int)Math.Min(rows - start, Line<TVector, T>.Count);
            ref T logits = ref Unsafe.Add(ref z, start * TShape.Lanes);
            FindLargest<TShape, TVector, T>(ref logits, ref Unsafe.Add(ref a, start * TShape.Columns), count, ref distances, ref outputs, ref rests);
            FindDistances<TShape, TVector, T>(ref logits, ref Unsafe.Add(ref y, start * TShape.Columns), count, ref distances, ref weights);
            sum += SumOfLine<TVector, T>(ref distances, ref weights, ref outputs, ref rests);
        }

        return sum;
    }

    // The largest z and ŷ of some rows. A call of its own, and so is the next, for the JIT inlines only so much in one method.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FindLargest<TShape, TVector, T>(ref T z, ref T a, int rows, ref T maxima, ref T outputs, ref T rests)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint row = 0; row < rows; row++)
        {
            ref T logits = ref Unsafe.Add(ref z, row * TShape.Lanes);
            T max = SoftmaxRows.Largest<TShape, TVector, T>(ref logits);
            Unsafe.Add(ref maxima, row) = max;
            Unsafe.Add(ref outputs, row) = LargestOutput<TShape, TVector, T>(
                ref logits, ref Unsafe.Add(ref a, row * TShape.Columns), TVector.Create(max), out Unsafe.Add(ref rests, row));
        }
    }

    // Σ y (max − z) of some rows, written over max, and Σ y.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FindDistances<TShape, TVector, T>(ref T z, ref T y, int rows, ref T distances, ref T weights)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint row = 0; row < rows; row++)
        {
            TVector max = TVector.Create(Unsafe.Add(ref distances, row));
            ref T logits = ref Unsafe.Add(ref z, row * TShape.Lanes);
            ref T targets = ref Unsafe.Add(ref y, row * TShape.Columns);
            Unsafe.Add(ref distances, row) = TShape.Lanes <= LongSums.LanesOfBlock<T>()
                ? Distance<TShape, TVector, T>(ref logits, ref targets, 0, TShape.Lanes, max, out Unsafe.Add(ref weights, row))
                : LongDistance<TShape, TVector, T>(ref logits, ref targets, max, out Unsafe.Add(ref weights, row));
        }
    }

    // Σ y (max − z) of a part of a row, and Σ y. The first line stands before the loop, for there the JIT knows where in the row it is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Distance<TShape, TVector, T>(ref T z, ref T y, nint start, nint end, TVector max, out T weight)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int registers = Line<TVector, T>.Registers(TShape.Lanes);
        TVector rest = RowLoad.Rest<TShape, TVector, T>(ref y);
        TVector w0 = TVector.Zero;
        TVector w1 = TVector.Zero;
        TVector w2 = TVector.Zero;
        TVector w3 = TVector.Zero;
        TVector s0 = Terms<TShape, TVector, T>(ref z, ref y, start, max, rest, ref w0);
        TVector s1 = Unsafe.SizeOf<TVector>() <= 32 && registers > 1 ? Terms<TShape, TVector, T>(ref z, ref y, start + TVector.Count, max, rest, ref w1) : TVector.Zero;
        TVector s2 = Unsafe.SizeOf<TVector>() == 16 && registers > 2 ? Terms<TShape, TVector, T>(ref z, ref y, start + (2 * TVector.Count), max, rest, ref w2) : TVector.Zero;
        TVector s3 = Unsafe.SizeOf<TVector>() == 16 && registers > 2 ? Terms<TShape, TVector, T>(ref z, ref y, start + (3 * TVector.Count), max, rest, ref w3) : TVector.Zero;
        for (nint n = start + Line<TVector, T>.Count; n < end; n += Line<TVector, T>.Count)
        {
            s0 += Terms<TShape, TVector, T>(ref z, ref y, n, max, rest, ref w0);
            if (Unsafe.SizeOf<TVector>() <= 32 && registers > 1)
            {
                s1 += Terms<TShape, TVector, T>(ref z, ref y, n + TVector.Count, max, rest, ref w1);
            }

            if (Unsafe.SizeOf<TVector>() == 16 && registers > 2)
            {
                s2 += Terms<TShape, TVector, T>(ref z, ref y, n + (2 * TVector.Count), max, rest, ref w2);
                s3 += Terms<TShape, TVector, T>(ref z, ref y, n + (3 * TVector.Count), max, rest, ref w3);
            }
        }

        weight = Line<TVector, T>.Sum(registers, w0, w1, w2, w3);
        return Line<TVector, T>.Sum(registers, s0, s1, s2, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Terms<TShape, TVector, T>(ref T z, ref T y, nint column, TVector max, TVector rest, ref TVector weight)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector target = RowLoad.Units<TShape, TVector, T>(ref y, column, rest);
        TVector term = target * (max - TVector.Load(in z, column));
        weight += target;

        // A target of 0 adds nothing, whatever z is; NaN stays.
        return TVector.WhereGreater(TVector.Abs(target), TVector.Zero, term, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill<TVector, T>(ref T line, TVector value)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint i = 0; i < Line<TVector, T>.Count; i += TVector.Count)
        {
            TVector.Store(value, ref line, i);
        }
    }

    // Σ (d − w ln(ŷ + r)) over a line, whose logarithms take as long as one; ŷ is overwritten. Added up in pairs and two chains, whatever the
    // register. A call of its own: with it in the loop the JIT would inline no more, and keep the sum in memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double SumOfLine<TVector, T>(ref T distances, ref T weights, ref T outputs, ref T rests)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint i = 0; i < Line<TVector, T>.Count; i += TVector.Count)
        {
            TVector.Store(Logarithm<TVector, T>(TVector.Load(in outputs, i), TVector.Load(in rests, i)), ref outputs, i);
        }

        Simd128<double> s0 = Simd128<double>.Zero;
        Simd128<double> s1 = Simd128<double>.Zero;
        for (nint i = 0; i < Line<TVector, T>.Count; i += 2 * Simd128<double>.Count)
        {
            s0 += Losses(ref distances, ref weights, ref outputs, i);
            s1 += Losses(ref distances, ref weights, ref outputs, i + Simd128<double>.Count);
        }

        return Simd128<double>.Sum(s0 + s1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Simd128<double> Losses<T>(ref T distances, ref T weights, ref T logarithms, nint index)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Widening.Load<Simd128<double>, T>(ref distances, index)
            - (Widening.Load<Simd128<double>, T>(ref weights, index) * Widening.Load<Simd128<double>, T>(ref logarithms, index));

    // ln(u + r) with r below the last place of u: ln u + r/u.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Logarithm<TVector, T>(TVector u, TVector r)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> => VectorMath.Log<TVector, T>(u) + (r / u);

    // The largest ŷ of a row, as a rounded number and what rounding took from it: 1 less the others where it is above ½.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LargestOutput<TShape, TVector, T>(ref T z, ref T a, TVector max, out T rest)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T largest = TShape.Lanes <= LongSums.LanesOfBlock<T>()
            ? LargestOutput<TShape, TVector, T>(ref z, ref a, 0, TShape.Lanes, max, out T others)
            : LongLargestOutput<TShape, TVector, T>(ref z, ref a, max, out others);
        if (!(largest > SimdScalar<T>.OfDouble(0.5)))
        {
            rest = T.Zero;
            return largest;
        }

        return OneLess(others, out rest);
    }

    // The largest ŷ of a part of a row, and the sum of those that are not of the largest z.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LargestOutput<TShape, TVector, T>(ref T z, ref T a, nint start, nint end, TVector max, out T others)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int registers = Line<TVector, T>.Registers(TShape.Lanes);
        TVector m0 = TVector.Zero;
        TVector m1 = TVector.Zero;
        TVector m2 = TVector.Zero;
        TVector m3 = TVector.Zero;
        TVector s0 = TVector.Zero;
        TVector s1 = TVector.Zero;
        TVector s2 = TVector.Zero;
        TVector s3 = TVector.Zero;
        for (nint n = start; n < end; n += Line<TVector, T>.Count)
        {
            Add<TShape, TVector, T>(ref z, ref a, n, max, ref m0, ref s0);
            if (Unsafe.SizeOf<TVector>() <= 32 && registers > 1)
            {
                Add<TShape, TVector, T>(ref z, ref a, n + TVector.Count, max, ref m1, ref s1);
            }

            if (Unsafe.SizeOf<TVector>() == 16 && registers > 2)
            {
                Add<TShape, TVector, T>(ref z, ref a, n + (2 * TVector.Count), max, ref m2, ref s2);
                Add<TShape, TVector, T>(ref z, ref a, n + (3 * TVector.Count), max, ref m3, ref s3);
            }
        }

        others = Line<TVector, T>.Sum(registers, s0, s1, s2, s3);
        return Line<TVector, T>.Largest(registers, m0, m1, m2, m3);
    }

    // 1 less a number below ½, rounded, and what rounding took from it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T OneLess<T>(T others, out T rest)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T rounded = T.One - others;
        rest = (T.One - rounded) - others;
        return rounded;
    }

    // An output too small to have all its digits, or 0: −ln ŷ = (max z − z) − ln ŷ of the largest. A call, for it is rare.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T FromLargest<TShape, TVector, T>(ref T z, ref T a, nint unit, out T rest, out T distance)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T max = SoftmaxRows.Largest<TShape, TVector, T>(ref z);
        distance = max - Unsafe.Add(ref z, unit);
        return LargestOutput<TShape, TVector, T>(ref z, ref a, TVector.Create(max), out rest);
    }

    // The sum of the outputs of a row but one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SumOfOthers<TShape, TVector, T>(ref T a, nint unit)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> => TShape.Lanes <= LongSums.LanesOfBlock<T>()
        ? SumOfOthers<TShape, TVector, T>(ref a, unit, 0, TShape.Lanes)
        : LongSumOfOthers<TShape, TVector, T>(ref a, unit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SumOfOthers<TShape, TVector, T>(ref T a, nint unit, nint start, nint end)
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
            s0 += Others<TShape, TVector, T>(ref a, n, unit);
            if (Unsafe.SizeOf<TVector>() <= 32 && registers > 1)
            {
                s1 += Others<TShape, TVector, T>(ref a, n + TVector.Count, unit);
            }

            if (Unsafe.SizeOf<TVector>() == 16 && registers > 2)
            {
                s2 += Others<TShape, TVector, T>(ref a, n + (2 * TVector.Count), unit);
                s3 += Others<TShape, TVector, T>(ref a, n + (3 * TVector.Count), unit);
            }
        }

        return Line<TVector, T>.Sum(registers, s0, s1, s2, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Others<TShape, TVector, T>(ref T a, nint column, nint unit)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector outputs = TVector.Load(in a, column);
        TVector after = TVector.Where(TVector.FirstLanes((int)(unit - column) + 1), TVector.Zero, outputs);
        TVector others = TVector.Where(TVector.FirstLanes((int)(unit - column)), outputs, after);
        return TShape.Columns == TShape.Lanes ? others : others & TVector.FirstLanes(TShape.Columns - (int)column);
    }

    // The largest ŷ so far, and the sum of those that are not of the largest z.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TShape, TVector, T>(ref T z, ref T a, nint column, TVector max, ref TVector largest, ref TVector others)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector outputs = TVector.Load(in a, column);
        if (TShape.Columns != TShape.Lanes)
        {
            outputs &= TVector.FirstLanes(TShape.Columns - (int)column);
        }

        largest = TVector.AtLeast(largest, outputs);
        others += TVector.WhereGreater(max, TVector.Load(in z, column), outputs, TVector.Zero);
    }
}

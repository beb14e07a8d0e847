using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet;

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
public static class SoftmaxLoss
{
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
        ref T outputs = ref LineOfRows.First<T>(ref line);
        ref T rests = ref LineOfRows.First<T>(ref rest);
        ref T distances = ref LineOfRows.First<T>(ref distance);
        double sum = 0;
        for (nint start = 0; start < rows; start += Line<TVector, T>.Count)
        {
            nint end = Math.Min(rows - start, Line<TVector, T>.Count);
            for (nint i = 0; i < end; i++)
            {
                nint row = start + i;
                nint unit = Unsafe.Add(ref classes, row);
                ref T softmax = ref Unsafe.Add(ref a, row * TShape.Columns);
                T output = Unsafe.Add(ref softmax, unit);
                Unsafe.Add(ref distances, i) = T.Zero;
                Unsafe.Add(ref rests, i) = T.Zero;
                if (output > T.CreateTruncating(0.5))
                {
                    output = OneLess(SumOfOthers<TShape, TVector, T>(ref softmax, unit), out Unsafe.Add(ref rests, i));
                }
                else if (!(output > T.CreateTruncating(Unsafe.SizeOf<T>() == sizeof(float) ? 1e-30 : 1e-290)))
                {
                    output = FromLargest<TShape, TVector, T>(
                        ref Unsafe.Add(ref z, row * TShape.Lanes), ref softmax, unit, out Unsafe.Add(ref rests, i), out Unsafe.Add(ref distances, i));
                }

                Unsafe.Add(ref outputs, i) = output;
            }

            for (nint i = end; i < Line<TVector, T>.Count; i++)
            {
                Unsafe.Add(ref outputs, i) = T.One;
                Unsafe.Add(ref rests, i) = T.Zero;
            }

            TakeLogarithms<TVector, T>(ref outputs, ref rests);
            for (nint i = 0; i < end; i++)
            {
                sum += double.CreateTruncating(Unsafe.Add(ref distances, i)) - double.CreateTruncating(Unsafe.Add(ref outputs, i));
            }
        }

        return sum;
    }

    /// <summary>The sum of the losses for any targets, 0 · ln 0 counting as 0.</summary>
    /// <inheritdoc cref="OfClasses"/>
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
        double sum = 0;
        for (nint row = 0; row < rows; row++)
        {
            ref T logits = ref Unsafe.Add(ref z, row * TShape.Lanes);
            ref T targets = ref Unsafe.Add(ref y, row * TShape.Columns);
            TVector max = TVector.Create(SoftmaxRows.Largest<TShape, TVector, T>(ref logits));
            T output = LargestOutput<TShape, TVector, T>(ref logits, ref Unsafe.Add(ref a, row * TShape.Columns), max, out T rest);
            TVector log = Logarithm<TVector, T>(TVector.Create(output), TVector.Create(rest));
            sum += RowOfTargets<TShape, TVector, T>(ref logits, ref targets, max, -log);
        }

        return sum;
    }

    // Σ y (max − z − ln ŷ of the largest)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double RowOfTargets<TShape, TVector, T>(ref T z, ref T y, TVector max, TVector rest)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int registers = Line<TVector, T>.Registers(TShape.Lanes);
        TVector s0 = TVector.Zero;
        TVector s1 = TVector.Zero;
        TVector s2 = TVector.Zero;
        TVector s3 = TVector.Zero;
        for (nint n = 0; n < TShape.Lanes; n += Line<TVector, T>.Count)
        {
            s0 += Terms<TShape, TVector, T>(ref z, ref y, n, max, rest);
            if (registers > 1)
            {
                s1 += Terms<TShape, TVector, T>(ref z, ref y, n + TVector.Count, max, rest);
            }

            if (registers > 2)
            {
                s2 += Terms<TShape, TVector, T>(ref z, ref y, n + (2 * TVector.Count), max, rest);
                s3 += Terms<TShape, TVector, T>(ref z, ref y, n + (3 * TVector.Count), max, rest);
            }
        }

        return double.CreateTruncating(Line<TVector, T>.Sum(registers, s0, s1, s2, s3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Terms<TShape, TVector, T>(ref T z, ref T y, nint column, TVector max, TVector rest)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector target = RowLoad.Units<TShape, TVector, T>(ref y, column);
        TVector term = target * ((max - TVector.Load(in z, column)) + rest);

        // A target of 0 counts as 0, whatever z is; NaN stays.
        return TVector.WhereGreater(TVector.Abs(target), TVector.Zero, term, target);
    }

    // ln ŷ of the largest of each row, in place. One row's would take as long.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TakeLogarithms<TVector, T>(ref T outputs, ref T rests)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint i = 0; i < Line<TVector, T>.Count; i += TVector.Count)
        {
            TVector.Store(Logarithm<TVector, T>(TVector.Load(in outputs, i), TVector.Load(in rests, i)), ref outputs, i);
        }
    }

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
        int registers = Line<TVector, T>.Registers(TShape.Lanes);
        TVector m0 = TVector.Zero;
        TVector m1 = TVector.Zero;
        TVector m2 = TVector.Zero;
        TVector m3 = TVector.Zero;
        TVector s0 = TVector.Zero;
        TVector s1 = TVector.Zero;
        TVector s2 = TVector.Zero;
        TVector s3 = TVector.Zero;
        for (nint n = 0; n < TShape.Lanes; n += Line<TVector, T>.Count)
        {
            Add<TShape, TVector, T>(ref z, ref a, n, max, ref m0, ref s0);
            if (registers > 1)
            {
                Add<TShape, TVector, T>(ref z, ref a, n + TVector.Count, max, ref m1, ref s1);
            }

            if (registers > 2)
            {
                Add<TShape, TVector, T>(ref z, ref a, n + (2 * TVector.Count), max, ref m2, ref s2);
                Add<TShape, TVector, T>(ref z, ref a, n + (3 * TVector.Count), max, ref m3, ref s3);
            }
        }

        T largest = Line<TVector, T>.Largest(registers, m0, m1, m2, m3);
        if (!(largest > T.CreateTruncating(0.5)))
        {
            rest = T.Zero;
            return largest;
        }

        return OneLess(Line<TVector, T>.Sum(registers, s0, s1, s2, s3), out rest);
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

    // The outputs of a row but one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SumOfOthers<TShape, TVector, T>(ref T a, nint unit)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int registers = Line<TVector, T>.Registers(TShape.Lanes);
        TVector s0 = TVector.Zero;
        TVector s1 = TVector.Zero;
        TVector s2 = TVector.Zero;
        TVector s3 = TVector.Zero;
        for (nint n = 0; n < TShape.Lanes; n += Line<TVector, T>.Count)
        {
            s0 += Others<TShape, TVector, T>(ref a, n, unit);
            if (registers > 1)
            {
                s1 += Others<TShape, TVector, T>(ref a, n + TVector.Count, unit);
            }

            if (registers > 2)
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

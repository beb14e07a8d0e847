using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>
/// Softmax of each row of a batch, a = e^(z − max) / Σ e^(z − max): without the maximum e^z would overflow. For generated code.
/// </summary>
/// <remarks>Compiled at once and never inlined, for the reasons that <see cref="MatrixProduct"/> gives.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SoftmaxRows
{
    /// <summary>Computes the activations, in the widest registers that a row fills.</summary>
    /// <typeparam name="TShape">Units of a row are its columns, padded rows its lanes apart.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="z">The pre-activations; what lies in a row after the units does not count.</param>
    /// <param name="a">The activations, written; may be z where the rows are as far apart.</param>
    /// <param name="stride">Distance from one row of activations to the next.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TShape, T>(ReadOnlySpan<T> z, Span<T> a, int stride, int rows)
        where TShape : struct, IProductShape<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T firstZ = ref MemoryMarshal.GetReference(z.Slice(0, rows * TShape.Lanes));
        ref T firstA = ref MemoryMarshal.GetReference(a.Slice(0, rows * stride));
        if (Vector512.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 64)
        {
            Run<TShape, Simd512<T>, T>(ref firstZ, ref firstA, stride, rows);
        }
        else if (Vector256.IsHardwareAccelerated && TShape.Lanes * Unsafe.SizeOf<T>() >= 32)
        {
            Run<TShape, Simd256<T>, T>(ref firstZ, ref firstA, stride, rows);
        }
        else
        {
            Run<TShape, Simd128<T>, T>(ref firstZ, ref firstA, stride, rows);
        }
    }

    /// <summary>Computes the activations.</summary>
    /// <typeparam name="TShape">Units of a row are its columns, rows of z its lanes apart.</typeparam>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="z">The pre-activations, rows of whole registers; what lies there after the units does not count.</param>
    /// <param name="a">The activations, written; may be z where the rows are as far apart.</param>
    /// <param name="stride">Distance from one row of activations to the next; no more than the units is written.</param>
    /// <param name="rows">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<TShape, TVector, T>(ref T z, ref T a, nint stride, int rows)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int row = 0; row < rows; row++)
        {
            RunRow<TShape, TVector, T>(ref z, ref a);
            z = ref Unsafe.Add(ref z, TShape.Lanes);
            a = ref Unsafe.Add(ref a, stride);
        }
    }

    /// <summary>Computes the activations of one row.</summary>
    /// <typeparam name="TShape">Units of the row are its columns.</typeparam>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="z">The pre-activations; what lies after the units does not count.</param>
    /// <param name="a">The activations, written; may be z.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunRow<TShape, TVector, T>(ref T z, ref T a)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (TShape.Lanes <= TVector.Count)
        {
            RunRegister<TShape, TVector, T>(ref z, ref a);
        }
        else if (TShape.Lanes <= Line<TVector, T>.Count)
        {
            RunLine<TShape, TVector, T>(ref z, ref a);
        }
        else
        {
            RunLines<TShape, TVector, T>(ref z, ref a);
        }
    }

    /// <summary>What stands for the units that a row does not have, so that they change no maximum.</summary>
    /// <remarks>
    /// The power of −∞ is 0, which is all that is wanted of it. But where 2ⁿ takes two products, the second underflows, for which a processor may take as
    /// long as for the rest of the row: there it is the first unit, and its power is cut off.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Filling<TVector, T>(ref T row)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TVector.Create(Unsafe.SizeOf<TVector>() == 64 ? T.NegativeInfinity : row);

    /// <summary>A register of a row, with something else in the lanes after the last unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load<TShape, TVector, T>(ref T row, nint column, TVector filling)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        return column >= TShape.Lanes ? filling
            : TShape.Columns == TShape.Lanes ? TVector.Load(in row, column)
            : TVector.Where(TVector.FirstLanes(TShape.Columns - (int)column), TVector.Load(in row, column), filling);
    }

    /// <summary>Softmax of a row that fits one register.</summary>
    /// <typeparam name="TShape">Units of the row are its columns.</typeparam>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="z">The pre-activations; what lies after the units does not count.</param>
    /// <returns>The activations, 0 after the units.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector OfRegister<TShape, TVector, T>(TVector z)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector units = TShape.Columns == TShape.Lanes
            ? z
            : TVector.Where(TVector.FirstLanes(TShape.Columns), z, TVector.Create(T.NegativeInfinity));
        TVector powers = VectorMath.ExpNotPositive<TVector, T>(units - TVector.Create(TVector.Largest(units)));
        return powers / TVector.Create(TVector.Sum(powers));
    }

    // A row of one register. A call, as the other kinds of rows are: what a branch holds is compiled even where it is never taken.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunRegister<TShape, TVector, T>(ref T z, ref T a)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        StoreUnits<TShape, TVector, T>(OfRegister<TShape, TVector, T>(TVector.Load(in z, 0)), ref a, 0);

    // A row of at most 64 bytes, which stays in registers from beginning to end. A call of its own too: up to four exponentials are more than the JIT
    // inlines in a loop.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunLine<TShape, TVector, T>(ref T z, ref T a)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int registers = Line<TVector, T>.Registers(TShape.Lanes);
        TVector filling = Filling<TVector, T>(ref z);
        TVector e0 = Load<TShape, TVector, T>(ref z, 0, filling);
        TVector e1 = Load<TShape, TVector, T>(ref z, TVector.Count, filling);
        TVector e2 = Unsafe.SizeOf<TVector>() == 16 ? Load<TShape, TVector, T>(ref z, 2 * TVector.Count, filling) : e0;
        TVector e3 = Unsafe.SizeOf<TVector>() == 16 ? Load<TShape, TVector, T>(ref z, 3 * TVector.Count, filling) : e1;
        TVector max = TVector.Create(Line<TVector, T>.Largest(registers, e0, e1, e2, e3));
        e0 = Powers<TVector, T>(e0 - max);
        e1 = Powers<TVector, T>(e1 - max);
        if (Unsafe.SizeOf<TVector>() == 16 && registers > 2)
        {
            e2 = Powers<TVector, T>(e2 - max);
            e3 = Powers<TVector, T>(e3 - max);
        }

        // The last half of a row may have lanes that are no units. (At the widest registers they are 0 already.)
        if (TShape.Columns < TShape.Lanes && registers == 2)
        {
            e1 &= TVector.FirstLanes(TShape.Columns - TVector.Count);
        }

        if (TShape.Columns < TShape.Lanes && registers > 2)
        {
            e2 &= TVector.FirstLanes(TShape.Columns - (2 * TVector.Count));
            e3 &= TVector.FirstLanes(TShape.Columns - (3 * TVector.Count));
        }

        TVector total = TVector.Create(Line<TVector, T>.Sum(registers, e0, e1, e2, e3));
        StoreUnits<TShape, TVector, T>(e0 / total, ref a, 0);
        StoreUnits<TShape, TVector, T>(e1 / total, ref a, TVector.Count);
        if (Unsafe.SizeOf<TVector>() == 16 && registers > 2)
        {
            StoreUnits<TShape, TVector, T>(e2 / total, ref a, 2 * TVector.Count);
            StoreUnits<TShape, TVector, T>(e3 / total, ref a, 3 * TVector.Count);
        }
    }

    // A call of its own, which a long row does not notice: what is inlined with the other way leaves no budget for it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunLines<TShape, TVector, T>(ref T z, ref T a)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector max = TVector.Create(LargestOfLines<TShape, TVector, T>(ref z));
        T sum;
        if (TShape.Lanes <= LongSums.LanesOfBlock<T>())
        {
            sum = SumOfPowers<TShape, TVector, T>(ref z, ref a, 0, TShape.Lanes, max);
        }
        else
        {
            double total = 0;
            for (nint n = 0; n < TShape.Lanes; n += LongSums.LanesOfBlock<T>())
            {
                nint end = Math.Min(n + LongSums.LanesOfBlock<T>(), TShape.Lanes);
                total += double.CreateTruncating(SumOfPowers<TShape, TVector, T>(ref z, ref a, n, end, max));
            }

            sum = T.CreateTruncating(total);
        }

        Divide<TShape, TVector, T>(ref z, ref a, max, TVector.Create(sum));
    }

    // The powers of whole lines, stored but for those of the last units, and their sum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SumOfPowers<TShape, TVector, T>(ref T z, ref T a, nint start, nint end, TVector max)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector filling = Filling<TVector, T>(ref z);
        int registers = Line<TVector, T>.Registers(TShape.Lanes);
        TVector s0 = TVector.Zero;
        TVector s1 = TVector.Zero;
        TVector s2 = TVector.Zero;
        TVector s3 = TVector.Zero;
        for (nint n = start; n < end; n += Line<TVector, T>.Count)
        {
            s0 += StorePowers<TShape, TVector, T>(ref z, ref a, n, max, filling);
            if (Unsafe.SizeOf<TVector>() <= 32 && registers > 1)
            {
                s1 += StorePowers<TShape, TVector, T>(ref z, ref a, n + TVector.Count, max, filling);
            }

            if (Unsafe.SizeOf<TVector>() == 16 && registers > 2)
            {
                s2 += StorePowers<TShape, TVector, T>(ref z, ref a, n + (2 * TVector.Count), max, filling);
                s3 += StorePowers<TShape, TVector, T>(ref z, ref a, n + (3 * TVector.Count), max, filling);
            }
        }

        return Line<TVector, T>.Sum(registers, s0, s1, s2, s3);
    }

    // The powers of a row, which are in a but for those of the last units, by their sum.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Divide<TShape, TVector, T>(ref T z, ref T a, TVector max, TVector total)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint whole = TShape.Columns / TVector.Count * TVector.Count;
        for (nint n = 0; n < whole; n += TVector.Count)
        {
            TVector.Store(TVector.Load(in a, n) / total, ref a, n);
        }

        if (whole < TShape.Columns)
        {
            // Computed once more: there was no room for a whole register.
            TVector last = VectorMath.ExpNotPositive<TVector, T>(Load<TShape, TVector, T>(ref z, whole, Filling<TVector, T>(ref z)) - max);
            TVector.StoreFirst(last / total, ref a, whole, TShape.Columns - (int)whole);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector StorePowers<TShape, TVector, T>(ref T z, ref T a, nint column, TVector max, TVector filling)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector powers = Powers<TVector, T>(Load<TShape, TVector, T>(ref z, column, filling) - max);
        if (column + TVector.Count <= TShape.Columns)
        {
            TVector.Store(powers, ref a, column);
        }
        else if (Unsafe.SizeOf<TVector>() < 64)
        {
            powers &= TVector.FirstLanes(TShape.Columns - (int)column);
        }

        return powers;
    }

    // Of one or two registers the JIT inlines the exponentials; of four, or of two of doubles that are masked besides, it would leave the operations that
    // come after them as calls. The sizes are what it knows early enough to spend nothing on the way not taken.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Powers<TVector, T>(TVector z)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Unsafe.SizeOf<TVector>() <= 16 || (Unsafe.SizeOf<TVector>() == 32 && Unsafe.SizeOf<T>() == sizeof(double)))
        {
            return ApplyExp<TVector, T>(z);
        }

        return VectorMath.ExpNotPositive<TVector, T>(z);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static TVector ApplyExp<TVector, T>(TVector z)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> => VectorMath.ExpNotPositive<TVector, T>(z);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T LargestOfLines<TShape, TVector, T>(ref T row)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> => Largest<TShape, TVector, T>(ref row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Largest<TShape, TVector, T>(ref T row)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int registers = Line<TVector, T>.Registers(TShape.Lanes);
        TVector filling = TVector.Create(T.NegativeInfinity);
        TVector m0 = Load<TShape, TVector, T>(ref row, 0, filling);
        TVector m1 = Unsafe.SizeOf<TVector>() <= 32 ? Load<TShape, TVector, T>(ref row, TVector.Count, filling) : m0;
        TVector m2 = Unsafe.SizeOf<TVector>() == 16 ? Load<TShape, TVector, T>(ref row, 2 * TVector.Count, filling) : m0;
        TVector m3 = Unsafe.SizeOf<TVector>() == 16 ? Load<TShape, TVector, T>(ref row, 3 * TVector.Count, filling) : m1;
        for (nint n = Line<TVector, T>.Count; n < TShape.Lanes; n += Line<TVector, T>.Count)
        {
            m0 = TVector.AtLeast(m0, Load<TShape, TVector, T>(ref row, n, filling));
            if (Unsafe.SizeOf<TVector>() <= 32 && registers > 1)
            {
                m1 = TVector.AtLeast(m1, Load<TShape, TVector, T>(ref row, n + TVector.Count, filling));
            }

            if (Unsafe.SizeOf<TVector>() == 16 && registers > 2)
            {
                m2 = TVector.AtLeast(m2, Load<TShape, TVector, T>(ref row, n + (2 * TVector.Count), filling));
                m3 = TVector.AtLeast(m3, Load<TShape, TVector, T>(ref row, n + (3 * TVector.Count), filling));
            }
        }

        return Line<TVector, T>.Largest(registers, m0, m1, m2, m3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreUnits<TShape, TVector, T>(TVector value, ref T a, int column)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int left = TShape.Columns - column;
        if (left >= TVector.Count)
        {
            TVector.Store(value, ref a, column);
        }
        else if (left > 0)
        {
            TVector.StoreFirst(value, ref a, column, left);
        }
    }
}

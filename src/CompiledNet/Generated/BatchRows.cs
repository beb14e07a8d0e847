using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>
/// Functions of two numbers over the rows of batches, a row for each sample, in the widest registers that a row fills. Number by number: the width changes no
/// bit. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchRows
{
    /// <summary>z = f(x, y), or z += f(x, y), for each number of each row.</summary>
    /// <typeparam name="TFunction">The function f.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The first row of x.</param>
    /// <param name="xStride">Distance from one row of x to the next.</param>
    /// <param name="y">The first row of y.</param>
    /// <param name="yStride">Distance from one row of y to the next; 0 if all rows take the same.</param>
    /// <param name="z">The first row of z, written; may be x or y.</param>
    /// <param name="zStride">Distance from one row of z to the next.</param>
    /// <param name="columns">Numbers of a row.</param>
    /// <param name="width">Numbers of a row of z that may be written: those behind the columns are set to 0, unless the values are added.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="adds">Whether the values are added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Combine<TFunction, T>(
        ref T x, int xStride, ref T y, int yStride, ref T z, int zStride, int columns, int width, int rows, bool adds)
        where TFunction : struct, IRowFunction<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (xStride == columns && yStride == columns && zStride == columns)
        {
            // Without padding the rows are one.
            columns *= rows;
            width = columns;
            rows = 1;
        }

        int bytes = columns * Unsafe.SizeOf<T>();
        if (Vector512.IsHardwareAccelerated && bytes >= 64)
        {
            Combine<TFunction, Simd512<T>, T>(ref x, xStride, ref y, yStride, ref z, zStride, columns, width, rows, adds);
        }
        else if (Vector256.IsHardwareAccelerated && bytes >= 32)
        {
            Combine<TFunction, Simd256<T>, T>(ref x, xStride, ref y, yStride, ref z, zStride, columns, width, rows, adds);
        }
        else
        {
            Combine<TFunction, Simd128<T>, T>(ref x, xStride, ref y, yStride, ref z, zStride, columns, width, rows, adds);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Combine<TFunction, TVector, T>(
        ref T x, nint xStride, ref T y, nint yStride, ref T z, nint zStride, int columns, int width, int rows, bool adds)
        where TFunction : struct, IRowFunction<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int row = 0; row < rows; row++)
        {
            nint n = 0;
            for (; n + TVector.Count <= columns; n += TVector.Count)
            {
                TVector value = TFunction.Apply(TVector.Load(in x, n), TVector.Load(in y, n));
                TVector.Store(adds ? TVector.Load(in z, n) + value : value, ref z, n);
            }

            if (n < columns)
            {
                int left = columns - (int)n;
                TVector value = TFunction.Apply(TVector.LoadFirst(in x, n, left), TVector.LoadFirst(in y, n, left));
                value = adds ? TVector.LoadFirst(in z, n, left) + value : value;
                TVector.StoreFirst(value, ref z, n, left);
            }

            if (!adds)
            {
                ClearRest(ref z, columns, width);
            }

            x = ref Unsafe.Add(ref x, xStride);
            y = ref Unsafe.Add(ref y, yStride);
            z = ref Unsafe.Add(ref z, zStride);
        }
    }

    /// <summary>Sets the padding of a row to 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ClearRest<T>(ref T row, int columns, int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint n = columns; n < width; n++)
        {
            Unsafe.Add(ref row, n) = T.Zero;
        }
    }

    /// <summary>Sets the padding of rows that lie one after the other to 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ClearRests<T>(ref T row, int columns, int width, nint rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint i = 0; i < rows; i++)
        {
            ClearRest(ref row, columns, width);
            row = ref Unsafe.Add(ref row, width);
        }
    }
}

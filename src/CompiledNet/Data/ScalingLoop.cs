using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet;

/// <summary>
/// y = (x − shift) / scale + offset with a shift and a scale for each column, or the way back, over rows that lie one after the other.
/// </summary>
/// <remarks>
/// The loop does not care where a row ends: registers are always full, and shifts and scales lie in memory once more beyond the last
/// column, for registers that reach into the next row. Each number is widened to double, goes through three operations that are rounded
/// one by one, and is rounded once to its own type; so the bits are the same at every width, and a float in a column far from 0 loses
/// nothing to a shift that was rounded to float. Divided, not multiplied by a reciprocal: then the largest number of a column becomes exactly
/// the end of its range.
/// </remarks>
internal sealed class ScalingLoop
{
    private readonly int _columns;
    private readonly double _offset;

    // For register n of the loop, which begins at column c: columns c, c + 1, …, going on with the first after the last.
    private readonly double[] _shifts;
    private readonly double[] _scales;

    public ScalingLoop(ReadOnlySpan<double> shifts, ReadOnlySpan<double> scales, double offset)
    {
        _columns = shifts.Length;
        _offset = offset;
        _shifts = Extended(shifts);
        _scales = Extended(scales);
    }

    /// <summary>The shift of each column.</summary>
    public ReadOnlySpan<double> Shifts => _shifts.AsSpan(0, _columns);

    /// <summary>The scale of each column.</summary>
    public ReadOnlySpan<double> Scales => _scales.AsSpan(0, _columns);

    /// <summary>What is added to all.</summary>
    public double Offset => _offset;

    /// <summary>There or back, in the widest registers and, what is left, one by one.</summary>
    /// <typeparam name="TDirection"><see cref="Scaling"/> or <see cref="Unscaling"/>.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="source">Whole rows.</param>
    /// <param name="destination">As long; the same memory, or none of it.</param>
    public void Run<TDirection, T>(ReadOnlySpan<T> source, Span<T> destination)
        where TDirection : struct, IScalingDirection
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int done = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            done = Run<TDirection, Simd512<double>, T>(source, destination, done);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            done = Run<TDirection, Simd256<double>, T>(source, destination, done);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            done = Run<TDirection, Simd128<double>, T>(source, destination, done);
        }

        Run<TDirection, SimdScalar<double>, T>(source, destination, done);
    }

    /// <summary>The same from an index on, as far as whole registers reach.</summary>
    /// <typeparam name="TDirection"><see cref="Scaling"/> or <see cref="Unscaling"/>.</typeparam>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="source">Whole rows.</param>
    /// <param name="destination">As long.</param>
    /// <param name="start">The first number.</param>
    /// <returns>The first number that was not done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public int Run<TDirection, TVector, T>(ReadOnlySpan<T> source, Span<T> destination, int start)
        where TDirection : struct, IScalingDirection
        where TVector : struct, ISimd<TVector, double>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T from = ref MemoryMarshal.GetReference(source);
        ref T to = ref MemoryMarshal.GetReference(destination);
        ref double shifts = ref MemoryMarshal.GetArrayDataReference(_shifts);
        ref double scales = ref MemoryMarshal.GetArrayDataReference(_scales);
        TVector offset = TVector.Create(_offset);
        int column = start % _columns;
        int step = TVector.Count % _columns;
        int end = source.Length - TVector.Count;
        for (; start <= end; start += TVector.Count)
        {
            TVector given = Widening.Load<TVector, T>(ref from, start);
            TVector sought = TDirection.Apply(given, TVector.Load(in shifts, column), TVector.Load(in scales, column), offset);
            Narrowing.Store(sought, ref to, start);
            column += step;
            column -= column >= _columns ? _columns : 0;
        }

        return start;
    }

    private static double[] Extended(ReadOnlySpan<double> columns)
    {
        // One less than the lanes of the widest register, where it begins at the last column.
        double[] extended = new double[columns.Length + (AlignedBuffer<double>.Alignment / sizeof(double)) - 1];
        for (int i = 0; i < extended.Length; i++)
        {
            extended[i] = columns[i % columns.Length];
        }

        return extended;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>What the cells of GRU and LSTM do with registers of a row of gates, where each gate begins behind the units of the one before.</summary>
internal static class GateFunctions
{
    /// <summary>
    /// The sigmoid of a gate. In single precision it is ½ + ½ tanh(z / 2), a rational function with one division, which a step waits for; off by at most one
    /// rounding of 1, which is all that a gate's factor shows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TVector, T>(TVector z)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Unsafe.SizeOf<T>() == sizeof(double))
        {
            return VectorActivations.Sigmoid<TVector, T>(z);
        }

        TVector half = TVector.Number(0.5);
        return TVector.Fma(half, VectorActivations.Tanh<TVector, T>(half * z), half);
    }

    /// <summary>Loads units of a gate, 0 behind the last: there the next gate begins, or another's memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TLayer, TVector, T>(ref T row, nint gate, nint unit)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> => IsWhole<TLayer, TVector, T>(unit)
            ? TVector.Load(in row, (gate * TLayer.Units) + unit)
            : LoadFirst<TVector, T>(ref Unsafe.Add(ref row, (gate * TLayer.Units) + unit), TLayer.Units - (int)unit);

    /// <summary>Stores units of a gate, and nothing behind the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLayer, TVector, T>(TVector value, ref T row, nint gate, nint unit)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (IsWhole<TLayer, TVector, T>(unit))
        {
            TVector.Store(value, ref row, (gate * TLayer.Units) + unit);
        }
        else
        {
            StoreFirst(value, ref Unsafe.Add(ref row, (gate * TLayer.Units) + unit), TLayer.Units - (int)unit);
        }
    }

    // Whether a register is full of units. Units that fill registers of this width may be padded to wider ones: the last registers then have none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWhole<TLayer, TVector, T>(nint unit)
        where TLayer : struct, IRecurrentShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TLayer.Units % TVector.Count == 0 && (TLayer.Units == TLayer.UnitLanes || unit < TLayer.Units);

    // Calls, which leave the inliner's budget to the others.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static TVector LoadFirst<TVector, T>(ref T source, int left)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> => left >= TVector.Count ? TVector.Load(in source, 0)
            : left > 0 ? TVector.LoadFirst(in source, 0, left)
            : TVector.Zero;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void StoreFirst<TVector, T>(TVector value, ref T destination, int left)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (left >= TVector.Count)
        {
            TVector.Store(value, ref destination, 0);
        }
        else if (left > 0)
        {
            TVector.StoreFirst(value, ref destination, 0, left);
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>Loads registers from rows that end where the units do, and perhaps the memory: targets of the caller's.</summary>
internal static class RowLoad
{
    /// <summary>What is left of a row after its whole registers: the only load that depends on how much that is; none where nothing is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Rest<TShape, TVector, T>(ref T row)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int rest = TShape.Columns % TVector.Count;
        return rest == 0 ? TVector.Zero : TVector.LoadFirst(in row, TShape.Columns - rest, rest);
    }

    /// <summary>A register of a row, 0 in the lanes after the last unit, of which nothing is read.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">Where in the row: a multiple of the register's lanes.</param>
    /// <param name="rest">The row's rest.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Units<TShape, TVector, T>(ref T row, nint column, TVector rest)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        column + TVector.Count <= TShape.Columns ? TVector.Load(in row, column)
        : column < TShape.Columns ? rest
        : TVector.Zero;
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>Loads registers from rows that end where the units do, and perhaps the memory: targets of the caller's.</summary>
internal static class RowLoad
{
    /// <summary>A register of a row, 0 in the lanes after the last unit, of which nothing is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Units<TShape, TVector, T>(ref T row, nint column)
        where TShape : struct, IProductShape<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int left = TShape.Columns - (int)column;
        return left >= TVector.Count ? TVector.Load(in row, column)
            : left > 0 ? TVector.LoadFirst(in row, column, left)
            : TVector.Zero;
    }
}

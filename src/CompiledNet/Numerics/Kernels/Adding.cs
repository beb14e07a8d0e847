using System.ComponentModel;
using System.Numerics;

namespace CompiledNet;

/// <summary>A product whose sums start at what the result holds: gradients that are accumulated. For generated code.</summary>
/// <typeparam name="TShape">The product otherwise.</typeparam>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Adding<TShape, T> : IProductShape<T>
    where TShape : struct, IProductShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static int Lanes => TShape.Lanes;

    /// <inheritdoc/>
    public static int Columns => TShape.Columns;

    /// <inheritdoc/>
    public static int Depth => TShape.Depth;

    /// <inheritdoc/>
    public static int RowStride => TShape.RowStride;

    /// <inheritdoc/>
    public static int DepthStride => TShape.DepthStride;

    /// <inheritdoc/>
    public static int ResultStride => TShape.ResultStride;

    /// <inheritdoc/>
    public static int TileRows => TShape.TileRows;

    /// <inheritdoc/>
    public static int TileRowsOf16 => TShape.TileRowsOf16;

    /// <inheritdoc/>
    public static bool AddsToResult => true;

    /// <inheritdoc/>
    public static bool HasBiases => TShape.HasBiases;

    /// <inheritdoc/>
    public static TVector Finish<TVector>(TVector sums)
        where TVector : struct, ISimd<TVector, T> => TShape.Finish(sums);
}

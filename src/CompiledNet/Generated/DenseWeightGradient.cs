using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>dW = X · δᵀ of a dense layer: a row for each input, the units in the lanes, summed over the samples. For generated code.</summary>
/// <typeparam name="TLayer">The layer.</typeparam>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DenseWeightGradient<TLayer, T> : IProductShape<T>
    where TLayer : struct, IDenseShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Lanes;
    }

    /// <inheritdoc/>
    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Columns;
    }

    /// <inheritdoc/>
    public static int Depth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    /// <inheritdoc/>
    public static int RowStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <inheritdoc/>
    public static int DepthStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.RowStride;
    }

    /// <inheritdoc/>
    public static int ResultStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Lanes;
    }

    /// <inheritdoc/>
    public static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.GradientTileRows;
    }

    /// <inheritdoc/>
    public static int TileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.GradientTileRowsOf16;
    }
}

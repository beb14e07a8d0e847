using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>∂L/∂x = Wᵀ · δ of a dense layer, from a copy of Wᵀ: a row for each sample, the inputs in the lanes. For generated code.</summary>
/// <typeparam name="TLayer">The layer.</typeparam>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DenseInputGradient<TLayer, T> : IProductShape<T>
    where TLayer : struct, IDenseShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.InputLanes;
    }

    /// <inheritdoc/>
    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.RowStride >= TLayer.InputLanes ? TLayer.InputLanes : TLayer.Depth;
    }

    /// <inheritdoc/>
    public static int Depth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Columns;
    }

    /// <inheritdoc/>
    public static int RowStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Lanes;
    }

    /// <inheritdoc/>
    public static int ResultStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.RowStride;
    }

    /// <inheritdoc/>
    public static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.InputTileRows;
    }

    /// <inheritdoc/>
    public static int TileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.InputTileRowsOf16;
    }

    /// <inheritdoc/>
    public static bool AddsToResult
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.AddsInputGradient;
    }
}

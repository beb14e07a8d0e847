using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>A product whose sums start at what the result holds: gradients that are accumulated. For generated code.</summary>
/// <typeparam name="TShape">The product otherwise.</typeparam>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Adding<TShape, T> : IProductShape<T>
    where TShape : struct, IProductShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Lanes;
    }

    /// <inheritdoc/>
    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Columns;
    }

    /// <inheritdoc/>
    public static int Depth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Depth;
    }

    /// <inheritdoc/>
    public static int RowStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.RowStride;
    }

    /// <inheritdoc/>
    public static int DepthStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.DepthStride;
    }

    /// <inheritdoc/>
    public static int Runs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Runs;
    }

    /// <inheritdoc/>
    public static int RunStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.RunStride;
    }

    /// <inheritdoc/>
    public static int RunsOfBlock
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.RunsOfBlock;
    }

    /// <inheritdoc/>
    public static int BlockStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.BlockStep;
    }

    /// <inheritdoc/>
    public static int ResultStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.ResultStride;
    }

    /// <inheritdoc/>
    public static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.TileRows;
    }

    /// <inheritdoc/>
    public static int TileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.TileRowsOf16;
    }

    /// <inheritdoc/>
    public static bool StoresColumnsAlone
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.StoresColumnsAlone;
    }

    /// <inheritdoc/>
    public static bool AddsToResult
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    /// <inheritdoc/>
    public static bool HasBiases
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.HasBiases;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Finish<TVector>(TVector sums)
        where TVector : struct, ISimd<TVector, T> => TShape.Finish(sums);
}

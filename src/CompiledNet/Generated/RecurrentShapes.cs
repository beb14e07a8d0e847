using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>x · W_ihᵀ + b_ih: a row for each step of each sample, the gates in the lanes.</summary>
/// <typeparam name="TLayer">The layer.</typeparam>
/// <typeparam name="T">The network's number type.</typeparam>
internal readonly struct RecurrentInput<TLayer, T> : IProductShape<T>
    where TLayer : struct, IRecurrentShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Lanes;
    }

    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Gates * TLayer.Units;
    }

    public static int Depth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Inputs;
    }

    public static int RowStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.InputStride;
    }

    public static int ResultStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Lanes;
    }

    public static bool HasBiases
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.HasBiases;
    }

    public static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.InputTileRows;
    }

    public static int TileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.InputTileRowsOf16;
    }
}

/// <summary>h · W_hhᵀ + b_hh: a row for each sample, the gates in the lanes.</summary>
/// <typeparam name="TLayer">The layer.</typeparam>
/// <typeparam name="T">The network's number type.</typeparam>
internal readonly struct RecurrentProduct<TLayer, T> : IProductShape<T>
    where TLayer : struct, IRecurrentShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Lanes;
    }

    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Gates * TLayer.Units;
    }

    public static int Depth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Units;
    }

    public static int RowStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => RecurrentLayout<TLayer, T>.State;
    }

    public static int ResultStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Lanes;
    }

    public static bool HasBiases
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.HasBiases;
    }

    public static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.RecurrentTileRows;
    }

    public static int TileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.RecurrentTileRowsOf16;
    }
}

/// <summary>W_hhᵀ · δ of the gates: a row for each sample, the units in the lanes.</summary>
/// <typeparam name="TLayer">The layer.</typeparam>
/// <typeparam name="T">The network's number type.</typeparam>
internal readonly struct RecurrentStateGradient<TLayer, T> : IProductShape<T>
    where TLayer : struct, IRecurrentShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.UnitLanes;
    }

    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Units;
    }

    public static int Depth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Gates * TLayer.Units;
    }

    public static int RowStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Lanes;
    }

    public static int ResultStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => RecurrentLayout<TLayer, T>.State;
    }

    public static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.StateGradientTileRows;
    }

    public static int TileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.StateGradientTileRowsOf16;
    }
}

/// <summary>The part of it that comes from n, where r resets h before the product.</summary>
/// <typeparam name="TLayer">The layer.</typeparam>
/// <typeparam name="T">The network's number type.</typeparam>
internal readonly struct RecurrentResetGradient<TLayer, T> : IProductShape<T>
    where TLayer : struct, IRecurrentShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.UnitLanes;
    }

    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Units;
    }

    public static int Depth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Units;
    }

    public static int RowStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Lanes;
    }

    public static int ResultStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.UnitLanes;
    }

    public static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.StateGradientTileRows;
    }

    public static int TileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.StateGradientTileRowsOf16;
    }
}

/// <summary>The part of it that comes from r and z.</summary>
/// <typeparam name="TLayer">The layer.</typeparam>
/// <typeparam name="T">The network's number type.</typeparam>
internal readonly struct RecurrentGatesGradient<TLayer, T> : IProductShape<T>
    where TLayer : struct, IRecurrentShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.UnitLanes;
    }

    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Units;
    }

    public static int Depth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * TLayer.Units;
    }

    public static int RowStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Lanes;
    }

    public static int ResultStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.UnitLanes;
    }

    public static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.StateGradientTileRows;
    }

    public static int TileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.StateGradientTileRowsOf16;
    }
}

/// <summary>∂L/∂x = W_ihᵀ · δ of the gates: a row for each step of each sample, the inputs in the lanes.</summary>
/// <typeparam name="TLayer">The layer.</typeparam>
/// <typeparam name="T">The network's number type.</typeparam>
internal readonly struct RecurrentInputGradient<TLayer, T> : IProductShape<T>
    where TLayer : struct, IRecurrentShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.InputLanes;
    }

    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.InputStride >= TLayer.InputLanes ? TLayer.InputLanes : TLayer.Inputs;
    }

    public static int Depth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Gates * TLayer.Units;
    }

    public static int RowStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Lanes;
    }

    public static int ResultStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.InputStride;
    }

    public static bool AddsToResult
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.AddsInputGradient;
    }

    public static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.InputGradientTileRows;
    }

    public static int TileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.InputGradientTileRowsOf16;
    }
}

/// <summary>dW_ih: a row for each input, the gates in the lanes, summed over the steps of all samples.</summary>
/// <typeparam name="TLayer">The layer.</typeparam>
/// <typeparam name="T">The network's number type.</typeparam>
internal readonly struct RecurrentInputWeights<TLayer, T> : IProductShape<T>
    where TLayer : struct, IRecurrentShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Lanes;
    }

    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Gates * TLayer.Units;
    }

    public static int Depth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    public static int RowStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    public static int DepthStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.InputStride;
    }

    public static int ResultStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Lanes;
    }

    public static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.GradientTileRows;
    }

    public static int TileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.GradientTileRowsOf16;
    }
}

/// <summary>dW_hh: a row for each unit of the step before, the gates in the lanes, summed over the steps of all samples.</summary>
/// <typeparam name="TLayer">The layer.</typeparam>
/// <typeparam name="T">The network's number type.</typeparam>
internal readonly struct RecurrentWeights<TLayer, T> : IProductShape<T>
    where TLayer : struct, IRecurrentShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Lanes;
    }

    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Gates * TLayer.Units;
    }

    public static int Depth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    public static int RowStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    public static int DepthStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => RecurrentLayout<TLayer, T>.Kept;
    }

    public static int ResultStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.Lanes;
    }

    public static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.GradientTileRows;
    }

    public static int TileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLayer.GradientTileRowsOf16;
    }
}

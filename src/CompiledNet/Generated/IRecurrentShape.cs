using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>
/// The shape of a GRU or an LSTM, from which those of its products follow. Implemented by generated code as an empty struct; <see cref="GruSteps"/> and
/// <see cref="LstmSteps"/> are compiled for each.
/// </summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRecurrentShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Units: numbers of h.</summary>
    static abstract int Units { get; }

    /// <summary>Numbers of x.</summary>
    static abstract int Inputs { get; }

    /// <summary>Gates: 3 of a GRU (r, z, n), 4 of an LSTM (i, f, g, o). In a row of gates they follow each other without a gap.</summary>
    static abstract int Gates { get; }

    /// <summary>The gates of all units in whole registers: the distance from one row of gates to the next, and from one column of a weight matrix to the next.</summary>
    static abstract int Lanes { get; }

    /// <summary>The units in whole registers: the distance from one row of h to the next.</summary>
    static abstract int UnitLanes { get; }

    /// <summary>Distance from one row of x to the next.</summary>
    static abstract int InputStride { get; }

    /// <summary>The inputs in whole registers: the distance from one row of the copy of W_ihᵀ to the next.</summary>
    static abstract int InputLanes { get; }

    /// <summary>Where W_ih begins in the parameters, column after column.</summary>
    static abstract int InputWeightsStart { get; }

    /// <summary>Where W_hh begins.</summary>
    static abstract int RecurrentWeightsStart { get; }

    /// <summary>Where b_ih begins; not read without biases.</summary>
    static virtual int InputBiasesStart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    /// <summary>Where b_hh begins; not read without biases.</summary>
    static virtual int RecurrentBiasesStart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    /// <summary>Whether there are biases.</summary>
    static virtual bool HasBiases
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    /// <summary>How many sums a step of a stream cuts one over the units into, which are then added up in pairs: 1, 2 or 4.</summary>
    static virtual int Chains
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <summary>Whether r resets h before the product with W_hn, as in the paper; otherwise it resets the product.</summary>
    static virtual bool ResetsBefore
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    /// <summary>Whether ∂L/∂x is added to what is there, because another layer takes the same input.</summary>
    static virtual bool AddsInputGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    /// <summary>As <see cref="IProductShape{T}.TileRows"/>, of x · W_ihᵀ.</summary>
    static virtual int InputTileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 12;
    }

    /// <summary>As <see cref="IProductShape{T}.TileRowsOf16"/>, of x · W_ihᵀ.</summary>
    static virtual int InputTileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }

    /// <summary>As <see cref="IProductShape{T}.TileRows"/>, of h · W_hhᵀ.</summary>
    static virtual int RecurrentTileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 12;
    }

    /// <summary>As <see cref="IProductShape{T}.TileRowsOf16"/>, of h · W_hhᵀ.</summary>
    static virtual int RecurrentTileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }

    /// <summary>As <see cref="IProductShape{T}.TileRows"/>, of W_hhᵀ · δ.</summary>
    static virtual int StateGradientTileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 12;
    }

    /// <summary>As <see cref="IProductShape{T}.TileRowsOf16"/>, of W_hhᵀ · δ.</summary>
    static virtual int StateGradientTileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }

    /// <summary>As <see cref="IProductShape{T}.TileRows"/>, of the weights' gradients.</summary>
    static virtual int GradientTileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 12;
    }

    /// <summary>As <see cref="IProductShape{T}.TileRowsOf16"/>, of the weights' gradients.</summary>
    static virtual int GradientTileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }

    /// <summary>As <see cref="IProductShape{T}.TileRows"/>, of ∂L/∂x.</summary>
    static virtual int InputGradientTileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 12;
    }

    /// <summary>As <see cref="IProductShape{T}.TileRowsOf16"/>, of ∂L/∂x.</summary>
    static virtual int InputGradientTileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }
}

using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>
/// The shape of a dense layer, from which those of its products follow: of z = W · x + b, which it is itself, of dW and of ∂L/∂x. Implemented by
/// generated code as an empty struct; <see cref="DenseSteps"/> is compiled for each.
/// </summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IDenseShape<T> : IProductShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Where W begins in the parameters, column after column, and dW in the gradients.</summary>
    static virtual int WeightsStart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    /// <summary>Where b begins; not read without biases.</summary>
    static virtual int BiasesStart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    /// <summary>The inputs in whole registers: the distance from one row of the copy of Wᵀ to the next.</summary>
    static abstract int InputLanes { get; }

    /// <summary>Whether ∂L/∂x is added to what is there, because another layer takes the same input.</summary>
    static virtual bool AddsInputGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    /// <summary>Whether the rows are steps of sequences of any length: a step alone then has the bits that it has in a block.</summary>
    static virtual bool TakesSteps
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    /// <summary>Up to this many samples, ∂L/∂x is computed straight from W, without the copy of Wᵀ.</summary>
    static virtual int FewSamples
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    /// <summary>As <see cref="IProductShape{T}.TileRows"/>, of dW.</summary>
    static virtual int GradientTileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 12;
    }

    /// <summary>As <see cref="IProductShape{T}.TileRowsOf16"/>, of dW.</summary>
    static virtual int GradientTileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }

    /// <summary>As <see cref="IProductShape{T}.TileRows"/>, of ∂L/∂x.</summary>
    static virtual int InputTileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 12;
    }

    /// <summary>As <see cref="IProductShape{T}.TileRowsOf16"/>, of ∂L/∂x.</summary>
    static virtual int InputTileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }
}

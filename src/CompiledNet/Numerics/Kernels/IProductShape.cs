using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>
/// The shape of one matrix product of a network, C[m, n] = start + Σ_k A[m, k] · B[k, n], with the columns n in the lanes of vector registers.
/// Implemented by generated code as an empty struct, so that the JIT compiles <see cref="MatrixProduct"/> and <see cref="VectorProduct"/> for each
/// product of each network with every number a constant.
/// </summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IProductShape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Columns in whole registers; B has so many in a row.</summary>
    static abstract int Lanes { get; }

    /// <summary>Columns that count; what is stored in the lanes after them is 0.</summary>
    static abstract int Columns { get; }

    /// <summary>Number of k; 0 where the caller says at run time.</summary>
    static abstract int Depth { get; }

    /// <summary>Distance in A from one m to the next.</summary>
    static abstract int RowStride { get; }

    /// <summary>Distance in A from one k to the next.</summary>
    static virtual int DepthStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <summary>How many runs of k there are, each of them <see cref="Depth"/> long: in B one follows the other, in A not. 1 but for convolutions.</summary>
    static virtual int Runs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <summary>Distance in A from the beginning of one run to that of the next.</summary>
    static virtual int RunStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    /// <summary>How many runs follow each other at <see cref="RunStride"/>, before a step of <see cref="BlockStep"/>; 0 where all of them do.</summary>
    static virtual int RunsOfBlock
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    /// <summary>Distance in A from the beginning of a block's last run to that of the next block's first.</summary>
    static virtual int BlockStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    /// <summary>Distance in C from one m to the next.</summary>
    static abstract int ResultStride { get; }

    /// <summary>Rows of the largest tile where there are 32 registers: 12, 8, 6 or 4.</summary>
    static virtual int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 12;
    }

    /// <summary>Rows of the largest tile where there are 16 registers: 6 or 4.</summary>
    static virtual int TileRowsOf16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }

    /// <summary>Whether what lies behind the columns of a row of C is another's, though the next row begins later: nothing is stored there.</summary>
    static virtual bool StoresColumnsAlone
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    /// <summary>Whether the sums start at what C holds; otherwise at the biases, or at 0 where there are none.</summary>
    static virtual bool AddsToResult
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    /// <summary>Whether the sums start at biases, one for each column.</summary>
    static virtual bool HasBiases
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    /// <summary>What is done to a register of sums before it is stored.</summary>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <param name="sums">The sums.</param>
    /// <returns>What to store.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TVector Finish<TVector>(TVector sums)
        where TVector : struct, ISimd<TVector, T> => sums;
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>What a rule makes of the parameters before it takes its step.</summary>
internal interface IWeightDecay
{
    /// <summary>The parameters, multiplied or not.</summary>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="parameters">The parameters.</param>
    /// <param name="keep">1 − η λ.</param>
    /// <returns>What is left of them.</returns>
    static abstract TVector Apply<TVector, T>(TVector parameters, TVector keep)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>Nothing.</summary>
internal readonly struct NoWeightDecay : IWeightDecay
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TVector, T>(TVector parameters, TVector keep)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> => parameters;
}

/// <summary>Lets them shrink, whatever their gradient (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019).</summary>
internal readonly struct DecoupledWeightDecay : IWeightDecay
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TVector, T>(TVector parameters, TVector keep)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> => parameters * keep;
}

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

/// <summary>What of the parameters a rule adds to their gradients before it takes its step.</summary>
internal interface IGradientDecay
{
    /// <summary>The gradients, and λ w or not.</summary>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="gradients">The gradients.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lambda">λ.</param>
    /// <returns>The gradients to be taken.</returns>
    static abstract TVector Apply<TVector, T>(TVector gradients, TVector parameters, TVector lambda)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>Nothing: not 0 w either, which is NaN where a parameter is infinite.</summary>
internal readonly struct NoGradientDecay : IGradientDecay
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TVector, T>(TVector gradients, TVector parameters, TVector lambda)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T> => gradients;
}

/// <summary>λ w, the gradient of ½ λ w². An infinite parameter, the bias of a masked class say, stays as it is: ∞ − η λ ∞ would be NaN.</summary>
internal readonly struct GradientDecay : IGradientDecay
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TVector, T>(TVector gradients, TVector parameters, TVector lambda)
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TVector finite = TVector.WhereGreater(TVector.Number(double.PositiveInfinity), TVector.Abs(parameters), parameters, TVector.Zero);
        return gradients + (lambda * finite);
    }
}

using System.ComponentModel;
using System.Numerics;

namespace CompiledNet.Generated;

/// <summary>A layer's activation, on whole registers. Implemented by generated code as an empty struct.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IElementFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>σ(z).</summary>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <param name="z">Pre-activations.</param>
    /// <returns>Activations.</returns>
    static abstract TVector Activate<TVector>(TVector z)
        where TVector : struct, ISimd<TVector, T>;

    /// <summary>δ = ∂L/∂a ⊙ σ′(z).</summary>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <param name="d">∂L/∂a.</param>
    /// <param name="kept">What a training step keeps for it: z, or a where σ′ is a function of a.</param>
    /// <returns>δ.</returns>
    static abstract TVector Derive<TVector>(TVector d, TVector kept)
        where TVector : struct, ISimd<TVector, T>;
}

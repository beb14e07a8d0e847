using System.ComponentModel;
using System.Numerics;

namespace CompiledNet.Generated;

/// <summary>A network's loss after the activation of its output layer, on whole registers. Implemented by generated code as an empty struct.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IOutputFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Each output's share of the loss, in double.</summary>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <param name="output">ŷ, or z where the loss is computed from it.</param>
    /// <param name="y">The targets.</param>
    /// <returns>The shares.</returns>
    static abstract TVector Loss<TVector>(TVector output, TVector y)
        where TVector : struct, ISimd<TVector, double>;

    /// <summary>δ, or ∂L/∂ŷ where the derivative of the activation is taken in a step of its own.</summary>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <param name="output">ŷ.</param>
    /// <param name="y">The targets.</param>
    /// <param name="scale">1/m and what all outputs share.</param>
    /// <returns>δ.</returns>
    static abstract TVector Delta<TVector>(TVector output, TVector y, TVector scale)
        where TVector : struct, ISimd<TVector, T>;
}

namespace CompiledNet;

/// <summary>
/// Declares a layer that normalizes each sample: a = σ(γ ⊙ (x − μ) / √(v + ε) + β), with μ and v the mean and the variance (of the population) of the numbers of
/// x, and a γ and a β for each (Ba et al., Layer Normalization, 2016).
/// </summary>
/// <param name="activation">The function σ.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LayerNormAttribute(Activation activation = Activation.Identity) : LayerAttribute
{
    /// <summary>The function σ.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>ε, positive and finite; 1e-5 unless set.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>
    /// The slope of <see cref="Activation.LeakyReLU"/> for negative z (0.01 where it is not set), or the α of
    /// <see cref="Activation.ELU"/> (1 where it is not set). Finite and not negative.
    /// </summary>
    public double Slope { get; set; }
}

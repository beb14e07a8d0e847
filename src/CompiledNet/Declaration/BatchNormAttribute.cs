namespace CompiledNet;

/// <summary>
/// Declares a layer that normalizes each channel over the samples of a batch: a = σ(γ ⊙ (x − μ) / √(v + ε) + β). In training μ and v are the mean and the variance
/// (of the population) of the batch, and running averages of both are kept; in inference those are taken (Ioffe and Szegedy, Batch Normalization, 2015).
/// </summary>
/// <remarks>
/// Each <c>Forward(input, workspace)</c> with <see cref="Workspace{T}.IsTraining"/> renews the running averages, which lie in the network's parameters:
/// running ← (1 − momentum) · running + momentum · batch, the variance of the batch taken as m / (m − 1) times that of the population, as PyTorch does. A batch of
/// one sample leaves the running variance as it is.
/// </remarks>
/// <param name="activation">The function σ.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BatchNormAttribute(Activation activation = Activation.Identity) : LayerAttribute
{
    /// <summary>The function σ.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>ε, positive and finite; 1e-5 unless set.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>The share of a batch in the running averages, from 0 to 1; 0.1 unless set.</summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>
    /// The slope of <see cref="Activation.LeakyReLU"/> for negative z (0.01 where it is not set), or the α of
    /// <see cref="Activation.ELU"/> (1 where it is not set). Finite and not negative.
    /// </summary>
    public double Slope { get; set; }
}

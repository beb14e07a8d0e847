namespace CompiledNet;

/// <summary>
/// Declares a fully connected layer of a vector x, a = σ(W·x + b), with W of shape units × inputs.
/// </summary>
/// <param name="units">Units of the layer, at least 1.</param>
/// <param name="activation">The function σ.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute(int units, Activation activation = Activation.Identity) : LayerAttribute
{
    /// <summary>Units of the layer.</summary>
    public int Units { get; } = units;

    /// <summary>The function σ.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>Whether the layer has biases; true by default.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>
    /// The slope of <see cref="Activation.LeakyReLU"/> for negative z (0.01 where it is not set), or the α of
    /// <see cref="Activation.ELU"/> (1 where it is not set). Finite and not negative.
    /// </summary>
    public double Slope { get; set; }

    /// <summary>How the weights are drawn.</summary>
    public Initializer Initializer { get; set; }

    /// <summary>How the biases are drawn.</summary>
    public BiasInitializer BiasInitializer { get; set; }
}

namespace CompiledNet;

/// <summary>Declares a layer that applies an activation: a = σ(x), of the shape of x.</summary>
/// <param name="activation">The function σ.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ActivateAttribute(Activation activation) : LayerAttribute
{
    /// <summary>The function σ.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>
    /// The slope of <see cref="Activation.LeakyReLU"/> for negative z (0.01 where it is not set), or the α of
    /// <see cref="Activation.ELU"/> (1 where it is not set). Finite and not negative.
    /// </summary>
    public double Slope { get; set; }
}

namespace CompiledNet;

/// <summary>The base of <see cref="GRUAttribute"/> and <see cref="LSTMAttribute"/>.</summary>
/// <param name="units">Units, the channels of the output, at least 1.</param>
public abstract class RecurrentAttribute(int units) : LayerAttribute
{
    /// <summary>Units: the channels of the output.</summary>
    public int Units { get; } = units;

    /// <summary>Whether the layer has biases; true by default.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>
    /// How the weights are drawn. <see cref="Initializer.Auto"/> is PyTorch's way here: uniform within ±1/√units, for both matrices. The others take each gate
    /// as a matrix of its own.
    /// </summary>
    public Initializer Initializer { get; set; }

    /// <summary>How the biases are drawn. <see cref="BiasInitializer.Uniform"/> is uniform within ±1/√units here, as PyTorch has it.</summary>
    public BiasInitializer BiasInitializer { get; set; }
}

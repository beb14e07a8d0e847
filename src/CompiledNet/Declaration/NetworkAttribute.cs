namespace CompiledNet;

/// <summary>
/// Declares a partial class to be a feed-forward network. Its layers follow as attributes, the first one nearest to the input:
/// <code>
/// [Network(inputs: 64, Loss = Loss.CategoricalCrossEntropy)]
/// [Dense(32, Activation.ReLU)]
/// [Dense(10, Activation.Softmax)]
/// public partial class DigitNet;
/// </code>
/// The source generator writes the rest of the class: parameters, <c>Forward</c>, <c>Backward</c> and a <c>Workspace</c>.
/// </summary>
/// <param name="inputs">Numbers in one sample, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class NetworkAttribute(int inputs) : Attribute
{
    /// <summary>Numbers in one sample.</summary>
    public int Inputs { get; } = inputs;

    /// <summary>What training makes small. Without it the class has <c>BackwardFrom</c> but no <c>Backward</c>.</summary>
    public Loss Loss { get; set; }

    /// <summary>The number type of the network; <see cref="Precision.Single"/> by default.</summary>
    public Precision Precision { get; set; }
}

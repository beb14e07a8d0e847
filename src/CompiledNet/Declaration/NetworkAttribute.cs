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

    /// <summary>
    /// Whether the network has vector kernels; true unless set. Without them the generated file is the textbook alone, and what it says is what
    /// runs: plain loops on one thread, in which a debugger stops. It is many times slower for all but the smallest networks.
    /// </summary>
    /// <remarks>
    /// <c>Parameters</c>, files and exported weights are the same either way. Results differ by rounding: kernels add in another order.
    /// </remarks>
    public bool Vectorize { get; set; } = true;
}

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
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>One sample is a vector.</summary>
    /// <param name="inputs">Numbers in one sample, at least 1.</param>
    public NetworkAttribute(int inputs) => InputShape = [inputs];

    /// <summary>One sample is a sequence of fixed length, step after step.</summary>
    /// <param name="length">Its steps, at least 1.</param>
    /// <param name="channels">Numbers of each step, at least 1.</param>
    public NetworkAttribute(int length, int channels) => InputShape = [length, channels];

    /// <summary>
    /// One sample is an image, channels last: number (row · width + column) · channels + channel.
    /// </summary>
    /// <param name="height">Its rows, at least 1.</param>
    /// <param name="width">Its columns, at least 1.</param>
    /// <param name="channels">Numbers of each pixel, at least 1.</param>
    public NetworkAttribute(int height, int width, int channels) => InputShape = [height, width, channels];

    /// <summary>The shape of one sample: inputs; length and channels; or height, width and channels.</summary>
    public IReadOnlyList<int> InputShape { get; }

    /// <summary>Numbers in one sample.</summary>
    public int Inputs => InputShape.Aggregate(1, (size, dimension) => checked(size * dimension));

    /// <summary>What training makes small. Without it the class has <c>BackwardFrom</c> but no <c>Backward</c>.</summary>
    public Loss Loss { get; set; }

    /// <summary>The number type of the network; <see cref="Precision.Single"/> by default.</summary>
    public Precision Precision { get; set; }

    /// <summary>
    /// Whether one sample is a sequence of any length, of which <c>inputs</c> are the numbers of one step; false unless set. All sizes are then those of a
    /// step, the class has a <c>Stream</c> that keeps its state from step to step, and a <c>Workspace</c> takes so many steps of each sample.
    /// </summary>
    public bool Sequence { get; set; }

    /// <summary>
    /// Whether the network has vector kernels; true unless set. Without them the generated file is the textbook alone, and what it says is what
    /// runs: plain loops on one thread, in which a debugger stops. It is many times slower for all but the smallest networks.
    /// </summary>
    /// <remarks>
    /// <c>Parameters</c>, files and exported weights are the same either way. Results differ by rounding: kernels add in another order.
    /// </remarks>
    public bool Vectorize { get; set; } = true;
}

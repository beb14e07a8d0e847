namespace CompiledNet;

/// <summary>The base of <see cref="Conv1DAttribute"/> and <see cref="Conv2DAttribute"/>.</summary>
/// <param name="filters">Filters, the channels of the output, at least 1.</param>
/// <param name="activation">The function σ.</param>
public abstract class ConvolutionAttribute(int filters, Activation activation) : LayerAttribute
{
    /// <summary>Filters: the channels of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>The function σ.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>From one window to the next, at least 1.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>From one position of a window to the next, at least 1.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>
    /// How many groups the channels and the filters are divided into, at least 1; it divides both. A filter sees the channels of its group. With as many groups
    /// as channels the convolution is depthwise.
    /// </summary>
    public int Groups { get; set; } = 1;

    /// <summary>What lies around the input; <see cref="PaddingMode.Valid"/> unless set.</summary>
    public PaddingMode Padding { get; set; }

    /// <summary>Zeros on each side of the input, as PyTorch's <c>padding</c>; 0 unless set. Not beside <see cref="Padding"/>.</summary>
    public int Pad { get; set; }

    /// <summary>Whether the layer has biases; true by default.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>
    /// The slope of <see cref="Activation.LeakyReLU"/> for negative z (0.01 where it is not set), or the α of
    /// <see cref="Activation.ELU"/> (1 where it is not set). Finite and not negative.
    /// </summary>
    public double Slope { get; set; }

    /// <summary>How the weights are drawn. A filter has as many inputs as its window has positions, times the channels that it sees.</summary>
    public Initializer Initializer { get; set; }

    /// <summary>How the biases are drawn.</summary>
    public BiasInitializer BiasInitializer { get; set; }
}

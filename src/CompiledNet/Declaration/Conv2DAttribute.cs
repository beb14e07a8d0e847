namespace CompiledNet;

/// <summary>
/// Declares a convolution over the pixels of an image: z[r, c, f] = b[f] + Σ W[f, i, u, v] · x[stride · r + dilation · u − padding, stride · c + dilation · v − padding, i], a = σ(z), summed over the rows u and columns v of a window and the channels i.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv2DAttribute : ConvolutionAttribute
{
    /// <summary>A convolution of square windows.</summary>
    /// <param name="filters">Filters, the channels of the output, at least 1.</param>
    /// <param name="kernel">Rows and columns of a window, at least 1.</param>
    /// <param name="activation">The function σ.</param>
    public Conv2DAttribute(int filters, int kernel, Activation activation = Activation.Identity)
        : this(filters, kernel, kernel, activation)
    {
    }

    /// <summary>A convolution of rectangular windows.</summary>
    /// <param name="filters">Filters, the channels of the output, at least 1.</param>
    /// <param name="kernelHeight">Rows of a window, at least 1.</param>
    /// <param name="kernelWidth">Columns of a window, at least 1.</param>
    /// <param name="activation">The function σ.</param>
    public Conv2DAttribute(int filters, int kernelHeight, int kernelWidth, Activation activation = Activation.Identity)
        : base(filters, activation)
    {
        KernelHeight = kernelHeight;
        KernelWidth = kernelWidth;
    }

    /// <summary>Rows of a window.</summary>
    public int KernelHeight { get; }

    /// <summary>Columns of a window.</summary>
    public int KernelWidth { get; }
}

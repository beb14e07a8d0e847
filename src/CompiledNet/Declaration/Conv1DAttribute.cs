namespace CompiledNet;

/// <summary>
/// Declares a convolution over the steps of a sequence: z[t, f] = b[f] + Σ W[f, i, u] · x[stride · t + dilation · u − padding, i], a = σ(z), summed over the steps u of a window and the channels i.
/// </summary>
/// <param name="filters">Filters, the channels of the output, at least 1.</param>
/// <param name="kernel">Steps of a window, at least 1.</param>
/// <param name="activation">The function σ.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv1DAttribute(int filters, int kernel, Activation activation = Activation.Identity) : ConvolutionAttribute(filters, activation)
{
    /// <summary>Steps of a window.</summary>
    public int Kernel { get; } = kernel;
}

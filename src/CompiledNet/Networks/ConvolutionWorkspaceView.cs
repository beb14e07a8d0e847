namespace CompiledNet;

/// <summary>What a training step left behind for a convolution: the gradients of its parameters, z where it is kept, a and δ.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
public readonly ref struct ConvolutionWorkspaceView<T>
    where T : struct
{
    /// <summary>Looks at a layer of a workspace.</summary>
    /// <param name="gradients">Its part of the gradients.</param>
    /// <param name="activations">Its activations.</param>
    /// <param name="deltas">Its deltas.</param>
    /// <param name="preActivations">Its z; empty where they are not kept.</param>
    public ConvolutionWorkspaceView(
        ConvolutionView<T> gradients, SampleView<T> activations, SampleView<T> deltas, SampleView<T> preActivations = default)
    {
        Weights = gradients.Weights;
        Biases = gradients.Biases;
        Activations = activations;
        Deltas = deltas;
        PreActivations = preActivations;
    }

    /// <summary>dW = ∂L/∂W: <c>Weights[filter, channel, row, column]</c>, of a convolution over sequences <c>Weights[filter, channel, step]</c>.</summary>
    public FilterView<T> Weights { get; }

    /// <summary>db = ∂L/∂b, one for each filter; empty where the layer has no biases.</summary>
    public VectorView<T> Biases { get; }

    /// <summary>z of the last Forward: <c>PreActivations[sample · positions + position, filter]</c>. Empty where it is not kept.</summary>
    public SampleView<T> PreActivations { get; }

    /// <summary>a of the last Forward: <c>Activations[sample · positions + position, filter]</c>.</summary>
    public SampleView<T> Activations { get; }

    /// <summary>δ = ∂L/∂z of the last Backward: <c>Deltas[sample · positions + position, filter]</c>.</summary>
    public SampleView<T> Deltas { get; }
}

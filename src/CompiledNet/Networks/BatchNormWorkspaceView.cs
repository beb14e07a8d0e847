namespace CompiledNet;

/// <summary>What a training step left behind for a batch normalization: the gradients of its parameters, z where it is kept, a and δ.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
public readonly ref struct BatchNormWorkspaceView<T>
    where T : struct
{
    /// <summary>Looks at a layer of a workspace.</summary>
    /// <param name="gradients">Its part of the gradients.</param>
    /// <param name="activations">Its activations.</param>
    /// <param name="deltas">Its deltas.</param>
    /// <param name="preActivations">Its z; empty where they are not kept.</param>
    public BatchNormWorkspaceView(BatchNormView<T> gradients, SampleView<T> activations, SampleView<T> deltas, SampleView<T> preActivations = default)
    {
        Scale = gradients.Scale;
        Biases = gradients.Biases;
        Activations = activations;
        Deltas = deltas;
        PreActivations = preActivations;
    }

    /// <summary>∂L/∂γ, one for each channel.</summary>
    public VectorView<T> Scale { get; }

    /// <summary>∂L/∂β, one for each channel.</summary>
    public VectorView<T> Biases { get; }

    /// <summary>z of the last Forward: <c>PreActivations[sample, unit]</c>. Empty, with no samples and no units, where it is not kept.</summary>
    public SampleView<T> PreActivations { get; }

    /// <summary>a of the last Forward: <c>Activations[sample, unit]</c>.</summary>
    public SampleView<T> Activations { get; }

    /// <summary>δ = ∂L/∂z of the last Backward, the 1/m of the batch included: <c>Deltas[sample, unit]</c>.</summary>
    public SampleView<T> Deltas { get; }
}

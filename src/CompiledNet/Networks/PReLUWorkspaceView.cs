namespace CompiledNet;

/// <summary>What a training step left behind for a PReLU: the gradients of its slopes, z where it is kept, a and δ.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
public readonly ref struct PReLUWorkspaceView<T>
    where T : struct
{
    /// <summary>Looks at a layer of a workspace.</summary>
    /// <param name="gradients">Its part of the gradients.</param>
    /// <param name="activations">Its activations.</param>
    /// <param name="deltas">Its deltas.</param>
    /// <param name="preActivations">Its z; empty where they are not kept.</param>
    public PReLUWorkspaceView(PReLUView<T> gradients, SampleView<T> activations, SampleView<T> deltas, SampleView<T> preActivations = default)
    {
        Slopes = gradients.Slopes;
        Activations = activations;
        Deltas = deltas;
        PreActivations = preActivations;
    }

    /// <summary>∂L/∂slope, one for each channel.</summary>
    public VectorView<T> Slopes { get; }

    /// <summary>z of the last Forward: <c>PreActivations[sample, unit]</c>. Empty, with no samples and no units, where it is not kept.</summary>
    public SampleView<T> PreActivations { get; }

    /// <summary>a of the last Forward: <c>Activations[sample, unit]</c>.</summary>
    public SampleView<T> Activations { get; }

    /// <summary>δ = ∂L/∂z of the last Backward, the 1/m of the batch included: <c>Deltas[sample, unit]</c>.</summary>
    public SampleView<T> Deltas { get; }
}

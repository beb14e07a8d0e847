namespace CompiledNet;

/// <summary>What a training step left behind for one layer: the gradients of its parameters, its activations and its deltas.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
public readonly ref struct LayerWorkspaceView<T>
    where T : struct
{
    /// <summary>Looks at a layer of a workspace.</summary>
    /// <param name="gradients">Its part of the gradients.</param>
    /// <param name="activations">Its activations.</param>
    /// <param name="deltas">Its deltas.</param>
    public LayerWorkspaceView(LayerView<T> gradients, SampleView<T> activations, SampleView<T> deltas)
    {
        Weights = gradients.Weights;
        Biases = gradients.Biases;
        Activations = activations;
        Deltas = deltas;
    }

    /// <summary>dW = ∂L/∂W, units × inputs: <c>Weights[unit, input]</c>.</summary>
    public MatrixView<T> Weights { get; }

    /// <summary>db = ∂L/∂b, one for each unit; empty where the layer has no biases.</summary>
    public VectorView<T> Biases { get; }

    /// <summary>a of the last Forward: <c>Activations[sample, unit]</c>.</summary>
    public SampleView<T> Activations { get; }

    /// <summary>δ = ∂L/∂z of the last Backward, the 1/m of the batch included: <c>Deltas[sample, unit]</c>.</summary>
    public SampleView<T> Deltas { get; }
}

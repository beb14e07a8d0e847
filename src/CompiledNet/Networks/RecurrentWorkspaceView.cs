namespace CompiledNet;

/// <summary>What a training step left behind for a GRU or an LSTM: the gradients of its parameters, h and ∂L/∂h.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
public readonly ref struct RecurrentWorkspaceView<T>
    where T : struct
{
    /// <summary>Looks at a layer of a workspace.</summary>
    /// <param name="gradients">Its part of the gradients.</param>
    /// <param name="activations">Its activations.</param>
    /// <param name="deltas">Its deltas.</param>
    /// <param name="preActivations">A copy of the activations; empty where none is kept.</param>
    public RecurrentWorkspaceView(
        RecurrentView<T> gradients, SampleView<T> activations, SampleView<T> deltas, SampleView<T> preActivations = default)
    {
        InputWeights = gradients.InputWeights;
        RecurrentWeights = gradients.RecurrentWeights;
        InputBiases = gradients.InputBiases;
        RecurrentBiases = gradients.RecurrentBiases;
        Activations = activations;
        Deltas = deltas;
        PreActivations = preActivations;
    }

    /// <summary>∂L/∂W_ih, summed over the steps of all samples: <c>InputWeights[gate * units + unit, input]</c>.</summary>
    public MatrixView<T> InputWeights { get; }

    /// <summary>∂L/∂W_hh, summed over the steps of all samples: <c>RecurrentWeights[gate * units + unit, unit of the step before]</c>.</summary>
    public MatrixView<T> RecurrentWeights { get; }

    /// <summary>∂L/∂b_ih: <c>InputBiases[gate * units + unit]</c>; empty where the layer has no biases.</summary>
    public VectorView<T> InputBiases { get; }

    /// <summary>∂L/∂b_hh: <c>RecurrentBiases[gate * units + unit]</c>; empty where the layer has no biases.</summary>
    public VectorView<T> RecurrentBiases { get; }

    /// <summary>A copy of h; empty where none is kept.</summary>
    public SampleView<T> PreActivations { get; }

    /// <summary>h of the last Forward: <c>Activations[sample * steps + step, unit]</c>.</summary>
    public SampleView<T> Activations { get; }

    /// <summary>∂L/∂h of the last Backward, as far as it does not go through later steps of this layer: <c>Deltas[sample * steps + step, unit]</c>.</summary>
    public SampleView<T> Deltas { get; }
}

namespace CompiledNet;

/// <summary>What is known of one layer when the program is compiled.</summary>
/// <param name="Name">The name of its property on the network.</param>
/// <param name="InputSize">Numbers that one sample feeds it.</param>
/// <param name="OutputSize">Its units.</param>
/// <param name="Activation">Its activation.</param>
/// <param name="Weights">Where its weights lie in the parameter buffer.</param>
/// <param name="Biases">Where its biases lie; no rows where it has none.</param>
public sealed record LayerInfo(
    string Name, int InputSize, int OutputSize, Activation Activation, TensorLayout Weights, TensorLayout Biases)
{
    /// <summary>Weights and biases of the layer, padding not counted.</summary>
    public int ParameterCount => Weights.Count + Biases.Count;
}

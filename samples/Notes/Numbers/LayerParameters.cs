using CompiledNet;

namespace Notes;

/// <summary>The parameters of one layer, or their gradients, copied out of the buffer of all.</summary>
internal sealed record LayerParameters(Matrix Weights, Matrix? Biases)
{
    /// <summary>From a network's <c>Parameters</c>, or a workspace's <c>Gradients</c>, which are laid out alike.</summary>
    public static LayerParameters[] Of(INetwork<double> network, Span<double> buffer)
    {
        var layers = new List<LayerParameters>();
        foreach (LayerInfo layer in network.Layers)
        {
            Matrix? biases = layer.Biases.Count == 0 ? null : Matrix.Copy(buffer, layer.Biases);
            layers.Add(new LayerParameters(Matrix.Copy(buffer, layer.Weights), biases));
        }

        return [.. layers];
    }
}

using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Advice;

/// <summary>Finds linear layers that the linear one after them could do the work of.</summary>
internal static class LinearLayers
{
    /// <summary>
    /// Which layers can go, all of them at once, without limiting what the network computes or losing a limit that it has: the narrowest of some
    /// linear layers in a row limits the rank of their matrix. From last to first, so that a layer which is given an activation leaves
    /// before it what may stay.
    /// </summary>
    public static bool[] FindSuperfluous(NetworkModel model)
    {
        int count = model.Layers.Count;
        var isSuperfluous = new bool[count];
        int next = model.OutputLayer.Output.Channels;
        for (int i = count - 2; i >= 0; i--)
        {
            LayerModel layer = model.Layers[i];
            int units = layer.Output.Channels;
            bool isBottleneck = units < layer.InputSize && units < next;
            isSuperfluous[i] = IsLinear(layer) && IsLinear(model.Layers[i + 1]) && IsReadByNextAlone(model, i) && !isBottleneck;
            // The layer before sees past one that can go.
            next = isSuperfluous[i] ? next : units;
        }

        return isSuperfluous;
    }

    private static bool IsReadByNextAlone(NetworkModel model, int layer) =>
        model.Layers.Count(reader => reader.Sources.Contains(layer + 1)) == 1 && model.Layers[layer + 1].Sources.Contains(layer + 1);

    private static bool IsLinear(LayerModel layer) => LayerKind.Of(layer).IsLinear(layer);
}

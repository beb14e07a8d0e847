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
        var sizes = new int[count + 1];
        sizes[0] = model.Inputs;
        for (int i = 0; i < count; i++)
        {
            sizes[i + 1] = LayerKind.Of(model.Layers[i]).OutputSize(model.Layers[i], sizes[i]);
        }

        var isSuperfluous = new bool[count];
        int next = sizes[count];
        for (int i = count - 2; i >= 0; i--)
        {
            bool isBottleneck = sizes[i + 1] < sizes[i] && sizes[i + 1] < next;
            isSuperfluous[i] = IsLinear(model.Layers[i]) && IsLinear(model.Layers[i + 1]) && !isBottleneck;
            // The layer before sees past one that can go.
            next = isSuperfluous[i] ? next : sizes[i + 1];
        }

        return isSuperfluous;
    }

    private static bool IsLinear(LayerModel layer) => LayerKind.Of(layer).Activation(layer) == Activation.Identity;
}

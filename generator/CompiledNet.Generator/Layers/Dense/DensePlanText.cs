using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>The choices of the plan for a dense layer, a line for each direction.</summary>
internal static class DensePlanText
{
    private const int RegisterBytes = 64;

    public static string Forward(DensePlan layer, Vocabulary v)
    {
        string chains = layer.Sum.Chains == 1 ? "each sum in one piece" : $"each sum in {LayerNames.Text(layer.Sum.Chains)} parts";
        string blocks = layer.Sum.IsCut ? " of a block" : "";
        return $"// Plan: a batch in tiles of {Tile(layer.Shapes.Forward, v, "samples")}; one sample with {chains}{blocks}.";
    }

    public static void EmitBackward(CodeWriter w, DensePlan layer, Vocabulary v)
    {
        var n = new LayerNames(layer);
        string few = layer.Shapes.FewSamples switch
        {
            0 => "",
            1 => $", of one sample from {n.W} itself",
            _ => $", of up to {LayerNames.Text(layer.Shapes.FewSamples)} samples from {n.W} itself",
        };
        w.Line(
            $"// Plan: d{n.W} in tiles of {Tile(layer.Shapes.Gradients, v, "inputs")}; ∂L/∂{n.X} in tiles of {Tile(layer.Shapes.Input, v, "samples")}, "
            + $"from a copy of {n.W}ᵀ{few}.");
    }

    // With registers of the widest kind.
    private static string Tile(ProductPlan product, Vocabulary v, string rows)
    {
        int lanes = Math.Min(product.Lanes.Count, product.Of32.Registers * RegisterBytes / v.ElementSize);
        string what = lanes == 1 ? product.Lanes.What.TrimEnd('s') : product.Lanes.What;
        return $"{LayerNames.Text(product.Of32.Rows)} {rows} × {LayerNames.Text(lanes)} {what}";
    }
}

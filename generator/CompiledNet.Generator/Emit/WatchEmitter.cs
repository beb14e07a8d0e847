using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>
/// Writes the partial methods that show a training step, and their calls. Without an implementation the compiler drops a call with its
/// arguments.
/// </summary>
internal sealed class WatchEmitter(CodeWriter w, Vocabulary v)
{
    public static string ForwardCall(LayerPlan layer) =>
        $"{GeneratedNames.OnForward}({Info(layer)}, {View(layer)}.PreActivations, {View(layer)}.Activations);";

    public static string BackwardCall(Vocabulary v, LayerPlan layer)
    {
        ViewText view = LayerKind.Of(layer).View(v, layer);
        return $"{GeneratedNames.OnBackward}({Info(layer)}, {View(layer)}.Deltas, {Watched(layer, view.WatchedWeights)}, {Watched(layer, view.WatchedBiases)});";
    }

    public void EmitForward()
    {
        w.Lines(
            "/// <summary>",
            "/// Implement it to watch: <c>Forward(input, workspace)</c> calls it after each layer, first to last. Without an implementation there are no",
            "/// calls; with one, every layer keeps its z, and Forward stays on one thread.",
            "/// </summary>",
            "/// <param name=\"layer\">The layer.</param>",
            "/// <param name=\"z\">z = W·a + b: <c>z[sample, unit]</c>.</param>",
            "/// <param name=\"a\">a = σ(z): <c>a[sample, unit]</c>.</param>",
            $"partial void {GeneratedNames.OnForward}({v.Type("LayerInfo")} layer, {Samples} z, {Samples} a);");
    }

    public void EmitBackward()
    {
        w.Lines(
            "/// <summary>",
            "/// Implement it to watch: every Backward calls it after each layer, last to first. Without an implementation there are no calls; with one,",
            "/// Backward stays on one thread.",
            "/// </summary>",
            "/// <param name=\"layer\">The layer.</param>",
            "/// <param name=\"delta\">δ = ∂L/∂z, with the 1/m of the batch: <c>delta[sample, unit]</c>.</param>",
            "/// <param name=\"dW\">∂L/∂W, summed over the samples: <c>dW[unit, input]</c>.</param>",
            "/// <param name=\"db\">∂L/∂b, summed over the samples: <c>db[unit]</c>; empty without biases.</param>",
            $"partial void {GeneratedNames.OnBackward}("
            + $"{v.Type("LayerInfo")} layer, {Samples} delta, {v.Type("MatrixView")}<{v.T}> dW, {v.Type("VectorView")}<{v.T}> db);");
    }

    private string Samples => $"{v.Type("SampleView")}<{v.T}>";

    private static string Info(LayerPlan layer) => $"Description.Layers[{LayerNames.Text(layer.Index - 1)}]";

    private static string Watched(LayerPlan layer, string? property) => property is null ? "default" : $"{View(layer)}.{property}";

    private static string View(LayerPlan layer) => "workspace." + Identifier.Escape(layer.Name);
}

using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>The kernel from ∂L/∂ŷ to δ of the output layer.</summary>
internal static class ActivationDerivativeKernel
{
    public static bool Has(LayerPlan layer) => layer.Activation != Activation.Identity;

    /// <summary>The batch that σ′ is computed from.</summary>
    public static string Kept(LayerPlan layer) =>
        layer.Function.DerivativeNeedsZ ? new LayerNames(layer).BatchZ : new LayerNames(layer).BatchA;

    public static void Emit(CodeWriter w, Vocabulary v, LayerPlan layer)
    {
        var n = new LayerNames(layer);
        var k = new KernelWriter(w, v);
        string shape = ElementFunctionCode.ShapeName(layer);
        bool fromZ = layer.Function.DerivativeNeedsZ;
        w.Line();
        v.CompileAtOnce(w);
        using (w.Block($"internal static void OutputActivationDelta({v.ReadOnlySpan} {Kept(layer)}, {v.Span} {n.BatchDelta}, int samples)"))
        {
            k.EmitReference("kept", Kept(layer), "0", $"samples * {(fromZ ? layer.Stride : layer.ActivationStride)}");
            k.EmitReference("delta", n.BatchDelta, "0", $"samples * {layer.Stride}");
            if (layer.Activation == Activation.Softmax)
            {
                k.EmitDispatch(
                    layer.Stride,
                    register => $"{v.Type("SoftmaxDelta")}.OfGradient<{shape}, {register}, {v.T}>(ref kept, {layer.ActivationStride}, ref delta, samples);");
            }
            else if (fromZ)
            {
                w.Line(
                    $"{v.Type("Elements")}.Derive<{ElementFunctionCode.Name(layer)}, {v.T}>(ref kept, ref delta, ({v.Offset})samples * {layer.Stride});");
            }
            else
            {
                k.EmitDispatch(
                    layer.Stride,
                    register => $"{v.Type("OutputDeltaRows")}.OfGradient<{ElementFunctionCode.Name(layer)}, {shape}, {register}, {v.T}>("
                        + "ref kept, ref delta, samples);");
            }
        }
    }
}

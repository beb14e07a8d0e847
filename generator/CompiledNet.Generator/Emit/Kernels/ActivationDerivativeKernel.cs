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
        string delta = new LayerNames(layer).BatchDelta;
        string kept = Kept(layer);
        string shape = ElementFunctionCode.ShapeName(layer);
        string function = ElementFunctionCode.Name(v, layer);
        new KernelWriter(w, v).EmitCall(
            $"void OutputActivationDelta({v.ReadOnlySpan} {kept}, {v.Span} {delta}, int samples)",
            layer.Activation == Activation.Softmax
                ? $"{v.Type("SoftmaxDelta")}.OfGradient<{shape}, {v.T}>({kept}, {layer.ActivationStride}, {delta}, samples)"
                : layer.Function.DerivativeNeedsZ
                ? $"{v.Type("Elements")}.Derive<{function}, {v.T}>({kept}, {delta}, samples * {layer.Stride})"
                : $"{v.Type("OutputDeltaRows")}.OfGradient<{function}, {shape}, {v.T}>({kept}, {delta}, samples)");
    }
}

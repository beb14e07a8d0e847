using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers;

/// <summary>The kernels of a layer whose z is the sum of its inputs, one or more: δ goes back to each of them.</summary>
internal static class SumKernels
{
    public static void Emit(CodeWriter w, Vocabulary v, LayerPlan layer)
    {
        var k = new KernelWriter(w, v);
        JoinKernels.EmitForward(k, layer, layer.Position.Inputs.Count == 1 ? "RowCopy" : "RowSum");
        w.Line();
        k.EmitMethod(layer, layer.BackwardData.Single(), () => EmitPassingBack(k, layer));
        ActivationStructs.Emit(w, v, layer);
    }

    private static void EmitPassingBack(KernelWriter k, LayerPlan layer)
    {
        ActivationKernel.EmitDerivation(k, layer);
        k.EmitDelta(layer);
        foreach (InputPlan input in layer.Position.Inputs)
        {
            string gradient = InputGradientText.Of(input.Value);
            k.EmitInputGradient(input, () => k.W.Line(
                $"{k.Words.Type("BatchRows")}.Combine<{k.Words.Type("RowCopy")}<{k.Words.T}>, {k.Words.T}>(ref delta, {layer.Stride}, ref delta, {layer.Stride}, "
                + $"ref {gradient}, {input.Value.Stride}, {input.Value.Size}, {KernelWriter.WidthOf(input.Value)}, samples, {KernelWriter.Adds(input)});"));
        }
    }
}

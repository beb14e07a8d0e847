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
        k.EmitForward(layer, layer.Forward, () => EmitSum(k, layer));
        w.Line();
        k.EmitMethod(layer, layer.BackwardData.Single(), () => EmitPassingBack(k, layer));
        ActivationStructs.Emit(w, v, layer);
    }

    private static void EmitSum(KernelWriter k, LayerPlan layer)
    {
        foreach (ValuePlan value in layer.InputValues)
        {
            k.EmitInput(value);
        }

        ValuePlan[] inputs = [.. layer.Position.Inputs.Select(input => input.Value)];
        string target = $"ref z, {KernelWriter.ResultStride(layer)}, {layer.OutputSize}, {KernelWriter.WidthOf(layer)}, samples, adds: false";
        if (inputs.Length == 1)
        {
            k.W.Line($"{k.Words.Type("BatchRows")}.Combine<{k.Words.Type("RowCopy")}<{k.Words.T}>, {k.Words.T}>({Rows(inputs[0])}, {Rows(inputs[0])}, {target});");
            return;
        }

        string sum = $"{k.Words.Type("BatchRows")}.Combine<{k.Words.Type("RowSum")}<{k.Words.T}>, {k.Words.T}>";
        k.W.Line($"{sum}({Rows(inputs[0])}, {Rows(inputs[1])}, {target});");
        foreach (ValuePlan input in inputs.Skip(2))
        {
            k.W.Line($"{sum}(ref z, {KernelWriter.ResultStride(layer)}, {Rows(input)}, {target});");
        }
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

    private static string Rows(ValuePlan value) => $"ref {LayerNames.Of(value)}, {value.Stride}";
}

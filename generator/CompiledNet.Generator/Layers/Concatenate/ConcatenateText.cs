using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Concatenate;

/// <summary>Writes a concatenation: its forward method, and its kernels.</summary>
internal static class ConcatenateText
{
    public static void EmitForward(CodeWriter w, Vocabulary v, ConcatenatePlan layer, string equation)
    {
        var n = new LayerNames(layer);
        w.Line($"//   {equation}");
        v.CompileAtOnce(w);
        using (w.Block($"internal static void {layer.Forward.Method}({layer.Forward.Declaration(v, layer)})"))
        {
            if (layer.HasKernels)
            {
                KernelWriter.EmitCall(w, v, layer, layer.Forward);
            }

            using (w.Block("for (int s = 0; s < samples; s++)"))
            {
                w.Line($"{v.Span} {n.A} = {n.BatchA}.Slice(s * {layer.ActivationStride}, {layer.OutputSize});");
                for (int i = 0; i < layer.Position.Inputs.Count; i++)
                {
                    ValuePlan value = layer.Position.Inputs[i].Value;
                    w.Line($"{LayerNames.BatchOf(value)}.Slice(s * {value.Stride}, {value.Size}).CopyTo({n.A}.Slice({layer.StartOf(i)}));");
                }

                if (layer.KeepsPreActivation)
                {
                    w.Line($"{n.A}.CopyTo({n.BatchZ}.Slice(s * {layer.Stride}, {layer.OutputSize}));");
                }
            }
        }
    }

    public static void EmitKernels(CodeWriter w, Vocabulary v, ConcatenatePlan layer)
    {
        var k = new KernelWriter(w, v);
        string copy = $"{v.Type("BatchRows")}.Combine<{v.Type("RowCopy")}<{v.T}>, {v.T}>";
        k.EmitForward(layer, layer.Forward, () =>
        {
            foreach (ValuePlan value in layer.InputValues)
            {
                k.EmitInput(value);
            }

            for (int i = 0; i < layer.Position.Inputs.Count; i++)
            {
                ValuePlan value = layer.Position.Inputs[i].Value;
                bool isLast = i == layer.Position.Inputs.Count - 1;
                int width = isLast ? KernelWriter.WidthOf(layer) - layer.StartOf(i) : value.Size;
                string rows = $"ref {LayerNames.Of(value)}, {value.Stride}";
                w.Line($"{copy}({rows}, {rows}, {At(v, "z", layer.StartOf(i))}, {KernelWriter.ResultStride(layer)}, {value.Size}, {width}, samples, adds: false);");
            }
        });
        w.Line();
        k.EmitMethod(layer, layer.BackwardData.Single(), () =>
        {
            k.EmitDelta(layer);
            for (int i = 0; i < layer.Position.Inputs.Count; i++)
            {
                InputPlan input = layer.Position.Inputs[i];
                string rows = $"{At(v, "delta", layer.StartOf(i))}, {layer.Stride}";
                k.EmitInputGradient(input, () => w.Line(
                    $"{copy}({rows}, {rows}, ref {InputGradientText.Of(input.Value)}, {input.Value.Stride}, {input.Value.Size}, "
                    + $"{KernelWriter.WidthOf(input.Value)}, samples, {KernelWriter.Adds(input)});"));
            }
        });
        ActivationStructs.Emit(w, v, layer);
    }

    private static string At(Vocabulary v, string reference, int start) =>
        start == 0 ? $"ref {reference}" : $"ref {v.Type("Unsafe")}.Add(ref {reference}, {start})";
}

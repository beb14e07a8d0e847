using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Multiply;

/// <summary>The kernels of a product of values.</summary>
internal sealed class MultiplyKernels(CodeWriter w, Vocabulary v, MultiplyPlan layer)
{
    private readonly KernelWriter _k = new(w, v);

    private string Product => $"{v.Type("BatchRows")}.Combine<{v.Type("RowProduct")}<{v.T}>, {v.T}>";

    public void Emit()
    {
        JoinKernels.EmitForward(_k, layer, "RowProduct");
        w.Line();
        _k.EmitMethod(layer, layer.BackwardData.Single(), EmitPassingBack);
        ActivationStructs.Emit(w, v, layer);
    }

    private void EmitPassingBack()
    {
        ActivationKernel.EmitDerivation(_k, layer);
        _k.EmitDelta(layer);
        foreach (ValuePlan value in layer.InputValues)
        {
            _k.EmitInput(value);
        }

        InputPlan[] inputs = [.. layer.Position.Inputs];
        for (int i = 0; i < inputs.Length; i++)
        {
            InputPlan input = inputs[i];
            ValuePlan[] others = [.. inputs.Where((_, other) => other != i).Select(other => other.Value)];
            _k.EmitInputGradient(input, () => EmitGradient(input, others));
        }
    }

    // δ times the other factors, of which all but the last go through the layer's buffer.
    private void EmitGradient(InputPlan input, ValuePlan[] others)
    {
        string partial = $"ref delta, {layer.Stride}";
        if (others.Length > 1)
        {
            _k.EmitReference("m", layer.Product.Name, "0", $"samples * {layer.Stride}");
        }

        foreach (ValuePlan other in others.Take(others.Length - 1))
        {
            w.Line($"{Product}({partial}, {JoinKernels.Rows(other)}, ref m, {layer.Stride}, {layer.OutputSize}, {layer.Stride}, samples, adds: false);");
            partial = $"ref m, {layer.Stride}";
        }

        w.Line(
            $"{Product}({partial}, {JoinKernels.Rows(others[others.Length - 1])}, ref {InputGradientText.Of(input.Value)}, {input.Value.Stride}, {input.Value.Size}, "
            + $"{KernelWriter.WidthOf(input.Value)}, samples, {KernelWriter.Adds(input)});");
    }
}

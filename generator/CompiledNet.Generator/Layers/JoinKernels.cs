using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers;

/// <summary>The forward kernel of a layer that combines its inputs number by number, from the first to the last, and activates the result.</summary>
internal static class JoinKernels
{
    /// <summary>Writes it.</summary>
    /// <param name="k">The text.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="function">The library's function of two numbers; of one input it takes that twice.</param>
    public static void EmitForward(KernelWriter k, LayerPlan layer, string function) => k.EmitActivated(layer, layer.Forward, _ =>
    {
        foreach (ValuePlan value in layer.InputValues)
        {
            k.EmitInput(value);
        }

        string of = $"{k.Words.Type(function)}<{k.Words.T}>";
        string target = $"ref z, {KernelWriter.ResultStride(layer)}, {layer.OutputSize}, {KernelWriter.WidthOf(layer)}, samples, adds: false";
        ValuePlan[] inputs = [.. layer.Position.Inputs.Select(input => input.Value)];
        string partial = Rows(inputs[0]);
        for (int i = Math.Min(1, inputs.Length - 1); i < inputs.Length; i++)
        {
            string last = i == inputs.Length - 1 ? ElementFunctionCode.OfRows(k.Words, layer, of) : of;
            k.W.Line($"{k.Words.Type("BatchRows")}.Combine<{last}, {k.Words.T}>({partial}, {Rows(inputs[i])}, {target});");
            partial = $"ref z, {KernelWriter.ResultStride(layer)}";
        }
    });

    /// <summary>The rows of a value as the library takes them.</summary>
    public static string Rows(ValuePlan value) => $"ref {Emit.LayerNames.Of(value)}, {value.Stride}";
}

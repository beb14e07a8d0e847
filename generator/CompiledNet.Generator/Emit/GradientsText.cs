using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>The local of the main file that is the gradient of a vector of parameters.</summary>
internal static class GradientsText
{
    /// <summary>Writes the local, and sets it to 0 where it is not added to what is there. (Without kernels all gradients are cleared at once.)</summary>
    public static void EmitSpan(CodeWriter w, Vocabulary v, LayerPlan layer, string local, TensorPlan tensor)
    {
        int length = layer.HasKernels ? tensor.Length : tensor.Rows;
        string padding = length > tensor.Rows ? $" // {tensor.Rows}, and padding that is cleared with them." : "";
        w.Line($"{v.Span} {local} = workspace.Gradients.Slice({tensor.Offset}, {length});{padding}");
        if (layer.HasKernels)
        {
            using (w.Block("if (!accumulate)"))
            {
                w.Line($"{local}.Clear();");
            }

            w.Line();
        }
    }
}

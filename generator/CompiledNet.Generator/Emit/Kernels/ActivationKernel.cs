using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>The activation of a whole batch inside a kernel, forward and back: what every kind of layer has in common.</summary>
internal static class ActivationKernel
{
    /// <summary>Writes a = σ(z) for the rows that the local <c>z</c> refers to, which may be those of a.</summary>
    /// <param name="k">The kernel.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="isGeneric">Whether the kernel is generic over the register, else it is chosen here.</param>
    public static void EmitForward(KernelWriter k, LayerPlan layer, bool isGeneric = true)
    {
        CodeWriter w = k.W;
        Vocabulary v = k.Words;
        k.EmitReference("a", new LayerNames(layer).BatchA, "0", $"samples * {layer.ActivationStride}");
        if (layer.Activation == Activation.Softmax)
        {
            EmitOnRegister(register =>
                $"{v.Type("SoftmaxRows")}.Run<{ElementFunctionCode.ShapeName(layer)}, {register}, {v.T}>(ref z, ref a, {layer.ActivationStride}, samples);");
        }
        else if (layer.Activation == Activation.Identity)
        {
            w.Line($"{v.Type("Elements")}.CopyRows(ref z, {layer.Stride}, ref a, {layer.ActivationStride}, samples);");
        }
        else if (layer.Stride == layer.ActivationStride)
        {
            w.Line(
                $"{v.Type("Elements")}.Activate<{ElementFunctionCode.Name(layer)}, {v.T}>("
                + $"ref z, ref a, ({v.Offset})samples * {layer.Stride});");
        }
        else
        {
            // The rows of a are the caller's, without padding.
            EmitOnRegister(register =>
                $"{v.Type("Elements")}.ActivateRows<{ElementFunctionCode.Name(layer)}, {register}, {v.T}>("
                + $"ref z, {layer.Stride}, ref a, {layer.ActivationStride}, samples);");
        }

        void EmitOnRegister(Func<string, string> statement)
        {
            if (isGeneric)
            {
                w.Line(statement(KernelWriter.V));
            }
            else
            {
                k.EmitDispatch(layer.Stride, statement);
            }
        }
    }

    /// <summary>Writes the method that makes δ of ∂L/∂a, if the layer's way back begins with that.</summary>
    public static void EmitDerive(KernelWriter k, LayerPlan layer)
    {
        if (!layer.StartsFromActivation)
        {
            return;
        }

        CodeWriter w = k.W;
        Vocabulary v = k.Words;
        var n = new LayerNames(layer);
        StepPlan step = layer.Derive;
        w.Line();
        v.CompileAtOnce(w);
        using (w.Block($"internal static void {step.Method}({step.Declaration(v, layer)})"))
        {
            k.EmitReference("kept", n.BatchKept, "0", $"samples * {layer.Stride}");
            k.EmitReference("delta", n.BatchDelta, "0", $"samples * {layer.Stride}");
            if (layer.Activation == Activation.Softmax)
            {
                k.EmitDispatch(
                    layer.Stride,
                    register => $"{v.Type("SoftmaxDelta")}.OfGradient<{ElementFunctionCode.ShapeName(layer)}, {register}, {v.T}>("
                        + $"ref kept, {layer.Stride}, ref delta, samples);");
            }
            else
            {
                w.Line(
                    $"{v.Type("Elements")}.Derive<{ElementFunctionCode.Name(layer)}, {v.T}>("
                    + $"ref kept, ref delta, ({v.Offset})samples * {layer.Stride});");
            }
        }
    }

    /// <summary>The call of that method; null if there is none.</summary>
    public static string? DeriveCall(LayerPlan layer)
    {
        StepPlan step = layer.Derive;
        return layer.StartsFromActivation ? $"{step.Method}({step.Names(layer)});" : null;
    }

}

using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>The activation of a whole batch inside a kernel, forward and back: what every kind of layer has in common.</summary>
internal static class ActivationKernel
{
    /// <summary>Writes a = σ(z) for all rows; where z is not kept, it is in the batch of a, and nothing is to be done if they are the same.</summary>
    public static void EmitForward(KernelWriter k, LayerPlan layer)
    {
        if (!layer.KeepsPreActivation && layer.Activation == Activation.Identity)
        {
            return;
        }

        CodeWriter w = k.W;
        Vocabulary v = k.Words;
        var n = new LayerNames(layer);
        string z = layer.KeepsPreActivation ? n.BatchZ : n.BatchA;
        if (layer.Activation == Activation.Softmax)
        {
            w.Line($"{v.Type("SoftmaxRows")}.Run<{ElementFunctionCode.ShapeName(layer)}, {v.T}>({z}, {n.BatchA}, {layer.ActivationStride}, {k.Rows});");
        }
        else if (layer.Activation == Activation.Identity)
        {
            w.Line($"{v.Type("Elements")}.CopyRows<{v.T}>({z}, {layer.Stride}, {n.BatchA}, {layer.ActivationStride}, {k.Rows});");
        }
        else if (layer.Stride == layer.ActivationStride)
        {
            w.Line($"{v.Type("Elements")}.Activate<{ElementFunctionCode.Name(v, layer)}, {v.T}>({z}, {n.BatchA}, {k.Rows} * {layer.Stride});");
        }
        else
        {
            // The rows of a are the caller's, without padding.
            w.Line(
                $"{v.Type("Elements")}.ActivateRows<{ElementFunctionCode.Name(v, layer)}, {v.T}>("
                + $"{z}, {layer.Stride}, {n.BatchA}, {layer.ActivationStride}, {k.Rows});");
        }
    }

    /// <summary>Writes the same as a method, for a layer whose way back is in several.</summary>
    public static void EmitDerive(KernelWriter k, LayerPlan layer)
    {
        if (layer.StartsFromActivation)
        {
            k.W.Line();
            k.EmitMethod(layer, layer.Derive, () => EmitDerivation(k, layer));
        }
    }

    /// <summary>Writes what makes δ of ∂L/∂a, if the layer's way back begins with that.</summary>
    public static void EmitDerivation(KernelWriter k, LayerPlan layer)
    {
        if (!layer.StartsFromActivation)
        {
            return;
        }

        Vocabulary v = k.Words;
        var n = new LayerNames(layer);
        k.W.Line(layer.Activation == Activation.Softmax
            ? $"{v.Type("SoftmaxDelta")}.OfGradient<{ElementFunctionCode.ShapeName(layer)}, {v.T}>({n.BatchKept}, {layer.Stride}, {n.BatchDelta}, {k.Rows});"
            : $"{v.Type("Elements")}.Derive<{ElementFunctionCode.Name(v, layer)}, {v.T}>({n.BatchKept}, {n.BatchDelta}, {k.Rows} * {layer.Stride});");
    }
}

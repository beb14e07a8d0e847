using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>
/// The vector kernels of a dense layer. Forward has the layer's units in the lanes, dW too (a row of dW for each input), and ∂L/∂x has the
/// inputs in the lanes, which wants Wᵀ: a copy is made at each step, since the step before has changed the weights.
/// </summary>
internal static class DenseKernels
{
    public static void Emit(CodeWriter writer, Vocabulary vocabulary, DensePlan layer)
    {
        DenseShape.Emit(writer, vocabulary, layer);
        writer.Line();
        new DenseForwardKernels(writer, vocabulary, layer).Emit();
        if (layer.Stream is { IsKernelAlone: true } step)
        {
            writer.Line();
            EmitStream(writer, vocabulary, layer, step);
        }

        if (ElementFunctionCode.IsOwn(layer))
        {
            writer.Line();
            ElementFunctionCode.Emit(writer, vocabulary, layer);
        }

        new DenseBackwardKernels(writer, vocabulary, layer).Emit();
    }

    private static void EmitStream(CodeWriter w, Vocabulary v, DensePlan layer, StepPlan step)
    {
        var n = new LayerNames(layer);
        string function = ElementFunctionCode.Has(layer) ? ElementFunctionCode.Name(v, layer) : $"{v.Type("ElementIdentity")}<{v.T}>";
        w.Line("// The same for a stream, each sum in four parts.");
        new KernelWriter(w, v).EmitMethod(layer, step, () => w.Line(
            $"{v.Type("NarrowDense")}.Run<{ElementFunctionCode.ShapeName(layer)}, {function}, {v.T}>(parameters, {n.BatchX}, {n.BatchA}, {layer.ActivationStride}, samples);"));
    }
}

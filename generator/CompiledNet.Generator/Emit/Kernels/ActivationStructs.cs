using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>The structs over which the library's activations and losses are generic, for a layer that is no matrix product and so has none of its own.</summary>
internal static class ActivationStructs
{
    public static void Emit(CodeWriter w, Vocabulary v, LayerPlan layer)
    {
        if (layer.IsLast || layer.Activation == Model.Activation.Softmax)
        {
            w.Line();
            new ProductShape(
                ElementFunctionCode.ShapeName(layer),
                Lanes: layer.Stride,
                Columns: layer.OutputSize,
                Depth: 0,
                RowStride: layer.Stride,
                DepthStride: 1,
                ResultStride: layer.Stride,
                HasBiases: false,
                ProductPlan.None,
                "sums").Emit(w, v);
        }

        if (ElementFunctionCode.IsOwn(layer))
        {
            w.Line();
            ElementFunctionCode.Emit(w, v, layer);
        }
    }
}

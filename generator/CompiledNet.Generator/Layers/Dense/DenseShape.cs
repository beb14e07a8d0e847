using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>The struct over which the library's steps of a dense layer are generic: sizes, places and tiles as constants.</summary>
internal static class DenseShape
{
    public static void Emit(CodeWriter w, Vocabulary v, DensePlan layer)
    {
        DenseProducts products = layer.Shapes;
        using (w.Block($"private readonly struct {ElementFunctionCode.ShapeName(layer)} : {v.Type("IDenseShape")}<{v.T}>"))
        {
            Constant("Lanes", layer.Weights.ColumnStride);
            Constant("Columns", layer.OutputSize);
            Constant("Depth", layer.InputSize);
            Constant("RowStride", layer.InputStride);
            Constant("ResultStride", layer.Stride);
            Constant("InputLanes", layer.Input.Value.Lanes);
            Constant("WeightsStart", layer.Weights.Offset, 0);
            if (layer.HasBias)
            {
                ProductShape.EmitConstant(w, v, "bool HasBiases", "true");
                Constant("BiasesStart", layer.Biases.Offset);
            }

            if (layer.IsOpen)
            {
                ProductShape.EmitConstant(w, v, "bool TakesSteps", "true");
            }

            if (layer.Input.AddsGradient)
            {
                ProductShape.EmitConstant(w, v, "bool AddsInputGradient", "true");
            }
            else
            {
                Constant("FewSamples", products.FewSamples, 0);
            }

            Tiles("", products.Forward);
            Tiles("Gradient", products.Gradients);
            Tiles("Input", products.Input);
            if (layer.ActivatesSums)
            {
                ProductShape.EmitFinish(w, v, layer.Function.VectorExpression(v, layer.Slope, "sums"));
            }
        }

        void Tiles(string of, ProductPlan product)
        {
            Constant(of + "TileRows", product.TileRows, Tuning.TileRows);
            Constant(of + "TileRowsOf16", product.TileRowsOf16, Tuning.TileRowsOf16);
        }

        void Constant(string name, int value, int usual = -1)
        {
            if (value != usual)
            {
                ProductShape.EmitConstant(w, v, "int " + name, LayerNames.Text(value));
            }
        }
    }
}

using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>Forward propagation of a batch through a dense layer: the units in the lanes, tiles of samples × units.</summary>
internal sealed class DenseForwardKernels(CodeWriter w, Vocabulary v, DensePlan layer)
{
    private readonly LayerNames _n = new(layer);
    private readonly KernelWriter _k = new(w, v);

    private int Lanes => layer.Weights.ColumnStride;

    // As a sum leaves its register.
    private bool ActivatesSums => ActivatesSumsOf(layer);

    /// <summary>Whether the product leaves activations behind, not pre-activations.</summary>
    public static bool ActivatesSumsOf(DensePlan layer) =>
        !layer.KeepsPreActivation && layer.Function.IsCheap;

    public void Emit()
    {
        w.Line($"// {_n.Z} = {_n.W} · {_n.X}{(layer.HasBias ? $" + {_n.B}" : "")}: {layer.OutputSize} units in {Lanes} lanes");
        var shape = new ProductShape(
            ElementFunctionCode.ShapeName(layer),
            Lanes,
            layer.OutputSize,
            layer.InputSize,
            RowStride: layer.InputStride,
            DepthStride: 1,
            ResultStride: layer.Stride,
            HasBiases: layer.HasBias,
            layer.Shapes.Forward,
            ActivatesSums ? layer.Function.VectorExpression(v, layer.Slope, "sums") : "sums");

        _k.EmitStep(layer, layer.Forward, Lanes, () =>
        {
            EmitProduct(shape);
            if (!ActivatesSums)
            {
                w.Line();
                ActivationKernel.EmitForward(_k, layer);
            }
        });

        w.Line();
        shape.Emit(w, v);
    }

    private void EmitProduct(ProductShape shape)
    {
        string target = layer.KeepsPreActivation ? _n.BatchZ : _n.BatchA;
        string bias = layer.HasBias ? "b" : "W"; // Something that exists: not read where there are no biases.
        _k.EmitReference("W", "parameters", LayerNames.Text(layer.Weights.Offset), LayerNames.Text(layer.Weights.Length));
        if (layer.HasBias)
        {
            _k.EmitReference("b", "parameters", LayerNames.Text(layer.Biases.Offset), LayerNames.Text(layer.Biases.Length));
        }

        _k.EmitReference("x", _n.BatchX, "0", $"(samples - 1) * {layer.InputStride} + {layer.InputSize}");
        _k.EmitReference("z", target, "0", $"samples * {layer.Stride}");
        using (w.Block("if (samples == 1)"))
        {
            w.Line($"{v.Type("VectorProduct")}.Run<{shape.Name}, {KernelWriter.V}, {v.T}>(ref x, ref W, ref z, ref {bias});");
        }

        using (w.Block("else"))
        {
            w.Line($"{v.Type("MatrixProduct")}.Run<{shape.Name}, {KernelWriter.V}, {v.T}>(ref x, ref W, ref z, ref {bias}, samples, 0);");
        }
    }
}

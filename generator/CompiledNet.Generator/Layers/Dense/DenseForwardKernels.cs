using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>Forward propagation of a batch through a dense layer: the library's product for its shape, then the activation.</summary>
internal sealed class DenseForwardKernels(CodeWriter w, Vocabulary v, DensePlan layer)
{
    private readonly LayerNames _n = new(layer);
    private readonly KernelWriter _k = new(w, v);

    public void Emit()
    {
        w.Line($"// {_n.Z} = {_n.W} · {_n.X}{(layer.HasBias ? $" + {_n.B}" : "")}: {layer.OutputSize} units in {layer.Weights.ColumnStride} lanes");
        _k.EmitMethod(layer, layer.Forward, () =>
        {
            string target = layer.KeepsPreActivation ? _n.BatchZ : _n.BatchA;
            w.Line($"{v.Type("DenseSteps")}.Forward<{ElementFunctionCode.ShapeName(layer)}, {v.T}>(parameters, {_n.BatchX}, {target}, samples);");
            if (!layer.ActivatesSums)
            {
                ActivationKernel.EmitForward(_k, layer);
            }
        });
    }
}

using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>
/// Backward propagation through a dense layer: δ, then the library's steps for its shape. Where threads share them, each has a method of its own: the
/// copy of Wᵀ; δ and ∂L/∂x, sample by sample; dW and db, input by input.
/// </summary>
internal sealed class DenseBackwardKernels(CodeWriter w, Vocabulary v, DensePlan layer)
{
    private readonly LayerNames _n = new(layer);
    private readonly KernelWriter _k = new(w, v);

    private string InputGradient => "d" + _n.BatchX;

    private string Transposed => _n.W + "T";

    public void Emit()
    {
        w.Line();
        w.Line($"// δ{layer.Index}, ∂L/∂{_n.X}, dW{layer.Index}{(layer.HasBias ? $" and db{layer.Index}" : "")}");
        _k.EmitMethod(layer, layer.Backward, () =>
        {
            ActivationKernel.EmitDerivation(_k, layer);
            Step("Backward", $"parameters, {_n.BatchX}, {_n.BatchDelta}, gradients, {InputGradient}, {Transposed}, samples, accumulate");
        });
        if (layer.IsShared)
        {
            EmitShared();
        }
    }

    private void EmitShared()
    {
        w.Line();
        _k.EmitMethod(layer, layer.Prepare, () => Step("Transpose", $"parameters, {Transposed}"));
        w.Line();
        _k.EmitMethod(layer, layer.PassBack, () =>
        {
            ActivationKernel.EmitDerivation(_k, layer);
            Step("BackwardData", $"{_n.BatchDelta}, {InputGradient}, {Transposed}, samples");
        });
        w.Line();
        _k.EmitMethod(layer, layer.BackwardWeights, () => Step("BackwardWeights", $"{_n.BatchX}, {_n.BatchDelta}, gradients, samples, accumulate, first, count"));
    }

    private void Step(string method, string arguments) =>
        w.Line($"{v.Type("DenseSteps")}.{method}<{ElementFunctionCode.ShapeName(layer)}, {v.T}>({arguments});");
}

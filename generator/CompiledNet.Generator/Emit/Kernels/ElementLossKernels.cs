using CompiledNet.Generator.Emit.Output;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>The kernels of a loss that works output by output: its sum, and δ.</summary>
internal sealed class ElementLossKernels(CodeWriter w, Vocabulary v, NetworkPlan plan)
{
    private readonly LayerPlan _layer = plan.OutputLayer;
    private readonly LayerNames _n = new(plan.OutputLayer);
    private readonly KernelWriter _k = new(w, v);

    public void Emit()
    {
        OutputStepCode code = OutputStepCode.Of(w, v, plan);
        w.Line();
        OutputFunctionCode.Emit(w, v, plan);
        string batch = code.LossInputs.Single();
        int stride = batch == _n.BatchZ ? _layer.Stride : _layer.ActivationStride;
        _k.EmitCall(
            $"double SumOfLosses({v.ReadOnlySpan} Y, {Parameters(code.LossInputs)}int samples)",
            $"{v.Type("OutputLossRows")}.Sum<{OutputFunctionCode.Name}, {v.T}>({batch}, {stride}, Y, {_layer.OutputSize}, samples)");
        w.Line();
        v.CompileAtOnce(w);
        using (w.Block(
            $"internal static void OutputDelta({v.ReadOnlySpan} Y, {Parameters(code.DeltaInputs)}{v.Span} {_n.BatchDelta}, {v.T} scale, int samples)"))
        {
            w.Line(
                $"{v.Type("OutputDeltaRows")}.Run<{OutputFunctionCode.Name}, {ElementFunctionCode.ShapeName(_layer)}, {v.T}>("
                + $"{_n.BatchA}, Y, {_n.BatchDelta}, scale, samples);");
            if (!OutputFunctionCode.DeltaIsComplete(plan))
            {
                w.Line($"OutputActivationDelta({ActivationDerivativeKernel.Kept(_layer)}, {_n.BatchDelta}, samples);");
            }
        }
    }

    private string Parameters(IEnumerable<string> names) => string.Concat(names.Select(name => $"{v.ReadOnlySpan} {name}, "));
}

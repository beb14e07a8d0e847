using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>The vector kernels of where backward propagation begins: the loss, and δ of the output layer.</summary>
internal sealed class OutputKernels
{
    private readonly CodeWriter _w;
    private readonly Vocabulary _v;
    private readonly NetworkPlan _plan;
    private readonly LayerPlan _layer;
    private readonly LayerNames _n;
    private readonly KernelWriter _k;

    public OutputKernels(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    {
        _w = writer;
        _v = vocabulary;
        _plan = plan;
        _layer = plan.OutputLayer;
        _n = new LayerNames(_layer);
        _k = new KernelWriter(writer, vocabulary);
    }

    /// <summary>Whether there are kernels for loss and δ of targets.</summary>
    public bool HasLoss => HasClasses || (_plan.HasKernels && OutputFunctionCode.Has(_plan));

    /// <summary>Whether there are kernels for loss and δ of classes.</summary>
    public bool HasClasses => _plan.HasKernels && _plan.Output == OutputStep.SoftmaxCategoricalCrossEntropy;

    private string Shape => ElementFunctionCode.ShapeName(_layer);

    public void Emit()
    {
        if (HasClasses)
        {
            EmitSoftmax("OfClasses", $"{_v.Type("ReadOnlySpan")}<int> classes", "classes");
        }

        if (OutputFunctionCode.Has(_plan))
        {
            new ElementLossKernels(_w, _v, _plan).Emit();
        }

        if (ActivationDerivativeKernel.Has(_layer))
        {
            ActivationDerivativeKernel.Emit(_w, _v, _layer);
        }

        if (HasClasses)
        {
            EmitSoftmax("", $"{_v.ReadOnlySpan} Y", "Y");
        }
    }

    private void EmitSoftmax(string suffix, string target, string y)
    {
        string kernel = suffix.Length == 0 ? "OfTargets" : suffix;
        _k.EmitCall(
            $"double SumOfLosses{suffix}({target}, {_v.ReadOnlySpan} {_n.BatchZ}, {_v.ReadOnlySpan} {_n.BatchA}, int samples)",
            $"{_v.Type("SoftmaxLoss")}.{kernel}<{Shape}, {_v.T}>({_n.BatchZ}, {_n.BatchA}, {y}, samples)");
        _k.EmitCall(
            $"void OutputDelta{suffix}({target}, {_v.ReadOnlySpan} {_n.BatchA}, {_v.Span} {_n.BatchDelta}, {_v.T} scale, int samples)",
            $"{_v.Type("SoftmaxDelta")}.{kernel}<{Shape}, {_v.T}>({_n.BatchA}, {y}, {_n.BatchDelta}, scale, samples)");
    }
}

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
            EmitSoftmax(
                "OfClasses", $"{_v.Type("ReadOnlySpan")}<int> classes", $"ref int y = ref {_v.Type("MemoryMarshal")}.GetReference(classes.Slice(0, samples));");
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
            EmitSoftmax(
                "", $"{_v.ReadOnlySpan} Y", $"{_k.Ref} y = ref {_v.Type("MemoryMarshal")}.GetReference(Y.Slice(0, samples * {_layer.OutputSize}));");
        }
    }

    private void EmitSoftmax(string suffix, string target, string reference)
    {
        string kernel = suffix.Length == 0 ? "OfTargets" : suffix;
        _w.Line();
        _v.CompileAtOnce(_w);
        using (_w.Block($"internal static double SumOfLosses{suffix}({target}, {_v.ReadOnlySpan} {_n.BatchZ}, {_v.ReadOnlySpan} {_n.BatchA}, int samples)"))
        {
            _w.Line(reference);
            EmitRows("z", _n.BatchZ, _layer.Stride);
            EmitRows("a", _n.BatchA, _layer.OutputSize);
            _k.EmitDispatch(
                _layer.Stride, register => $"return {_v.Type("SoftmaxLoss")}.{kernel}<{Shape}, {register}, {_v.T}>(ref z, ref a, ref y, samples);");
        }

        _w.Line();
        _v.CompileAtOnce(_w);
        using (_w.Block(
            $"internal static void OutputDelta{suffix}({target}, {_v.ReadOnlySpan} {_n.BatchA}, {_v.Span} {_n.BatchDelta}, {_v.T} scale, int samples)"))
        {
            _w.Line(reference);
            EmitRows("a", _n.BatchA, _layer.OutputSize);
            EmitRows("delta", _n.BatchDelta, _layer.Stride);
            _k.EmitDispatch(
                _layer.Stride,
                register => $"{_v.Type("SoftmaxDelta")}.{kernel}<{Shape}, {register}, {_v.T}>(ref a, ref y, ref delta, scale, samples);");
        }
    }

    private void EmitRows(string local, string batch, int stride) => _k.EmitReference(local, batch, "0", $"samples * {stride}");
}

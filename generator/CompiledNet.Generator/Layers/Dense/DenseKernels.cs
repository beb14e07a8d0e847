using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>
/// The vector kernels of a dense layer. Forward has the layer's units in the lanes, dW too (a row of dW for each input), and ∂L/∂x has the
/// inputs in the lanes, which wants Wᵀ: a copy is made at each step, since the step before has changed the weights.
/// </summary>
internal sealed class DenseKernels
{
    private readonly CodeWriter _w;
    private readonly Vocabulary _v;
    private readonly DensePlan _layer;
    private readonly LayerNames _n;
    private readonly KernelWriter _k;

    private DenseKernels(CodeWriter writer, Vocabulary vocabulary, DensePlan layer)
    {
        _w = writer;
        _v = vocabulary;
        _layer = layer;
        _n = new LayerNames(layer);
        _k = new KernelWriter(writer, vocabulary);
    }

    private int Lanes => _layer.Weights.ColumnStride;

    private bool StartsFromActivation => !_layer.IsLast && _layer.Activation != Activation.Identity;

    private bool DeltaFromZ => ActivationPlan.DerivativeNeedsPreActivation(_layer.Activation);

    public static void Emit(CodeWriter writer, Vocabulary vocabulary, DensePlan layer)
    {
        var kernels = new DenseKernels(writer, vocabulary, layer);
        kernels.EmitForward();
        kernels.EmitBackward();
    }

    /// <summary>The name of the shape of the layer's forward product, whose columns are its units.</summary>
    public static string ForwardShape(LayerPlan layer) => "ShapeOfForward" + layer.Name;

    private void EmitForward()
    {
        string name = "Forward" + _layer.Name;
        string z = _layer.KeepsPreActivation ? $"{_v.Span} {_n.BatchZ}, " : "";
        string parameters = $"{_v.ReadOnlySpan} parameters, {_v.ReadOnlySpan} {_n.BatchX}, {z}{_v.Span} {_n.BatchA}, int samples";
        string arguments = $"parameters, {_n.BatchX}, {(_layer.KeepsPreActivation ? _n.BatchZ + ", " : "")}{_n.BatchA}, samples";
        _w.Line($"// {_n.Z} = {_n.W} · {_n.X}{(_layer.HasBias ? $" + {_n.B}" : "")}: {_layer.OutputSize} units in {Lanes} lanes");
        using (_w.Block($"internal static void {name}({parameters})"))
        {
            _k.EmitDispatch(Lanes, name, arguments);
        }

        bool isFused = !_layer.KeepsPreActivation && VectorActivationCode.IsCheap(_layer.Activation);
        var shape = new ProductShape(
            ForwardShape(_layer),
            Lanes,
            _layer.OutputSize,
            _layer.InputSize,
            RowStride: _layer.InputStride,
            DepthStride: 1,
            ResultStride: _layer.Stride,
            HasBiases: _layer.HasBias,
            isFused ? VectorActivationCode.Expression(_v, _layer, "sums") : "sums");

        _w.Line();
        using (_k.Method(name, parameters))
        {
            string target = _layer.KeepsPreActivation ? _n.BatchZ : _n.BatchA;
            string bias = _layer.HasBias ? "b" : "W"; // Something that exists: not read where there are no biases.
            _k.EmitReference("W", "parameters", LayerNames.Text(_layer.Weights.Offset), LayerNames.Text(_layer.Weights.Length));
            if (_layer.HasBias)
            {
                _k.EmitReference("b", "parameters", LayerNames.Text(_layer.Biases.Offset), LayerNames.Text(_layer.Biases.Length));
            }

            _k.EmitReference("x", _n.BatchX, "0", $"(samples - 1) * {_layer.InputStride} + {_layer.InputSize}");
            _k.EmitReference("z", target, "0", $"samples * {_layer.Stride}");
            using (_w.Block("if (samples == 1)"))
            {
                _w.Line($"{_v.Type("VectorProduct")}.Run<{shape.Name}, {KernelWriter.V}, {_v.T}>(ref x, ref W, ref z, ref {bias});");
            }

            using (_w.Block("else"))
            {
                _w.Line($"{_v.Type("MatrixProduct")}.Run<{shape.Name}, {KernelWriter.V}, {_v.T}>(ref x, ref W, ref z, ref {bias}, samples, 0);");
            }

            if (!isFused)
            {
                _w.Line();
                EmitActivation();
            }
        }

        _w.Line();
        shape.Emit(_w, _v);
    }

    private void EmitActivation()
    {
        if (_layer.Activation == Activation.Softmax)
        {
            _k.EmitReference("a", _n.BatchA, "0", $"samples * {_layer.ActivationStride}");
            _w.Line(
                $"{_v.Type("SoftmaxRows")}.Run<{ForwardShape(_layer)}, {KernelWriter.V}, {_v.T}>(ref z, ref a, {_layer.ActivationStride}, samples);");
            return;
        }

        string activated = VectorActivationCode.Expression(_v, _layer, $"{KernelWriter.V}.Load(in z, k)");
        if (_layer.Stride == _layer.ActivationStride)
        {
            _k.EmitReference("a", _n.BatchA, "0", $"samples * {_layer.Stride}");
            using (_w.Block($"for ({_v.Offset} k = 0; k < samples * {_layer.Stride}; k += {KernelWriter.V}.Count)"))
            {
                _w.Line($"{KernelWriter.V}.Store({activated}, ref a, k);");
            }

            return;
        }

        // The rows of a are the caller's, without padding: of the last register of each only a part is stored.
        _k.EmitReference("a", _n.BatchA, "0", $"samples * {_layer.ActivationStride}");
        using (_w.Block("for (int s = 0; s < samples; s++)"))
        {
            using (_w.Block($"for ({_v.Offset} k = 0; k < {_layer.OutputSize}; k += {KernelWriter.V}.Count)"))
            {
                string count = $"{_v.Type("Math")}.Min({_layer.OutputSize} - (int)k, {KernelWriter.V}.Count)";
                _w.Line($"{KernelWriter.V}.StoreFirst({activated}, ref a, k, {count});");
            }

            _w.Line();
            foreach ((string row, int stride) in new[] { ("z", _layer.Stride), ("a", _layer.ActivationStride) })
            {
                _w.Line($"{row} = ref {_v.Type("Unsafe")}.Add(ref {row}, {stride});");
            }
        }
    }

    private void EmitBackward()
    {
        string name = "Backward" + _layer.Name;
        string gradients = "Gradients" + _layer.Name;
        string input = "Input" + _layer.Name;
        string batchInputGradient = "d" + _n.BatchX;
        string kept = !StartsFromActivation ? "" : DeltaFromZ ? _n.BatchZ : _n.BatchA;
        string keptParameter = kept.Length == 0 ? "" : $"{_v.ReadOnlySpan} {kept}, ";
        string keptArgument = kept.Length == 0 ? "" : kept + ", ";
        string deltaType = StartsFromActivation ? _v.Span : _v.ReadOnlySpan;
        string transposed = _layer.NeedsTranspose ? $", {_v.Span} {_n.W}T" : "";

        _w.Line();
        _w.Line($"// δ{_layer.Index}, dW{_layer.Index}{(_layer.HasBias ? $", db{_layer.Index}" : "")} and ∂L/∂{_n.X}");
        using (_w.Block(
            $"internal static void {name}({_v.ReadOnlySpan} parameters, {_v.ReadOnlySpan} {_n.BatchX}, {keptParameter}{deltaType} {_n.BatchDelta}, "
            + $"{_v.Span} gradients, {_v.Span} {batchInputGradient}{transposed}, int samples, bool accumulate)"))
        {
            _k.EmitDispatch(Lanes, gradients, $"{_n.BatchX}, {keptArgument}{_n.BatchDelta}, gradients, samples, accumulate");
            _w.Line();
            if (_layer.NeedsTranspose)
            {
                _w.Line(
                    $"{_v.Type("Transposition")}.Copy<{_v.T}>(parameters.Slice({_layer.Weights.Offset}, {_layer.Weights.Length}), {Lanes}, "
                    + $"{_n.W}T, {_layer.InputStride}, {_layer.InputSize}, {_layer.OutputSize});");
                _k.EmitDispatch(_layer.InputStride, input, $"{_n.BatchDelta}, {_n.W}T, {batchInputGradient}, samples");
            }
            else
            {
                EmitGradientOfInput(batchInputGradient);
            }
        }

        EmitGradients(gradients, keptParameter, deltaType);
        if (_layer.NeedsTranspose)
        {
            EmitTransposedProduct(input, batchInputGradient);
        }
    }

    private void EmitGradients(string name, string keptParameter, string deltaType)
    {
        var shape = new ProductShape(
            "ShapeOf" + name,
            Lanes,
            _layer.OutputSize,
            Depth: 0,
            RowStride: 1,
            DepthStride: _layer.InputStride,
            ResultStride: Lanes,
            HasBiases: false,
            "sums");

        _w.Line();
        using (_k.Method(
            name,
            $"{_v.ReadOnlySpan} {_n.BatchX}, {keptParameter}{deltaType} {_n.BatchDelta}, {_v.Span} gradients, int samples, bool accumulate"))
        {
            if (StartsFromActivation)
            {
                EmitDelta();
                _w.Line();
            }

            _k.EmitReference("x", _n.BatchX, "0", $"(samples - 1) * {_layer.InputStride} + {_layer.InputSize}");
            _k.EmitReference("delta", _n.BatchDelta, "0", $"samples * {_layer.Stride}");
            _k.EmitReference("dW", "gradients", LayerNames.Text(_layer.Weights.Offset), LayerNames.Text(_layer.Weights.Length));
            using (_w.Block("if (accumulate)"))
            {
                EmitProduct($"{_v.Type("Adding")}<{shape.Name}, {_v.T}>");
            }

            using (_w.Block("else"))
            {
                EmitProduct(shape.Name);
            }

            void EmitProduct(string product) => _w.Line(
                $"{_v.Type("MatrixProduct")}.Run<{product}, {KernelWriter.V}, {_v.T}>(ref x, ref delta, ref dW, ref dW, {_layer.InputSize}, samples);");

            if (_layer.HasBias)
            {
                _w.Line();
                _k.EmitReference("db", "gradients", LayerNames.Text(_layer.Biases.Offset), LayerNames.Text(_layer.Biases.Length));
                _w.Line(
                    $"{_v.Type("ColumnSums")}.Run<{KernelWriter.V}, {_v.T}>(ref delta, {_layer.Stride}, samples, {_layer.OutputSize}, ref db, accumulate);");
            }
        }

        _w.Line();
        shape.Emit(_w, _v);
    }

    private void EmitDelta()
    {
        if (_layer.Activation != Activation.Softmax)
        {
            _k.EmitReference("kept", DeltaFromZ ? _n.BatchZ : _n.BatchA, "0", $"samples * {_layer.Stride}");
            _k.EmitReference("dA", _n.BatchDelta, "0", $"samples * {_layer.Stride}");
            string kept = DeltaFromZ ? "z" : "a";
            using (_w.Block($"for ({_v.Offset} k = 0; k < samples * {_layer.Stride}; k += {KernelWriter.V}.Count)"))
            {
                _w.Line($"{KernelWriter.V} d = {KernelWriter.V}.Load(in dA, k), {kept} = {KernelWriter.V}.Load(in kept, k);");
                _w.Line($"{KernelWriter.V}.Store({VectorActivationCode.Delta(_v, _layer, "d", kept)}, ref dA, k);");
            }

            return;
        }

        using (_w.Block("for (int s = 0; s < samples; s++)"))
        {
            string slice = $".Slice(s * {_layer.Stride}, {_layer.OutputSize});";
            _w.Line($"{_v.ReadOnlySpan} {_n.A} = {_n.BatchA}{slice}");
            _w.Line($"{_v.Span} {_n.Delta} = {_n.BatchDelta}{slice}");
            _w.Line();
            ActivationCode.EmitDelta(_w, _v, _layer);
        }
    }

    private void EmitTransposedProduct(string name, string batchInputGradient)
    {
        var shape = new ProductShape(
            "ShapeOf" + name,
            _layer.InputStride,
            _layer.InputStride,
            _layer.OutputSize,
            RowStride: _layer.Stride,
            DepthStride: 1,
            ResultStride: _layer.InputStride,
            HasBiases: false,
            "sums");

        _w.Line();
        using (_k.Method(
            name, $"{_v.ReadOnlySpan} {_n.BatchDelta}, {_v.ReadOnlySpan} {_n.W}T, {_v.Span} {batchInputGradient}, int samples"))
        {
            _k.EmitReference("delta", _n.BatchDelta, "0", $"samples * {_layer.Stride}");
            _k.EmitReference("transposed", _n.W + "T", "0", LayerNames.Text(_layer.OutputSize * _layer.InputStride));
            _k.EmitReference("dx", batchInputGradient, "0", $"samples * {_layer.InputStride}");
            _w.Line(
                $"{_v.Type("MatrixProduct")}.Run<{shape.Name}, {KernelWriter.V}, {_v.T}>(ref delta, ref transposed, ref dx, ref dx, samples, 0);");
        }

        _w.Line();
        shape.Emit(_w, _v);
    }

    // The first layer's, which is asked for rarely, and whose rows are the caller's: not padded to whole registers.
    private void EmitGradientOfInput(string batchInputGradient)
    {
        _w.Line($"{_v.ReadOnlySpan} {_n.W} = parameters.Slice({_layer.Weights.Offset}, {_layer.Weights.Length});");
        using (_w.Block($"for (int s = 0; s < samples && !{batchInputGradient}.IsEmpty; s++)"))
        {
            _w.Line($"{_v.ReadOnlySpan} {_n.Delta} = {_n.BatchDelta}.Slice(s * {_layer.Stride}, {_layer.OutputSize});");
            DenseBackward.EmitTransposedProduct(_w, _v, _layer, _n, batchInputGradient);
        }
    }
}

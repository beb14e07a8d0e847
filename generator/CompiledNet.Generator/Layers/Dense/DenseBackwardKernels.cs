using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>
/// Backward propagation through a dense layer in three kernels: the copy of Wᵀ; δ and ∂L/∂x, sample by sample; dW and db, input by input. The
/// second may be shared out by samples and the third by inputs, and no sum is cut. Few samples, too few to be shared out, go without the copy.
/// </summary>
internal sealed class DenseBackwardKernels(CodeWriter w, Vocabulary v, DensePlan layer)
{
    private readonly LayerNames _n = new(layer);
    private readonly KernelWriter _k = new(w, v);

    private int Lanes => layer.Weights.ColumnStride;

    private int InputLanes => layer.Input.Value.Lanes;

    // TransposedProduct writes ∂L/∂x, and never adds to it.
    private int FewSamples => layer.Input.AddsGradient ? 0 : layer.Shapes.FewSamples;

    private string InputGradient => "d" + _n.BatchX;

    private string Transposed => _n.W + "T";

    public void Emit()
    {
        w.Line();
        EmitBackward();
        w.Line();
        EmitTranspose();
        w.Line();
        EmitPassBack();
        ActivationKernel.EmitDerive(_k, layer);
        EmitTransposedProduct();
        w.Line();
        EmitGradients();
    }

    private void EmitBackward()
    {
        w.Line($"// δ{layer.Index}, ∂L/∂{_n.X}, dW{layer.Index}{(layer.HasBias ? $" and db{layer.Index}" : "")}");
        v.CompileAtOnce(w);
        using (w.Block($"internal static void {layer.Backward.Method}({layer.Backward.Declaration(v, layer)})"))
        {
            if (FewSamples > 0)
            {
                using (w.Block($"if (samples <= {FewSamples})"))
                {
                    EmitPassingBackFew();
                }

                using (w.Block("else"))
                {
                    EmitPassingBack();
                }
            }
            else
            {
                EmitPassingBack();
            }

            w.Line($"{layer.BackwardWeights.Method}({_n.BatchX}, {_n.BatchDelta}, gradients, samples, accumulate, 0, {layer.InputSize});");
        }
    }

    private void EmitPassingBack()
    {
        w.Line($"{layer.Prepare.Method}({layer.Prepare.Names(layer)});");
        w.Line($"{layer.PassBack.Method}({layer.PassBack.Names(layer)});");
    }

    // Without the copy of Wᵀ.
    private void EmitPassingBackFew()
    {
        EmitDeriveCall();
        if (!layer.Input.Value.IsNetworkInput)
        {
            EmitProduct();
            return;
        }

        using (w.Block($"if (!{Transposed}.IsEmpty)"))
        {
            EmitProduct();
        }

        void EmitProduct()
        {
            _k.EmitReference("W", "parameters", LayerNames.Text(layer.Weights.Offset), LayerNames.Text(layer.Weights.Length));
            _k.EmitReference("delta", _n.BatchDelta, "0", $"samples * {layer.Stride}");
            _k.EmitReference("dx", InputGradient, "0", $"samples * {layer.InputStride}");
            _k.EmitDispatch(
                Lanes,
                register => $"{v.Type("TransposedProduct")}.Run<{register}, {v.T}>("
                    + $"ref delta, ref W, {Lanes}, {layer.InputSize}, ref dx, {layer.InputStride}, samples);");
        }
    }

    private void EmitTranspose()
    {
        v.CompileAtOnce(w);
        using (w.Block($"internal static void {layer.Prepare.Method}({layer.Prepare.Declaration(v, layer)})"))
        {
            string copy =
                $"{v.Type("Transposition")}.Copy<{v.T}>(parameters.Slice({layer.Weights.Offset}, {layer.Weights.Length}), {Lanes}, "
                + $"{Transposed}, {InputLanes}, {layer.InputSize}, {layer.OutputSize});";
            if (!layer.Input.Value.IsNetworkInput)
            {
                w.Line(copy);
                return;
            }

            // Before the first layer lies nothing: the workspace has room only if ∂L/∂x was asked for.
            using (w.Block($"if (!{Transposed}.IsEmpty)"))
            {
                w.Line(copy);
            }
        }
    }

    private void EmitPassBack()
    {
        v.CompileAtOnce(w);
        using (w.Block($"internal static void {layer.PassBack.Method}({layer.PassBack.Declaration(v, layer)})"))
        {
            EmitDeriveCall();

            string arguments = $"{_n.BatchDelta}, {Transposed}, {InputGradient}, samples";
            if (!layer.Input.Value.IsNetworkInput)
            {
                _k.EmitDispatch(InputLanes, "Input" + layer.Name, arguments);
                return;
            }

            using (w.Block($"if (!{Transposed}.IsEmpty)"))
            {
                _k.EmitDispatch(InputLanes, "Input" + layer.Name, arguments);
            }
        }
    }

    private void EmitDeriveCall()
    {
        if (ActivationKernel.DeriveCall(layer) is { } call)
        {
            w.Line(call);
        }
    }

    private void EmitTransposedProduct()
    {
        var shape = new ProductShape(
            "ShapeOfInput" + layer.Name,
            InputLanes,
            layer.Input.Value.IsPadded ? InputLanes : layer.InputSize,
            layer.OutputSize,
            RowStride: layer.Stride,
            DepthStride: 1,
            ResultStride: layer.InputStride,
            HasBiases: false,
            layer.Shapes.Input,
            "sums");

        w.Line();
        using (_k.Method(
            "Input" + layer.Name, $"{v.ReadOnlySpan} {_n.BatchDelta}, {v.ReadOnlySpan} {Transposed}, {v.Span} {InputGradient}, int samples"))
        {
            _k.EmitReference("delta", _n.BatchDelta, "0", $"samples * {layer.Stride}");
            _k.EmitReference("transposed", Transposed, "0", LayerNames.Text(layer.OutputSize * InputLanes));
            _k.EmitReference("dx", InputGradient, "0", $"samples * {layer.InputStride}");
            string product = layer.Input.AddsGradient ? $"{v.Type("Adding")}<{shape.Name}, {v.T}>" : shape.Name;
            w.Line(
                $"{v.Type("MatrixProduct")}.Run<{product}, {KernelWriter.V}, {v.T}>(ref delta, ref transposed, ref dx, ref dx, samples, 0);");
        }

        w.Line();
        shape.Emit(w, v);
    }

    private void EmitGradients()
    {
        string name = layer.BackwardWeights.Method;
        string parameters = layer.BackwardWeights.Declaration(v, layer);
        w.Line($"// Rows [first, first + count) of dW{layer.Index}, one for each input{(layer.HasBias ? $"; also db{layer.Index} when first is 0" : "")}");
        v.CompileAtOnce(w);
        using (w.Block($"internal static void {name}({parameters})"))
        {
            using (w.Block("if (count > 0)"))
            {
                _k.EmitDispatch(Lanes, name, layer.BackwardWeights.Names(layer));
            }
        }

        var shape = new ProductShape(
            "ShapeOf" + name,
            Lanes,
            layer.OutputSize,
            Depth: 0,
            RowStride: 1,
            DepthStride: layer.InputStride,
            ResultStride: Lanes,
            HasBiases: false,
            layer.Shapes.Gradients,
            "sums");

        w.Line();
        using (_k.Method(name, parameters))
        {
            _k.EmitReference("x", _n.BatchX, "first", $"(samples - 1) * {layer.InputStride} + count");
            _k.EmitReference("delta", _n.BatchDelta, "0", $"samples * {layer.Stride}");
            _k.EmitReference("dW", "gradients", $"{layer.Weights.Offset} + first * {Lanes}", $"count * {Lanes}");
            using (w.Block("if (accumulate)"))
            {
                EmitProduct($"{v.Type("Adding")}<{shape.Name}, {v.T}>");
            }

            using (w.Block("else"))
            {
                EmitProduct(shape.Name);
            }

            if (layer.HasBias)
            {
                w.Line();
                using (w.Block("if (first == 0)"))
                {
                    _k.EmitReference("db", "gradients", LayerNames.Text(layer.Biases.Offset), LayerNames.Text(layer.Biases.Length));
                    w.Line(
                        $"{v.Type("ColumnSums")}.Run<{KernelWriter.V}, {v.T}>("
                        + $"ref delta, {layer.Stride}, samples, {layer.OutputSize}, ref db, accumulate);");
                }
            }
        }

        w.Line();
        shape.Emit(w, v);

        void EmitProduct(string product) => w.Line(
            $"{v.Type("MatrixProduct")}.Run<{product}, {KernelWriter.V}, {v.T}>(ref x, ref delta, ref dW, ref dW, count, samples);");
    }
}

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

    private bool StartsFromActivation => !layer.IsLast && layer.Activation != Activation.Identity;

    // What δ is computed from.
    private string Kept => ActivationPlan.DerivativeNeedsPreActivation(layer.Activation) ? _n.BatchZ : _n.BatchA;

    private string DeltaType => StartsFromActivation ? v.Span : v.ReadOnlySpan;

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
        if (StartsFromActivation)
        {
            EmitDelta();
        }

        EmitTransposedProduct();
        w.Line();
        EmitGradients();
    }

    private void EmitBackward()
    {
        string kept = StartsFromActivation ? $"{v.ReadOnlySpan} {Kept}, " : "";
        w.Line($"// δ{layer.Index}, ∂L/∂{_n.X}, dW{layer.Index}{(layer.HasBias ? $" and db{layer.Index}" : "")}");
        v.CompileAtOnce(w);
        using (w.Block(
            $"internal static void Backward{layer.Name}({v.ReadOnlySpan} parameters, {v.ReadOnlySpan} {_n.BatchX}, {kept}{DeltaType} {_n.BatchDelta}, "
            + $"{v.Span} gradients, {v.Span} {InputGradient}, {v.Span} {Transposed}, int samples, bool accumulate)"))
        {
            if (layer.Shapes.FewSamples > 0)
            {
                using (w.Block($"if (samples <= {layer.Shapes.FewSamples})"))
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

            w.Line($"Gradients{layer.Name}({_n.BatchX}, {_n.BatchDelta}, gradients, samples, accumulate, 0, {layer.InputSize});");
        }
    }

    private void EmitPassingBack()
    {
        w.Line($"Transpose{layer.Name}(parameters, {Transposed});");
        w.Line($"PassBack{layer.Name}({(StartsFromActivation ? Kept + ", " : "")}{_n.BatchDelta}, {InputGradient}, {Transposed}, samples);");
    }

    // Without the copy of Wᵀ.
    private void EmitPassingBackFew()
    {
        if (StartsFromActivation)
        {
            w.Line($"Derive{layer.Name}({Kept}, {_n.BatchDelta}, samples);");
        }

        if (!layer.IsFirst)
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
        using (w.Block($"internal static void Transpose{layer.Name}({v.ReadOnlySpan} parameters, {v.Span} {Transposed})"))
        {
            string copy =
                $"{v.Type("Transposition")}.Copy<{v.T}>(parameters.Slice({layer.Weights.Offset}, {layer.Weights.Length}), {Lanes}, "
                + $"{Transposed}, {layer.InputLanes}, {layer.InputSize}, {layer.OutputSize});";
            if (!layer.IsFirst)
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
        string kept = StartsFromActivation ? $"{v.ReadOnlySpan} {Kept}, " : "";
        v.CompileAtOnce(w);
        using (w.Block(
            $"internal static void PassBack{layer.Name}({kept}{DeltaType} {_n.BatchDelta}, {v.Span} {InputGradient}, {v.ReadOnlySpan} {Transposed}, int samples)"))
        {
            if (StartsFromActivation)
            {
                w.Line($"Derive{layer.Name}({Kept}, {_n.BatchDelta}, samples);");
            }

            string arguments = $"{_n.BatchDelta}, {Transposed}, {InputGradient}, samples";
            if (!layer.IsFirst)
            {
                _k.EmitDispatch(layer.InputLanes, "Input" + layer.Name, arguments);
                return;
            }

            using (w.Block($"if (!{Transposed}.IsEmpty)"))
            {
                _k.EmitDispatch(layer.InputLanes, "Input" + layer.Name, arguments);
            }
        }
    }

    private void EmitDelta()
    {
        w.Line();
        v.CompileAtOnce(w);
        using (w.Block($"private static void Derive{layer.Name}({v.ReadOnlySpan} {Kept}, {v.Span} {_n.BatchDelta}, int samples)"))
        {
            EmitDerivative();
        }
    }

    private void EmitDerivative()
    {
        _k.EmitReference("kept", Kept, "0", $"samples * {layer.Stride}");
        _k.EmitReference("delta", _n.BatchDelta, "0", $"samples * {layer.Stride}");
        if (layer.Activation == Activation.Softmax)
        {
            _k.EmitDispatch(
                Lanes,
                register => $"{v.Type("SoftmaxDelta")}.OfGradient<{ElementFunctionCode.ShapeName(layer)}, {register}, {v.T}>("
                    + $"ref kept, {layer.Stride}, ref delta, samples);");
        }
        else
        {
            w.Line(
                $"{v.Type("Elements")}.Derive<{ElementFunctionCode.Name(layer)}, {v.T}>("
                + $"ref kept, ref delta, ({v.Offset})samples * {layer.Stride});");
        }
    }

    private void EmitTransposedProduct()
    {
        var shape = new ProductShape(
            "ShapeOfInput" + layer.Name,
            layer.InputLanes,
            layer.IsFirst ? layer.InputSize : layer.InputLanes,
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
            _k.EmitReference("transposed", Transposed, "0", LayerNames.Text(layer.OutputSize * layer.InputLanes));
            _k.EmitReference("dx", InputGradient, "0", $"samples * {layer.InputStride}");
            w.Line(
                $"{v.Type("MatrixProduct")}.Run<{shape.Name}, {KernelWriter.V}, {v.T}>(ref delta, ref transposed, ref dx, ref dx, samples, 0);");
        }

        w.Line();
        shape.Emit(w, v);
    }

    private void EmitGradients()
    {
        string name = "Gradients" + layer.Name;
        string parameters =
            $"{v.ReadOnlySpan} {_n.BatchX}, {v.ReadOnlySpan} {_n.BatchDelta}, {v.Span} gradients, int samples, bool accumulate, int first, int inputs";
        w.Line($"// dW{layer.Index} of some of the inputs{(layer.HasBias ? $", and db{layer.Index} with the first of them" : "")}");
        v.CompileAtOnce(w);
        using (w.Block($"internal static void {name}({parameters})"))
        {
            using (w.Block("if (inputs > 0)"))
            {
                _k.EmitDispatch(Lanes, name, $"{_n.BatchX}, {_n.BatchDelta}, gradients, samples, accumulate, first, inputs");
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
            _k.EmitReference("x", _n.BatchX, "first", $"(samples - 1) * {layer.InputStride} + inputs");
            _k.EmitReference("delta", _n.BatchDelta, "0", $"samples * {layer.Stride}");
            _k.EmitReference("dW", "gradients", $"{layer.Weights.Offset} + first * {Lanes}", $"inputs * {Lanes}");
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
            $"{v.Type("MatrixProduct")}.Run<{product}, {KernelWriter.V}, {v.T}>(ref x, ref delta, ref dW, ref dW, inputs, samples);");
    }
}

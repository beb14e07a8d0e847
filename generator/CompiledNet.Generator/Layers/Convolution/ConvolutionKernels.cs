using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Convolution;

/// <summary>
/// The kernels of a convolution: products whose rows are the windows of an output row, read where they lie, of a copy of the input with zeros around it
/// where windows reach out of it; and the same of groups.
/// </summary>
internal sealed class ConvolutionKernels(CodeWriter w, Vocabulary v, ConvolutionPlan layer)
{
    private readonly LayerNames _n = new(layer);
    private readonly SampleKernelWriter _k = new(w, v, layer);

    private bool HasGroups => layer.Groups > 1;

    private string X => "ref " + (layer.IsPadded ? "padded" : LayerNames.Of(layer.Input.Value));

    private string Groups => $"{layer.OutputSize}, {layer.Lanes}, {layer.Groups}";

    public void Emit()
    {
        w.Line($"// {_n.Z} = {_n.W} ∗ {_n.X}{(layer.HasBias ? $" + {_n.B}" : "")}: {layer.OutputSize} filters in {layer.Lanes} lanes");
        EmitForward();
        if (layer.IsOpen)
        {
            EmitStream();
        }

        EmitTranspose();
        w.Line();
        EmitPassBack();
        w.Line();
        EmitGradients();
        EmitStructs();
    }

    private ProductShape ForwardShape => new(
        ElementFunctionCode.ShapeName(layer),
        layer.Lanes,
        layer.OutputSize,
        layer.HasWholeRows ? layer.Columns.Size * layer.InputSize : layer.InputSize,
        RowStride: layer.Columns.Stride * layer.InputStride,
        DepthStride: 1,
        ResultStride: layer.Stride,
        HasBiases: layer.HasBias,
        layer.Shapes.Forward,
        layer.ActivatesSums ? layer.Function.VectorExpression(v, layer.Slope, "sums") : "sums")
    {
        Runs = RunsOfRow * layer.RowAxis.Size,
        RunStride = RunsOfRow == 1 ? NextRow : NextColumn,
        RunsOfBlock = RunsOfRow == 1 || layer.RowAxis.Size == 1 ? 0 : RunsOfRow,
        BlockStep = NextRow - ((RunsOfRow - 1) * NextColumn),
    };

    // A row of a window is one run where its columns lie in memory without a gap.
    private int RunsOfRow => layer.HasWholeRows ? 1 : layer.Columns.Size;

    private int NextColumn => layer.Columns.Dilation * layer.InputStride;

    private int NextRow => layer.RowAxis.Dilation * Pitch;

    private ProductShape GradientShape
    {
        get
        {
            return new(
                $"GradientShape{layer.Index}",
                layer.Lanes,
                layer.OutputSize,
                Depth: layer.IsOpen ? 0 : layer.Columns.Outputs,
                RowStride: 1,
                DepthStride: layer.Columns.Stride * layer.InputStride,
                ResultStride: layer.Lanes,
                HasBiases: false,
                layer.Shapes.Gradients,
                "sums")
            {
                Runs = RowsTogether,
                RunStride = layer.RowAxis.Stride * Pitch,
            };
        }
    }

    // Rows of windows that one product sums over: as many as are no sum that is cut.
    private int RowsTogether
    {
        get
        {
            int rows = layer.RowAxis.Outputs;
            int together = rows;
            while (together > 1 && (rows % together != 0 || LongSums.Cuts(together * layer.Columns.Outputs, v.ElementSize)))
            {
                together--;
            }

            return together;
        }
    }

    private ProductShape InputShape
    {
        get
        {
            ValuePlan input = layer.Input.Value;
            return new(
                $"InputShape{layer.Index}",
                input.Lanes,
                input.IsPadded ? input.Lanes : input.Size,
                layer.OutputSize,
                RowStride: layer.Stride,
                DepthStride: 1,
                ResultStride: layer.Columns.Stride * input.Stride,
                HasBiases: false,
                layer.Shapes.Input,
                "sums")
            {
                StoresColumnsAlone = !input.IsPadded,
            };
        }
    }

    // From one row of the padded input to the next.
    private int Pitch => layer.Columns.PaddedInputs * layer.InputStride;

    private void EmitForward() => _k.EmitMethod(layer.Forward, () =>
    {
        EmitGeometry(KernelWriter.ResultStride(layer));
        _k.EmitInputs();
        if (layer.IsPadded)
        {
            EmitPadded();
            w.Line(layer.IsOpen
                ? $"{v.Type("StreamedConvolution")}.Extend(ref {LayerNames.Of(layer.Input.Value)}, ref {v.Type("MemoryMarshal")}.GetReference({layer.State!.Name}), ref padded, in windows, samples);"
                : $"{v.Type("Convolution")}.Pad(ref {LayerNames.Of(layer.Input.Value)}, ref padded, in windows, samples);");
        }

        _k.Rows.EmitTensor("W", "parameters", layer.Weights);
        if (layer.HasBias)
        {
            _k.Rows.EmitTensor("b", "parameters", layer.Biases);
        }

        _k.Rows.EmitResult(layer);
        string bias = layer.HasBias ? "b" : "W"; // Something that exists: not read where there are no biases.
        w.Line(HasGroups
            ? $"{v.Type("GroupedConvolution")}.Forward({X}, ref W, ref z, ref {bias}, {(layer.HasBias ? "true" : "false")}, in windows, {Groups}, samples);"
            : $"{v.Type("Convolution")}.Forward<{ForwardShape.Name}, {v.T}>({X}, ref W, ref z, ref {bias}, in windows, samples);");
        if (!layer.ActivatesSums)
        {
            ActivationKernel.EmitForward(_k.Rows, layer);
        }
    });

    private void EmitStream()
    {
        w.Line();
        StepPlan step = layer.Stream!;
        var k = new KernelWriter(w, v) { Rows = "steps" };
        k.EmitMethod(layer, step, () =>
        {
            EmitGeometry(KernelWriter.ResultStride(layer));
            k.EmitInput(layer.Input.Value);
            k.EmitTensor("W", "parameters", layer.Weights);
            if (layer.HasBias)
            {
                k.EmitTensor("b", "parameters", layer.Biases);
            }

            k.EmitResult(layer);
            k.EmitReference("state", layer.State!.Name, "0", LayerNames.Text(layer.StreamStateLength));
            string x = "ref " + LayerNames.Of(layer.Input.Value);
            string bias = layer.HasBias ? "b" : "W";
            string steps = LayerNames.Text(layer.History + Tuning.StepsOfBlock);
            w.Line(HasGroups
                ? $"{v.Type("StreamedConvolution")}.AdvanceGroups({x}, ref state, {steps}, ref W, ref z, ref {bias}, {(layer.HasBias ? "true" : "false")}, in windows, {Groups}, steps);"
                : $"{v.Type("StreamedConvolution")}.Advance<{ForwardShape.Name}, {v.T}>({x}, ref state, {steps}, ref W, ref z, ref {bias}, in windows, steps);");
            if (!layer.ActivatesSums)
            {
                ActivationKernel.EmitForward(k, layer);
            }
        });
    }

    private void EmitTranspose()
    {
        if (layer.Prepare is not { } step)
        {
            return;
        }

        w.Line();
        string copy = layer.Transposed.Name;
        string call = $"{v.Type("Convolution")}.Transpose(parameters.Slice({layer.Weights.Offset}, {layer.Weights.Length}), {layer.Lanes}, "
            + $"{copy}, {layer.Input.Value.Lanes}, {layer.Taps}, {layer.InputSize}, {layer.OutputSize});";
        _k.Rows.EmitMethod(layer, step, () =>
        {
            if (!layer.Input.Value.IsNetworkInput)
            {
                w.Line(call);
                return;
            }

            using (w.Block($"if (!{copy}.IsEmpty)"))
            {
                w.Line(call);
            }
        });
    }

    private void EmitPassBack() => _k.EmitMethod(layer.PassBack, () =>
    {
        ActivationKernel.EmitDerivation(_k.Rows, layer);
        _k.EmitDelta();
        EmitGeometry(layer.Stride);
        string adds = KernelWriter.Adds(layer.Input);
        _k.EmitInputGradient(layer.Input, gradient =>
        {
            if (HasGroups)
            {
                _k.Rows.EmitTensor("W", "parameters", layer.Weights);
                w.Line($"{v.Type("GroupedConvolution")}.InputGradient(ref delta, ref W, ref {gradient}, in windows, {Groups}, samples, {adds});");
                return;
            }

            _k.Rows.EmitReference("transposed", layer.Transposed.Name, "0", LayerNames.Text(layer.Transposed.Length));
            w.Line($"{v.Type("Convolution")}.InputGradient<{InputShape.Name}, {v.T}>(ref delta, ref transposed, ref {gradient}, in windows, samples, {adds});");
        });
    });

    private void EmitGradients()
    {
        w.Line($"// Rows [first, first + count) of d{_n.W}, one for each position of the window and channel{(layer.HasBias ? $"; also d{_n.B} when first is 0" : "")}");
        _k.EmitMethod(layer.BackwardWeights, () =>
        {
            // A thread that gets no rows does not add db a second time.
            using (w.Block("if (count == 0)"))
            {
                w.Line("return;");
            }

            w.Line();
            EmitGeometry(layer.Stride);
            if (layer.IsPadded)
            {
                EmitPadded();
            }
            else
            {
                _k.EmitInputs();
            }

            _k.EmitDelta();
            _k.Rows.EmitTensor("dW", "gradients", layer.Weights);
            if (HasGroups)
            {
                w.Line($"{v.Type("GroupedConvolution")}.Gradients({X}, ref delta, ref dW, in windows, {Groups}, first, count, samples, accumulate);");
            }
            else
            {
                if (layer.HasTotals)
                {
                    _k.Rows.EmitReference("totals", layer.Totals.Name, "0", LayerNames.Text(layer.Totals.Length));
                }

                string totals = layer.HasTotals ? "totals" : "dW"; // Something that exists: not read where no sum is cut.
                w.Line(
                    $"{v.Type("Convolution")}.Gradients<{GradientShape.Name}, {v.T}>({X}, ref delta, ref dW, ref {totals}, in windows, first, count, samples, accumulate);");
            }

            if (layer.HasBias)
            {
                w.Line();
                using (w.Block("if (first == 0)"))
                {
                    _k.Rows.EmitTensor("db", "gradients", layer.Biases);
                    w.Line(
                        $"{v.Type("Convolution")}.BiasGradients(ref delta, {layer.Stride}, rows, {layer.OutputSize}, {layer.Lanes}, ref db, accumulate);");
                }
            }
        });
    }

    private void EmitStructs()
    {
        if (HasGroups)
        {
            ActivationStructs.Emit(w, v, layer);
            return;
        }

        foreach (ProductShape shape in (ProductShape[])[ForwardShape, GradientShape, InputShape])
        {
            w.Line();
            shape.Emit(w, v);
        }

        if (ElementFunctionCode.IsOwn(layer))
        {
            w.Line();
            ElementFunctionCode.Emit(w, v, layer);
        }
    }

    private void EmitPadded() => _k.Rows.EmitReference(
        "padded",
        layer.Padded.Name,
        "0",
        layer.IsOpen ? $"samples * ({layer.Padded.Length} + steps * {layer.Padded.LengthOfStep})" : $"samples * {layer.Padded.Length}");

    private void EmitGeometry(int resultStride)
    {
        string type = v.Type("ConvolutionGeometry");
        (Windows.WindowAxis rows, Windows.WindowAxis columns) = (layer.RowAxis, layer.Columns);
        w.Line(
            $"{type} windows = new {type}(Height: {rows.Inputs}, Width: {(layer.IsOpen ? "steps" : LayerNames.Text(columns.Inputs))}, Channels: {layer.InputSize}, Stride: {layer.InputStride}, "
            + $"Rows: {rows.Outputs}, Columns: {(layer.IsOpen ? "steps" : LayerNames.Text(columns.Outputs))}, ResultStride: {resultStride}, WindowHeight: {rows.Size}, WindowWidth: {columns.Size}, "
            + $"StrideHeight: {rows.Stride}, StrideWidth: {columns.Stride}, DilationHeight: {rows.Dilation}, DilationWidth: {columns.Dilation}, "
            + $"Top: {rows.Before}, Bottom: {rows.After}, Left: {columns.Before}, Right: {columns.After});");
    }
}

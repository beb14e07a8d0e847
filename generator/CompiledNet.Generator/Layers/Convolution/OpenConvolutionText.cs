using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Convolution;

/// <summary>The main file's methods of a convolution over sequences of any length, which goes on where the one before ended.</summary>
internal sealed class OpenConvolutionText(CodeWriter w, Vocabulary v, ConvolutionPlan layer) : IConvolutionText
{
    private readonly LayerNames _n = new(layer);

    private string P => $"p{layer.Index}";

    private int Before => layer.History * layer.InputStride;

    private int FiltersOfGroup => layer.OutputSize / layer.Groups;

    private string Channel => layer.Groups == 1 ? "i" : "first + i";

    private string Offset => layer.Columns.Dilation == 1 ? "u" : $"u * {layer.Columns.Dilation}";

    private string Weight => $"[(u * {layer.ChannelsOfGroup} + i) * {layer.Lanes} + f]";

    private string Padded(string batch) => $"{batch}.Slice(s * ({Before} + steps * {layer.InputStride}), {Before} + steps * {layer.InputStride})";

    public void EmitForward()
    {
        string bias = layer.HasBias ? $"{_n.B}[f] + " : "";
        string group = layer.Groups == 1 ? "" : $", where first is the first channel of f's group, of which there are {layer.Groups}";
        w.Line($"//   {P} = the last {layer.History} steps before the sequence (0, or kept from the Forward before), then {_n.X}");
        w.Line(
            $"//   {_n.Z}[t, f] = {bias}Σ_u Σ_i {_n.W}[f, i, u] {P}[t + {(layer.Columns.Dilation == 1 ? "" : layer.Columns.Dilation + " ")}u, {Channel}]{group}: "
            + "no output depends on a later input");
        w.Line($"//   {_n.A} = {ActivationCode.Applied(layer.Activation, _n.Z)}{ActivationText.Definition(layer, _n.Z)}");
        w.Line($"//   {_n.W}[f, i, u] lies at (u * {layer.ChannelsOfGroup} + i) * {layer.Lanes} + f");
        w.Line($"// {ActivationText.Kept(layer)}");
        v.CompileAtOnce(w);
        using (w.Block($"internal static void {layer.Forward.Method}({layer.Forward.Declaration(v, layer)})"))
        {
            if (layer.HasKernels)
            {
                KernelWriter.EmitCall(w, v, layer, layer.Forward);
            }

            EmitWeights();
            EmitBiases();
            using (w.Block("for (int s = 0; s < samples; s++)"))
            {
                w.Line($"{v.Span} last = {layer.State!.Name}.Slice(s * {Before}, {Before});");
                w.Line($"{v.Span} {P} = {Padded(layer.Padded.Name)};");
                w.Line($"last.CopyTo({P});");
                w.Line($"{_n.BatchX}.Slice(s * steps * {layer.InputStride}, steps * {layer.InputStride}).CopyTo({P}.Slice({Before}));");
                w.Line($"{P}.Slice(steps * {layer.InputStride}).CopyTo(last);");
                w.Line();
                using (w.Block("for (int t = 0; t < steps; t++)"))
                {
                    EmitStep();
                }
            }
        }
    }

    public void EmitBackward()
    {
        ActivationText.EmitDeltaEquation(w, layer);
        string offset = layer.Columns.Dilation == 1 ? "u" : layer.Columns.Dilation + " u";
        w.Line(
            $"//   d{_n.W}[f, i, u] = Σ_t {_n.DeltaSymbol}[t, f] {P}[t + {offset}, {Channel}]: every step has the same weights, and each of them its share of their gradient; "
            + "summed over the samples");
        if (layer.HasBias)
        {
            w.Line($"//   d{_n.B}[f] = Σ_t {_n.DeltaSymbol}[t, f]; summed too");
        }

        w.Line(
            $"//   ∂L/∂{_n.X}[t + {offset} − {layer.History}, {Channel}] += {_n.W}[f, i, u] {_n.DeltaSymbol}[t, f], for every step within whose window it lies; "
            + "the steps before the sequence get nothing");
        string accumulate = layer.HasKernels ? ", bool accumulate" : "";
        v.CompileAtOnce(w);
        using (w.Block($"internal static void Backward{layer.Name}({v.ReadOnlySpan} parameters, Workspace workspace{accumulate})"))
        {
            w.Line("int samples = workspace.SampleCount;");
            w.Line("int steps = workspace.Steps;");
            if (layer.HasKernels)
            {
                IEnumerable<string> calls = layer.BackwardData.Select(step => TrainingArguments.OfLayer.Call(layer, step));
                calls = layer.Prepare is { } prepare ? calls.Prepend(TrainingArguments.OfLayer.Call(layer, prepare)) : calls;
                KernelWriter.EmitCalls(w, v, calls.Append(GradientArguments.Whole.Call(layer, layer.BackwardWeights)));
            }

            EmitWeights();
            EmitGradients();
            using (w.Block("for (int s = 0; s < samples; s++)"))
            {
                w.Line($"{v.ReadOnlySpan} {P} = {Padded("workspace." + layer.Padded.Name)};");
                w.Line();
                EmitDeltas();
                EmitParameterGradients();
                w.Line();
                EmitInputGradient();
            }
        }
    }

    private void EmitStep()
    {
        if (layer.KeepsPreActivation)
        {
            w.Line($"{v.Span} {_n.Z} = {_n.BatchZ}.Slice((s * steps + t) * {layer.Stride}, {layer.OutputSize});");
        }

        w.Line($"{v.Span} {_n.A} = {_n.BatchA}.Slice((s * steps + t) * {layer.ActivationStride}, {layer.OutputSize});");
        using (w.Block($"for (int f = 0; f < {layer.OutputSize}; f++)"))
        {
            EmitFirstChannel();
            w.Line($"{v.T} z = {(layer.HasBias ? $"{_n.B}[f]" : v.Literal(0))};");
            EmitElements(() => w.Line($"z += {_n.W}{Weight} * {P}[(t + {Offset}) * {layer.InputStride} + {Channel}];"));
            w.Line();
            ActivationCode.EmitStore(w, v, layer, "f", "z");
        }

        if (layer.Activation == Activation.Softmax)
        {
            w.Line();
            ActivationCode.EmitSoftmax(w, v, layer.KeepsPreActivation ? _n.Z : _n.A, _n.A, layer.OutputSize);
        }
    }

    private void EmitDeltas()
    {
        if (!layer.StartsFromActivation)
        {
            return;
        }

        using (w.Block("for (int t = 0; t < steps; t++)"))
        {
            w.Line($"{v.ReadOnlySpan} {_n.Kept} = workspace.{_n.BatchKept}.Slice((s * steps + t) * {layer.Stride}, {layer.OutputSize});");
            w.Line($"{v.Span} {_n.Delta} = workspace.{_n.BatchDelta}.Slice((s * steps + t) * {layer.Stride}, {layer.OutputSize});");
            ActivationCode.EmitDelta(w, v, layer);
        }

        w.Line();
    }

    private void EmitParameterGradients()
    {
        using (w.Block("for (int t = 0; t < steps; t++)"))
        {
            EmitDeltaRow();
            using (w.Block($"for (int f = 0; f < {layer.OutputSize}; f++)"))
            {
                EmitFirstChannel();
                if (layer.HasBias)
                {
                    w.Line($"d{_n.B}[f] += {_n.Delta}[f];");
                }

                EmitElements(() => w.Line($"d{_n.W}{Weight} += {_n.Delta}[f] * {P}[(t + {Offset}) * {layer.InputStride} + {Channel}];"));
            }
        }
    }

    private void EmitInputGradient()
    {
        ValuePlan value = layer.Input.Value;
        if (!value.IsNetworkInput)
        {
            EmitElementsOfInput();
            return;
        }

        using (w.Block($"if (!{TrainingArguments.GradientOf(value)}.IsEmpty)"))
        {
            EmitElementsOfInput();
        }

        void EmitElementsOfInput()
        {
            string gradient = InputGradientText.Of(value);
            w.Line($"{v.Span} {gradient} = {TrainingArguments.GradientOf(value)}.Slice(s * steps * {value.Stride}, steps * {value.Stride});");
            if (!layer.Input.AddsGradient)
            {
                w.Line($"{gradient}.Clear();");
            }

            w.Line();
            using (w.Block("for (int t = 0; t < steps; t++)"))
            {
                EmitDeltaRow();
                using (w.Block($"for (int f = 0; f < {layer.OutputSize}; f++)"))
                {
                    EmitFirstChannel();
                    using (w.Block($"for (int u = 0; u < {layer.Columns.Size}; u++)"))
                    {
                        w.Line($"int step = t + {Offset} - {layer.History};");
                        using (w.Block($"for (int i = 0; step >= 0 && i < {layer.ChannelsOfGroup}; i++)"))
                        {
                            w.Line($"{gradient}[step * {layer.InputStride} + {Channel}] += {_n.W}{Weight} * {_n.Delta}[f];");
                        }
                    }
                }
            }
        }
    }

    private void EmitDeltaRow() =>
        w.Line($"{v.ReadOnlySpan} {_n.Delta} = workspace.{_n.BatchDelta}.Slice((s * steps + t) * {layer.Stride}, {layer.OutputSize});");

    private void EmitFirstChannel()
    {
        if (layer.Groups > 1)
        {
            w.Line($"int first = f / {FiltersOfGroup} * {layer.ChannelsOfGroup};");
        }
    }

    private void EmitElements(Action body)
    {
        using (w.Block($"for (int u = 0; u < {layer.Columns.Size}; u++)"))
        {
            using (w.Block($"for (int i = 0; i < {layer.ChannelsOfGroup}; i++)"))
            {
                body();
            }
        }
    }

    private void EmitWeights() => w.Line($"{v.ReadOnlySpan} {_n.W} = parameters.Slice({layer.Weights.Offset}, {layer.Weights.Length});");

    private void EmitBiases()
    {
        if (layer.HasBias)
        {
            w.Line($"{v.ReadOnlySpan} {_n.B} = parameters.Slice({layer.Biases.Offset}, {layer.Biases.Count});");
        }
    }

    private void EmitGradients()
    {
        w.Line($"{v.Span} d{_n.W} = workspace.Gradients.Slice({layer.Weights.Offset}, {layer.Weights.Length});");
        if (layer.HasBias)
        {
            w.Line($"{v.Span} d{_n.B} = workspace.Gradients.Slice({layer.Biases.Offset}, {(layer.HasKernels ? layer.Biases.Length : layer.Biases.Rows)});");
        }

        if (!layer.HasKernels)
        {
            return;
        }

        using (w.Block("if (!accumulate)"))
        {
            w.Line($"d{_n.W}.Clear();");
            if (layer.HasBias)
            {
                w.Line($"d{_n.B}.Clear();");
            }
        }

        w.Line();
    }
}

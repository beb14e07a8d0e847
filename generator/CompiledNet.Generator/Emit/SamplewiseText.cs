using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>
/// The methods in the main file of a layer whose rows come from other rows of its input, such as a convolution: a loop over the samples, and in it what the
/// layer makes of one.
/// </summary>
internal sealed class SamplewiseText(CodeWriter w, Vocabulary v, LayerPlan layer)
{
    private readonly LayerNames _n = new(layer);

    /// <summary>Writes the locals of parameters, in both directions.</summary>
    public Action? EmitParameters { get; init; }

    /// <summary>Writes the locals of parameters that the way back does not read.</summary>
    public Action? EmitForwardParameters { get; init; }

    /// <summary>What a training step keeps, where the usual sentence does not say it.</summary>
    public string? Kept { get; init; }

    /// <summary>What δ is, where the usual equation does not say it.</summary>
    public string? DeltaEquation { get; init; }

    /// <summary>Writes the forward method, and what it says above it.</summary>
    /// <param name="step">The step.</param>
    /// <param name="equations">What it computes, a line each.</param>
    /// <param name="emitSample">Writes what it makes of a sample, whose inputs are locals.</param>
    public void EmitForward(StepPlan step, IEnumerable<string> equations, Action emitSample)
    {
        w.Lines([.. equations.Select(equation => "//   " + equation)]);
        if (step == layer.Forward)
        {
            w.Line($"// {Kept ?? ActivationText.Kept(layer)}");
        }

        v.CompileAtOnce(w);
        using (w.Block($"internal static void {step.Method}({step.Declaration(v, layer)})"))
        {
            if (layer.HasKernels)
            {
                KernelWriter.EmitCall(w, v, layer, step);
            }

            EmitParameters?.Invoke();
            EmitForwardParameters?.Invoke();
            using (w.Block("for (int s = 0; s < samples; s++)"))
            {
                foreach (ValuePlan value in layer.InputValues)
                {
                    w.Line($"{v.ReadOnlySpan} {LayerNames.Of(value)} = {LayerNames.BatchOf(value)}.Slice({SampleOf(value)});");
                }

                emitSample();
            }
        }
    }

    /// <summary>Writes the locals of a row of z and of a.</summary>
    /// <param name="row">The row of the sample, an expression.</param>
    public void EmitResultRow(string row)
    {
        if (layer.KeepsPreActivation)
        {
            w.Line($"{v.Span} {_n.Z} = {_n.BatchZ}.Slice({RowOfBatch(row)} * {layer.Stride}, {layer.OutputSize});");
        }

        w.Line($"{v.Span} {_n.A} = {_n.BatchA}.Slice({RowOfBatch(row)} * {layer.ActivationStride}, {layer.OutputSize});");
    }

    /// <summary>Writes what a row wants after its last unit.</summary>
    public void EmitEndOfRow()
    {
        if (layer.Activation == Activation.Softmax)
        {
            w.Line();
            ActivationCode.EmitSoftmax(w, v, layer.KeepsPreActivation ? _n.Z : _n.A, _n.A, layer.OutputSize);
        }
    }

    /// <summary>Writes the backward method, and what it says above it.</summary>
    /// <param name="equations">What it computes beside δ, a line each.</param>
    /// <param name="readsInputs">Whether the body reads the inputs.</param>
    /// <param name="emitGradients">Writes the locals of the gradients of parameters, and sets them to 0 where that is wanted.</param>
    /// <param name="emitSample">Writes what a sample adds to the gradients of parameters; null where there are none.</param>
    /// <param name="emitInput">Writes what an input's gradient gets, a span of the sample that holds 0 or what others have put there.</param>
    public void EmitBackward(
        IEnumerable<string> equations, bool readsInputs, Action? emitGradients, Action? emitSample, Action<int> emitInput)
    {
        if (DeltaEquation is null)
        {
            ActivationText.EmitDeltaEquation(w, layer);
        }
        else
        {
            w.Line("//   " + DeltaEquation);
        }

        w.Lines([.. equations.Select(equation => "//   " + equation)]);
        string accumulate = layer.HasKernels ? ", bool accumulate" : "";
        v.CompileAtOnce(w);
        using (w.Block($"internal static void Backward{layer.Name}({v.ReadOnlySpan} parameters, Workspace workspace{accumulate})"))
        {
            w.Line("int samples = workspace.SampleCount;");
            if (layer.IsOpen)
            {
                w.Line($"int steps = {ArgumentSource.Steps};");
            }

            if (layer.HasKernels)
            {
                IEnumerable<string> calls = layer.BackwardData.Select(step => TrainingArguments.OfLayer.Call(layer, step));
                calls = layer.Prepare is { } prepare ? calls.Prepend(TrainingArguments.OfLayer.Call(layer, prepare)) : calls;
                KernelWriter.EmitCalls(w, v, layer.BackwardWeights is { } weights ? calls.Append(GradientArguments.Whole.Call(layer, weights)) : calls);
            }

            EmitParameters?.Invoke();
            emitGradients?.Invoke();
            using (w.Block("for (int s = 0; s < samples; s++)"))
            {
                if (readsInputs)
                {
                    foreach (ValuePlan value in layer.InputValues)
                    {
                        w.Line($"{v.ReadOnlySpan} {LayerNames.Of(value)} = {TrainingArguments.InputOf(value)}.Slice({SampleOf(value)});");
                    }

                    w.Line();
                }

                EmitDeltas();
                if (emitSample is not null)
                {
                    emitSample();
                    w.Line();
                }

                for (int i = 0; i < layer.Position.Inputs.Count; i++)
                {
                    EmitInputGradient(i, emitInput);
                }
            }
        }
    }

    /// <summary>Writes the local of a row of δ.</summary>
    /// <param name="row">The row of the sample, an expression.</param>
    public void EmitDeltaRow(string row) =>
        w.Line($"{v.ReadOnlySpan} {_n.Delta} = workspace.{_n.BatchDelta}.Slice({RowOfBatch(row)} * {layer.Stride}, {layer.OutputSize});");

    private void EmitDeltas()
    {
        if (!layer.StartsFromActivation)
        {
            return;
        }

        using (layer.Rows == 1 ? w.Braces() : w.Block($"for (int p = 0; p < {layer.Rows}; p++)"))
        {
            string row = layer.Rows == 1 ? "s" : $"(s * {layer.Rows} + p)";
            w.Line($"{v.ReadOnlySpan} {_n.Kept} = workspace.{_n.BatchKept}.Slice({row} * {layer.Stride}, {layer.OutputSize});");
            w.Line($"{v.Span} {_n.Delta} = workspace.{_n.BatchDelta}.Slice({row} * {layer.Stride}, {layer.OutputSize});");
            ActivationCode.EmitDelta(w, v, layer);
        }

        w.Line();
    }

    private void EmitInputGradient(int index, Action<int> emitInput)
    {
        InputPlan input = layer.Position.Inputs[index];
        ValuePlan value = input.Value;
        string gradient = InputGradientText.Of(value);
        if (!value.IsNetworkInput)
        {
            EmitElements();
            return;
        }

        using (w.Block($"if (!{TrainingArguments.GradientOf(value)}.IsEmpty)"))
        {
            EmitElements();
        }

        void EmitElements()
        {
            w.Line($"// ∂L/∂{LayerNames.Of(value)} {InputGradientText.Assignment(input)} {Layers.LayerKind.Of(layer).InputGradient(layer, index)}");
            w.Line($"{v.Span} {gradient} = {TrainingArguments.GradientOf(value)}.Slice({SampleOf(value)});");
            if (!input.AddsGradient)
            {
                w.Line($"{gradient}.Clear();");
            }

            w.Line();
            emitInput(index);
        }
    }

    private string RowOfBatch(string row) => layer.IsOpen ? $"(s * steps + {row})" : layer.Rows == 1 ? "s" : $"(s * {layer.Rows} + {row})";

    // Where a sample begins in a batch, and how long it is.
    private string SampleOf(ValuePlan value) => layer.IsOpen
        ? $"s * steps * {value.SampleStride}, steps * {value.SampleStride}"
        : $"s * {value.SampleStride}, {value.SampleStride}";
}

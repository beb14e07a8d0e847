using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>
/// The methods in the main file of a layer that computes each z[j] from the numbers at j of its inputs: a loop over the samples, and in it one over the units.
/// </summary>
internal sealed class UnitwiseText(CodeWriter w, Vocabulary v, LayerPlan layer)
{
    private readonly LayerNames _n = new(layer);

    /// <summary>z as a formula of whole vectors, for the comment.</summary>
    public required string Formula { get; init; }

    /// <summary>z[j], an expression of <c>j</c> and the locals of one sample.</summary>
    public required string Element { get; init; }

    /// <summary>Writes the locals of parameters, in both directions.</summary>
    public Action? EmitParameters { get; init; }

    /// <summary>Writes what comes before the units of a sample on the way forward.</summary>
    public Action? EmitSample { get; init; }

    /// <summary>Writes the forward method, and what it says above it.</summary>
    /// <param name="step">The step.</param>
    /// <param name="kernels">The kernels that do the same; the one of the step's name if null.</param>
    /// <param name="emitBefore">Writes what comes before the loop over the samples.</param>
    public void EmitForward(StepPlan step, IReadOnlyList<StepPlan>? kernels = null, Action? emitBefore = null)
    {
        w.Line($"//   {_n.Z} ({layer.OutputSize}) = {Formula}");
        w.Line(
            $"//   {_n.A} ({layer.OutputSize}) = {ActivationCode.Applied(layer.Activation, _n.Z)}{ActivationText.Definition(layer, _n.Z)}");
        if (step == layer.Forward)
        {
            w.Line($"// {ActivationText.Kept(layer)}");
        }

        v.CompileAtOnce(w);
        using (w.Block($"internal static void {step.Method}({step.Declaration(v, layer)})"))
        {
            if (layer.HasKernels)
            {
                KernelWriter.EmitCalls(w, v, (kernels ?? [step]).Select(kernel => $"{kernel.Method}({kernel.Names(layer)});"));
            }

            EmitParameters?.Invoke();
            emitBefore?.Invoke();
            using (w.Block("for (int s = 0; s < samples; s++)"))
            {
                EmitRows(step);
                w.Line();
                EmitSample?.Invoke();
                EmitUnits();
            }
        }
    }

    /// <summary>Writes the backward method, and what it says above it.</summary>
    /// <param name="equations">What it computes beside δ, a line each.</param>
    /// <param name="emitSample">Writes what comes between δ of a sample and ∂L/∂input.</param>
    /// <param name="gradient">For each input the element j of ∂L/∂input, an expression.</param>
    /// <param name="emitGradients">Writes the locals of the gradients of parameters.</param>
    /// <param name="emitBefore">Forms δ of all samples, and what else comes before the loop over them; null if that loop forms δ.</param>
    /// <param name="inputs">The values that the body reads.</param>
    public void EmitBackward(
        IEnumerable<string> equations,
        IEnumerable<ValuePlan> inputs,
        Func<int, string> gradient,
        Action? emitSample = null,
        Action? emitGradients = null,
        Action? emitBefore = null)
    {
        ActivationText.EmitDeltaEquation(w, layer);
        w.Lines([.. equations.Select(equation => "//   " + equation)]);
        using (EmitBackwardHeader())
        {
            EmitParameters?.Invoke();
            emitGradients?.Invoke();
            emitBefore?.Invoke();
            using (w.Block("for (int s = 0; s < samples; s++)"))
            {
                foreach (ValuePlan value in inputs)
                {
                    w.Line($"{v.ReadOnlySpan} {LayerNames.Of(value)} = {TrainingArguments.InputOf(value)}.Slice(s * {value.Stride}, {value.Size});");
                }

                bool derives = layer.StartsFromActivation && emitBefore is null;
                if (derives)
                {
                    w.Line($"{v.ReadOnlySpan} {_n.Kept} = workspace.{_n.BatchKept}.Slice(s * {layer.Stride}, {layer.OutputSize});");
                }

                w.Line(
                    $"{(derives ? v.Span : v.ReadOnlySpan)} {_n.Delta} = workspace.{_n.BatchDelta}.Slice(s * {layer.Stride}, {layer.OutputSize});");
                w.Line();
                if (derives)
                {
                    ActivationCode.EmitDelta(w, v, layer);
                    w.Line();
                }

                emitSample?.Invoke();
                EmitInputGradients(gradient);
            }
        }
    }

    private CodeWriter.BlockEnd EmitBackwardHeader()
    {
        string accumulate = layer.HasKernels ? ", bool accumulate" : "";
        v.CompileAtOnce(w);
        CodeWriter.BlockEnd end = w.Block($"internal static void Backward{layer.Name}({v.ReadOnlySpan} parameters, Workspace workspace{accumulate})");
        w.Line($"int samples = {RowsText.Of(layer)};");
        if (layer.HasKernels)
        {
            IEnumerable<string> calls = layer.BackwardData.Select(step => TrainingArguments.OfLayer.Call(layer, step));
            KernelWriter.EmitCalls(w, v, layer.BackwardWeights is { } weights ? calls.Append(GradientArguments.Whole.Call(layer, weights)) : calls);
        }

        return end;
    }

    private void EmitRows(StepPlan step)
    {
        foreach (ArgumentPlan argument in step.Arguments)
        {
            string name = ArgumentText.Name(layer, argument);
            switch (argument.Role)
            {
                case ArgumentRole.Input:
                    w.Line($"{v.ReadOnlySpan} {LayerNames.Of(argument.Value!)} = {name}.Slice(s * {argument.Value!.Stride}, {argument.Value.Size});");
                    break;
                case ArgumentRole.PreActivation:
                    w.Line($"{v.Span} {_n.Z} = {name}.Slice(s * {layer.Stride}, {layer.OutputSize});");
                    break;
                case ArgumentRole.Activation:
                    w.Line($"{v.Span} {_n.A} = {name}.Slice(s * {layer.ActivationStride}, {layer.OutputSize});");
                    break;
                case ArgumentRole.WrittenBuffer when argument.Buffer!.IsOfSamples:
                    w.Line($"{v.Span} {argument.Buffer.SmallName} = {name}.Slice(s * {argument.Buffer.Length}, {argument.Buffer.Length});");
                    break;
            }
        }
    }

    private void EmitUnits()
    {
        using (w.Block($"for (int j = 0; j < {layer.OutputSize}; j++)"))
        {
            w.Line($"{v.T} z = {Element};");
            ActivationCode.EmitStore(w, v, layer, "j", "z");
        }

        if (layer.Activation == Model.Activation.Softmax)
        {
            w.Line();
            ActivationCode.EmitSoftmax(w, v, layer.KeepsPreActivation ? _n.Z : _n.A, _n.A, layer.OutputSize);
        }
    }

    private void EmitInputGradients(Func<int, string> gradient)
    {
        for (int i = 0; i < layer.Position.Inputs.Count; i++)
        {
            if (i > 0)
            {
                w.Line();
            }

            InputPlan input = layer.Position.Inputs[i];
            string element = gradient(i);
            bool isAgain = layer.Position.Inputs.Take(i).Any(earlier => earlier.Value == input.Value);
            InputGradientText.Emit(w, v, input, Layers.LayerKind.Of(layer).InputGradient(layer, i), isAgain, () =>
            {
                using (w.Block($"for (int j = 0; j < {input.Value.Size}; j++)"))
                {
                    w.Line($"{InputGradientText.Of(input.Value)}[j] {InputGradientText.Assignment(input)} {element};");
                }
            });
        }
    }
}

using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>What the kernels of a layer share that counts samples, not rows: the locals that refer to whole samples.</summary>
internal sealed class SampleKernelWriter(CodeWriter w, Vocabulary v, LayerPlan layer)
{
    private const string RowCount = "rows";

    /// <summary>The writer of kernels that count the rows of the output, by the local <c>rows</c>.</summary>
    public KernelWriter Rows { get; } = new(w, v) { Rows = RowCount };

    /// <summary>Writes the method of a step whose body calls the library, which chooses the register.</summary>
    public void EmitMethod(StepPlan step, Action body) => Rows.EmitMethod(layer, step, () =>
    {
        EmitRowCount();
        body();
    });

    /// <summary>Writes the method of a forward step: z of the body, then a.</summary>
    public void EmitForward(StepPlan step, Action body) => Rows.EmitMethod(layer, step, () =>
    {
        EmitRowCount();
        Rows.EmitResult(layer);
        body();
        if (layer.KeepsPreActivation || layer.Activation != Model.Activation.Identity)
        {
            ActivationKernel.EmitForward(Rows, layer);
        }
    });

    /// <summary>The locals that refer to the samples of the values that the layer takes.</summary>
    public void EmitInputs()
    {
        foreach (ValuePlan value in layer.InputValues)
        {
            Rows.EmitReference(LayerNames.Of(value), LayerNames.BatchOf(value), "0", LengthOf(value));
        }
    }

    /// <summary>The local that refers to the rows of δ.</summary>
    public void EmitDelta() => Rows.EmitDelta(layer);

    /// <summary>Writes what forms ∂L/∂input, from the name of the local that refers to its samples; only if asked for, if it is the network's.</summary>
    public void EmitInputGradient(InputPlan input, Action<string> body)
    {
        string span = "d" + LayerNames.BatchOf(input.Value);
        string local = InputGradientText.Of(input.Value);
        using (input.Value.IsNetworkInput ? w.Block($"if (!{span}.IsEmpty)") : w.Braces())
        {
            Rows.EmitReference(local, span, "0", LengthOf(input.Value));
            body(local);
        }
    }

    private void EmitRowCount() => w.Line($"int {RowCount} = {(layer.IsOpen ? "samples * steps" : layer.Rows == 1 ? "samples" : $"samples * {LayerNames.Text(layer.Rows)}")};");

    private string LengthOf(ValuePlan value) => $"samples * {(layer.IsOpen ? "steps * " : "")}{value.SampleStride}";
}

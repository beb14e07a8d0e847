using System.Globalization;
using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>Writes the nested class Workspace: the buffers of a training step, by the notes' names.</summary>
internal sealed class WorkspaceEmitter(CodeWriter w, Vocabulary v, NetworkPlan plan)
{
    public void Emit()
    {
        w.Line("/// <summary>");
        w.Line("/// Every buffer of a training step, allocated once: the input, z (where something is computed from it), a and δ of each layer for each");
        w.Line($"/// sample, {Bytes(plan.WorkspacePerSample)} bytes a sample; and the gradients{(plan.HasKernels ? " with copies of Wᵀ" : "")}, {Bytes(plan.WorkspaceOnce)} bytes. One step at a time.");
        w.Line("/// </summary>");
        w.Line(v.GeneratedCode);
        using (w.Block($"public sealed class Workspace : {v.OfLibrary("Workspace")}<{v.T}>"))
        {
            EmitFields();
            EmitConstructor();
            EmitViews();
            EmitOutput();
            EmitBatches();
        }
    }

    /// <summary>The batches that the workspace keeps for a layer, and the fields that hold them.</summary>
    private static IEnumerable<(string Batch, string Field, int Stride)> Batches(LayerPlan layer)
    {
        var n = new LayerNames(layer);
        if (layer.KeepsPreActivation)
        {
            yield return (n.BatchZ, "_" + n.Z, layer.Rows * layer.Stride);
        }

        yield return (n.BatchA, "_" + n.A, layer.Rows * layer.ActivationStride);
        yield return (n.BatchDelta, "_" + n.Delta, layer.Rows * layer.Stride);
    }

    private string Bytes(long numbers) => (numbers * v.ElementSize).ToString("N0", CultureInfo.InvariantCulture);

    private void EmitFields()
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            foreach ((string _, string field, int _) in Batches(layer))
            {
                w.Line($"private readonly {v.Type("AlignedBuffer")}<{v.T}> {field};");
            }

            foreach (BufferPlan buffer in layer.Buffers)
            {
                w.Line($"private readonly {v.Type("AlignedBuffer")}<{v.T}> {buffer.Field};");
            }
        }

        w.Line();
    }

    private void EmitConstructor()
    {
        w.Line(plan.IsOpen
            ? $"/// <inheritdoc cref=\"{v.OfLibrary("ISequenceNetwork")}{{T}}.CreateWorkspace(int, int, bool)\"/>"
            : $"/// <inheritdoc cref=\"{v.OfLibrary("INetwork")}{{T}}.CreateWorkspace(int, bool)\"/>");
        w.Line($"public Workspace(int batchSize, {(plan.IsOpen ? "int steps, " : "")}bool inputGradient = false)");
        using (w.Indent())
        {
            w.Line($": base(batchSize, inputSize: {plan.Inputs}, outputSize: {plan.OutputSize}, parameterLength: {plan.ParameterLength}, inputGradient{(plan.OutputRows == 1 ? "" : ", outputRows: " + LayerNames.Text(plan.OutputRows))}{(plan.IsOpen ? ", maxSteps: steps" : "")})");
        }

        using (w.Braces())
        {
            foreach (LayerPlan layer in plan.Layers)
            {
                foreach ((string _, string field, int stride) in Batches(layer))
                {
                    w.Line($"{field} = AllocateRows({stride});");
                }

                foreach (BufferPlan buffer in layer.Buffers)
                {
                    string length = LayerNames.Text(buffer.Length);
                    w.Line(buffer.IsOfSamples && layer.IsOpen && !layer.IsRowwise
                        ? $"{buffer.Field} = AllocateSamples({length}{(buffer.LengthOfStep == 0 ? "" : $" + steps * {LayerNames.Text(buffer.LengthOfStep)}")});"
                        : buffer.IsOfSamples
                        ? $"{buffer.Field} = AllocateRows({LayerNames.Text(layer.CountedRows * buffer.Length)});"
                        : $"{buffer.Field} = new {v.Type("AlignedBuffer")}<{v.T}>({(buffer.IsForInputGradient ? $"inputGradient ? {length} : 0" : length)});");
                }
            }
        }

        w.Line();
    }

    private void EmitViews()
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            var n = new LayerNames(layer);
            ViewText view = LayerKind.Of(layer).View(v, layer);
            string type = $"{v.Type(view.WorkspaceType)}<{v.T}>";
            string rows = layer.IsOpen ? ", rowsOfSample: Steps" : layer.Rows == 1 ? "" : $", rowsOfSample: {LayerNames.Text(layer.Rows)}";
            string Rows(string batch, int stride) => $"ViewRows({batch}, {layer.OutputSize}, {stride}{rows})";
            string kept = layer.KeepsPreActivation ? "z, " : "";
            w.Line($"/// <summary>Of the last step: {view.Gradients}{kept}a and δ ({(layer.Rows == 1 ? "samples" : $"samples · {layer.Rows} {layer.Output.Shape.PositionsName}")} × {layer.OutputSize}) of {layer.Name}.</summary>");
            w.Line($"public {type} {Identifier.Escape(layer.Name)} => new {type}(");
            using (w.Indent())
            {
                if (view.Type is not null)
                {
                    w.Line($"new {v.Type(view.Type)}<{v.T}>(Gradients, {view.Layouts}),");
                }

                string z = layer.KeepsPreActivation ? ", " + Rows(n.BatchZ, layer.Stride) : "";
                w.Line($"{Rows(n.BatchA, layer.ActivationStride)}, {Rows(n.BatchDelta, layer.Stride)}{z});");
            }

            w.Line();
        }
    }

    private void EmitOutput()
    {
        var n = new LayerNames(plan.OutputLayer);
        w.Line($"/// <summary>ŷ of the last Forward: SampleCount × {plan.OutputSize} numbers, sample after sample.</summary>");
        w.Line($"public override {v.ReadOnlySpan} Output => {n.BatchA}.Slice(0, SampleCount * {(plan.IsOpen ? "Steps * " : "")}{plan.OutputSize});");
        BufferPlan[] states = [.. plan.Layers.Select(layer => plan.IsOpen ? layer.State : null).OfType<BufferPlan>()];
        if (states.Length > 0)
        {
            w.Line();
            w.Line("/// <inheritdoc/>");
            v.CompileAtOnce(w);
            using (w.Block("protected override void ClearState()"))
            {
                w.Lines([.. states.Select(state => $"{state.Name}.Clear();")]);
            }
        }
    }

    private void EmitBatches()
    {
        w.Line();
        w.Line("// The batches, a row for each sample." + (plan.HasKernels ? " Rows are padded to whole registers, but for ŷ, which is the caller's." : ""));
        bool isFirst = true;
        foreach (LayerPlan layer in plan.Layers)
        {
            if (!isFirst)
            {
                w.Line();
            }

            isFirst = false;
            foreach ((string batch, string field, int _) in Batches(layer))
            {
                w.Line($"internal {v.Span} {batch} => {field}.Span;");
            }

            foreach (BufferPlan buffer in layer.Buffers)
            {
                w.Line($"internal {v.Span} {buffer.Name} => {buffer.Field}.Span;");
            }
        }
    }
}

using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>Writes the nested class Workspace: the buffers of a training step, by the notes' names.</summary>
internal sealed class WorkspaceEmitter(CodeWriter w, Vocabulary v, NetworkPlan plan)
{
    public void Emit()
    {
        w.Line("/// <summary>");
        w.Line("/// Every buffer of a training step, allocated once: the input, z (where its derivative wants it), a and δ of each layer, and the");
        w.Line("/// gradients. One thread at a time.");
        w.Line("/// </summary>");
        w.Line(NetworkEmitter.GeneratedCode);
        using (w.Block($"public sealed class Workspace : global::CompiledNet.Workspace<{v.T}>"))
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
            yield return (n.BatchZ, "_" + n.Z, layer.Stride);
        }

        yield return (n.BatchA, "_" + n.A, layer.ActivationStride);
        yield return (n.BatchDelta, "_" + n.Delta, layer.Stride);
    }

    /// <summary>The names of all members that are not the user's choice.</summary>
    public static IEnumerable<string> MemberNames(int layers)
    {
        for (int index = 1; index <= layers; index++)
        {
            foreach (string name in new[] { "Z", "A", "Delta", "_z", "_a", "_delta" })
            {
                yield return name + LayerNames.Text(index);
            }

            yield return $"W{LayerNames.Text(index)}T";
            yield return $"_w{LayerNames.Text(index)}T";
        }
    }

    private static string TransposeField(LayerPlan layer) => $"_w{LayerNames.Text(layer.Index)}T";

    private void EmitFields()
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            foreach ((string _, string field, int _) in Batches(layer))
            {
                w.Line($"private readonly {v.Type("AlignedBuffer")}<{v.T}> {field};");
            }

            w.Line($"private readonly {v.Type("AlignedBuffer")}<{v.T}> {TransposeField(layer)};");
        }

        w.Line();
    }

    private void EmitConstructor()
    {
        w.Line("/// <summary>Allocates every buffer of a training step.</summary>");
        w.Line("/// <param name=\"batchSize\">Samples that it holds at the most, at least 1.</param>");
        w.Line("/// <param name=\"inputGradient\">Whether Backward computes ∂L/∂x too.</param>");
        w.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">batchSize is less than 1, or too large to allocate.</exception>");
        w.Line("public Workspace(int batchSize, bool inputGradient = false)");
        using (w.Indent())
        {
            w.Line($": base(batchSize, {plan.Inputs}, {plan.OutputSize}, {plan.ParameterLength}, inputGradient)");
        }

        using (w.Braces())
        {
            foreach (LayerPlan layer in plan.Layers)
            {
                foreach ((string _, string field, int stride) in Batches(layer))
                {
                    w.Line($"{field} = AllocateRows({stride});");
                }

                string length = LayerNames.Text(layer.OutputSize * layer.InputLanes);
                w.Line($"{TransposeField(layer)} = new {v.Type("AlignedBuffer")}<{v.T}>({(layer.IsFirst ? $"inputGradient ? {length} : 0" : length)});");
            }
        }

        w.Line();
    }

    private void EmitViews()
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            var n = new LayerNames(layer);
            string type = $"{v.Type("LayerWorkspaceView")}<{v.T}>";
            string Rows(int stride) => $"new {v.Type("TensorLayout")}(0, SampleCount, {layer.OutputSize}, {stride}, 1)";
            w.Line($"/// <summary>dW, db, a and δ of {layer.Name}.</summary>");
            w.Line($"public {type} {Identifier.Escape(layer.Name)} => new {type}(");
            using (w.Indent())
            {
                w.Line($"new {v.Type("LayerView")}<{v.T}>(Gradients, {NetworkEmitter.Layout(v, layer.Weights)}, {NetworkEmitter.Layout(v, layer.Biases)}),");
                w.Line($"new {v.Type("SampleView")}<{v.T}>({n.BatchA}, {Rows(layer.ActivationStride)}),");
                w.Line($"new {v.Type("SampleView")}<{v.T}>({n.BatchDelta}, {Rows(layer.Stride)}));");
            }

            w.Line();
        }
    }

    private void EmitOutput()
    {
        var n = new LayerNames(plan.OutputLayer);
        w.Line($"/// <summary>ŷ of the last Forward, SampleCount × {plan.OutputSize} numbers.</summary>");
        w.Line($"public override {v.ReadOnlySpan} Output => {n.BatchA}.Slice(0, SampleCount * {plan.OutputSize});");
    }

    private void EmitBatches()
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            w.Line();
            foreach ((string batch, string field, int _) in Batches(layer))
            {
                w.Line($"internal {v.Span} {batch} => {field}.Span;");
            }

            w.Line($"internal {v.Span} {new LayerNames(layer).W}T => {TransposeField(layer)}.Span;");
        }
    }
}

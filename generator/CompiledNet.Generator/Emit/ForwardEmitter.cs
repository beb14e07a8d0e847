using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>Writes the Forward of training: checks, then one step a layer, each under its equation; and the steps themselves.</summary>
internal sealed class ForwardEmitter
{
    private readonly CodeWriter _w;
    private readonly Vocabulary _v;
    private readonly NetworkPlan _plan;
    private readonly StepList _steps;

    public ForwardEmitter(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    {
        _w = writer;
        _v = vocabulary;
        _plan = plan;
        _steps = new StepList(
            "PartOfForward",
            $"{_v.ReadOnlySpan} parameters, Workspace workspace, int samples",
            "parameters, workspace, samples",
            plan.Layers.Select(Step).ToList());
    }

    public void EmitMethod()
    {
        _w.Line($"/// <summary>Forward propagation of a batch, keeping what Backward needs: x → {Chain()} = ŷ.</summary>");
        _w.Line("/// <inheritdoc/>");
        _w.Line(_v.GeneratedStep);
        using (_w.Block($"public void Forward({_v.ReadOnlySpan} input, Workspace workspace)"))
        {
            _w.Line($"{_v.Type("ArgumentNullException")}.ThrowIfNull(workspace);");
            _w.Line("workspace.BeginForward(input);");
            _w.Line("int samples = workspace.SampleCount;");
            _w.Line($"{_v.ReadOnlySpan} parameters = Parameters;");
            _w.Line();
            if (_plan.HasThreads && !_plan.Watch.Forward)
            {
                SharedSteps.EmitCall(_w, _plan, "RunForward(_parameterBuffer, workspace, parts)");
            }

            _steps.EmitSteps(_w);
            _steps.EmitLocalParts(_w, _v);
        }

        _w.Line();
    }

    /// <summary>Writes the steps.</summary>
    public void EmitPropagation()
    {
        _w.Line("// The steps of forward propagation. Capitals hold a batch, sample after sample; small letters one sample." + (_plan.HasKernels ? " On a processor with vector" : ""));
        if (_plan.HasKernels)
        {
            _w.Line("// registers the class Kernels, in the other file, computes the same, many numbers at a time: there a debugger does not stop in what is written out here.");
        }

        _w.Line(_v.GeneratedCode);
        using (_w.Block("private static partial class Propagation"))
        {
            bool isFirst = true;
            foreach (LayerPlan layer in _plan.Layers)
            {
                if (!isFirst)
                {
                    _w.Line();
                }

                isFirst = false;
                _w.Line($"// {layer.Name}: {SummaryText.Shape(layer)}");
                if (RowsText.Comment(layer) is { } comment)
                {
                    _w.Line(comment);
                }

                LayerKind.Of(layer).EmitForward(_w, _v, layer);
                if (layer.Inference is { } inference && inference != layer.Forward)
                {
                    _w.Line();
                    LayerKind.Of(layer).EmitInference(_w, _v, layer);
                }
            }
        }

        _w.Line();
    }

    private static string[] Step(LayerPlan layer)
    {
        return
        [
            $"// {LayerKind.Of(layer).ForwardEquation(layer)}{(layer.IsLast ? " = ŷ" : "")}",
            "Propagation." + TrainingArguments.Instance.Call(layer, layer.Forward),
            WatchEmitter.ForwardCall(layer),
        ];
    }

    // a1 → a2 → a3, of a deep network only the ends.
    private string Chain()
    {
        const int Longest = 8;
        string[] activations = [.. _plan.Layers.Select(layer => new LayerNames(layer).A)];
        return activations.Length <= Longest
            ? string.Join(" → ", activations)
            : $"{activations[0]} → {activations[1]} → … → {activations[activations.Length - 1]}";
    }
}

using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>
/// Writes the steps of training as several threads take them. Forward, and back to the δ of each layer, every thread goes through all layers for
/// its own part of the samples; then it computes the gradients of its own part of the weights of each layer, over all samples. So nothing is
/// summed across threads, and the bits are the same whatever their number. A step that wants all samples, such as the statistics of a BatchNorm, is taken by
/// one thread while the others wait.
/// </summary>
internal sealed class SharedSteps
{
    private readonly CodeWriter _w;
    private readonly Vocabulary _v;
    private readonly NetworkPlan _plan;
    private readonly List<Stage> _forward;
    private readonly List<Stage> _back;
    private readonly StepList _preparations;
    private readonly StepList _gradients;

    public SharedSteps(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    {
        _w = writer;
        _v = vocabulary;
        _plan = plan;
        _forward = Stages("Forward", from layer in plan.Layers from step in layer.SharedForward select (layer, step));
        _back = Stages("Back", from layer in plan.Layers.Reverse() from step in layer.BackwardData select (layer, step));
        _preparations = new StepList(
            "PartOfPreparation",
            $"{_v.ReadOnlySpan} parameters, Workspace workspace",
            "parameters, workspace",
            from layer in plan.Layers where layer.Prepare is not null select TrainingArguments.Instance.Call(layer, layer.Prepare!));
        _gradients = new StepList(
            "PartOfRunGradients",
            "Workspace workspace, bool accumulate, int part, int parts",
            "workspace, accumulate, part, parts",
            from layer in plan.Layers.Reverse()
            where layer.BackwardWeights is not null
            select $"ShareGradients{layer.Name}(workspace, accumulate, part, parts);");
    }

    // Not the network: where its name has two declarations, it would mean the other in a second place.
    private string Buffer => $"{_v.Type("AlignedBuffer")}<{_v.T}>";

    /// <summary>Writes the choice, in a method of the main file that has a workspace.</summary>
    public static void EmitCall(CodeWriter w, NetworkPlan plan, string call)
    {
        w.Line("// A large batch can be shared among threads (workspace.Threads), each of which takes the steps below for its part of it.");
        w.Line(plan.IsOpen
            ? $"int parts = workspace.CountParts(multiplyAdds: {plan.MultiplyAdds}L * workspace.Steps, rowsOfSample: workspace.Steps);"
            : $"int parts = workspace.CountParts(multiplyAdds: {plan.MultiplyAdds}{(plan.SharedRows > 1 ? $", rowsOfSample: {plan.SharedRows}" : "")});");
        using (w.Block("if (parts > 1 && Kernels.AreSupported)"))
        {
            w.Line($"Kernels.{call};");
            w.Line("return;");
        }

        w.Line();
    }

    public void Emit()
    {
        _w.Line();
        _v.CompileAtOnce(_w);
        using (_w.Block($"internal static void RunForward({Buffer} buffer, Workspace workspace, int parts)"))
        {
            EmitRuns(_forward, "work");
        }

        _w.Line();
        _v.CompileAtOnce(_w);
        using (_w.Block($"internal static void RunBackward({Buffer} buffer, Workspace workspace, int parts, bool accumulate)"))
        {
            if (_preparations.Count > 0)
            {
                _w.Line($"{_v.ReadOnlySpan} parameters = buffer.Span;");
                _preparations.EmitSteps(_w);
                _w.Line();
            }

            EmitRuns(_back, "back");
            if (_gradients.Count > 0)
            {
                _w.Line();
                _w.Line("SharedGradients gradients = new SharedGradients(workspace, accumulate);");
                _w.Line($"{_v.Type("ThreadTeam")}.Run(ref gradients, parts);");
            }
        }

        foreach (Stage stage in _forward.Concat(_back).Where(stage => stage.Whole is null))
        {
            EmitWork("Shared" + stage.Name, [(Buffer, "buffer"), ("Workspace", "workspace")], () => EmitOfSamples(stage.Shared));
        }

        if (_gradients.Count > 0)
        {
            EmitWork("SharedGradients", [("Workspace", "workspace"), ("bool", "accumulate")], () => _gradients.EmitSteps(_w));
        }

        foreach (LayerPlan layer in _plan.Layers)
        {
            if (layer.BackwardWeights is { } step)
            {
                EmitShareOfGradients(layer, step);
            }
        }

        foreach (Stage stage in _forward)
        {
            stage.Shared.EmitParts(_w, _v);
        }

        _preparations.EmitParts(_w, _v);
        foreach (Stage stage in _back)
        {
            stage.Shared.EmitParts(_w, _v);
        }

        _gradients.EmitParts(_w, _v);
    }

    // Steps that each thread takes for its samples go together, until one wants all samples.
    private List<Stage> Stages(string name, IEnumerable<(LayerPlan Layer, StepPlan Step)> steps)
    {
        var stages = new List<Stage>();
        var shared = new List<string>();
        foreach ((LayerPlan layer, StepPlan step) in steps)
        {
            if (step.Sharing == StepSharing.Samples)
            {
                shared.Add(SharedArguments.Instance.Call(layer, step));
                continue;
            }

            AddShared();
            stages.Add(new Stage("", OfSamples("", []), new TrainingArguments("buffer.Span").Call(layer, step)));
        }

        AddShared();
        return stages;

        void AddShared()
        {
            if (shared.Count > 0)
            {
                int number = stages.Count(stage => stage.Whole is null) + 1;
                string numbered = name + (number == 1 ? "" : LayerNames.Text(number));
                stages.Add(new Stage(numbered, OfSamples(numbered, shared), Whole: null));
                shared = [];
            }
        }

        StepList OfSamples(string numbered, IEnumerable<string> calls) => new(
            "PartOfRun" + numbered,
            $"{_v.ReadOnlySpan} parameters, Workspace workspace, int first, int samples",
            "parameters, workspace, first, samples",
            calls);
    }

    private void EmitRuns(List<Stage> stages, string local)
    {
        if (stages.Any(stage => stage.Whole is not null))
        {
            _w.Line("int samples = workspace.SampleCount;");
        }

        int number = 0;
        foreach (Stage stage in stages)
        {
            if (stage.Whole is not null)
            {
                _w.Line(stage.Whole);
                continue;
            }

            string name = local + (++number == 1 ? "" : LayerNames.Text(number));
            _w.Line($"Shared{stage.Name} {name} = new Shared{stage.Name}(buffer, workspace);");
            _w.Line($"{_v.Type("ThreadTeam")}.Run(ref {name}, parts);");
        }
    }

    private void EmitOfSamples(StepList steps)
    {
        _w.Line($"{_v.Type("TeamShare")} share = {_v.Type("TeamShare")}.Of(workspace.SampleCount, part, parts{(_plan.IsOpen || _plan.HasPositions ? ", step: 1" : "")});");
        _w.Line("int first = share.First;");
        _w.Line("int samples = share.Count;");
        _w.Line($"{_v.ReadOnlySpan} parameters = buffer.Span;");
        steps.EmitSteps(_w);
    }

    private void EmitWork(string name, (string Type, string Name)[] fields, Action body)
    {
        string parameters = string.Join(", ", fields.Select(field => $"{field.Type} {field.Name}"));
        _w.Line();
        using (_w.Block($"private readonly struct {name}({parameters}) : {_v.Type("ITeamWork")}"))
        {
            _v.CompileAtOnce(_w);
            using (_w.Block("public void Run(int part, int parts)"))
            {
                body();
            }
        }
    }

    private void EmitShareOfGradients(LayerPlan layer, StepPlan step)
    {
        _w.Line();
        _v.CompileAtOnce(_w);
        using (_w.Block($"private static void ShareGradients{layer.Name}(Workspace workspace, bool accumulate, int part, int parts)"))
        {
            _w.Line($"{_v.Type("TeamShare")} share = {_v.Type("TeamShare")}.Of({layer.GradientRows}, part, parts);");
            _w.Line(GradientArguments.Shared.Call(layer, step));
        }
    }

    // Some steps, one after the other, for the samples of a thread; or one for all samples.
    private sealed record Stage(string Name, StepList Shared, string? Whole);
}

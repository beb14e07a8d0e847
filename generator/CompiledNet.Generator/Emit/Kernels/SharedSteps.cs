using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>
/// Writes the steps of training as several threads take them. Forward, and back to the δ of each layer, every thread goes through all layers for
/// its own part of the samples; then it computes the gradients of its own part of the weights of each layer, over all samples. So nothing is
/// summed across threads, and the bits are the same whatever their number.
/// </summary>
internal sealed class SharedSteps
{
    private readonly CodeWriter _w;
    private readonly Vocabulary _v;
    private readonly NetworkPlan _plan;
    private readonly StepList _forward;
    private readonly StepList _transpositions;
    private readonly StepList _back;
    private readonly StepList _gradients;

    public SharedSteps(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    {
        _w = writer;
        _v = vocabulary;
        _plan = plan;
        string samples = $"{_v.ReadOnlySpan} parameters, Workspace workspace, int first, int samples";
        _forward = new StepList(
            "PartOfRunForward", samples, "parameters, workspace, first, samples", plan.Layers.Select(ForwardStep));
        _transpositions = new StepList(
            "PartOfTransposition",
            $"{_v.ReadOnlySpan} parameters, Workspace workspace",
            "parameters, workspace",
            plan.Layers.Select(layer => $"Transpose{layer.Name}(parameters, workspace.{new LayerNames(layer).W}T);"));
        _back = new StepList(
            "PartOfRunBack", samples, "parameters, workspace, first, samples", plan.Layers.Reverse().Select(BackStep));
        _gradients = new StepList(
            "PartOfRunGradients",
            "Workspace workspace, bool accumulate, int part, int parts",
            "workspace, accumulate, part, parts",
            plan.Layers.Reverse().Select(GradientStep));
    }

    // Not the network: where its name has two declarations, it would mean the other in a second place.
    private string Buffer => $"{_v.Type("AlignedBuffer")}<{_v.T}>";

    /// <summary>Writes the choice, in a method of the main file that has a workspace.</summary>
    public static void EmitCall(CodeWriter w, NetworkPlan plan, string call)
    {
        w.Line("// A large batch can be shared among threads (workspace.Threads), each of which takes the steps below for its part of it.");
        w.Line($"int parts = workspace.CountParts(multiplyAdds: {plan.MultiplyAdds});");
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
            _w.Line("SharedForward work = new SharedForward(buffer, workspace);");
            _w.Line($"{_v.Type("ThreadTeam")}.Run(ref work, parts);");
        }

        _w.Line();
        _v.CompileAtOnce(_w);
        using (_w.Block($"internal static void RunBackward({Buffer} buffer, Workspace workspace, int parts, bool accumulate)"))
        {
            _w.Line($"{_v.ReadOnlySpan} parameters = buffer.Span;");
            _transpositions.EmitSteps(_w);
            _w.Line();
            _w.Line("SharedBack back = new SharedBack(buffer, workspace);");
            _w.Line($"{_v.Type("ThreadTeam")}.Run(ref back, parts);");
            _w.Line();
            _w.Line("SharedGradients gradients = new SharedGradients(workspace, accumulate);");
            _w.Line($"{_v.Type("ThreadTeam")}.Run(ref gradients, parts);");
        }

        EmitWork("SharedForward", [(Buffer, "buffer"), ("Workspace", "workspace")], () => EmitOfSamples(_forward));
        EmitWork("SharedBack", [(Buffer, "buffer"), ("Workspace", "workspace")], () => EmitOfSamples(_back));
        EmitWork("SharedGradients", [("Workspace", "workspace"), ("bool", "accumulate")], () => _gradients.EmitSteps(_w));
        foreach (LayerPlan layer in _plan.Layers)
        {
            EmitShareOfGradients(layer);
        }

        foreach (StepList steps in new[] { _forward, _transpositions, _back, _gradients })
        {
            steps.EmitParts(_w, _v);
        }
    }

    private void EmitOfSamples(StepList steps)
    {
        _w.Line($"{_v.Type("TeamShare")} share = {_v.Type("TeamShare")}.Of(workspace.SampleCount, part, parts);");
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

    private static string ForwardStep(LayerPlan layer)
    {
        var n = new LayerNames(layer);
        string z = layer.KeepsPreActivation ? Rows(n.BatchZ, layer.Stride) + ", " : "";
        return $"Forward{layer.Name}(parameters, {Input(layer)}, {z}{Rows(n.BatchA, layer.ActivationStride)}, samples);";
    }

    private static string BackStep(LayerPlan layer)
    {
        var n = new LayerNames(layer);
        bool startsFromActivation = !layer.IsLast && layer.Activation != Activation.Identity;
        string kept = !startsFromActivation ? ""
            : Rows(ActivationPlan.DerivativeNeedsPreActivation(layer.Activation) ? n.BatchZ : n.BatchA, layer.Stride) + ", ";
        string inputGradient = layer.IsFirst
            ? "workspace.InputGradientOrEmptyFrom(first)"
            : Rows($"Delta{LayerNames.Text(layer.Index - 1)}", layer.InputStride);
        return $"PassBack{layer.Name}({kept}{Rows(n.BatchDelta, layer.Stride)}, {inputGradient}, workspace.{n.W}T, samples);";
    }

    private static string GradientStep(LayerPlan layer) => $"ShareGradients{layer.Name}(workspace, accumulate, part, parts);";

    private void EmitShareOfGradients(LayerPlan layer)
    {
        var n = new LayerNames(layer);
        string input = layer.IsFirst ? "workspace.InputSamples" : "workspace." + n.BatchX;
        _w.Line();
        _v.CompileAtOnce(_w);
        using (_w.Block($"private static void ShareGradients{layer.Name}(Workspace workspace, bool accumulate, int part, int parts)"))
        {
            _w.Line($"{_v.Type("TeamShare")} share = {_v.Type("TeamShare")}.Of({layer.InputSize}, part, parts);");
            _w.Line(
                $"Gradients{layer.Name}({input}, workspace.{n.BatchDelta}, workspace.Gradients, workspace.SampleCount, accumulate, "
                + "share.First, share.Count);");
        }
    }

    private static string Input(LayerPlan layer) =>
        layer.IsFirst ? $"workspace.InputSamples.Slice(first * {layer.InputStride})" : Rows(new LayerNames(layer).BatchX, layer.InputStride);

    private static string Rows(string batch, int stride) => $"workspace.{batch}.Slice(first * {stride})";
}

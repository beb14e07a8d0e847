using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Emit.Output;
using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Losses;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>Writes the Backwards: checks, the loss and the δ of the output layer, then one step a layer from the last to the first.</summary>
internal sealed class BackwardEmitter
{
    private readonly CodeWriter _w;
    private readonly Vocabulary _v;
    private readonly NetworkPlan _plan;
    private readonly LayerNames _output;
    private readonly StepList _steps;

    public BackwardEmitter(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    {
        _w = writer;
        _v = vocabulary;
        _plan = plan;
        _output = new LayerNames(plan.OutputLayer);
        _steps = new StepList(
            "PartOfBackward",
            $"{_v.ReadOnlySpan} parameters, Workspace workspace" + (plan.HasKernels ? ", bool accumulate" : ""),
            "parameters, workspace" + Accumulate(plan),
            plan.Layers.Reverse().Select(Step).ToList());
    }

    private bool HasLoss => _plan.Output != OutputStep.NoLoss;

    private bool HasClasses => _plan.Loss == Loss.CategoricalCrossEntropy;

    // Names of parameters are written as text: nameof may mean something of the user's there.
    private Target Numbers => new(
        $"{_v.ReadOnlySpan} target", "target", "CheckOutputs(target, \"target\")", "Loss", "OutputDelta", "Loss", "");

    private Target Classes => new(
        $"{_v.Type("ReadOnlySpan")}<int> classes", "classes", "CheckClasses(classes)", "LossOfClasses", "OutputDeltaOfClasses", "LossClasses", "Classes");

    /// <summary>Writes the Backwards.</summary>
    public void EmitMethods()
    {
        if (HasLoss)
        {
            EmitBackward(Numbers);
        }

        if (HasClasses)
        {
            EmitBackward(Classes);
        }

        EmitBackwardFrom();
        EmitSteps();
    }

    /// <summary>Writes what belongs to it and explains nothing: the loss without gradients, weighted losses, the padding.</summary>
    public void EmitMembers()
    {
        if (HasLoss)
        {
            EmitEvaluate(Numbers);
        }

        if (HasClasses)
        {
            EmitEvaluate(Classes);
        }

        new WatchEmitter(_w, _v).EmitBackward();
        _w.Line();
        bool hasGaps = _plan.HasKernels && _plan.Gaps.Any();
        if (!HasLoss && !hasGaps)
        {
            return;
        }

        using (_w.Block("private static partial class Propagation"))
        {
            new OutputStepEmitter(_w, _v, _plan).EmitWeighted();
            if (hasGaps)
            {
                if (HasLoss)
                {
                    _w.Line();
                }

                EmitGaps();
            }
        }

        _w.Line();
    }

    /// <summary>Writes the steps.</summary>
    public void EmitPropagation()
    {
        _w.Line("// The steps of backward propagation: the loss and δ of the output layer, then layer by layer from the last to the first.");
        if (_plan.Layers.Any(layer => layer.Tensors.Count == 0))
        {
            _w.Line($"// All are called alike; one without parameters has no use for {(_plan.HasKernels ? "parameters and accumulate" : "parameters")}.");
        }

        using (_w.Block("private static partial class Propagation"))
        {
            new OutputStepEmitter(_w, _v, _plan).Emit();
            foreach (LayerPlan layer in _plan.Layers.Reverse())
            {
                _w.Line();
                EmitOrigin(layer);
                LayerKind.Of(layer).EmitBackward(_w, _v, layer);
            }
        }
    }

    // What lies in the layer's Delta when its step begins.
    private void EmitOrigin(LayerPlan layer)
    {
        var n = new LayerNames(layer);
        if (layer.IsLast)
        {
            _w.Line($"// {layer.Name}: the loss has put δ{layer.Index} ({layer.Output.Shape}) = ∂L/∂{n.Z} into {n.BatchDelta}.");
            return;
        }

        LayerPlan[] readers = [.. _plan.ReadersOf(layer).Reverse()];
        string what = $"∂L/∂{n.A} ({layer.Output.Shape}) = {Sum(layer)} into {n.BatchDelta}.";
        _w.Line(readers.Length == 1
            ? $"// {layer.Name}: the step before, that of {readers[0].Name}, has put {what}"
            : $"// {layer.Name}: the steps of {string.Join(" and ", readers.Select(reader => reader.Name))} have put {what}");
    }

    // What the layers that take the output of a layer have left for it.
    private string Sum(LayerPlan layer) => string.Join(
        " + ",
        from reader in _plan.ReadersOf(layer).Reverse()
        from input in Enumerable.Range(0, reader.Position.Inputs.Count)
        where reader.Position.Inputs[input].Value.Index == layer.Index
        select LayerKind.Of(reader).HasOwnSymbols ? $"what {reader.Name} hands back" : LayerKind.Of(reader).InputGradient(reader, input));

    // The gradients of padding are 0, and so are those of statistics.
    private void EmitGaps()
    {
        _w.Line("// What lies between the tensors that are trained has no gradient.");
        _v.CompileAtOnce(_w);
        using (_w.Block($"internal static void ClearGaps({_v.Span} gradients)"))
        {
            foreach ((int start, int length) in _plan.Gaps)
            {
                _w.Line($"gradients.Slice({start}, {length}).Clear();");
            }
        }
    }

    private void EmitEvaluate(Target target)
    {
        _w.Line($"/// <summary>L = {Escaped(LossFunction.Of(_plan.Loss).Formula)}, averaged over the samples of the last Forward, with their weights if they have any.</summary>");
        _w.Line("/// <inheritdoc/>");
        _w.Line(_v.GeneratedStep);
        using (_w.Block($"public {_v.T} Evaluate{target.EvaluateSuffix}({target.Parameter}, Workspace workspace)"))
        {
            _w.Line($"{_v.Type("ArgumentNullException")}.ThrowIfNull(workspace);");
            _w.Line($"workspace.{target.Check};");
            EmitSamples();
            EmitLoss("return", target);
        }

        _w.Line();
    }

    private void EmitBackward(Target target)
    {
        OutputStepCode code = OutputStepCode.Of(_w, _v, _plan);
        string same = target.Argument == "target" ? "" : ", for targets that are 1 for one class and 0 for the others";
        _w.Line($"/// <summary>L = {Escaped(LossFunction.Of(_plan.Loss).Formula)}, averaged over the samples of the last Forward, and its gradient in every parameter{same}.</summary>");
        _w.Line("/// <inheritdoc/>");
        _w.Line(_v.GeneratedStep);
        using (_w.Block($"public {_v.T} Backward{target.BackwardSuffix}({target.Parameter}, Workspace workspace, bool accumulate = false)"))
        {
            _w.Line($"{_v.Type("ArgumentNullException")}.ThrowIfNull(workspace);");
            _w.Line($"workspace.{target.Check};");
            EmitSamples();
            _w.Line();
            _w.Line($"// L = {LossFunction.Of(_plan.Loss).Formula}, averaged over the samples");
            EmitLoss($"{_v.T} loss =", target);
            _w.Line();
            _w.Line($"// δ{_plan.OutputLayer.Index} = ∂L/∂{_output.Z}, from which everything else follows; times the sample's weight, if it has one");
            _w.Line($"Propagation.{target.Delta}({target.Argument}, {WorkspaceArguments(code.DeltaInputs)}workspace.{_output.BatchDelta}, samples);");
            _w.Line($"workspace.WeighDeltas(workspace.{_output.BatchDelta}, {_plan.OutputRows * _plan.OutputLayer.Stride});");
            _w.Line();
            string gradients = LayerKind.Of(_plan.OutputLayer).GradientEquation(_plan.OutputLayer);
            string on = _plan.Layers.Count > 1 ? "on to the layers before" : "";
            if (gradients.Length + on.Length > 0)
            {
                _w.Line($"// {gradients}{(gradients.Length > 0 && on.Length > 0 ? ", and " : "")}{on}");
            }

            _w.Line("PropagateBack(workspace, accumulate);");
            _w.Line("return loss;");
        }

        _w.Line();
    }

    private void EmitBackwardFrom()
    {
        string inputs = WorkspaceArguments(OutputStepEmitter.GradientInputs(_plan));
        _w.Line("/// <summary>Backward propagation from a loss of the caller's own, given by its derivative.</summary>");
        _w.Line("/// <inheritdoc/>");
        _w.Line(_v.GeneratedStep);
        using (_w.Block($"public void BackwardFrom({_v.ReadOnlySpan} outputGradient, Workspace workspace, bool accumulate = false)"))
        {
            _w.Line($"{_v.Type("ArgumentNullException")}.ThrowIfNull(workspace);");
            _w.Line("workspace.CheckOutputs(outputGradient, \"outputGradient\");");
            _w.Line($"Propagation.OutputDeltaFrom(outputGradient, {inputs}workspace.{_output.BatchDelta}, {RowsOfOutput});");
            _w.Line("PropagateBack(workspace, accumulate);");
        }

        _w.Line();
    }

    private void EmitSteps()
    {
        bool isChain = _plan.Layers.All(layer => LayerKind.Of(layer).Name == "Dense" && layer.Position.Inputs.All(input => input.Value.Index == layer.Index - 1));
        string how = _plan.Layers.Count == 1 ? "." : isChain
            ? " by the delta rule, the last layer first: δ of a layer = (Wᵀ of the next · δ of the next) ⊙"
            : " by the chain rule, the last layer first. Each step makes δ of its layer from ∂L/∂a, and adds to or writes";
        _w.Line($"// From δ{_plan.OutputLayer.Index} to the gradients{how}");
        if (_plan.Layers.Count > 1 && !isChain)
        {
            _w.Line("// ∂L/∂a of the layers whose a it took, which is in their Delta: their own steps come later.");
        }
        else if (_plan.Layers.Count > 1)
        {
            _w.Line("// the derivative of its activation at z. The step of the next layer forms the product, ∂L/∂a, and leaves it in this one's Delta,");
            _w.Line("// of which the layer's own step makes its δ.");
        }

        _w.Line(_v.GeneratedStep);
        using (_w.Block("private void PropagateBack(Workspace workspace, bool accumulate)"))
        {
            if (!_plan.HasKernels)
            {
                EmitClear();
            }
            else if (_plan.Gaps.Any())
            {
                _w.Line("Propagation.ClearGaps(workspace.Gradients);");
            }

            _w.Line($"{_v.ReadOnlySpan} parameters = Parameters;");
            _w.Line();
            if (_plan.HasThreads && !_plan.Watch.Backward)
            {
                SharedSteps.EmitCall(_w, _plan, "RunBackward(_parameterBuffer, workspace, parts, accumulate)");
            }

            _steps.EmitSteps(_w);
            _steps.EmitLocalParts(_w, _v);
        }

        _w.Line();
    }

    // Kernels write each gradient once; the loops add to it, sample after sample.
    private void EmitClear()
    {
        _w.Line("// Each sample adds its part to the gradients, which begin at 0, or at what is there.");
        using (_w.Block("if (!accumulate)"))
        {
            _w.Line("workspace.Gradients.Clear();");
        }

        _w.Line();
    }

    private static string Accumulate(NetworkPlan plan) => plan.HasKernels ? ", accumulate" : "";

    private string[] Step(LayerPlan layer)
    {
        LayerKind kind = LayerKind.Of(layer);
        var parts = new List<string>();
        if (!layer.IsLast)
        {
            parts.Add(Delta(layer));
        }

        if (kind.GradientEquation(layer) is { Length: > 0 } gradients)
        {
            parts.Add(gradients);
        }

        return
        [
            $"// {string.Join(",  ", parts)}{(parts.Count > 0 ? ";  " : "")}{string.Join(",  ", Passed(layer, kind))}",
            $"Propagation.Backward{layer.Name}(parameters, workspace{Accumulate(_plan)});",
            WatchEmitter.BackwardCall(_v, layer),
        ];
    }

    private static IEnumerable<string> Passed(LayerPlan layer, LayerKind kind)
    {
        EquatableArray<InputPlan> inputs = layer.Position.Inputs;
        for (int i = 0; i < inputs.Count; i++)
        {
            string back = kind.InputGradient(layer, i);
            yield return inputs[i].Value.IsNetworkInput ? $"∂L/∂x = {back}, if asked for"
                : inputs.Count == 1 ? $"{back} goes back"
                : $"∂L/∂{LayerNames.Of(inputs[i].Value)} {(inputs[i].AddsGradient ? "+= " : "= ")}{back}";
        }
    }

    // The delta rule.
    private string Delta(LayerPlan layer)
    {
        string gradient = Sum(layer);
        return layer.Activation switch
        {
            Activation.Identity => $"δ{layer.Index} = {gradient}",
            Activation.Softmax => $"δ{layer.Index} = Jᵀ · ({gradient})",
            _ => $"δ{layer.Index} = ({gradient}) ⊙ {layer.Function.Symbol}′({new LayerNames(layer).Z})",
        };
    }

    private string OfSamples(string arguments) =>
        $"{arguments.Substring(0, arguments.Length - "samples".Length)}workspace.SampleCount{(_plan.IsOpen ? ", workspace.Steps" : "")}";

    private string RowsOfOutput => _plan.IsOpen ? "workspace.SampleCount * workspace.Steps"
        : _plan.OutputRows == 1 ? "workspace.SampleCount"
        : $"workspace.SampleCount * {LayerNames.Text(_plan.OutputRows)}";

    // Every row of the output has a loss, and counts as a sample.
    private void EmitSamples() => _w.Line(_plan.IsOpen
        ? $"int samples = {RowsOfOutput}; // Each step has a loss."
        : _plan.OutputRows == 1
        ? "int samples = workspace.SampleCount;"
        : $"int samples = workspace.SampleCount * {_plan.OutputRows}; // Each of the {_plan.OutputRows} {_plan.OutputLayer.Output.Shape.PositionsName} has a loss.");

    // In documentation.
    private static string Escaped(string formula) => formula.Replace("&", "&amp;").Replace("<", "&lt;");

    private static string WorkspaceArguments(IEnumerable<string> batches) =>
        string.Concat(batches.Select(batch => $"workspace.{batch}, "));

    private void EmitLoss(string statement, Target target)
    {
        bool isSingle = _plan.Precision == Precision.Single;
        string arguments = $"{target.Argument}, {WorkspaceArguments(OutputStepCode.Of(_w, _v, _plan).LossInputs)}samples";
        _w.Line($"{statement} {(isSingle ? "(float)(" : "")}workspace.IsWeighted");
        _w.Line($"    ? Propagation.Weighted{target.Loss}(workspace.SampleWeights.Span, {(_plan.OutputRows == 1 && !_plan.IsOpen ? arguments : OfSamples(arguments))})");
        _w.Line($"    : Propagation.{target.Loss}({arguments}){(isSingle ? ")" : "")};");
    }

    // What a Backward is given as targets, and the methods for it.
    private sealed record Target(
        string Parameter, string Argument, string Check, string Loss, string Delta, string EvaluateSuffix, string BackwardSuffix);
}

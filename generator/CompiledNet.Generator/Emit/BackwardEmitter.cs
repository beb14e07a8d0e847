using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Emit.Output;
using CompiledNet.Generator.Layers;
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

    public void EmitMethods()
    {
        // Names of parameters are written as text: nameof may mean something of the user's there.
        if (_plan.Output != OutputStep.NoLoss)
        {
            EmitWithTarget($"{_v.ReadOnlySpan} target", "target", "CheckOutputs(target, \"target\")", "Loss", "OutputDelta", "Loss", "");
        }

        if (_plan.Loss == Loss.CategoricalCrossEntropy)
        {
            EmitWithTarget(
                $"{_v.Type("ReadOnlySpan")}<int> classes", "classes", "CheckClasses(classes)", "LossOfClasses", "OutputDeltaOfClasses", "LossClasses", "Classes");
        }

        EmitBackwardFrom();
        EmitSteps();
    }

    /// <summary>Writes the steps.</summary>
    public void EmitPropagation()
    {
        _w.Line("// The steps of backward propagation: the loss and δ of the output layer, then layer by layer from the last to the first.");
        using (_w.Block("private static partial class Propagation"))
        {
            new OutputStepEmitter(_w, _v, _plan).Emit();
            foreach (LayerPlan layer in _plan.Layers.Reverse())
            {
                _w.Line();
                EmitOrigin(layer);
                LayerKind.Of(layer).EmitBackward(_w, _v, layer);
            }

            EmitGaps();
        }

        _w.Line();
    }

    // What lies in the layer's Delta when its step begins.
    private void EmitOrigin(LayerPlan layer)
    {
        var n = new LayerNames(layer);
        if (layer.IsLast)
        {
            _w.Line($"// {layer.Name}: the loss has put δ{layer.Index} ({layer.OutputSize}) = ∂L/∂{n.Z} into {n.BatchDelta}.");
            return;
        }

        LayerPlan[] readers = [.. _plan.ReadersOf(layer).Reverse()];
        string what = $"∂L/∂{n.A} ({layer.OutputSize}) = {Sum(layer)} into {n.BatchDelta}.";
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
        select LayerKind.Of(reader).InputGradient(reader, input));

    // The gradients of padding are 0.
    private void EmitGaps()
    {
        if (!_plan.HasKernels || !_plan.Gaps.Any())
        {
            return;
        }

        _w.Line();
        _w.Line("// Between the tensors lies padding, which has no gradient.");
        _v.CompileAtOnce(_w);
        using (_w.Block($"internal static void ClearGaps({_v.Span} gradients)"))
        {
            foreach ((int start, int length) in _plan.Gaps)
            {
                _w.Line($"gradients.Slice({start}, {length}).Clear();");
            }
        }
    }

    private void EmitWithTarget(
        string parameter, string argument, string check, string loss, string delta, string evaluateSuffix, string backwardSuffix)
    {
        OutputStepCode code = OutputStepCode.Of(_w, _v, _plan);
        string lossArguments = $"{argument}, {WorkspaceArguments(code.LossInputs)}samples";
        string weightedCall = $"Propagation.Weighted{loss}(workspace.SampleWeights.Span, {lossArguments})";
        string plainCall = $"Propagation.{loss}({lossArguments})";
        string inputs = WorkspaceArguments(code.DeltaInputs);

        _w.Line($"/// <summary>L = {Escaped(LossCode.Formula(_plan.Loss))}, averaged over the samples of the last Forward, with their weights if they have any.</summary>");
        EmitTargetDocs(argument);
        _w.Line("/// <param name=\"workspace\">The workspace of that Forward.</param>");
        _w.Line("/// <returns>L.</returns>");
        EmitExceptionDocs(argument);
        _w.Line(_v.GeneratedCode);
        _v.CompileAtOnce(_w);
        using (_w.Block($"public {_v.T} Evaluate{evaluateSuffix}({parameter}, Workspace workspace)"))
        {
            _w.Line($"{_v.Type("ArgumentNullException")}.ThrowIfNull(workspace);");
            _w.Line($"workspace.{check};");
            _w.Line("int samples = workspace.SampleCount;");
            EmitLoss("return", weightedCall, plainCall);
        }

        _w.Line();
        string same = argument == "target" ? "" : ", for targets that are 1 for one class and 0 for the others";
        _w.Line($"/// <summary>Backward propagation over the samples of the last Forward, with their weights if they have any: L, and its gradients dW and db of each layer{same}.</summary>");
        EmitTargetDocs(argument);
        EmitWorkspaceDocs();
        _w.Line($"/// <returns>L = {Escaped(LossCode.Formula(_plan.Loss))}, averaged over the samples.</returns>");
        EmitExceptionDocs(argument);
        _w.Line(_v.GeneratedCode);
        _v.CompileAtOnce(_w);
        using (_w.Block($"public {_v.T} Backward{backwardSuffix}({parameter}, Workspace workspace, bool accumulate = false)"))
        {
            _w.Line($"{_v.Type("ArgumentNullException")}.ThrowIfNull(workspace);");
            _w.Line($"workspace.{check};");
            _w.Line("int samples = workspace.SampleCount;");
            _w.Line();
            _w.Line($"// L = {LossCode.Formula(_plan.Loss)}, averaged over the samples");
            EmitLoss($"{_v.T} loss =", weightedCall, plainCall);
            _w.Line();
            _w.Line($"// δ{_plan.OutputLayer.Index} = ∂L/∂{_output.Z}, from which everything else follows; times the sample's weight, if it has one");
            _w.Line($"Propagation.{delta}({argument}, {inputs}workspace.{_output.BatchDelta}, samples);");
            _w.Line($"workspace.WeighDeltas(workspace.{_output.BatchDelta}, {_plan.OutputLayer.Stride});");
            _w.Line();
            _w.Line($"// {LayerKind.Of(_plan.OutputLayer).GradientEquation(_plan.OutputLayer)}{(_plan.Layers.Count > 1 ? ", and on to the layers before" : "")}");
            _w.Line("PropagateBack(workspace, accumulate);");
            _w.Line("return loss;");
        }

        _w.Line();
    }

    private void EmitTargetDocs(string argument) => _w.Line(argument == "target"
        ? $"/// <param name=\"target\">y: samples × {_plan.OutputSize} numbers, sample after sample.</param>"
        : $"/// <param name=\"classes\">For each sample the index of the output that should be 1, from 0 to {_plan.OutputSize - 1}.</param>");

    private void EmitExceptionDocs(string argument)
    {
        _w.Line($"/// <exception cref=\"{_v.Type("ArgumentNullException")}\">workspace is null.</exception>");
        string what = argument == "classes" ? "The length does not fit, or an index is not that of an output" : "The length does not fit";
        _w.Line($"/// <exception cref=\"{_v.Type("ArgumentException")}\">{what}; nothing was written.</exception>");
        string weights = argument == "outputGradient" ? "" : ", or it has sample weights of another number";
        _w.Line($"/// <exception cref=\"{_v.Type("InvalidOperationException")}\">There was no Forward with this workspace{weights}.</exception>");
    }

    private void EmitWorkspaceDocs()
    {
        _w.Line("/// <param name=\"workspace\">The workspace of that Forward; its δ and gradients are written.</param>");
        _w.Line("/// <param name=\"accumulate\">Whether the gradients are added to those that are there.</param>");
    }

    private void EmitBackwardFrom()
    {
        string inputs = WorkspaceArguments(OutputStepEmitter.GradientInputs(_plan));
        _w.Line("/// <summary>Backward propagation from a loss of the caller's own, given by its derivative.</summary>");
        _w.Line($"/// <param name=\"outputGradient\">∂L/∂ŷ of the last Forward: samples × {_plan.OutputSize} numbers, taken as they are: no 1/m.</param>");
        EmitWorkspaceDocs();
        EmitExceptionDocs("outputGradient");
        _w.Line(_v.GeneratedCode);
        _v.CompileAtOnce(_w);
        using (_w.Block($"public void BackwardFrom({_v.ReadOnlySpan} outputGradient, Workspace workspace, bool accumulate = false)"))
        {
            _w.Line($"{_v.Type("ArgumentNullException")}.ThrowIfNull(workspace);");
            _w.Line("workspace.CheckOutputs(outputGradient, \"outputGradient\");");
            _w.Line($"Propagation.OutputDeltaFrom(outputGradient, {inputs}workspace.{_output.BatchDelta}, workspace.SampleCount);");
            _w.Line("PropagateBack(workspace, accumulate);");
        }

        _w.Line();
    }

    private void EmitSteps()
    {
        _w.Line($"// From δ{_plan.OutputLayer.Index} to the gradients{(_plan.Layers.Count > 1 ? " by the delta rule, the last layer first: δ of a layer = (Wᵀ of the next · δ of the next) ⊙" : ".")}");
        if (_plan.Layers.Count > 1)
        {
            _w.Line("// the derivative of its activation at z. The step of the next layer forms the product, ∂L/∂a, and leaves it in this one's Delta,");
            _w.Line("// of which the layer's own step makes its δ.");
        }

        _w.Line(_v.GeneratedCode);
        _v.CompileAtOnce(_w);
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
            if (_plan.HasKernels && !_plan.Watch.Backward)
            {
                SharedSteps.EmitCall(_w, _plan, "RunBackward(_parameterBuffer, workspace, parts, accumulate)");
            }

            _steps.EmitSteps(_w);
            _steps.EmitLocalParts(_w, _v);
        }

        _w.Line();
        new WatchEmitter(_w, _v).EmitBackward();
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
            _ => $"δ{layer.Index} = ({gradient}) ⊙ {ActivationCode.Symbol(layer.Activation)}′({new LayerNames(layer).Z})",
        };
    }

    // In documentation.
    private static string Escaped(string formula) => formula.Replace("&", "&amp;").Replace("<", "&lt;");

    private static string WorkspaceArguments(IEnumerable<string> batches) =>
        string.Concat(batches.Select(batch => $"workspace.{batch}, "));

    private void EmitLoss(string statement, string weighted, string plain)
    {
        bool isSingle = _plan.Precision == Precision.Single;
        _w.Line($"{statement} {(isSingle ? "(float)(" : "")}workspace.IsWeighted");
        _w.Line($"    ? {weighted}");
        _w.Line($"    : {plain}{(isSingle ? ")" : "")};");
    }
}

using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Emit.Output;
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
            $"{_v.ReadOnlySpan} parameters, Workspace workspace, {_v.Span} gradients, int samples, bool accumulate",
            "parameters, workspace, gradients, samples, accumulate",
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

    public void EmitParts() => _steps.EmitParts(_w);

    /// <summary>Writes what keeps the gradients of padding at 0, in the class of the propagation.</summary>
    public void EmitGaps()
    {
        if (!_plan.Gaps.Any())
        {
            return;
        }

        _w.Line();
        _w.Line("// Between the tensors lies padding, which has no gradient.");
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

        _w.Line($"/// <summary>L = {LossCode.Formula(_plan.Loss)}, averaged over the samples of the last Forward, with their weights if they have any.</summary>");
        EmitTargetDocs(argument);
        _w.Line("/// <param name=\"workspace\">The workspace of that Forward.</param>");
        _w.Line("/// <returns>The loss.</returns>");
        EmitExceptionDocs(argument);
        _w.Line(NetworkEmitter.GeneratedCode);
        using (_w.Block($"public {_v.T} Evaluate{evaluateSuffix}({parameter}, Workspace workspace)"))
        {
            _w.Line($"{_v.Type("ArgumentNullException")}.ThrowIfNull(workspace);");
            _w.Line($"workspace.{check};");
            _w.Line("int samples = workspace.SampleCount;");
            EmitLoss("return", weightedCall, plainCall);
        }

        _w.Line();
        _w.Line("/// <summary>Backward propagation: the gradients of the mean loss over the samples of the last Forward, with their weights if they have any.</summary>");
        EmitTargetDocs(argument);
        _w.Line("/// <param name=\"workspace\">The workspace of that Forward; its gradients are written.</param>");
        _w.Line("/// <param name=\"accumulate\">Whether they are added to those that are there.</param>");
        _w.Line("/// <returns>The loss.</returns>");
        EmitExceptionDocs(argument);
        _w.Line(NetworkEmitter.GeneratedCode);
        using (_w.Block($"public {_v.T} Backward{backwardSuffix}({parameter}, Workspace workspace, bool accumulate = false)"))
        {
            _w.Line($"{_v.Type("ArgumentNullException")}.ThrowIfNull(workspace);");
            _w.Line($"workspace.{check};");
            _w.Line("int samples = workspace.SampleCount;");
            _w.Line();
            EmitLoss($"{_v.T} loss =", weightedCall, plainCall);
            _w.Line($"Propagation.{delta}({argument}, {inputs}workspace.{_output.BatchDelta}, samples);");
            _w.Line($"workspace.WeighDeltas(workspace.{_output.BatchDelta}, {_plan.OutputLayer.Stride});");
            _w.Line("PropagateBack(workspace, accumulate);");
            _w.Line("return loss;");
        }

        _w.Line();
    }

    private void EmitTargetDocs(string argument) => _w.Line(argument == "target"
        ? $"/// <param name=\"target\">y, samples × {_plan.OutputSize} numbers.</param>"
        : $"/// <param name=\"classes\">For each sample the index of the output that should be 1, from 0 to {_plan.OutputSize - 1}.</param>");

    private void EmitExceptionDocs(string argument)
    {
        string what = argument == "classes" ? "The length does not fit, or an index is not that of an output" : "The length does not fit";
        _w.Line($"/// <exception cref=\"global::System.ArgumentException\">{what}; nothing was written.</exception>");
        _w.Line("/// <exception cref=\"global::System.InvalidOperationException\">There was no Forward with this workspace.</exception>");
    }

    private void EmitBackwardFrom()
    {
        string inputs = WorkspaceArguments(OutputStepEmitter.GradientInputs(_plan));
        _w.Line("/// <summary>Backward propagation from a loss of the caller's own, given by its derivative.</summary>");
        _w.Line($"/// <param name=\"outputGradient\">∂L/∂ŷ, samples × {_plan.OutputSize} numbers, taken as they are: no 1/m.</param>");
        _w.Line("/// <param name=\"workspace\">The workspace of the last Forward; its gradients are written.</param>");
        _w.Line("/// <param name=\"accumulate\">Whether they are added to those that are there.</param>");
        EmitExceptionDocs("outputGradient");
        _w.Line(NetworkEmitter.GeneratedCode);
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
        _w.Line($"// From δ{_plan.OutputLayer.Index}, the last layer's, back to the first.");
        _w.Line(NetworkEmitter.GeneratedCode);
        using (_w.Block("private void PropagateBack(Workspace workspace, bool accumulate)"))
        {
            _w.Line($"{_v.Span} gradients = workspace.Gradients;");
            if (_plan.Gaps.Any())
            {
                _w.Line("Propagation.ClearGaps(gradients);");
            }

            SharedSteps.EmitCall(_w, _plan, "RunBackward(_parameterBuffer, workspace, parts, accumulate)");
            _w.Line($"{_v.ReadOnlySpan} parameters = Parameters;");
            _w.Line("int samples = workspace.SampleCount;");
            _w.Line();
            _steps.EmitSteps(_w, "Propagation.");
        }

        _w.Line();
    }

    private string Step(LayerPlan layer)
    {
        var n = new LayerNames(layer);
        string input = layer.IsFirst ? "workspace.InputSamples" : "workspace." + n.BatchX;
        string inputGradient = layer.IsFirst ? "workspace.InputGradientOrEmpty" : $"workspace.Delta{layer.Index - 1}";
        bool needsOwn = !layer.IsLast && layer.Activation != Activation.Identity;
        string own = !needsOwn ? ""
            : ActivationPlan.DerivativeNeedsPreActivation(layer.Activation) ? $"workspace.{n.BatchZ}, " : $"workspace.{n.BatchA}, ";
        string transposed = $", workspace.{n.W}T";
        return $"Backward{layer.Name}(parameters, {input}, {own}workspace.{n.BatchDelta}, gradients, {inputGradient}{transposed}, samples, accumulate);";
    }

    private static string WorkspaceArguments(IEnumerable<string> batches) =>
        string.Concat(batches.Select(batch => $"workspace.{batch}, "));

    private void EmitLoss(string statement, string weighted, string plain)
    {
        _w.Line($"{statement} {(_plan.Precision == Precision.Single ? "(float)" : "")}(workspace.IsWeighted");
        _w.Line($"    ? {weighted}");
        _w.Line($"    : {plain});");
    }
}

using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>Writes both forms of Forward: checks, then one step a layer.</summary>
internal sealed class ForwardEmitter
{
    private readonly CodeWriter _w;
    private readonly Vocabulary _v;
    private readonly NetworkPlan _plan;
    private readonly StepList _training;
    private readonly StepList _inference;

    public ForwardEmitter(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    {
        _w = writer;
        _v = vocabulary;
        _plan = plan;
        _training = new StepList(
            "PartOfForward",
            $"{_v.ReadOnlySpan} parameters, Workspace workspace, int samples",
            "parameters, workspace, samples",
            plan.Layers.Select(TrainingStep).ToList());
        _inference = new StepList(
            "PartOfInference",
            $"{_v.ReadOnlySpan} parameters, {_v.ReadOnlySpan} x, {_v.Span} y, {_v.Span} odd, {_v.Span} even",
            "parameters, x, y, odd, even",
            plan.Layers.Select(InferenceStep).ToList());
    }

    public void EmitMethods()
    {
        _w.Line($"/// <summary>Inference: {_plan.Inputs} numbers in, {_plan.OutputSize} out, for each of n samples. Allocates nothing; thread-safe.</summary>");
        _w.Line($"/// <param name=\"input\">n × {_plan.Inputs} numbers, sample after sample.</param>");
        _w.Line($"/// <param name=\"output\">n × {_plan.OutputSize} numbers, written; must not overlap the input.</param>");
        _w.Line("/// <exception cref=\"global::System.ArgumentException\">A length does not fit, or the spans overlap; nothing was written.</exception>");
        _w.Line(NetworkEmitter.GeneratedCode);
        using (_w.Block($"public void Forward({_v.ReadOnlySpan} input, {_v.Span} output)"))
        {
            _w.Line($"{_v.Type("NetworkArguments")}.CheckInference<{_v.T}>(input, output, {_plan.Inputs}, {_plan.OutputSize});");
            _w.Line(_plan.Scratch.Length > 0
                ? $"{_v.Type("Scratch")}.Run<Inference, {_v.T}>(Parameters, input, output);"
                : "Inference.Infer(Parameters, input, output, default);");
        }

        _w.Line();
        _w.Line("/// <summary>Forward propagation of 1 to batchSize samples that keeps what Backward needs.</summary>");
        _w.Line($"/// <param name=\"input\">n × {_plan.Inputs} numbers; not copied where it is the start of <c>workspace.Input</c>.</param>");
        _w.Line("/// <param name=\"workspace\">Where z, a and the input are kept.</param>");
        _w.Line("/// <exception cref=\"global::System.ArgumentException\">The length does not fit; nothing was written.</exception>");
        _w.Line(NetworkEmitter.GeneratedCode);
        using (_w.Block($"public void Forward({_v.ReadOnlySpan} input, Workspace workspace)"))
        {
            _w.Line($"{_v.Type("ArgumentNullException")}.ThrowIfNull(workspace);");
            _w.Line("workspace.BeginForward(input);");
            _w.Line("int samples = workspace.SampleCount;");
            _w.Line($"{_v.ReadOnlySpan} parameters = Parameters;");
            _w.Line();
            _training.EmitSteps(_w, "Propagation.");
        }

        _w.Line();
    }

    public void EmitInference()
    {
        _w.Line("// Inference as a type, so that Scratch can run it over any copy of the parameters. Hidden activations alternate between two");
        _w.Line("// regions of scratch memory, and z is overwritten by a.");
        _w.Line(NetworkEmitter.GeneratedCode);
        using (_w.Block($"private readonly struct Inference : {_v.Type("IInference")}<{_v.T}>"))
        {
            _w.Line(_plan.HoldsSample && _plan.Scratch.Length > 0
                ? $"public static int ScratchLength => Kernels.InferSamples ? 0 : {_plan.Scratch.Length};"
                : $"public static int ScratchLength => {_plan.Scratch.Length};");
            _w.Line();
            using (_w.Block(
                $"public static void Infer({_v.ReadOnlySpan} parameters, {_v.ReadOnlySpan} input, {_v.Span} output, {_v.Span} scratch)"))
            {
                _w.Line($"int samples = input.Length / {_plan.Inputs};");
                using (_w.Block("for (int s = 0; s < samples && Kernels.InferSamples; s++)"))
                {
                    _w.Line(
                        $"Kernels.{SampleInferenceEmitter.MethodName}(parameters, input.Slice(s * {_plan.Inputs}, {_plan.Inputs}), "
                        + $"output.Slice(s * {_plan.OutputSize}, {_plan.OutputSize}), scratch);");
                }

                _w.Line();
                using (_w.Block("if (Kernels.InferSamples)"))
                {
                    _w.Line("return;");
                }

                _w.Line();
                _w.Line($"{_v.Span} odd = scratch.Slice(0, {_plan.Scratch.OddLength});");
                _w.Line($"{_v.Span} even = scratch.Slice({_plan.Scratch.OddLength}, {_plan.Scratch.EvenLength});");
                using (_w.Block("for (int s = 0; s < samples; s++)"))
                {
                    _w.Line($"{_v.ReadOnlySpan} x = input.Slice(s * {_plan.Inputs}, {_plan.Inputs});");
                    _w.Line($"{_v.Span} y = output.Slice(s * {_plan.OutputSize}, {_plan.OutputSize});");
                    _inference.EmitSteps(_w, "Propagation.");
                }
            }
        }
    }

    public void EmitParts()
    {
        _training.EmitParts(_w);
        _inference.EmitParts(_w);
    }

    private static string TrainingStep(LayerPlan layer)
    {
        var n = new LayerNames(layer);
        string input = layer.IsFirst ? "workspace.InputSamples" : "workspace." + n.BatchX;
        string z = layer.KeepsPreActivation ? $"workspace.{n.BatchZ}, " : "";
        return $"Forward{layer.Name}(parameters, {input}, {z}workspace.{n.BatchA}, samples);";
    }

    private static string InferenceStep(LayerPlan layer)
    {
        string input = layer.IsFirst ? "x" : layer.Index % 2 == 0 ? "odd" : "even";
        string output = layer.IsLast ? "y" : layer.Index % 2 == 1 ? "odd" : "even";
        string scratch = layer.Index % 2 == 1 ? "odd" : "even";
        string z = !layer.KeepsPreActivation ? "" : (layer.Stride == layer.ActivationStride ? output : scratch) + ", ";
        return $"Forward{layer.Name}(parameters, {input}, {z}{output}, 1);";
    }
}

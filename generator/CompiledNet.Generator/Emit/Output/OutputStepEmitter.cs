using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Losses;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Output;

/// <summary>Writes where backward propagation begins: the loss, and δ of the output layer from the target or from a given ∂L/∂ŷ.</summary>
internal sealed class OutputStepEmitter
{
    private readonly CodeWriter _w;
    private readonly Vocabulary _v;
    private readonly NetworkPlan _plan;
    private readonly LayerPlan _layer;
    private readonly LayerNames _n;
    private readonly OutputKernels _kernels;

    public OutputStepEmitter(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    {
        _w = writer;
        _v = vocabulary;
        _plan = plan;
        _layer = plan.OutputLayer;
        _n = new LayerNames(_layer);
        _kernels = new OutputKernels(writer, vocabulary, plan);
    }

    /// <summary>What the step from a given ∂L/∂ŷ reads of the output layer.</summary>
    public static IReadOnlyList<string> GradientInputs(NetworkPlan plan)
    {
        var n = new LayerNames(plan.OutputLayer);
        return plan.OutputLayer.Activation == Activation.Identity ? []
            : ActivationFunction.Of(plan.OutputLayer.Activation).DerivativeNeedsZ ? [n.BatchZ] : [n.BatchA];
    }

    /// <summary>The call that makes δ of ∂L/∂ŷ, which lies in the batch of deltas; null where σ′ is 1.</summary>
    public static string? ActivationDerivativeCall(LayerPlan layer)
    {
        var n = new LayerNames(layer);
        return layer.Activation == Activation.Identity ? null : $"OutputActivationDelta({n.BatchKept}, {n.BatchDelta}, samples);";
    }

    /// <summary>Writes the sums of losses whose samples have weights.</summary>
    public void EmitWeighted()
    {
        if (_plan.Output == OutputStep.NoLoss)
        {
            return;
        }

        OutputStepCode code = OutputStepCode.Of(_w, _v, _plan);
        _w.Line("// The mean loss where samples have weights.");
        EmitWeightedLoss(code, "Loss", $"{_v.ReadOnlySpan} Y", $"Y.Slice(s * {Times(_plan.OutputSize)}, {Times(_plan.OutputSize)})");
        if (_plan.Loss == Loss.CategoricalCrossEntropy)
        {
            _w.Line();
            EmitWeightedLoss(code, "LossOfClasses", $"{_v.Type("ReadOnlySpan")}<int> classes", _layer.Rows == 1 && !_plan.IsOpen ? "classes.Slice(s, 1)" : $"classes.Slice(s * {RowsOfSample}, {RowsOfSample})");
        }
    }

    public void Emit()
    {
        if (_plan.Output != OutputStep.NoLoss)
        {
            OutputStepCode code = OutputStepCode.Of(_w, _v, _plan);
            EmitLoss(code);
            EmitDelta(code);
            if (_plan.Loss == Loss.CategoricalCrossEntropy)
            {
                EmitLossOfClasses(code);
                EmitDeltaOfClasses(code);
            }
        }

        EmitDeltaFromGradient();
    }

    private void EmitLoss(OutputStepCode code)
    {
        _w.Line($"// L = (1/m) Σ over the samples of {LossFunction.Of(_plan.Loss).Formula}");
        if (code.LossReason.Length > 0)
        {
            _w.Line($"// {code.LossReason}");
        }

        string divisor = LossFunction.Of(_plan.Loss).IsMeanOverOutputs ? $"((double)samples * {_layer.OutputSize})" : "samples";
        _v.CompileAtOnce(_w);
        using (_w.Block($"internal static double Loss({_v.ReadOnlySpan} Y, {Parameters(code.LossInputs)}int samples)"))
        {
            if (_kernels.HasLoss)
            {
                EmitKernelCall(_w, _v, $"return Kernels.SumOfLosses(Y, {Arguments(code.LossInputs)}samples) / {divisor};");
            }

            _w.Line("double sum = 0;");
            code.EmitLoss();
            _w.Line();
            _w.Line($"return sum / {divisor};");
        }

        _w.Line();
    }

    private void EmitDelta(OutputStepCode code)
    {
        _w.Line($"// δ{_layer.Index} ({_layer.OutputSize}) = (1/m) {code.DeltaEquation}");
        if (code.DeltaReason.Length > 0)
        {
            _w.Line($"// {code.DeltaReason}");
        }

        _w.Line("// L is the loss of this sample here; that of the batch is the mean over m samples: hence 1/m, in each δ and in every gradient that follows from it.");
        _v.CompileAtOnce(_w);
        using (_w.Block(
            $"internal static void OutputDelta({_v.ReadOnlySpan} Y, {Parameters(code.DeltaInputs)}{_v.Span} {_n.BatchDelta}, int samples)"))
        {
            _w.Line($"{_v.T} scale = {LossFunction.Of(_plan.Loss).Scale(_v, _layer.OutputSize)};");
            if (_kernels.HasLoss)
            {
                _w.Line();
                EmitKernelCall(_w, _v, $"Kernels.OutputDelta(Y, {Arguments(code.DeltaInputs)}{_n.BatchDelta}, scale, samples);", "return;");
            }

            code.EmitDelta();
        }

        _w.Line();
    }

    private void EmitLossOfClasses(OutputStepCode code)
    {
        _w.Line("// The same loss where y is 1 for one class and 0 for the others.");
        _v.CompileAtOnce(_w);
        using (_w.Block(
            $"internal static double LossOfClasses({_v.Type("ReadOnlySpan")}<int> classes, {Parameters(code.LossInputs)}int samples)"))
        {
            if (_kernels.HasClasses)
            {
                EmitKernelCall(_w, _v, $"return Kernels.SumOfLossesOfClasses(classes, {Arguments(code.LossInputs)}samples) / samples;");
            }

            _w.Line("double sum = 0;");
            code.EmitLossOfClass();
            _w.Line();
            _w.Line("return sum / samples;");
        }

        _w.Line();
    }

    private string RowsOfSample => _plan.IsOpen ? "steps" : LayerNames.Text(_layer.Rows);

    private string Times(int length) => _plan.IsOpen ? $"steps * {LayerNames.Text(length)}" : LayerNames.Text(length);

    private void EmitWeightedLoss(OutputStepCode code, string loss, string target, string targetOfSample)
    {
        _v.CompileAtOnce(_w);
        using (_w.Block(
            $"internal static double Weighted{loss}({_v.ReadOnlySpan} weights, {target}, {Parameters(code.LossInputs)}int samples{(_plan.IsOpen ? ", int steps" : "")})"))
        {
            _w.Line("double sum = 0;");
            using (_w.Block("for (int s = 0; s < samples; s++)"))
            {
                string inputs = string.Concat(code.LossInputs.Select(
                    batch => $"{batch}.Slice(s * {Times(_layer.Rows * (batch == _n.BatchZ ? _layer.Stride : _layer.ActivationStride))}), "));
                _w.Line($"sum += weights[s] * {loss}({targetOfSample}, {inputs}{RowsOfSample});");
            }

            _w.Line();
            _w.Line("return sum / samples;");
        }
    }

    private void EmitDeltaOfClasses(OutputStepCode code)
    {
        _w.Line("// The same δ where y is 1 for one class and 0 for the others.");
        _v.CompileAtOnce(_w);
        using (_w.Block(
            $"internal static void OutputDeltaOfClasses({_v.Type("ReadOnlySpan")}<int> classes, {Parameters(code.DeltaInputs)}"
            + $"{_v.Span} {_n.BatchDelta}, int samples)"))
        {
            _w.Line($"{_v.T} scale = {LossFunction.Of(_plan.Loss).Scale(_v, _layer.OutputSize)};");
            if (_kernels.HasClasses)
            {
                _w.Line();
                EmitKernelCall(_w, _v, $"Kernels.OutputDeltaOfClasses(classes, {Arguments(code.DeltaInputs)}{_n.BatchDelta}, scale, samples);", "return;");
            }

            code.EmitDeltaOfClasses();
        }

        _w.Line();
    }

    private void EmitDeltaFromGradient()
    {
        string product = _layer.Activation switch
        {
            Activation.Softmax => "Jᵀ · ∂L/∂ŷ",
            Activation.Identity => "∂L/∂ŷ, because σ′ = 1,",
            _ => $"∂L/∂ŷ ⊙ {ActivationCode.Derivative(_layer.Activation, _n.Z)}",
        };
        _w.Line($"// δ{_layer.Index} ({_layer.OutputSize}) = {product} from a ∂L/∂ŷ of the caller's own, taken as it is: no 1/m.");
        _v.CompileAtOnce(_w);
        using (_w.Block(
            $"internal static void OutputDeltaFrom({_v.ReadOnlySpan} outputGradient, {Parameters(GradientInputs(_plan))}"
            + $"{_v.Span} {_n.BatchDelta}, int samples)"))
        {
            using (_w.Block("for (int s = 0; s < samples; s++)"))
            {
                string row = $"outputGradient.Slice(s * {_layer.OutputSize}, {_layer.OutputSize})";
                _w.Line($"{row}.CopyTo({_n.BatchDelta}.Slice(s * {_layer.Stride}, {_layer.OutputSize}));");
            }

            if (ActivationDerivativeCall(_layer) is { } call)
            {
                _w.Line();
                _w.Line(call);
            }
        }

        EmitActivationDerivative();
    }

    private void EmitActivationDerivative()
    {
        if (_layer.Activation == Activation.Identity)
        {
            return;
        }

        _w.Line();
        _w.Line($"// From ∂L/∂ŷ to δ{_layer.Index}, in place.");
        _v.CompileAtOnce(_w);
        using (_w.Block($"private static void OutputActivationDelta({_v.ReadOnlySpan} {_n.BatchKept}, {_v.Span} {_n.BatchDelta}, int samples)"))
        {
            if (_layer.HasKernels)
            {
                EmitKernelCall(_w, _v, $"Kernels.{ActivationDerivativeCall(_layer)}", "return;");
            }

            using (_w.Block("for (int s = 0; s < samples; s++)"))
            {
                OutputStepCode.EmitRow(_w, _v, _layer, _n.Kept);
                OutputStepCode.EmitRow(_w, _v, _layer, _n.Delta);
                _w.Line();
                ActivationCode.EmitDelta(_w, _v, _layer);
            }
        }
    }

    private static void EmitKernelCall(CodeWriter w, Vocabulary v, params string[] statements)
    {
        using (w.Block($"if ({v.HasRegisters})"))
        {
            foreach (string statement in statements)
            {
                w.Line(statement);
            }
        }

        w.Line();
    }

    private static string Arguments(IEnumerable<string> names) => string.Concat(names.Select(name => name + ", "));

    private string Parameters(IEnumerable<string> names) => string.Concat(names.Select(name => $"{_v.ReadOnlySpan} {name}, "));
}

using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>Writes where backward propagation begins: the loss, and δ of the output layer from the target or from a given ∂L/∂ŷ.</summary>
internal sealed class OutputStepEmitter
{
    private readonly CodeWriter _w;
    private readonly Vocabulary _v;
    private readonly NetworkPlan _plan;
    private readonly LayerPlan _layer;
    private readonly LayerNames _n;
    private readonly int _outputs;

    public OutputStepEmitter(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    {
        _w = writer;
        _v = vocabulary;
        _plan = plan;
        _layer = plan.OutputLayer;
        _n = new LayerNames(_layer);
        _outputs = plan.OutputSize;
    }

    public void Emit()
    {
        if (_plan.Output != OutputStep.NoLoss)
        {
            EmitLoss();
            _w.Line();
            EmitDeltaFromTarget();
            _w.Line();
        }

        if (_plan.Loss == Loss.CategoricalCrossEntropy)
        {
            EmitLossOfClasses();
            _w.Line();
            EmitDeltaFromClasses();
            _w.Line();
        }

        EmitDeltaFromGradient();
    }

    /// <summary>What the loss methods read of the output layer: the name of the batch of z or ŷ.</summary>
    public static string LossInput(NetworkPlan plan)
    {
        var n = new LayerNames(plan.OutputLayer);
        return plan.Output == OutputStep.Chained ? n.BatchA : n.BatchZ;
    }

    /// <summary>What the delta methods read of the output layer, in the order of their parameters.</summary>
    public static IReadOnlyList<string> DeltaInputs(NetworkPlan plan)
    {
        var n = new LayerNames(plan.OutputLayer);
        return plan.Output switch
        {
            OutputStep.SigmoidCategoricalCrossEntropy => [n.BatchZ],
            OutputStep.Chained when ActivationPlan.DerivativeNeedsPreActivation(plan.OutputLayer.Activation) => [n.BatchZ, n.BatchA],
            _ => [n.BatchA],
        };
    }

    /// <summary>What the step from a given ∂L/∂ŷ reads of the output layer.</summary>
    public static IReadOnlyList<string> GradientInputs(NetworkPlan plan)
    {
        var n = new LayerNames(plan.OutputLayer);
        return plan.OutputLayer.Activation == Activation.Identity ? []
            : ActivationPlan.DerivativeNeedsPreActivation(plan.OutputLayer.Activation) ? [n.BatchZ] : [n.BatchA];
    }

    private void EmitLoss()
    {
        _w.Line($"// L = (1/m) Σ over the samples of {LossCode.Formula(_plan.Loss)}");
        EmitReason();
        using (_w.Block($"internal static double Loss({_v.ReadOnlySpan} Y, {_v.ReadOnlySpan} {LossInput(_plan)}, int samples)"))
        {
            _w.Line("double sum = 0d;");
            if (_plan.Output == OutputStep.SoftmaxCategoricalCrossEntropy)
            {
                using (_w.Block("for (int s = 0; s < samples; s++)"))
                {
                    Slice(_v.ReadOnlySpan, "y", "Y");
                    Slice(_v.ReadOnlySpan, _n.Z, _n.BatchZ);
                    _w.Line($"double logSum = {_v.Type("Losses")}.LogSumExp({_n.Z});");
                    using (_w.Block($"for (int j = 0; j < {_outputs}; j++)"))
                    {
                        using (_w.Block($"if (y[j] != {_v.Literal(0)})"))
                        {
                            _w.Line($"sum += y[j] * (logSum - {_n.Z}[j]);");
                        }
                    }
                }
            }
            else
            {
                using (_w.Block("for (int k = 0; k < Y.Length; k++)"))
                {
                    EmitLossTerm();
                }
            }

            _w.Line();
            _w.Line(LossCode.IsMeanOverOutputs(_plan.Loss) ? $"return sum / ((double)samples * {_outputs});" : "return sum / samples;");
        }
    }

    private void EmitReason()
    {
        switch (_plan.Output)
        {
            case OutputStep.SigmoidBinaryCrossEntropy:
                _w.Line("// With ŷ = sigmoid(z) it is max(z, 0) − z y + ln(1 + e^−|z|), which is finite for every finite z.");
                break;
            case OutputStep.SoftmaxCategoricalCrossEntropy:
                _w.Line("// With ŷ = softmax(z) it is Σ y (ln Σ e^z − z), which is finite for every finite z.");
                break;
            case OutputStep.SigmoidCategoricalCrossEntropy:
                _w.Line("// With ŷ = sigmoid(z) it is Σ y ln(1 + e^−z), which is finite for every finite z.");
                break;
        }
    }

    private void EmitLossTerm()
    {
        switch (_plan.Output)
        {
            case OutputStep.SigmoidBinaryCrossEntropy:
                _w.Line($"sum += {_v.Type("Losses")}.BinaryCrossEntropyFromLogit({_n.BatchZ}[k], Y[k]);");
                break;
            case OutputStep.SigmoidCategoricalCrossEntropy:
                using (_w.Block($"if (Y[k] != {_v.Literal(0)})"))
                {
                    _w.Line($"sum += Y[k] * {_v.Type("Activations")}.Softplus(-{_v.AsDouble(_n.BatchZ + "[k]")});");
                }

                break;
            default:
                LossCode.EmitTerm(_w, _v, _plan.Loss, $"{_n.BatchA}[k]", "Y[k]");
                break;
        }
    }

    private void EmitDeltaFromTarget()
    {
        EmitDeltaEquation();
        using (_w.Block(
            $"internal static void OutputDelta({_v.ReadOnlySpan} Y, {Parameters(DeltaInputs(_plan))}{_v.Span} {_n.BatchDelta}, int samples)"))
        {
            _w.Line($"{_v.T} scale = {LossCode.Scale(_v, _plan.Loss, _outputs)};");
            switch (_plan.Output)
            {
                case OutputStep.SoftmaxCategoricalCrossEntropy:
                    EmitSoftmaxDelta();
                    break;
                case OutputStep.Chained:
                    using (_w.Block("for (int k = 0; k < Y.Length; k++)"))
                    {
                        LossCode.EmitDerivative(_w, _v, _plan.Loss, $"{_n.BatchDelta}[k]", $"{_n.BatchA}[k]", "Y[k]");
                    }

                    EmitChainRule();
                    break;
                default:
                    using (_w.Block("for (int k = 0; k < Y.Length; k++)"))
                    {
                        _w.Line(_plan.Output == OutputStep.SigmoidBinaryCrossEntropy
                            ? $"{_n.BatchDelta}[k] = ({_n.BatchA}[k] - Y[k]) * scale;"
                            : $"{_n.BatchDelta}[k] = -Y[k] * {_v.Type("Activations")}.Sigmoid(-{_n.BatchZ}[k]) * scale;");
                    }

                    break;
            }
        }
    }

    private void EmitDeltaEquation()
    {
        string delta = $"// δ{_layer.Index} ({_outputs}) = (1/m)";
        _w.Line(_plan.Output switch
        {
            OutputStep.SigmoidBinaryCrossEntropy =>
                $"{delta} (ŷ − y): the factor ŷ (1 − ŷ) of sigmoid′ cancels against ∂L/∂ŷ = (ŷ − y) / (ŷ (1 − ŷ)).",
            OutputStep.SoftmaxCategoricalCrossEntropy =>
                $"{delta} (ŷ Σy − y): the Jacobian of softmax cancels against ∂L/∂ŷ = −y/ŷ; ŷ − y where the target sums to 1.",
            OutputStep.SigmoidCategoricalCrossEntropy =>
                $"{delta} (−y (1 − ŷ)): the ŷ of sigmoid′ = ŷ (1 − ŷ) cancels against ∂L/∂ŷ = −y/ŷ; 1 − ŷ = sigmoid(−z).",
            _ => $"{delta} ∂L/∂ŷ ⊙ σ′(z{_layer.Index}), where ∂L/∂ŷ = {LossCode.DerivativeFormula(_plan.Loss)}",
        });
    }

    private void EmitSoftmaxDelta()
    {
        using (_w.Block("for (int s = 0; s < samples; s++)"))
        {
            Slice(_v.ReadOnlySpan, "y", "Y");
            Slice(_v.ReadOnlySpan, _n.A, _n.BatchA);
            Slice(_v.Span, _n.Delta, _n.BatchDelta);
            _w.Line();
            _w.Line($"{_v.T} total = {_v.Literal(0)};");
            using (_w.Block($"for (int j = 0; j < {_outputs}; j++)"))
            {
                _w.Line("total += y[j];");
            }

            _w.Line();
            using (_w.Block($"for (int j = 0; j < {_outputs}; j++)"))
            {
                _w.Line($"{_n.Delta}[j] = ({_n.A}[j] * total - y[j]) * scale;");
            }
        }
    }

    private void EmitLossOfClasses()
    {
        _w.Line("// The same loss where y is 1 for one class and 0 for the others.");
        using (_w.Block(
            $"internal static double LossOfClasses({_v.Type("ReadOnlySpan")}<int> classes, {_v.ReadOnlySpan} {LossInput(_plan)}, int samples)"))
        {
            string losses = _v.Type("Losses");
            _w.Line("double sum = 0d;");
            using (_w.Block("for (int s = 0; s < samples; s++)"))
            {
                switch (_plan.Output)
                {
                    case OutputStep.SoftmaxCategoricalCrossEntropy:
                        Slice(_v.ReadOnlySpan, _n.Z, _n.BatchZ);
                        _w.Line($"sum += {losses}.LogSumExp({_n.Z}) - {_n.Z}[classes[s]];");
                        break;
                    case OutputStep.SigmoidCategoricalCrossEntropy:
                        _w.Line(
                            $"sum += {_v.Type("Activations")}.Softplus(-{_v.AsDouble($"{_n.BatchZ}[s * {_outputs} + classes[s]]")});");
                        break;
                    default:
                        _w.Line($"sum += {losses}.CrossEntropyTerm(1d, {_n.BatchA}[s * {_outputs} + classes[s]]);");
                        break;
                }
            }

            _w.Line();
            _w.Line("return sum / samples;");
        }
    }

    private void EmitDeltaFromClasses()
    {
        _w.Line("// The same δ where y is 1 for one class and 0 for the others.");
        using (_w.Block(
            $"internal static void OutputDeltaOfClasses({_v.Type("ReadOnlySpan")}<int> classes, {Parameters(DeltaInputs(_plan))}"
            + $"{_v.Span} {_n.BatchDelta}, int samples)"))
        {
            _w.Line($"{_v.T} scale = {LossCode.Scale(_v, _plan.Loss, _outputs)};");
            bool isSoftmax = _plan.Output == OutputStep.SoftmaxCategoricalCrossEntropy;
            if (isSoftmax)
            {
                using (_w.Block($"for (int k = 0; k < samples * {_outputs}; k++)"))
                {
                    _w.Line($"{_n.BatchDelta}[k] = {_n.BatchA}[k] * scale;");
                }
            }
            else
            {
                _w.Line($"{_n.BatchDelta}.Slice(0, samples * {_outputs}).Clear();");
            }

            _w.Line();
            using (_w.Block("for (int s = 0; s < samples; s++)"))
            {
                _w.Line($"int k = s * {_outputs} + classes[s];");
                _w.Line(_plan.Output switch
                {
                    OutputStep.SoftmaxCategoricalCrossEntropy => $"{_n.BatchDelta}[k] = ({_n.BatchA}[k] - {_v.Literal(1)}) * scale;",
                    OutputStep.SigmoidCategoricalCrossEntropy =>
                        $"{_n.BatchDelta}[k] = -{_v.Type("Activations")}.Sigmoid(-{_n.BatchZ}[k]) * scale;",
                    _ => $"{_n.BatchDelta}[k] = -{_v.Literal(1)} / {_n.BatchA}[k] * scale;",
                });
            }

            if (_plan.Output == OutputStep.Chained)
            {
                EmitChainRule();
            }
        }
    }

    private void EmitDeltaFromGradient()
    {
        _w.Line($"// δ{_layer.Index} ({_outputs}) = ∂L/∂ŷ ⊙ σ′(z{_layer.Index}) from a ∂L/∂ŷ of the caller's own, taken as it is: no 1/m.");
        using (_w.Block(
            $"internal static void OutputDeltaFrom({_v.ReadOnlySpan} outputGradient, {Parameters(GradientInputs(_plan))}"
            + $"{_v.Span} {_n.BatchDelta}, int samples)"))
        {
            _w.Line($"outputGradient.CopyTo({_n.BatchDelta});");
            EmitChainRule();
        }
    }

    // From ∂L/∂ŷ, which lies in the batch of deltas, to δ.
    private void EmitChainRule()
    {
        if (_layer.Activation == Activation.Identity)
        {
            return;
        }

        _w.Line();
        using (_w.Block("for (int s = 0; s < samples; s++)"))
        {
            bool fromZ = ActivationPlan.DerivativeNeedsPreActivation(_layer.Activation);
            Slice(_v.ReadOnlySpan, fromZ ? _n.Z : _n.A, fromZ ? _n.BatchZ : _n.BatchA);
            Slice(_v.Span, _n.Delta, _n.BatchDelta);
            _w.Line();
            ActivationCode.EmitDelta(_w, _v, _layer);
        }
    }

    private void Slice(string type, string sample, string batch) =>
        _w.Line($"{type} {sample} = {batch}.Slice(s * {_outputs}, {_outputs});");

    private string Parameters(IEnumerable<string> names) => string.Concat(names.Select(name => $"{_v.ReadOnlySpan} {name}, "));
}

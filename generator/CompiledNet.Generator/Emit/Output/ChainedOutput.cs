using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Losses;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Output;

/// <summary>Any loss after any activation: δ = ∂L/∂ŷ ⊙ σ′(z), two factors one after the other.</summary>
internal sealed class ChainedOutput(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    : OutputStepCode(writer, vocabulary, plan)
{
    public override IReadOnlyList<string> LossInputs => [Names.BatchA];

    public override IReadOnlyList<string> DeltaInputs =>
        ActivationFunction.Of(Plan.OutputLayer.Activation).DerivativeNeedsZ ? [Names.BatchZ, Names.BatchA] : [Names.BatchA];

    public override string LossReason => "";

    public override string DeltaEquation =>
        Plan.OutputLayer.Activation == Activation.Identity
            ? $"∂L/∂ŷ, because σ′ = 1; ∂L/∂ŷ = {Function.DerivativeFormula}"
            : Plan.OutputLayer.Activation == Activation.Softmax
            ? $"Jᵀ · ∂L/∂ŷ, J the Jacobian of softmax, where ∂L/∂ŷ = {Function.DerivativeFormula}"
            : $"∂L/∂ŷ ⊙ {ActivationCode.Derivative(Plan.OutputLayer.Activation, Names.Z)}, where ∂L/∂ŷ = {Function.DerivativeFormula}";

    public override void EmitLoss()
    {
        using (EachSample("y", Names.A))
        using (EachOutput())
        {
            W.Lines(Function.Term(V, $"{Names.A}[j]", "y[j]"));
        }
    }

    public override void EmitDelta()
    {
        W.Line();
        W.Line($"// ∂L/∂ŷ = {Function.DerivativeFormula}; what every output has as a factor, 1/m too, is in scale.");
        using (EachSample("y", Names.A, Names.Delta))
        using (EachOutput())
        {
            W.Lines(Function.Derivative(V, $"{Names.Delta}[j]", $"{Names.A}[j]", "y[j]"));
        }

        EmitActivationDerivative();
    }

    public override void EmitLossOfClass()
    {
        using (EachSample(Names.A))
        {
            W.Line($"sum += {V.Type("Losses")}.CrossEntropyTerm(1d, {Names.A}[classes[s]]);");
        }
    }

    public override void EmitDeltaOfClasses()
    {
        EmitDeltaOfClassAlone(Names.A, $"-{V.Literal(1)} / {Names.A}[c]");
        EmitActivationDerivative();
    }

    private LossFunction Function => LossFunction.Of(Plan.Loss);

    private void EmitActivationDerivative()
    {
        if (OutputStepEmitter.ActivationDerivativeCall(Plan.OutputLayer) is { } call)
        {
            W.Line();
            W.Line(call);
        }
    }
}

using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Output;

/// <summary>Sigmoid under categorical cross-entropy, fused, since ln ŷ would be infinite where ŷ rounds to 0.</summary>
internal sealed class SigmoidCategoricalOutput(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    : OutputStepCode(writer, vocabulary, plan)
{
    public override IReadOnlyList<string> DeltaInputs => [Names.BatchZ];

    public override string LossReason => "With ŷ = sigmoid(z) it is Σ y ln(1 + e^−z), which is finite for every finite z.";

    public override string DeltaEquation =>
        "(−y (1 − ŷ)): the ŷ of sigmoid′ = ŷ (1 − ŷ) cancels against ∂L/∂ŷ = −y/ŷ; 1 − ŷ = sigmoid(−z).";

    public override void EmitLoss()
    {
        using (EachNumber())
        {
            using (W.Block($"if (Y[k] != {V.Literal(0)})"))
            {
                W.Line($"sum += Y[k] * {LossOf("k")};");
            }
        }
    }

    public override void EmitDelta()
    {
        using (EachNumber())
        {
            W.Line($"{Names.BatchDelta}[k] = -Y[k] * {V.Type("Activations")}.Sigmoid(-{Names.BatchZ}[k]) * scale;");
        }
    }

    public override void EmitLossOfClass() => W.Line($"sum += {LossOf($"s * {Outputs} + classes[s]")};");

    public override void EmitDeltaOfClasses() => EmitDeltaOfClassAlone($"-{V.Type("Activations")}.Sigmoid(-{Names.BatchZ}[k])");

    private string LossOf(string index) => $"{V.Type("Activations")}.Softplus(-{V.AsDouble($"{Names.BatchZ}[{index}]")})";
}

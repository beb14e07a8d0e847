using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Output;

/// <summary>Sigmoid under categorical cross-entropy, fused, since ln ŷ would be infinite where ŷ rounds to 0.</summary>
internal sealed class SigmoidCategoricalOutput(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    : OutputStepCode(writer, vocabulary, plan)
{
    public override IReadOnlyList<string> DeltaInputs => [Names.BatchZ];

    public override string LossReason => "With ŷ = sigmoid(z) it is Σ y ln(1 + e^−z), which is finite for every finite z.";

    public override string DeltaEquation => "(−y (1 − ŷ)), with 1 − ŷ = sigmoid(−z)";

    public override string DeltaReason =>
        "Sigmoid and loss are fused: the ŷ of sigmoid′ = ŷ (1 − ŷ) cancels against ∂L/∂ŷ = −y/ŷ.";

    public override void EmitLoss()
    {
        using (EachSample("y", Names.Z))
        using (EachOutput())
        using (W.Block($"if (y[j] != {V.Literal(0)})"))
        {
            W.Line($"sum += y[j] * {LossOf("j")};");
        }
    }

    public override void EmitDelta()
    {
        using (EachSample("y", Names.Z, Names.Delta))
        using (EachOutput())
        {
            W.Line($"{Names.Delta}[j] = -y[j] * {V.Type("Activations")}.Sigmoid(-{Names.Z}[j]) * scale;");
        }
    }

    public override void EmitLossOfClass()
    {
        using (EachSample(Names.Z))
        {
            W.Line($"sum += {LossOf("classes[s]")};");
        }
    }

    public override void EmitDeltaOfClasses() =>
        EmitDeltaOfClassAlone(Names.Z, $"-{V.Type("Activations")}.Sigmoid(-{Names.Z}[c])");

    private string LossOf(string index) => $"{V.Type("Activations")}.Softplus(-{V.AsDouble($"{Names.Z}[{index}]")})";
}

using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Output;

/// <summary>Sigmoid under binary cross-entropy, fused.</summary>
internal sealed class SigmoidBinaryOutput(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    : OutputStepCode(writer, vocabulary, plan)
{
    public override string LossReason =>
        "With ŷ = sigmoid(z) it is max(z, 0) − z y + ln(1 + e^−|z|), which is finite for every finite z.";

    public override string DeltaEquation => "(ŷ − y)";

    public override string DeltaReason =>
        "Sigmoid and loss are fused: the factor ŷ (1 − ŷ) of sigmoid′ cancels against ∂L/∂ŷ = (ŷ − y) / (ŷ (1 − ŷ)).";

    public override void EmitLoss()
    {
        using (EachSample("y", Names.Z))
        using (EachOutput())
        {
            W.Line($"sum += {V.Type("Losses")}.BinaryCrossEntropyFromLogit({Names.Z}[j], y[j]);");
        }
    }

    public override void EmitDelta()
    {
        using (EachSample("y", Names.A, Names.Delta))
        using (EachOutput())
        {
            W.Line($"{Names.Delta}[j] = ({Names.A}[j] - y[j]) * scale;");
        }
    }
}

using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Output;

/// <summary>Sigmoid under binary cross-entropy, fused.</summary>
internal sealed class SigmoidBinaryOutput(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    : OutputStepCode(writer, vocabulary, plan)
{
    public override string LossReason =>
        "With ŷ = sigmoid(z) it is max(z, 0) − z y + ln(1 + e^−|z|), which is finite for every finite z.";

    public override string DeltaEquation =>
        "(ŷ − y): the factor ŷ (1 − ŷ) of sigmoid′ cancels against ∂L/∂ŷ = (ŷ − y) / (ŷ (1 − ŷ)).";

    public override void EmitLoss()
    {
        using (EachNumber())
        {
            W.Line($"sum += {V.Type("Losses")}.BinaryCrossEntropyFromLogit({Names.BatchZ}[k], Y[k]);");
        }
    }

    public override void EmitDelta()
    {
        using (EachNumber())
        {
            W.Line($"{Names.BatchDelta}[k] = ({Names.BatchA}[k] - Y[k]) * scale;");
        }
    }
}

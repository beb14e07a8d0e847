using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Output;

/// <summary>Softmax under categorical cross-entropy, fused.</summary>
internal sealed class SoftmaxCategoricalOutput(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    : OutputStepCode(writer, vocabulary, plan)
{
    public override IReadOnlyList<string> LossInputs => [Names.BatchZ, Names.BatchA];

    public override string LossReason =>
        "With ŷ = softmax(z) it is Σ y (ln Σ e^z − z) and ln Σ e^z = max z − ln max ŷ, which is finite for every finite z.";

    public override string DeltaEquation => "(ŷ Σy − y), which is ŷ − y where the target sums to 1";

    public override string DeltaReason =>
        "Softmax and loss are fused: in Jᵀ · ∂L/∂ŷ, with J_ik = ŷ_i ([i = k] − ŷ_k) and ∂L/∂ŷ_i = −y_i / ŷ_i, each ŷ_i cancels.";

    private string LogSum => $"{V.Type("Losses")}.LogSumExp({Names.Z}, {Names.A})";

    public override void EmitLoss()
    {
        using (EachSample("y", Names.Z, Names.A))
        {
            W.Line($"double logSum = {LogSum};");
            using (EachOutput())
            using (W.Block($"if (y[j] != {V.Literal(0)})"))
            {
                W.Line($"sum += y[j] * (logSum - {Names.Z}[j]);");
            }
        }
    }

    public override void EmitDelta()
    {
        using (EachSample("y", Names.A, Names.Delta))
        {
            bool isLong = LongSums.Cuts(Outputs, V.ElementSize);
            W.Line(isLong ? "double totalInDouble = 0; // Of so many terms a float would lose digits." : $"{V.T} total = {V.Literal(0)};");
            using (EachOutput())
            {
                W.Line($"{(isLong ? "totalInDouble" : "total")} += y[j];");
            }

            W.Line();
            if (isLong)
            {
                W.Line($"{V.T} total = ({V.T})totalInDouble;");
            }

            using (EachOutput())
            {
                W.Line($"{Names.Delta}[j] = ({Names.A}[j] * total - y[j]) * scale;");
            }
        }
    }

    public override void EmitLossOfClass()
    {
        using (EachSample(Names.Z, Names.A))
        {
            W.Line($"sum += {LogSum} - {Names.Z}[classes[s]];");
        }
    }

    public override void EmitDeltaOfClasses()
    {
        using (EachSample(Names.A, Names.Delta))
        {
            using (EachOutput())
            {
                W.Line($"{Names.Delta}[j] = {Names.A}[j] * scale;");
            }

            W.Line();
            W.Line("int c = classes[s];");
            W.Line($"{Names.Delta}[c] = ({Names.A}[c] - {V.Literal(1)}) * scale;");
        }
    }
}

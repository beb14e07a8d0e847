using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Output;

/// <summary>Softmax under binary cross-entropy, from z, since ln ŷ and ln(1 − ŷ) would be infinite where ŷ rounds to 0 or 1.</summary>
internal sealed class SoftmaxBinaryOutput(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    : OutputStepCode(writer, vocabulary, plan)
{
    public override IReadOnlyList<string> DeltaInputs => [Names.BatchZ];

    public override string LossReason => "With ŷ = softmax(z), ln ŷ = z − ln Σ e^z, and 1 − ŷ is the sum over the other units.";

    public override string DeltaEquation => "Jᵀ · ∂L/∂ŷ, J the Jacobian of softmax, computed from z, where what grows without bound cancels.";

    public override void EmitLoss()
    {
        using (EachSample("y", Names.Z))
        {
            W.Line($"sum += {V.Type("SoftmaxBinaryCrossEntropy")}.Loss<{V.T}>({Names.Z}, y);");
        }
    }

    public override void EmitDelta()
    {
        using (EachSample("y", Names.Z, Names.Delta))
        {
            W.Line($"{V.Type("SoftmaxBinaryCrossEntropy")}.Delta<{V.T}>({Names.Z}, y, {Names.Delta}, scale);");
        }
    }
}

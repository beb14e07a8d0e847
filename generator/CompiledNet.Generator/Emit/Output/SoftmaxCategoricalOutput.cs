using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Output;

/// <summary>Softmax under categorical cross-entropy, fused.</summary>
internal sealed class SoftmaxCategoricalOutput(CodeWriter writer, Vocabulary vocabulary, NetworkPlan plan)
    : OutputStepCode(writer, vocabulary, plan)
{
    public override string LossReason => "With ŷ = softmax(z) it is Σ y (ln Σ e^z − z), which is finite for every finite z.";

    public override string DeltaEquation =>
        "(ŷ Σy − y): the Jacobian of softmax cancels against ∂L/∂ŷ = −y/ŷ; ŷ − y where the target sums to 1.";

    public override void EmitLoss()
    {
        using (EachSample())
        {
            Slice(V.ReadOnlySpan, "y", "Y");
            Slice(V.ReadOnlySpan, Names.Z, Names.BatchZ);
            W.Line($"double logSum = {V.Type("Losses")}.LogSumExp({Names.Z});");
            using (EachOutput())
            {
                using (W.Block($"if (y[j] != {V.Literal(0)})"))
                {
                    W.Line($"sum += y[j] * (logSum - {Names.Z}[j]);");
                }
            }
        }
    }

    public override void EmitDelta()
    {
        using (EachSample())
        {
            Slice(V.ReadOnlySpan, "y", "Y");
            Slice(V.ReadOnlySpan, Names.A, Names.BatchA);
            Slice(V.Span, Names.Delta, Names.BatchDelta);
            W.Line();
            W.Line($"{V.T} total = {V.Literal(0)};");
            using (EachOutput())
            {
                W.Line("total += y[j];");
            }

            W.Line();
            using (EachOutput())
            {
                W.Line($"{Names.Delta}[j] = ({Names.A}[j] * total - y[j]) * scale;");
            }
        }
    }

    public override void EmitLossOfClass()
    {
        Slice(V.ReadOnlySpan, Names.Z, Names.BatchZ);
        W.Line($"sum += {V.Type("Losses")}.LogSumExp({Names.Z}) - {Names.Z}[classes[s]];");
    }

    public override void EmitDeltaOfClasses()
    {
        using (W.Block($"for (int k = 0; k < samples * {Outputs}; k++)"))
        {
            W.Line($"{Names.BatchDelta}[k] = {Names.BatchA}[k] * scale;");
        }

        W.Line();
        using (EachSample())
        {
            W.Line($"int k = s * {Outputs} + classes[s];");
            W.Line($"{Names.BatchDelta}[k] = ({Names.BatchA}[k] - {V.Literal(1)}) * scale;");
        }
    }
}

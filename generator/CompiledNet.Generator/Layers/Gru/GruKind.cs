using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Layers.Recurrent;

namespace CompiledNet.Generator.Layers.Gru;

/// <summary>A gated recurrent unit: <c>[GRU]</c>.</summary>
internal sealed class GruKind() : RecurrentKind(gates: 3)
{
    public override string Name => "GRU";

    protected override string GateLetters => "r, z, n";

    protected override string ForwardEquation(RecurrentPlan plan)
    {
        var n = new LayerNames(plan);
        return $"{n.A} ({plan.Output.Shape}) = h of a GRU over {n.X} ({plan.Input.Value.Shape}), step after step: h[t] = (1 − z) ⊙ n + z ⊙ h[t−1]";
    }

    protected override void EmitForward(CodeWriter writer, Vocabulary vocabulary, RecurrentPlan plan) =>
        new GruText(writer, vocabulary, plan).EmitForward();

    protected override void EmitInference(CodeWriter writer, Vocabulary vocabulary, RecurrentPlan plan) =>
        new GruText(writer, vocabulary, plan).EmitInference();

    protected override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, RecurrentPlan plan) =>
        new GruText(writer, vocabulary, plan).EmitBackward();
}

using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Layers.Recurrent;

namespace CompiledNet.Generator.Layers.Lstm;

/// <summary>A long short-term memory: <c>[LSTM]</c>.</summary>
internal sealed class LstmKind() : RecurrentKind(gates: 4)
{
    public override string Name => "LSTM";

    protected override string GateLetters => "i, f, g, o";

    protected override string ForwardEquation(RecurrentPlan plan)
    {
        var n = new LayerNames(plan);
        return $"{n.A} ({plan.Output.Shape}) = h of an LSTM over {n.X} ({plan.Input.Value.Shape}), step after step: c[t] = f ⊙ c[t−1] + i ⊙ g, h[t] = o ⊙ tanh c[t]";
    }

    protected override void EmitForward(CodeWriter writer, Vocabulary vocabulary, RecurrentPlan plan) =>
        new LstmText(writer, vocabulary, plan).EmitForward();

    protected override void EmitInference(CodeWriter writer, Vocabulary vocabulary, RecurrentPlan plan) =>
        new LstmText(writer, vocabulary, plan).EmitInference();

    protected override void EmitBackward(CodeWriter writer, Vocabulary vocabulary, RecurrentPlan plan) =>
        new LstmText(writer, vocabulary, plan).EmitBackward();
}

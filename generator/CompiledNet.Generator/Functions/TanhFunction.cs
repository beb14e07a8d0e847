using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Functions;

/// <summary>a = tanh(z).</summary>
internal sealed class TanhFunction : ActivationFunction
{
    public override Activation Activation => Activation.Tanh;

    public override string Symbol => "tanh";

    public override string DerivativeFormula => "tanh′(z) = 1 − a²";

    public override int Weight(Precision precision) => precision == Precision.Single ? 8 : 12;

    public override string Definition(string slope) => "";

    public override string Expression(IWords words, double slope, string z) => $"{words.MathClass}.Tanh({z})";

    public override string DeltaStatement(IWords words, double slope, string delta, string a, string z) =>
        $"{delta} *= {words.Literal(1)} - {a} * {a};";

    public override string VectorExpression(IWords words, double slope, string z) => $"{Vector(words, "Tanh")}({z})";
}

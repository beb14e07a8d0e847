using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Functions;

/// <summary>a = 1 / (1 + e^−z).</summary>
internal sealed class SigmoidFunction : ActivationFunction
{
    public override Activation Activation => Activation.Sigmoid;

    public override string Symbol => "sigmoid";

    public override string DerivativeFormula => "sigmoid′(z) = a (1 − a)";

    public override string WhyNotZ => "a suffices for sigmoid′(z) = e^−z / (1 + e^−z)² = a (1 − a)";

    public override int Weight(Precision precision) => precision == Precision.Single ? 6 : 12;

    public override string Definition(string slope) => "1 / (1 + e^−z)";

    public override string Expression(IWords words, double slope, string z) => $"{Scalar(words, "Sigmoid")}({z})";

    public override string DeltaStatement(IWords words, double slope, string delta, string a, string z) =>
        $"{delta} *= {a} * ({words.Literal(1)} - {a});";

    public override string VectorExpression(IWords words, double slope, string z) => $"{Vector(words, "Sigmoid")}({z})";
}

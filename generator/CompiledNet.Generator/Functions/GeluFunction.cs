using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Functions;

/// <summary>a = z Φ(z), Φ the distribution function of the normal distribution.</summary>
internal sealed class GeluFunction : ActivationFunction
{
    public override Activation Activation => Activation.GELU;

    public override string DerivativeFormula => "GELU′(z) = Φ(z) + z φ(z)";

    public override bool DerivativeNeedsZ => true;

    public override Initializer Initializer => Initializer.HeUniform;

    public override int Weight(Precision precision) => precision == Precision.Single ? 12 : 24;

    public override string Definition(string slope) => "z Φ(z), Φ the distribution of a normal number";

    public override string Expression(IWords words, double slope, string z) => $"{Scalar(words, "Gelu")}({z})";

    public override string DeltaStatement(IWords words, double slope, string delta, string a, string z) =>
        $"{delta} *= {Scalar(words, "GeluDerivative")}({z});";

    public override string VectorExpression(IWords words, double slope, string z) => $"{Vector(words, "Gelu")}({z})";
}

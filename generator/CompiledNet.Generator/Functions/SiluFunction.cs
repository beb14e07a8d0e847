using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Functions;

/// <summary>a = z sigmoid(z).</summary>
internal sealed class SiluFunction : ActivationFunction
{
    public override Activation Activation => Activation.SiLU;

    public override string DerivativeFormula => "SiLU′(z) = sigmoid(z) (1 + z (1 − sigmoid(z)))";

    public override bool DerivativeNeedsZ => true;

    public override Initializer Initializer => Initializer.HeUniform;

    public override string Definition(string slope) => "z sigmoid(z)";

    public override string Expression(IWords words, double slope, string z) => $"{Scalar(words, "Silu")}({z})";

    public override string DeltaStatement(IWords words, double slope, string delta, string a, string z) =>
        $"{delta} *= {Scalar(words, "SiluDerivative")}({z});";

    public override string VectorExpression(IWords words, double slope, string z) => $"{Vector(words, "Silu")}({z})";
}

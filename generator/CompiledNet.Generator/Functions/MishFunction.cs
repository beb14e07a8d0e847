using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Functions;

/// <summary>a = z tanh(softplus(z)).</summary>
internal sealed class MishFunction : ActivationFunction
{
    public override Activation Activation => Activation.Mish;

    public override string DerivativeFormula => "Mish′(z) = t + z (1 − t²) sigmoid(z), with t = tanh(softplus(z))";

    public override bool DerivativeNeedsZ => true;

    public override Initializer Initializer => Initializer.HeUniform;

    public override string Definition(string slope) => "z tanh(softplus(z))";

    public override string Expression(IWords words, double slope, string z) => $"{Scalar(words, "Mish")}({z})";

    public override string DeltaStatement(IWords words, double slope, string delta, string a, string z) =>
        $"{delta} *= {Scalar(words, "MishDerivative")}({z});";

    public override string VectorExpression(IWords words, double slope, string z) => $"{Vector(words, "Mish")}({z})";
}

using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Functions;

/// <summary>a = ln(1 + e^z).</summary>
internal sealed class SoftplusFunction : ActivationFunction
{
    public override Activation Activation => Activation.Softplus;

    public override string Symbol => "softplus";

    public override string DerivativeFormula => "softplus′(z) = sigmoid(z)";

    public override bool DerivativeNeedsZ => true;

    public override string Definition(string slope) => "ln(1 + e^z)";

    public override string Expression(IWords words, double slope, string z) => $"{Scalar(words, "Softplus")}({z})";

    public override string DeltaStatement(IWords words, double slope, string delta, string a, string z) =>
        $"{delta} *= {Scalar(words, "Sigmoid")}({z});";

    public override string VectorExpression(IWords words, double slope, string z) => $"{Vector(words, "Softplus")}({z})";
}

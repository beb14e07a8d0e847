using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Functions;

/// <summary>a = z HardSigmoid(z).</summary>
internal sealed class HardSwishFunction : ActivationFunction
{
    public override Activation Activation => Activation.HardSwish;

    public override string DerivativeFormula => "HardSwish′(z) = z/3 + ½ for −3 < z < 3, 0 below, 1 above";

    public override bool DerivativeNeedsZ => true;

    public override Initializer Initializer => Initializer.HeUniform;

    public override int Weight(Precision precision) => 1;

    public override string Definition(string slope) => "z HardSigmoid(z)";

    public override string Expression(IWords words, double slope, string z) => $"{Scalar(words, "HardSwish")}({z})";

    public override string DeltaStatement(IWords words, double slope, string delta, string a, string z) =>
        $"{delta} *= {Scalar(words, "HardSwishDerivative")}({z});";

    public override string VectorExpression(IWords words, double slope, string z) => $"{Vector(words, "HardSwish")}({z})";
}

using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Functions;

/// <summary>a = z/6 + ½, held between 0 and 1.</summary>
internal sealed class HardSigmoidFunction : ActivationFunction
{
    public override Activation Activation => Activation.HardSigmoid;

    public override string DerivativeFormula => "HardSigmoid′(z) = 1/6 for −3 < z < 3, else 0";

    public override bool DerivativeNeedsZ => true;

    public override int Weight(Precision precision) => 1;

    public override string Definition(string slope) => "z/6 + ½, held between 0 and 1";

    public override string Expression(IWords words, double slope, string z) => $"{Scalar(words, "HardSigmoid")}({z})";

    public override string DeltaStatement(IWords words, double slope, string delta, string a, string z) =>
        $"{delta} *= {Scalar(words, "HardSigmoidDerivative")}({z});";

    public override string VectorExpression(IWords words, double slope, string z) => $"{Vector(words, "HardSigmoid")}({z})";
}

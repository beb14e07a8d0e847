using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Functions;

/// <summary>a = λ z where z > 0, else λ α (e^z − 1) (Klambauer et al., Self-Normalizing Neural Networks, 2017).</summary>
internal sealed class SeluFunction : ActivationFunction
{
    public override Activation Activation => Activation.SELU;

    public override string DerivativeFormula => "SELU′(z) = λ for z > 0, else λ α e^z";

    private const double Lambda = 1.0507009873554804934193349852946;
    private const double Alpha = 1.6732632423543772848170429916717;

    public override bool DerivativeNeedsZ => true;

    public override Initializer Initializer => Initializer.LeCunNormal;

    public override string Definition(string slope) => "λ z where z > 0, else λ α (e^z − 1)";

    public override string Expression(IWords words, double slope, string z) => $"{Scalar(words, "Selu")}({z})";

    public override string DeltaStatement(IWords words, double slope, string delta, string a, string z) =>
        $"{delta} *= {z} > {words.Literal(0)} ? {words.Literal(Lambda)} : {words.Literal(Lambda * Alpha)} * {words.MathClass}.Exp({z});";

    public override string VectorExpression(IWords words, double slope, string z) => $"{Vector(words, "Selu")}({z})";
}

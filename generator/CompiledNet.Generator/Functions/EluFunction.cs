using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Functions;

/// <summary>a = z where z > 0, else α (e^z − 1).</summary>
internal sealed class EluFunction : ActivationFunction
{
    public override Activation Activation => Activation.ELU;

    public override string DerivativeFormula => "ELU′(z) = 1 for z > 0, else α e^z";

    // It would be a + α, but where a is near −α nothing of e^z is left in it.
    public override bool DerivativeNeedsZ => true;

    public override double? DefaultSlope => 1;

    public override Initializer Initializer => Initializer.HeUniform;

    public override string Definition(string slope) => $"z where z > 0, else α (e^z − 1), α = {slope}";

    public override string Expression(IWords words, double slope, string z) => $"{Scalar(words, "Elu")}({z}, {words.Literal(slope)})";

    public override string DeltaStatement(IWords words, double slope, string delta, string a, string z) =>
        $"{delta} *= {z} > {words.Literal(0)} ? {words.Literal(1)} : {words.Literal(slope)} * {words.MathClass}.Exp({z});";

    public override string VectorExpression(IWords words, double slope, string z) => $"{Vector(words, "Elu")}({z}, {words.Literal(slope)})";

    public override string VectorDelta(IWords words, double slope, string d, string kept) =>
        $"{Vector(words, "EluDelta")}({d}, {kept}, {words.Literal(slope)})";
}

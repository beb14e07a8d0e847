using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Functions;

/// <summary>a = z where z > 0, else slope · z.</summary>
internal sealed class LeakyReLUFunction : ActivationFunction
{
    public override Activation Activation => Activation.LeakyReLU;

    public override string DerivativeFormula => "LeakyReLU′(z) = 1 for a > 0, else the slope";

    public override double? DefaultSlope => 0.01;

    public override Initializer Initializer => Initializer.HeUniform;

    public override bool IsCheap => true;

    public override int Weight(Precision precision) => 0;

    public override string Definition(string slope) => $"z where z > 0, else {slope} z";

    public override string Expression(IWords words, double slope, string z) => $"{z} > {words.Literal(0)} ? {z} : {words.Literal(slope)} * {z}";

    public override string DeltaStatement(IWords words, double slope, string delta, string a, string z) =>
        $"{delta} *= {a} > {words.Literal(0)} ? {words.Literal(1)} : {words.Literal(slope)};";

    public override string VectorExpression(IWords words, double slope, string z) => $"{Vector(words, "LeakyReLU")}({z}, {words.Literal(slope)})";

    public override string VectorDelta(IWords words, double slope, string d, string kept) =>
        $"{V}.WhereNotPositive({kept}, {d} * {V}.Create({words.Literal(slope)}), {d})";
}

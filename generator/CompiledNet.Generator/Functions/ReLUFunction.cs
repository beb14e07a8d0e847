using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Functions;

/// <summary>a = max(z, 0).</summary>
internal sealed class ReLUFunction : ActivationFunction
{
    public override Activation Activation => Activation.ReLU;

    public override string DerivativeFormula => "ReLU′(z) = 1 for a > 0, else 0";

    public override Initializer Initializer => Initializer.HeUniform;

    public override bool IsCheap => true;

    public override int Weight(Precision precision) => 0;

    public override string Definition(string slope) => "z where z > 0, else 0";

    public override string Expression(IWords words, double slope, string z) => $"{z} <= {words.Literal(0)} ? {words.Literal(0)} : {z}";

    public override string DeltaStatement(IWords words, double slope, string delta, string a, string z) =>
        $"{delta} = {a} <= {words.Literal(0)} ? {words.Literal(0)} : {delta};";

    public override string VectorExpression(IWords words, double slope, string z) => $"{Vector(words, "ReLU")}({z})";
}

using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Functions;

/// <summary>a = z.</summary>
internal sealed class IdentityFunction : ActivationFunction
{
    public override Activation Activation => Activation.Identity;

    public override string Symbol => "";

    public override string DerivativeFormula => "σ′ = 1";

    public override string? WhyNotZ => null;

    public override bool IsCheap => true;

    public override int Weight(Precision precision) => 0;

    public override string Definition(string slope) => "";

    public override string Expression(IWords words, double slope, string z) => z;

    public override string DeltaStatement(IWords words, double slope, string delta, string a, string z) =>
        "";

    public override string VectorExpression(IWords words, double slope, string z) => z;
}

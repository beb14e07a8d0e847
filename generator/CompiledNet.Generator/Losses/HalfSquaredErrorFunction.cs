using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Losses;

/// <summary>½ Σ (ŷ − y)².</summary>
internal sealed class HalfSquaredErrorFunction : LossFunction
{
    public override Loss Loss => Loss.HalfSquaredError;

    public override string Formula => "½ Σ (ŷ − y)²";

    public override string DerivativeFormula => "ŷ − y";

    public override IReadOnlyList<string> Term(IWords words, string yHat, string y) =>
    [
        $"double e = {words.AsDouble(yHat)} - {y};",
        "sum += 0.5 * e * e;",
    ];

    public override IReadOnlyList<string> Derivative(IWords words, string delta, string yHat, string y) =>
    [
        $"{delta} = ({yHat} - {y}) * scale;",
    ];

    public override string VectorLoss(IWords words) => $"{V}.Create(0.5d) * (output - y) * (output - y)";

    public override string VectorDerivative(IWords words) => "(output - y) * scale";
}

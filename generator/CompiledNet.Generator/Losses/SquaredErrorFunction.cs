using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Losses;

/// <summary>Σ (ŷ − y)².</summary>
internal sealed class SquaredErrorFunction : LossFunction
{
    public override Loss Loss => Loss.SquaredError;

    public override string Formula => "Σ (ŷ − y)²";

    public override string DerivativeFormula => "2 (ŷ − y)";

    public override int Factor => 2;

    public override IReadOnlyList<string> Term(IWords words, string yHat, string y) =>
    [
        $"double e = {words.AsDouble(yHat)} - {y};",
        "sum += e * e;",
    ];

    public override IReadOnlyList<string> Derivative(IWords words, string delta, string yHat, string y) =>
    [
        $"{delta} = ({yHat} - {y}) * scale;",
    ];

    public override string VectorLoss(IWords words) => "(output - y) * (output - y)";

    public override string VectorDerivative(IWords words) => "(output - y) * scale";
}

using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Losses;

/// <summary>(1/n) Σ (ŷ − y)².</summary>
internal sealed class MeanSquaredErrorFunction : LossFunction
{
    public override Loss Loss => Loss.MeanSquaredError;

    public override string Formula => "(1/n) Σ (ŷ − y)²";

    public override string DerivativeFormula => "(2/n) (ŷ − y)";

    public override bool IsMeanOverOutputs => true;

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

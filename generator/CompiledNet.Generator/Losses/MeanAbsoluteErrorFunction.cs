using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Losses;

/// <summary>(1/n) Σ |ŷ − y|.</summary>
internal sealed class MeanAbsoluteErrorFunction : LossFunction
{
    public override Loss Loss => Loss.MeanAbsoluteError;

    public override string Formula => "(1/n) Σ |ŷ − y|";

    public override string DerivativeFormula => "(1/n) sign(ŷ − y)";

    public override bool IsMeanOverOutputs => true;

    public override IReadOnlyList<string> Term(IWords words, string yHat, string y) =>
    [
        $"sum += {words.Type("Math")}.Abs({words.AsDouble(yHat)} - {y});",
    ];

    public override IReadOnlyList<string> Derivative(IWords words, string delta, string yHat, string y) =>
    [
        $"{words.T} e = {yHat} - {y};",
        $"{delta} = e > {words.Literal(0)} ? scale : e < {words.Literal(0)} ? -scale : e * {words.Literal(0)};",
    ];

    public override string VectorLoss(IWords words) => $"{V}.Abs(output - y)";

    public override string VectorDerivative(IWords words) => $"{Vector(words, "SignOf")}<{V}, {words.T}>(output - y, scale)";
}

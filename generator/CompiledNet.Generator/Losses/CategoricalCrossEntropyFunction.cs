using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Losses;

/// <summary>−Σ y ln ŷ.</summary>
internal sealed class CategoricalCrossEntropyFunction : LossFunction
{
    public override Loss Loss => Loss.CategoricalCrossEntropy;

    public override string Formula => "−Σ y ln ŷ";

    public override string DerivativeFormula => "−y/ŷ";

    public override bool HasVectorCode => false;

    public override IReadOnlyList<string> Term(IWords words, string yHat, string y) =>
    [
        $"sum += {Scalar(words, "CrossEntropyTerm")}({y}, {yHat});",
    ];

    public override IReadOnlyList<string> Derivative(IWords words, string delta, string yHat, string y) =>
    [
        $"{delta} = {y} == {words.Literal(0)} ? {words.Literal(0)} : -{y} / {yHat} * scale;",
    ];
}

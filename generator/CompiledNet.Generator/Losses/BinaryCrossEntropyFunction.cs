using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Losses;

/// <summary>−Σ (y ln ŷ + (1 − y) ln(1 − ŷ)). On registers it is computed from the logit, together with sigmoid alone.</summary>
internal sealed class BinaryCrossEntropyFunction : LossFunction
{
    public override Loss Loss => Loss.BinaryCrossEntropy;

    public override string Formula => "−Σ (y ln ŷ + (1 − y) ln(1 − ŷ))";

    public override string DerivativeFormula => "−y/ŷ + (1 − y)/(1 − ŷ)";

    public override bool HasVectorCode => false;

    public override IReadOnlyList<string> Term(IWords words, string yHat, string y) =>
    [
        $"sum += {Scalar(words, "CrossEntropyTerm")}({y}, {yHat}) + {Scalar(words, "CrossEntropyTerm")}(1d - {y}, 1d - {yHat});",
    ];

    public override IReadOnlyList<string> Derivative(IWords words, string delta, string yHat, string y) =>
    [
        $"{words.T} ofOne = {y} == {words.Literal(0)} ? {words.Literal(0)} : -{y} / {yHat};",
        $"{words.T} ofZero = {y} == {words.Literal(1)} ? {words.Literal(0)} : ({words.Literal(1)} - {y}) / ({words.Literal(1)} - {yHat});",
        $"{delta} = (ofOne + ofZero) * scale;",
    ];
}

using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Losses;

/// <summary>½ e² where |e| ≤ 1, else |e| − ½, with e = ŷ − y.</summary>
internal sealed class HuberFunction : LossFunction
{
    public override Loss Loss => Loss.Huber;

    public override string Formula => "Σ ½ e² where |e| ≤ 1, else |e| − ½, with e = ŷ − y";

    public override string DerivativeFormula => "ŷ − y where |ŷ − y| ≤ 1, else its sign";

    public override IReadOnlyList<string> Term(IWords words, string yHat, string y) =>
    [
        $"sum += {Scalar(words, "Huber")}({words.AsDouble(yHat)} - {y});",
    ];

    public override IReadOnlyList<string> Derivative(IWords words, string delta, string yHat, string y) =>
    [
        $"{words.T} e = {yHat} - {y};",
        $"{delta} = e > {words.Literal(1)} ? scale : e < -{words.Literal(1)} ? -scale : e * scale;",
    ];

    public override string VectorLoss(IWords words) => $"{Vector(words, "Huber")}(output - y)";

    public override string VectorDerivative(IWords words) => $"{Vector(words, "HuberSlope")}<{V}, {words.T}>(output - y, scale)";
}

using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit;

/// <summary>Each loss as a formula, as the statement that adds one output's share of it, and as its derivative by that output.</summary>
internal static class LossCode
{
    /// <summary>The loss of one sample, as the notes write it.</summary>
    public static string Formula(Loss loss) => loss switch
    {
        Loss.HalfSquaredError => "½ Σ (ŷ − y)²",
        Loss.SquaredError => "Σ (ŷ − y)²",
        Loss.MeanSquaredError => "(1/n) Σ (ŷ − y)²",
        Loss.MeanAbsoluteError => "(1/n) Σ |ŷ − y|",
        Loss.Huber => "Σ ½ e² where |e| ≤ 1, else |e| − ½, with e = ŷ − y",
        Loss.BinaryCrossEntropy => "−Σ (y ln ŷ + (1 − y) ln(1 − ŷ))",
        Loss.CategoricalCrossEntropy => "−Σ y ln ŷ",
        _ => throw Unknown(loss),
    };

    /// <summary>∂L/∂ŷ of one sample.</summary>
    public static string DerivativeFormula(Loss loss) => loss switch
    {
        Loss.HalfSquaredError => "ŷ − y",
        Loss.SquaredError => "2 (ŷ − y)",
        Loss.MeanSquaredError => "(2/n) (ŷ − y)",
        Loss.MeanAbsoluteError => "(1/n) sign(ŷ − y)",
        Loss.Huber => "ŷ − y where |ŷ − y| ≤ 1, else its sign",
        Loss.BinaryCrossEntropy => "−y/ŷ + (1 − y)/(1 − ŷ)",
        Loss.CategoricalCrossEntropy => "−y/ŷ",
        _ => throw Unknown(loss),
    };

    /// <summary>Whether the loss of a sample is divided by its number of outputs.</summary>
    public static bool IsMeanOverOutputs(Loss loss) => loss is Loss.MeanSquaredError or Loss.MeanAbsoluteError;

    /// <summary>Adds the share of output k to the double called sum. yHat and y are expressions for ŷ and the target.</summary>
    public static void EmitTerm(CodeWriter w, Vocabulary v, Loss loss, string yHat, string y)
    {
        string losses = v.Type("Losses");
        switch (loss)
        {
            case Loss.HalfSquaredError:
            case Loss.SquaredError:
            case Loss.MeanSquaredError:
                w.Line($"double e = {v.AsDouble(yHat)} - {y};");
                w.Line(loss == Loss.HalfSquaredError ? "sum += 0.5 * e * e;" : "sum += e * e;");
                break;
            case Loss.MeanAbsoluteError:
                w.Line($"sum += {v.Type("Math")}.Abs({v.AsDouble(yHat)} - {y});");
                break;
            case Loss.Huber:
                w.Line($"sum += {losses}.Huber({v.AsDouble(yHat)} - {y});");
                break;
            case Loss.BinaryCrossEntropy:
                w.Line($"sum += {losses}.CrossEntropyTerm({y}, {yHat}) + {losses}.CrossEntropyTerm(1d - {y}, 1d - {yHat});");
                break;
            case Loss.CategoricalCrossEntropy:
                w.Line($"sum += {losses}.CrossEntropyTerm({y}, {yHat});");
                break;
            default:
                throw Unknown(loss);
        }
    }

    /// <summary>Writes ∂L/∂ŷ of output k into delta, the average over the batch (the local called scale) included.</summary>
    public static void EmitDerivative(CodeWriter w, Vocabulary v, Loss loss, string delta, string yHat, string y)
    {
        string zero = v.Literal(0);
        string one = v.Literal(1);
        switch (loss)
        {
            case Loss.HalfSquaredError:
            case Loss.SquaredError:
            case Loss.MeanSquaredError:
                w.Line($"{delta} = ({yHat} - {y}) * scale;");
                break;
            case Loss.MeanAbsoluteError:
                w.Line($"{v.T} e = {yHat} - {y};");
                w.Line($"{delta} = e > {zero} ? scale : e < {zero} ? -scale : e * {zero};");
                break;
            case Loss.Huber:
                w.Line($"{v.T} e = {yHat} - {y};");
                w.Line($"{delta} = e > {one} ? scale : e < -{one} ? -scale : e * scale;");
                break;
            case Loss.BinaryCrossEntropy:
                w.Line($"{v.T} ofOne = {y} == {zero} ? {zero} : -{y} / {yHat};");
                w.Line($"{v.T} ofZero = {y} == {one} ? {zero} : ({one} - {y}) / ({one} - {yHat});");
                w.Line($"{delta} = (ofOne + ofZero) * scale;");
                break;
            case Loss.CategoricalCrossEntropy:
                w.Line($"{delta} = {y} == {zero} ? {zero} : -{y} / {yHat} * scale;");
                break;
            default:
                throw Unknown(loss);
        }
    }

    /// <summary>The factor that the derivative of every output has, 1/m included.</summary>
    public static string Scale(Vocabulary v, Loss loss, int outputs)
    {
        string numerator = v.Literal(loss is Loss.SquaredError or Loss.MeanSquaredError ? 2 : 1);
        return IsMeanOverOutputs(loss) ? $"{numerator} / ({v.T})((long)samples * {outputs})" : $"{numerator} / samples";
    }

    private static ArgumentOutOfRangeException Unknown(Loss loss) => new(nameof(loss), loss, null);
}

using CompiledNet;

namespace Notes;

/// <summary>A loss of the notes in symbols and in numbers.</summary>
/// <param name="InSymbols">L of one sample, given the name of the output.</param>
/// <param name="GradientInSymbols">∂L/∂a, given the name of the output a.</param>
/// <param name="Gradient">∂L/∂a in numbers, from a and y.</param>
/// <param name="Factor">What stands before the sum over n outputs.</param>
/// <param name="Term">One output's part of the sum, from a and y.</param>
internal sealed record LossFormula(
    Func<string, string> InSymbols,
    Func<string, string> GradientInSymbols,
    Func<Matrix, Matrix, Matrix> Gradient,
    Func<int, string> Factor,
    Func<double, double, string> Term)
{
    public static LossFormula Of(Loss loss) => loss switch
    {
        Loss.HalfSquaredError => new(
            a => $"½ Σ ({a} − y)²",
            a => $"{a} − y",
            (a, y) => a - y,
            _ => "½ ",
            Squared),
        Loss.SquaredError => new(
            a => $"Σ ({a} − y)²",
            a => $"2 ({a} − y)",
            (a, y) => 2 * (a - y),
            _ => string.Empty,
            Squared),
        Loss.MeanSquaredError => new(
            a => $"(1/n) Σ ({a} − y)²",
            a => $"(2/n) ({a} − y)",
            (a, y) => (2.0 / a.Rows) * (a - y),
            n => n == 1 ? string.Empty : $"1/{n} ",
            Squared),
        Loss.BinaryCrossEntropy => new(
            a => $"−Σ (y ln {a} + (1 − y) ln(1 − {a}))",
            a => $"({a} − y) / ({a} (1 − {a}))",
            (a, y) => a.With(y, (ai, yi) => (ai - yi) / (ai * (1 - ai))),
            _ => "−",
            (a, y) => $"{y:0} · ln {Number.Fixed(a)} + {1 - y:0} · ln {Number.Fixed(1 - a)}"),
        _ => throw new NotSupportedException($"The notes do not use {loss}."),
    };

    /// <summary>The loss of one sample with its numbers put in.</summary>
    public string InNumbers(Matrix a, Matrix y)
    {
        string[] terms = [.. Enumerable.Range(0, a.Rows).Select(i => Term(a[i, 0], y[i, 0]))];
        string sum = string.Join(" + ", terms);
        string factor = Factor(a.Rows);
        return factor.Length == 0 ? sum : $"{factor}({sum})";
    }

    private static string Squared(double a, double y) => $"({Number.Fixed(a)} − {Number.Fixed(y)})²";
}

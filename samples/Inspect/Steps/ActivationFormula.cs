using CompiledNet;

namespace Inspect;

/// <summary>What is to be written of an activation. The samples' networks have three.</summary>
/// <param name="Name">Its name in equations.</param>
/// <param name="InSymbols">Its definition; {0} is z.</param>
/// <param name="Derivative">Its derivative; empty where it is not needed.</param>
/// <param name="Remark">What it does.</param>
internal sealed record ActivationFormula(string Name, string InSymbols, string Derivative, string Remark)
{
    private static readonly ActivationFormula s_sigmoid = new(
        "sigmoid", "1 / (1 + e^−{0})", "sigmoid′(z) = a (1 − a)", "The sigmoid bends any number into the range from 0 to 1.");

    private static readonly ActivationFormula s_reLU = new(
        "ReLU",
        "max(0, {0})",
        "ReLU′(z) = 1 where a > 0, else 0",
        "A unit whose z is negative falls silent: it gives on nothing, and nothing will come back through it.");

    private static readonly ActivationFormula s_softmax = new(
        "softmax", "e^{0} / Σ e^{0}", string.Empty, "Ten positive numbers that add up to 1: a probability for each digit.");

    /// <summary>That of an activation.</summary>
    /// <exception cref="NotSupportedException">No network of this sample has it.</exception>
    public static ActivationFormula Of(Activation activation) => activation switch
    {
        Activation.Sigmoid => s_sigmoid,
        Activation.ReLU => s_reLU,
        Activation.Softmax => s_softmax,
        _ => throw new NotSupportedException($"{activation} has no formula here."),
    };

    /// <summary>What equations call an activation; nothing where there is none.</summary>
    public static string NameOf(Activation activation) => activation == Activation.Identity ? string.Empty : Of(activation).Name;

    /// <summary>Its definition for one unit.</summary>
    public string InNumbers(Tensor z, int unit) => Name switch
    {
        "sigmoid" => $"1 / (1 + <i>e</i><sup>−{Html.Factor(z, unit)}</sup>)",
        "ReLU" => $"max(0, {Html.Number(z, unit)})",
        _ => $"<i>e</i><sup>{Html.Number(z, unit)}</sup> / Σ <i>e</i><sup><i>z</i></sup>",
    };

    /// <summary>Its derivative for one unit, from a.</summary>
    public string DerivativeInNumbers(Tensor a, int unit) => Name == "sigmoid"
        ? $"<span class=\"product\">{Html.Number(a, unit)} · (1 − {Html.Number(a, unit)})</span>"
        : a[unit] > 0 ? "1" : "0";
}

using System.Text;
using System.Text.RegularExpressions;

namespace Inspect;

/// <summary>
/// Sets an equation as it is set in print: <c>z1 (3) = W1 (3×2) · x (2) + b1 (3)</c>, as generated code has it in comments, becomes italic
/// letters with their layers as indices and their shapes below.
/// </summary>
internal static partial class Formula
{
    /// <summary>The equation as HTML, which is read aloud as it was written.</summary>
    public static string Typeset(string equation) =>
        $"<p class=\"equation\" role=\"math\" aria-label=\"{Html.Text(equation)}\">{Inline(equation)}</p>";

    /// <summary>A part of an equation within a line.</summary>
    public static string Inline(string equation)
    {
        var html = new StringBuilder();
        int end = 0;
        foreach (Match match in Word().Matches(equation))
        {
            html.Append(Html.Text(equation[end..match.Index])).Append(Typeset(match));
            end = match.Index + match.Length;
        }

        return html.Append(Html.Text(equation[end..])).ToString();
    }

    private static string Typeset(Match match)
    {
        string shape = match.Groups["shape"].Success ? $"<small>{match.Groups["shape"].Value}</small>" : string.Empty;
        if (match.Groups["function"].Success)
        {
            return Term($"<span class=\"function\">{match.Value}</span>", string.Empty);
        }

        if (match.Groups["power"].Success)
        {
            return $"<i>e</i><sup>{match.Groups["power"].Value}{Letter(match)}</sup>";
        }

        return match.Groups["below"].Success
            ? Term($"<span class=\"fraction\"><span>∂<i>L</i></span><span>∂{Letter(match)}</span></span>", shape)
            : Term(Letter(match), shape);
    }

    private static string Letter(Match match)
    {
        string letter = match.Groups["letter"].Value;
        string name = letter.StartsWith('d') ? $"d<i>{letter[1..]}</i>" : $"<i>{letter}</i>";
        string layer = match.Groups["layer"].Value;
        string index = layer.Length > 0 ? $"<sub>{layer}</sub>" : string.Empty;
        string mark = match.Groups["mark"].Value == "ᵀ" ? "<sup>T</sup>" : match.Groups["mark"].Value;
        return name + index + mark + match.Groups["element"].Value;
    }

    private static string Term(string letter, string shape) => $"<span class=\"term\"><span>{letter}</span>{shape}</span>";

    [GeneratedRegex(
        @"(?<function>(sigmoid|ReLU|softmax|ln|max)′?)"
        + @"|((e\^(?<power>−?))|(?<below>∂L/∂))?"
        + @"(?<!\p{L})(?<letter>dW|dw|db|[WwbzaδxyŷLη])(?![\p{L}-[ᵀ]])(?<layer>\d?)(?<mark>[ᵀ′]?)(?<element>\[[^\]]*\])?( \((?<shape>\d+(×\d+)*)\))?")]
    private static partial Regex Word();
}

using System.Text;

namespace Inspect;

/// <summary>Pieces of the page.</summary>
internal static class Html
{
    /// <summary>Text, with what means something in HTML escaped.</summary>
    public static string Text(string text) => new StringBuilder(text)
        .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("'", "&#39;").ToString();

    /// <summary>A number of the network, which the page fills in.</summary>
    /// <param name="tensor">W1, say.</param>
    /// <param name="row">The unit.</param>
    /// <param name="column">The input of a unit, for a matrix.</param>
    public static string Number(Tensor tensor, int row, int column = 0) => Placeholder(tensor, row, column, string.Empty);

    /// <summary>The same as a factor or as what is added: in parentheses where it is negative.</summary>
    public static string Factor(Tensor tensor, int row, int column = 0) => Placeholder(tensor, row, column, " data-factor");

    /// <summary>L, or what it is after the update.</summary>
    /// <param name="name">loss, lossAfter or learningRate.</param>
    public static string Number(string name) => $"<span class=\"n\" data-value=\"{name}\"></span>";

    /// <summary>The path of a number in the data of the page.</summary>
    public static string PathOf(Tensor tensor, int row, int column = 0) =>
        tensor.Columns == 1 ? $"{tensor.Name}/{row}" : $"{tensor.Name}/{row}/{column}";

    private static string Placeholder(Tensor tensor, int row, int column, string attribute) =>
        $"<span class=\"n\" data-value=\"{PathOf(tensor, row, column)}\"{attribute}></span>";
}

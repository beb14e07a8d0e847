using System.Text;

namespace Inspect;

/// <summary>An equation with matrices in place of their names, where they are small enough to be read.</summary>
/// <param name="numbers">The numbers.</param>
internal sealed class MatrixEquation(Inspection numbers)
{
    private const int LargestSide = 4;

    // A sign stays on the line of the matrix after it, the last one on that of the matrix before.
    private readonly List<string> _groups = [];
    private string _sign = string.Empty;
    private bool _isTooLarge;

    /// <summary>A matrix or a vector as a column.</summary>
    public MatrixEquation Matrix(string name) => Append(numbers[name], isTransposed: false);

    /// <summary>A matrix transposed, or a vector as a row.</summary>
    public MatrixEquation Transposed(string name) => Append(numbers[name], isTransposed: true);

    /// <summary>What stands between two of them.</summary>
    public MatrixEquation Sign(string text)
    {
        // A parenthesis stands close to what is in it, and to what it follows.
        string before = text[0] is ')' or ',' || _groups.Count == 0 ? string.Empty : " ";
        string after = text[^1] is '(' or ')' ? string.Empty : " ";
        _sign = $"<span class=\"sign\">{Formula.Inline(before + text + after)}</span>";
        return this;
    }

    /// <summary>The HTML; empty if one of them is too large.</summary>
    public override string ToString()
    {
        if (_isTooLarge)
        {
            return string.Empty;
        }

        IEnumerable<string> groups = [.. _groups[..^1], _groups[^1] + _sign];
        return $"<div class=\"matrices\">{string.Concat(groups.Select(group => $"<span class=\"group\">{group}</span>"))}</div>";
    }

    private MatrixEquation Append(Tensor tensor, bool isTransposed)
    {
        (int rows, int columns) = isTransposed ? (tensor.Columns, tensor.Rows) : (tensor.Rows, tensor.Columns);
        _isTooLarge |= rows > LargestSide || columns > LargestSide;
        if (!_isTooLarge)
        {
            _groups.Add(_sign + Table(tensor, rows, columns, isTransposed));
            _sign = string.Empty;
        }

        return this;
    }

    private static string Table(Tensor tensor, int rows, int columns, bool isTransposed)
    {
        var html = new StringBuilder("<table class=\"matrix\"><tbody>");
        for (int row = 0; row < rows; row++)
        {
            html.Append("<tr>");
            for (int column = 0; column < columns; column++)
            {
                string number = isTransposed ? Html.Number(tensor, column, row) : Html.Number(tensor, row, column);
                html.Append("<td>").Append(number).Append("</td>");
            }

            html.Append("</tr>");
        }

        return html.Append("</tbody></table>").ToString();
    }
}

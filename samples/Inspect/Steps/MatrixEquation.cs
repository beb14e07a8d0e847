using System.Text;

namespace Inspect;

/// <summary>An equation with matrices in place of their names, where they are small enough to be read.</summary>
/// <param name="numbers">The numbers.</param>
internal sealed class MatrixEquation(Inspection numbers)
{
    private const int LargestSide = 4;

    private readonly StringBuilder _html = new();
    private bool _isTooLarge;

    /// <summary>A matrix or a vector as a column.</summary>
    public MatrixEquation Matrix(string name) => Append(numbers[name], isTransposed: false);

    /// <summary>A matrix transposed, or a vector as a row.</summary>
    public MatrixEquation Transposed(string name) => Append(numbers[name], isTransposed: true);

    /// <summary>What stands between two of them.</summary>
    public MatrixEquation Sign(string text)
    {
        _html.Append($"<span class=\"sign\">{Formula.Inline(text)}</span>");
        return this;
    }

    /// <summary>The HTML; empty if one of them is too large.</summary>
    public override string ToString() => _isTooLarge ? string.Empty : $"<div class=\"matrices\">{_html}</div>";

    private MatrixEquation Append(Tensor tensor, bool isTransposed)
    {
        (int rows, int columns) = isTransposed ? (tensor.Columns, tensor.Rows) : (tensor.Rows, tensor.Columns);
        _isTooLarge |= rows > LargestSide || columns > LargestSide;
        if (_isTooLarge)
        {
            return this;
        }

        _html.Append("<table class=\"matrix\"><tbody>");
        for (int row = 0; row < rows; row++)
        {
            _html.Append("<tr>");
            for (int column = 0; column < columns; column++)
            {
                _html.Append($"<td>{(isTransposed ? Html.Number(tensor, column, row) : Html.Number(tensor, row, column))}</td>");
            }

            _html.Append("</tr>");
        }

        _html.Append("</tbody></table>");
        return this;
    }
}

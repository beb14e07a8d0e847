namespace Notes;

/// <summary>Text of several lines, such as a matrix in brackets, that stands beside other text on one middle line.</summary>
internal sealed class Block
{
    private readonly string[] _lines;
    private readonly int _middle;

    private Block(string[] lines, int middle)
    {
        int width = lines.Max(line => line.Length);
        _lines = [.. lines.Select(line => line.PadRight(width))];
        _middle = middle;
    }

    public IEnumerable<string> Lines => _lines.Select(line => line.TrimEnd());

    public int Width => _lines[0].Length;

    public static implicit operator Block(string line) => new([line], 0);

    public static implicit operator Block(Matrix matrix) => Of(matrix);

    /// <summary>A matrix in brackets; where all of it is small, a power of ten stands before it. Whole numbers stay whole.</summary>
    public static Block Of(Matrix matrix, int decimals = 6)
    {
        if (matrix.Elements.All(double.IsInteger))
        {
            return Of(matrix, value => Number.Fixed(value, decimals: 0));
        }

        double largest = matrix.Largest;
        int exponent = largest is > 0 and < 0.01 ? (int)Math.Floor(Math.Log10(largest)) : 0;
        return exponent == 0
            ? Of(matrix, value => Number.Fixed(value, decimals))
            : Row(Number.PowerOfTen(exponent), Of(matrix, value => Number.Fixed(value / Math.Pow(10, exponent), decimals - 1)));
    }

    public static Block Of(Matrix matrix, Func<double, string> text)
    {
        string[][] cells =
        [
            .. Enumerable.Range(0, matrix.Rows).Select(row => Enumerable.Range(0, matrix.Columns)
                .Select(column => text(matrix[row, column])).ToArray()),
        ];
        int width = cells.Max(row => row.Max(cell => cell.Length));
        string[] lines =
        [
            .. cells.Select((row, i) => Left(i) + " " + string.Join(' ', row.Select(cell => cell.PadLeft(width))) + " " + Right(i)),
        ];
        return new Block(lines, (lines.Length - 1) / 2);

        char Left(int i) => cells.Length == 1 ? '[' : i == 0 ? '┌' : i == cells.Length - 1 ? '└' : '│';
        char Right(int i) => cells.Length == 1 ? ']' : i == 0 ? '┐' : i == cells.Length - 1 ? '┘' : '│';
    }

    /// <summary>Blocks side by side.</summary>
    public static Block Row(params IEnumerable<Block> blocks)
    {
        Block[] all = [.. blocks];
        int above = all.Max(block => block._middle);
        int below = all.Max(block => block._lines.Length - block._middle);
        string[] lines = [.. Enumerable.Range(-above, above + below).Select(i => string.Join(' ', all.Select(block => block.LineAt(i))))];
        return new Block(lines, above);
    }

    /// <summary>Blocks one below the other, an empty line between those of several lines.</summary>
    public static Block Stack(IEnumerable<Block> blocks)
    {
        Block[] all = [.. blocks];
        string[] gap = all.Any(block => block._lines.Length > 1) ? [string.Empty] : [];
        return new Block([.. all.SelectMany((block, i) => i == 0 ? block._lines : [.. gap, .. block._lines])], 0);
    }

    /// <summary>The block under a title.</summary>
    public Block Titled(string title)
    {
        int left = Math.Max(0, (Width - title.Length) / 2);
        return new Block([new string(' ', left) + title, .. _lines], _middle + 1);
    }

    private string LineAt(int i)
    {
        int line = _middle + i;
        return line >= 0 && line < _lines.Length ? _lines[line] : new string(' ', Width);
    }
}

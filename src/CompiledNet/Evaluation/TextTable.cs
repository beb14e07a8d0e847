using System.Globalization;

namespace CompiledNet;

/// <summary>Lines of cells below a header: the first column to the left, the others to the right, two spaces between.</summary>
internal sealed class TextTable(string[] header)
{
    private readonly List<string[]> _rows = [header];

    /// <summary>
    /// A number with so many digits after the point, rounded as Python and C do: half of the last digit, which only a number that is exact
    /// in binary can have, goes to the even one.
    /// </summary>
    public static string Fixed(double value, int digits)
    {
        double power = Math.Pow(10, digits);
        double scaled = value * power;
        bool isHalf = Math.FusedMultiplyAdd(value, power, -scaled) == 0 && Math.Abs(scaled - Math.Truncate(scaled)) == 0.5;
        return (isHalf ? Math.Round(scaled, MidpointRounding.ToEven) / power : value)
            .ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    public void Add(string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        int[] widths = [.. header.Select((_, column) => _rows.Max(row => row[column].Length))];
        return string.Join('\n', _rows.Select(row => string.Join("  ", row.Select(Aligned)).TrimEnd()));

        string Aligned(string cell, int column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]);
    }
}

using System.Globalization;

namespace Notes;

/// <summary>Numbers as text, the same in every culture.</summary>
internal static class Number
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>With a fixed number of decimals; never −0.</summary>
    public static string Fixed(double value, int decimals = 6)
    {
        double rounded = Math.Round(value, decimals);
        return (rounded == 0 ? 0 : rounded).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>The same behind a sign: (-0.5).</summary>
    public static string Factor(double value, int decimals = 6) =>
        value < 0 ? $"({Fixed(value, decimals)})" : Fixed(value, decimals);

    /// <summary>A relative error: one digit will do.</summary>
    public static string Error(double value) => value == 0 ? "0" : value.ToString("0e-0", CultureInfo.InvariantCulture);

    /// <summary>A small number in two digits.</summary>
    public static string Short(double value) => value.ToString("0.0e-0", CultureInfo.InvariantCulture);

    /// <summary>A loss, with digits enough to see one step of training.</summary>
    public static string Loss(double value) =>
        value.ToString(Math.Abs(value) < 1e-3 ? "0.00000000e-0" : "0.0000000000", CultureInfo.InvariantCulture);

    /// <summary>10⁻³ for −3.</summary>
    public static string PowerOfTen(int exponent) =>
        "10" + string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : Superscripts[c - '0']));
}

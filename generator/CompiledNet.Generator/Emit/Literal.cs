using System.Globalization;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Emit;

/// <summary>Numbers as C# literals: the shortest that read back as the same bits, in the invariant culture.</summary>
internal static class Literal
{
    private const int SingleDigits = 9;
    private const int DoubleDigits = 17;

    public static string Of(double value, Precision precision)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A literal must be finite.");
        }

        return precision == Precision.Single ? OfSingle((float)value) : OfDouble(value);
    }

    private static string OfSingle(float value)
    {
        string text = "";
        for (int digits = 1; digits <= SingleDigits; digits++)
        {
            text = value.ToString("G" + digits, CultureInfo.InvariantCulture);
            if (float.Parse(text, CultureInfo.InvariantCulture) == value)
            {
                break;
            }
        }

        return WithSign(text, value) + "f";
    }

    private static string OfDouble(double value)
    {
        string text = "";
        for (int digits = 1; digits <= DoubleDigits; digits++)
        {
            text = value.ToString("G" + digits, CultureInfo.InvariantCulture);
            if (double.Parse(text, CultureInfo.InvariantCulture) == value)
            {
                break;
            }
        }

        return WithSign(text, value) + "d";
    }

    // .NET Framework, which hosts the compiler in Visual Studio, writes −0 as 0.
    private static string WithSign(string text, double value) =>
        value == 0 && 1 / value < 0 && text[0] != '-' ? "-" + text : text;
}

using System.Globalization;

namespace CompiledNet.Generator.Model;

/// <summary>Numbers as the shortest decimal text that reads back as the same bits, on every host of the compiler.</summary>
internal static class ShortestNumber
{
    private const int SingleDigits = 9;
    private const int DoubleDigits = 17;

    public static string Of(float value)
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

        return WithSign(text, value);
    }

    public static string Of(double value)
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

        return WithSign(text, value);
    }

    // .NET Framework, which hosts the compiler in Visual Studio, writes −0 as 0.
    private static string WithSign(string text, double value) =>
        value == 0 && 1 / value < 0 && text[0] != '-' ? "-" + text : text;
}

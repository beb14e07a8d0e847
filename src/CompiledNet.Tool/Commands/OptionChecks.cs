using System.CommandLine.Parsing;
using System.Numerics;

namespace CompiledNet.Tool.Commands;

/// <summary>What an argument or an option must be; the parser says what it was given for.</summary>
internal static class OptionChecks
{
    /// <summary>A path.</summary>
    public static void NotEmpty(SymbolResult result)
    {
        if (result.Tokens is [{ Value: var value }] && string.IsNullOrWhiteSpace(value))
        {
            result.AddError($"{NameOf(result)} is empty; a path was expected.");
        }
    }

    /// <summary>A number from 0 up.</summary>
    public static void NotNegative<T>(OptionResult result)
        where T : struct, INumber<T>
    {
        if (result.Tokens is [{ Value: var text }] && T.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out T value) && !(value >= T.Zero))
        {
            result.AddError($"{NameOf(result)} is {text}; a number from 0 up was expected.");
        }
    }

    /// <summary>One of the names of an enumeration, not a number.</summary>
    public static void Named<T>(OptionResult result)
        where T : struct, Enum
    {
        if (result.Tokens is [{ Value: var text }] && !Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            result.AddError($"{NameOf(result)} is '{text}'; {string.Join(", ", Enum.GetNames<T>())} were expected.");
        }
    }

    private static string NameOf(SymbolResult result) => result switch
    {
        OptionResult option => option.Option.Name,
        ArgumentResult argument => argument.Argument.Name,
        _ => "A value",
    };
}

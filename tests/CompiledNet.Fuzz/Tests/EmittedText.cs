using System.Globalization;
using System.Text.RegularExpressions;

namespace CompiledNet.Fuzz.Tests;

/// <summary>Finds its way in emitted files, for faults that are planted there.</summary>
internal static partial class EmittedText
{
    /// <summary>The number of the network that a file is of.</summary>
    public static int NumberOf(string text) => int.Parse(NetworkName().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>
    /// Replaces a pattern wherever it occurs in one method or struct: from the line that declares it to the brace that closes it, which stands under its beginning.
    /// </summary>
    public static string EditMethod(string text, string name, string pattern, string replacement)
    {
        Match method = Regex.Match(
            text,
            $@"^( +)(?:(?:internal static|public static|public|private|private static) \w+ {name}\(|private readonly struct {name} :).*?^\1\}}$",
            RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant);
        return method.Success
            ? string.Concat(
                text.AsSpan(0, method.Index),
                Regex.Replace(method.Value, pattern, replacement, RegexOptions.CultureInvariant),
                text.AsSpan(method.Index + method.Length))
            : text;
    }

    [GeneratedRegex(@"partial class N(\d+)\b")]
    private static partial Regex NetworkName();
}

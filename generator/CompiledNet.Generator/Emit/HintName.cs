using System.Globalization;
using System.Text;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Emit;

/// <summary>
/// The names of generated files, without their endings. The compiler compares them without case and drops the whole output when two are the same, so that
/// names which differ only in case, are too long for a file, or have characters that a file name may not have get a hash.
/// </summary>
internal static class HintName
{
    private const int LongestName = 120;

    /// <summary>The full names that some other full name equals but for case.</summary>
    public static EquatableArray<string> CaseTwins(IEnumerable<string> fullNames) => new(fullNames
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Skip(1).Any())
        .SelectMany(group => group)
        .OrderBy(name => name, StringComparer.Ordinal));

    public static string Of(string fullName, EquatableArray<string> caseTwins)
    {
        var name = new StringBuilder();
        foreach (char character in fullName)
        {
            name.Append(IsPlain(character) ? character : '_');
        }

        bool looksLikeOtherFile = GeneratedFile.Words.Any(word => fullName.EndsWith("." + word, StringComparison.OrdinalIgnoreCase));
        bool needsHash = name.Length > LongestName
            || name.ToString() != fullName
            || looksLikeOtherFile
            || caseTwins.Contains(fullName, StringComparer.Ordinal);
        if (name.Length > LongestName)
        {
            name.Remove(0, name.Length - LongestName);
        }

        return needsHash ? $"{name}-{Hash(fullName)}" : name.ToString();
    }

    private static bool IsPlain(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '`';

    // FNV-1a, 64 bits: the same on every machine, unlike string.GetHashCode.
    private static string Hash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char character in text)
        {
            hash = unchecked((hash ^ character) * 1099511628211);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}

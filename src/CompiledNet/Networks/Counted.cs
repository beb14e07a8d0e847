using System.Globalization;

namespace CompiledNet;

/// <summary>A number and what it counts, for messages: 1 input, 2 inputs, 3 classes.</summary>
internal static class Counted
{
    /// <summary>The text.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">Of what, in the singular.</param>
    /// <returns>The number and the noun, in the plural unless the number is 1.</returns>
    public static string Of(long count, string noun)
    {
        string ending = count == 1 ? ""
            : noun.EndsWith('s') || noun == "batch" ? "es"
            : "s";
        return count.ToString(CultureInfo.InvariantCulture) + " " + noun + ending;
    }
}

using System.Globalization;
using CompiledNet.Generator.Diagnostics;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNet.Generator.Parse;

/// <summary>Checks a layer's name by itself and against the other layers.</summary>
internal static class LayerNameChecks
{
    public static void CheckAlone(string name, int index, Dictionary<string, int> earlier, AttributeReader attribute, Findings findings)
    {
        if (!IsIdentifier(name))
        {
            findings.Add(Rules.InvalidLayerName, attribute.LocationOf("Name"), name);
        }
        else if (earlier.TryGetValue(name, out int other))
        {
            findings.Add(Rules.DuplicateLayerName, attribute.LocationOf("Name"), name, other);
        }
        else
        {
            earlier.Add(name, index);
        }
    }

    // Formatting characters are legal in an identifier and ignored when names are compared, so that two names which look and are
    // the same would pass for two.
    private static bool IsIdentifier(string name) =>
        SyntaxFacts.IsValidIdentifier(name)
        && name.IsNormalized()
        && !name.Any(character => CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format);
}

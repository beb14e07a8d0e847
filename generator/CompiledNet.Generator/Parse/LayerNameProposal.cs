using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNet.Generator.Parse;

/// <summary>Finds a name for a layer whose own is no identifier, or taken.</summary>
internal static class LayerNameProposal
{
    /// <summary>
    /// The first of <c>Name</c>, <c>Name2</c>, <c>Name3</c>, … that is free (<c>Name1_2</c>, … after a digit), with Name the declared one without
    /// what no identifier has.
    /// </summary>
    public static string For(INamedTypeSymbol type, Compilation compilation, int layer, CancellationToken cancellation)
    {
        IReadOnlyList<AttributeReader> attributes = NetworkParser.LayerAttributes(type, cancellation);
        var owners = new LayerNameOwners(type, compilation, attributes.Count, cancellation);
        var others = new HashSet<string>(
            attributes.Select((attribute, i) => i == layer ? "" : NameOf(attribute, i)), StringComparer.Ordinal);
        string stem = Identifier(NameOf(attributes[layer], layer));
        for (int number = 1; ; number++)
        {
            string separator = char.IsDigit(stem[stem.Length - 1]) ? "_" : "";
            string name = number == 1 ? stem : stem + separator + number.ToString(CultureInfo.InvariantCulture);
            if (!others.Contains(name) && owners.Of(name) is null)
            {
                return name;
            }
        }
    }

    private static string NameOf(AttributeReader attribute, int index) =>
        attribute.Text("Name") ?? "Layer" + (index + 1).ToString(CultureInfo.InvariantCulture);

    private static string Identifier(string text)
    {
        var kept = new StringBuilder();
        foreach (char character in text)
        {
            bool isFormat = CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format;
            if (SyntaxFacts.IsIdentifierPartCharacter(character) && !isFormat)
            {
                kept.Append(character);
            }
        }

        // The accessors of a property begin so.
        string name = kept.ToString().Normalize();
        while (name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal))
        {
            name = name.Substring("get_".Length);
        }

        return name.Length == 0 ? "Layer" : SyntaxFacts.IsIdentifierStartCharacter(name[0]) ? name : "_" + name;
    }
}

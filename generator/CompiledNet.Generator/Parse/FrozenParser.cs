using System.Globalization;
using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Parse;

/// <summary>Reads and checks <c>[FrozenWeights]</c>, which an export wrote.</summary>
internal static class FrozenParser
{
    public const string AttributeName = "CompiledNet.FrozenWeightsAttribute";

    public static FrozenModel? Parse(
        INamedTypeSymbol type, Precision precision, Shape input, List<LayerModel> layers, Findings findings, CancellationToken cancellation)
    {
        if (Find(type) is not { } data)
        {
            return null;
        }

        var attribute = new AttributeReader(data, cancellation);
        if (!attribute.IsValid)
        {
            findings.AddCompilerError();
            return null;
        }

        string? numbers = attribute.Text("Numbers");
        string? resource = attribute.Text("Resource");
        string exported = attribute.Positional<string?>("declaration") ?? "";
        string declared = DeclarationText.Of(precision, input, layers);
        if (resource is not null)
        {
            declared = DeclarationText.WithLayout(declared);
        }

        if (exported != declared)
        {
            findings.Add(Rules.FrozenForAnotherDeclaration, attribute.LocationOf("declaration"), exported, type.Name, declared);
            return null;
        }

        if (FindDamage(attribute, numbers, resource, Count(layers), precision, out ulong checksum) is { } damage)
        {
            findings.Add(Rules.FrozenWeightsDamaged, attribute.LocationOf(numbers is null ? "checksum" : "Numbers"), type.Name, damage);
            return null;
        }

        return new FrozenModel(resource is null ? numbers : null, resource, checksum, attribute.NamedOrNull<bool>("InPlace") ?? false);
    }

    /// <summary>Finds weights on a class that is no network: it was renamed or deleted, and the exported file was not.</summary>
    public static void CheckHasNetwork(INamedTypeSymbol type, Findings findings, CancellationToken cancellation)
    {
        if (Find(type) is { } data)
        {
            findings.Add(Rules.FrozenWithoutNetwork, new AttributeReader(data, cancellation).Location, type.Name);
        }
    }

    private static AttributeData? Find(INamedTypeSymbol type) =>
        NetworkParser.AttributesOf(type, AttributeName).FirstOrDefault();

    private static string? FindDamage(
        AttributeReader attribute, string? numbers, string? resource, long count, Precision precision, out ulong checksum)
    {
        if (!ulong.TryParse(attribute.Positional<string?>("checksum"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out checksum))
        {
            return "the checksum is no hexadecimal number";
        }

        if (resource is not null)
        {
            return null; // It is compared when the program reads it.
        }

        if (numbers is null)
        {
            return "neither Numbers nor a Resource is given";
        }

        if (FrozenText.Decode(numbers) is not { } bytes)
        {
            return "Numbers is not in base 64";
        }

        long expected = count * (precision == Precision.Single ? sizeof(float) : sizeof(double));
        return bytes.Length != expected
                ? string.Format(CultureInfo.InvariantCulture, "{0} bytes of Numbers were expected, and {1} are there", expected, bytes.Length)
            : FrozenText.Checksum(bytes) != checksum ? "the checksum of Numbers is another one"
            : null;
    }

    private static long Count(IEnumerable<LayerModel> layers) =>
        layers.Sum(layer => LayerKind.Of(layer).Tensors(layer).Sum(tensor => tensor.Count));
}

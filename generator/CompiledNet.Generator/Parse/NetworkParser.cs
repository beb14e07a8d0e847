using System.Globalization;
using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Parse;

/// <summary>
/// Reads a class with its attributes into a model, or finds out what is wrong with it. Generator and analyzer both call this, so
/// that a network is generated exactly when nothing is reported, and its frozen weights exactly when nothing is reported of them.
/// </summary>
internal static class NetworkParser
{
    public const string NetworkAttribute = "CompiledNet.NetworkAttribute";

    /// <summary>Whether a class is a network, or looks like the attempt at one.</summary>
    public static bool IsCandidate(INamedTypeSymbol type) => IsNetwork(type) || LayersOf(type).Any();

    /// <summary>Whether a class is declared as a network, rightly or not.</summary>
    public static bool IsNetwork(INamedTypeSymbol type) => NetworksOf(type).Any();

    /// <summary>The layers' attributes, first to last.</summary>
    public static IReadOnlyList<AttributeReader> LayerAttributes(INamedTypeSymbol type, CancellationToken cancellation) =>
        [.. LayersOf(type).Select(data => new AttributeReader(data, cancellation))];

    /// <summary>The network's own attribute.</summary>
    public static AttributeReader AttributeOfNetwork(INamedTypeSymbol type, CancellationToken cancellation) =>
        new(NetworksOf(type).First(), cancellation);

    public static NetworkModel? Parse(INamedTypeSymbol type, Compilation compilation, Findings findings, CancellationToken cancellation) =>
        Parse(type, compilation, findings, new GeneratedSizes(compilation, cancellation), cancellation);

    /// <summary>Reads a network on the way of reading another one, which has its sizes as arguments.</summary>
    internal static NetworkModel? Parse(
        INamedTypeSymbol type, Compilation compilation, Findings findings, GeneratedSizes sizes, CancellationToken cancellation)
    {
        if (IsNetwork(type))
        {
            (type, compilation) = sizes.Complete(type, findings);
        }

        List<AttributeReader> networks = NetworksOf(type).Select(data => new AttributeReader(data, cancellation)).ToList();
        List<AttributeData> layers = LayersOf(type).ToList();
        if (networks.Count == 0)
        {
            if (layers.Count > 0)
            {
                findings.Add(
                    Rules.LayerWithoutNetwork, new AttributeReader(layers[0], cancellation).Location, type.Name);
            }

            return null;
        }

        AttributeReader network = networks[0];
        if (networks.Count > 1 || !network.IsValid || type.TypeKind != TypeKind.Class || LacksName(type) || IsHidden(type))
        {
            findings.AddCompilerError();
            return null;
        }

        ClassChecks.Check(type, compilation, findings, cancellation);
        Shape? input = InputShape(network, findings);

        Loss loss = EnumArgument.Checked<Loss>(network.NamedOrNull<int>("Loss") ?? 0, network.LocationOf("Loss"), findings);
        Precision precision = EnumArgument.Checked<Precision>(
            network.NamedOrNull<int>("Precision") ?? 0, network.LocationOf("Precision"), findings);

        List<LayerModel> models = new LayerListParser(type, network, input ?? Shape.Vector(1), precision, findings, cancellation).Parse(layers);
        MemberChecks.Check(type, compilation, models, precision, findings, cancellation);
        if (!findings.IsEmpty)
        {
            return null;
        }

        // Weights that do not fit are a mistake too, but the network is generated: it is what has to be trained again.
        return new NetworkModel(
            TypeParser.Parse(type, compilation, models),
            input!,
            loss,
            precision,
            new EquatableArray<LayerModel>(models),
            WatchParser.Parse(type, cancellation),
            network.NamedOrNull<bool>("Vectorize") ?? true,
            FrozenParser.Parse(type, precision, input!, models, findings, cancellation));
    }

    /// <summary>The shape of one sample; null after an error.</summary>
    internal static Shape? InputShape(AttributeReader network, Findings findings)
    {
        bool isRight = true;
        var sizes = new List<int>();
        foreach (string parameter in network.Parameters)
        {
            int size = network.Positional<int>(parameter);
            sizes.Add(size);
            if (size < 1)
            {
                isRight = false;
                findings.Add(Rules.InputsNotPositive, network.LocationOf(parameter), size, parameter);
            }
        }

        var shape = new Shape(new EquatableArray<int>(sizes));
        if (isRight && shape.LongSize > int.MaxValue)
        {
            isRight = false;
            findings.Add(Rules.SampleTooLarge, network.Location, $"One sample of {shape}", shape.LongSize.ToString("N0", CultureInfo.InvariantCulture));
        }

        if (network.NamedOrNull<bool>("Sequence") == true)
        {
            if (sizes.Count != 1)
            {
                isRight = false;
                findings.Add(
                    Rules.UnsuitableShape,
                    network.LocationOf("Sequence"),
                    "Network",
                    "with Sequence = true takes one size, the numbers of a step: write [Network(inputs, Sequence = true)], or leave Sequence away for sequences of a fixed length");
            }
            else
            {
                shape = Shape.Open(sizes[0]);
            }
        }

        return isRight ? shape : null;
    }

    // While somebody types, the name of the class, of a type parameter or of something around them may not be there yet.
    private static bool LacksName(ISymbol symbol)
    {
        for (ISymbol? outer = symbol; outer is not null and not INamespaceSymbol { IsGlobalNamespace: true }; outer = outer.ContainingSymbol)
        {
            bool lacksParameter = outer is INamedTypeSymbol type && type.TypeParameters.Any(parameter => parameter.Name.Length == 0);
            if (lacksParameter || (outer.Name.Length == 0 && outer is INamespaceOrTypeSymbol))
            {
                return true;
            }
        }

        return false;
    }

    // A type outside of all others that is declared private or protected, which the compiler refuses. It then finds neither the class nor what
    // lies in it, and would say so wherever generated code names them.
    private static bool IsHidden(INamedTypeSymbol type)
    {
        INamedTypeSymbol outermost = type;
        while (outermost.ContainingType is { } outer)
        {
            outermost = outer;
        }

        return outermost.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal);
    }

    /// <summary>The attributes of a class that declare it as a network: one, if nothing is wrong.</summary>
    internal static IEnumerable<AttributeData> NetworksOf(INamedTypeSymbol type) => AttributesOf(type, NetworkAttribute);

    /// <summary>The attributes of a class that have a name of the library's.</summary>
    internal static IEnumerable<AttributeData> AttributesOf(INamedTypeSymbol type, string metadataName) =>
        type.GetAttributes().Where(attribute => IsNamed(attribute, type, metadataName));

    /// <summary>The attributes of a class that declare layers.</summary>
    internal static IEnumerable<AttributeData> LayersOf(INamedTypeSymbol type) =>
        type.GetAttributes().Where(attribute => KindOf(attribute, type) is not null);

    /// <summary>The kind of layer that an attribute of a class declares; null if none.</summary>
    internal static LayerKind? KindOf(AttributeData attribute, INamedTypeSymbol owner) =>
        LayerKind.All.FirstOrDefault(kind => IsNamed(attribute, owner, kind.AttributeName));

    // A type of that name in the user's own source is another one, whatever its constructor takes. The library may be there as source as well, of
    // another project: so an editor and other tools see it where the solution has both.
    private static bool IsNamed(AttributeData attribute, INamedTypeSymbol owner, string metadataName) =>
        attribute.AttributeClass is { Arity: 0, ContainingType: null } type
        && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, owner.ContainingAssembly)
        && type.ContainingNamespace is { IsGlobalNamespace: false } space
        && space.ToDisplayString() + "." + type.MetadataName == metadataName;
}

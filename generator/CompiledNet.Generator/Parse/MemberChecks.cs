using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Layers;
using CompiledNet.Generator.Model;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Parse;

/// <summary>Checks that nothing of the user's has the name of something generated: class, members, inherited members, layers.</summary>
internal static class MemberChecks
{
    public static void Check(
        INamedTypeSymbol type,
        Compilation compilation,
        List<LayerModel> layers,
        Precision precision,
        Findings findings,
        CancellationToken cancellation)
    {
        if (GeneratedMembers.Contains(type.Name))
        {
            findings.Add(Rules.ClassNameTaken, UserCode.LocationOf(type), type.Name);
        }

        foreach (ITypeParameterSymbol parameter in type.TypeParameters.Where(parameter => GeneratedMembers.Contains(parameter.Name)))
        {
            findings.Add(Rules.MemberTaken, UserCode.LocationOf(parameter), parameter.Name, type.Name, "rename the type parameter");
        }

        var accessors = new HashSet<string>(layers.Select(layer => "get_" + layer.Name), StringComparer.Ordinal) { "get_Parameters" };
        foreach (ISymbol member in UserCode.Members(type).Where(member =>
            (Collides(member) && !(member is IMethodSymbol method && WatchParser.IsImplementation(method, cancellation)))
            || (accessors.Contains(member.Name) && member is IMethodSymbol { MethodKind: MethodKind.Ordinary })))
        {
            findings.Add(Rules.MemberTaken, UserCode.LocationOf(member), member.Name, type.Name, "rename this one");
        }

        CheckExplicitImplementations(type, compilation, precision, findings);
        CheckConstructor(type, findings);
        CheckInherited(type, compilation, findings);
        CheckLayerNames(type, compilation, layers, findings, cancellation);
    }

    private static bool Collides(ISymbol member) => member is IMethodSymbol method
        ? GeneratedMembers.Names.Contains(method.Name) || GeneratedMembers.Collides(method)
        : GeneratedMembers.Contains(member.Name);

    // The generated part implements INetwork whole. Most of it explicitly, which a class can do only once for each member; a second
    // Forward or Parameters would compile, and a trainer would see other numbers than a caller. INetwork of another number type is free.
    private static void CheckExplicitImplementations(
        INamedTypeSymbol type, Compilation compilation, Precision precision, Findings findings)
    {
        INamedTypeSymbol? contract = compilation.GetTypeByMetadataName("CompiledNet.INetwork`1")
            ?.Construct(compilation.GetSpecialType(precision == Precision.Single ? SpecialType.System_Single : SpecialType.System_Double));
        foreach (ISymbol member in UserCode.Members(type))
        {
            ISymbol? implemented = member switch
            {
                IPropertySymbol property => property.ExplicitInterfaceImplementations.FirstOrDefault(),
                IMethodSymbol { MethodKind: MethodKind.ExplicitInterfaceImplementation } method =>
                    method.ExplicitInterfaceImplementations.FirstOrDefault(),
                _ => null,
            };
            if (implemented is not null && SymbolEqualityComparer.Default.Equals(implemented.ContainingType, contract))
            {
                findings.Add(
                    Rules.MemberTaken,
                    UserCode.LocationOf(member),
                    $"{implemented.ContainingType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}.{implemented.Name}",
                    type.Name,
                    "remove this one");
            }
        }
    }

    private static void CheckConstructor(INamedTypeSymbol type, Findings findings)
    {
        IMethodSymbol? own = UserCode.Members(type).OfType<IMethodSymbol>().FirstOrDefault(constructor =>
            constructor.MethodKind == MethodKind.Constructor
            && constructor.Parameters.Length == 1
            && constructor.Parameters[0].Type.SpecialType == SpecialType.System_Int64);
        if (own is not null)
        {
            findings.Add(Rules.MemberTaken, UserCode.LocationOf(own), $"{type.Name}(long)", type.Name, "give this constructor other parameters");
        }
    }

    private static void CheckInherited(INamedTypeSymbol type, Compilation compilation, Findings findings)
    {
        foreach ((INamedTypeSymbol ancestor, ISymbol member) in InheritedMembers(type, compilation))
        {
            if (Collides(member))
            {
                findings.Add(
                    Rules.UnsuitableBase,
                    UserCode.LocationOf(type),
                    type.Name,
                    ancestor.Name,
                    $"whose member '{member.Name}' has the name of a generated one");
                return;
            }
        }
    }

    private static void CheckLayerNames(
        INamedTypeSymbol type, Compilation compilation, List<LayerModel> layers, Findings findings, CancellationToken cancellation)
    {
        var owners = new LayerNameOwners(type, compilation, layers.Count, cancellation);
        List<AttributeData> attributes = [.. NetworkParser.LayersOf(type)];
        if (attributes.Count != layers.Count)
        {
            return; // Something else is wrong with one of them, and has been said.
        }

        for (int i = 0; i < layers.Count; i++)
        {
            string name = layers[i].Name;
            if (owners.Of(name) is { } owner)
            {
                findings.Add(
                    Rules.LayerNameTaken, new AttributeReader(attributes[i], cancellation).LocationOf("Name"), name, owner);
            }
        }
    }

    /// <summary>What the class inherits and could refer to by name.</summary>
    public static IEnumerable<(INamedTypeSymbol Ancestor, ISymbol Member)> InheritedMembers(
        INamedTypeSymbol type, Compilation compilation)
    {
        // Up to a network, which is no base for another one anyway: that is said once, and not again for each of its members.
        for (INamedTypeSymbol? ancestor = type.BaseType;
            ancestor is not null && !NetworkParser.IsNetwork(ancestor);
            ancestor = ancestor.BaseType)
        {
            foreach (ISymbol member in ancestor.GetMembers())
            {
                if (member.CanBeReferencedByName && compilation.IsSymbolAccessibleWithin(member, type))
                {
                    yield return (ancestor, member);
                }
            }
        }
    }
}

using System.Collections.Immutable;
using CompiledNet.Generator.Model;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Parse;

/// <summary>Reads how another partial declaration of the user's class must be written.</summary>
internal static class TypeParser
{
    private static readonly SymbolDisplayFormat NamespaceFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    public static TypeModel Parse(INamedTypeSymbol type, Compilation compilation, List<LayerModel> layers)
    {
        List<INamedTypeSymbol> outer = ContainingTypes(type);
        INamespaceSymbol space = type.ContainingNamespace;
        return new TypeModel(
            space.IsGlobalNamespace ? "" : space.ToDisplayString(NamespaceFormat),
            new EquatableArray<string>(outer.Select(Header)),
            Identifier.Escape(type.Name),
            TypeParameters(type),
            string.Join(".", new[] { space.IsGlobalNamespace ? "" : space.ToDisplayString() }
                .Concat(outer.Select(parent => parent.MetadataName))
                .Append(type.MetadataName)
                .Where(part => part.Length > 0)),
            NeedsFullNames(type, outer, compilation, layers),
            HasFromFile(type),
            LibraryAlias(type, compilation));
    }

    // A reference with the alias CN is not found below global, unless it has that alias too: Aliases="global,CN".
    private static string LibraryAlias(INamedTypeSymbol type, Compilation compilation)
    {
        IAssemblySymbol? library = NetworkParser.NetworksOf(type).First().AttributeClass?.ContainingAssembly;
        ImmutableArray<string> aliases = library is null ? [] : compilation.GetMetadataReference(library)?.Properties.Aliases ?? [];
        return aliases.IsDefaultOrEmpty || aliases.Contains(TypeModel.NoAlias) ? TypeModel.NoAlias : Identifier.Escape(aliases[0]);
    }

    // A class with required members cannot be constructed without them; with type parameters, its constraints may not hold while they are
    // being typed; and a type of its name that it inherits is what the name means inside it.
    private static bool HasFromFile(INamedTypeSymbol type)
    {
        if (type.TypeParameters.Length > 0)
        {
            return false;
        }

        for (INamedTypeSymbol? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            if (declaring.GetTypeMembers(type.Name).Length > 0
                || declaring.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                return false;
            }
        }

        return true;
    }

    private static List<INamedTypeSymbol> ContainingTypes(INamedTypeSymbol type)
    {
        var types = new List<INamedTypeSymbol>();
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            types.Insert(0, outer);
        }

        return types;
    }

    private static string Header(INamedTypeSymbol type)
    {
        string keyword = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        return $"partial {keyword} {Identifier.Escape(type.Name)}{TypeParameters(type)}";
    }

    private static string TypeParameters(INamedTypeSymbol type) => type.TypeParameters.Length == 0
        ? ""
        : "<" + string.Join(", ", type.TypeParameters.Select(parameter => Identifier.Escape(parameter.Name))) + ">";

    // Where a simple name is looked up inside the class before the using directives of its namespace are: members and type
    // parameters of the class and the types around it, inherited members, and the types of the namespace itself.
    private static bool NeedsFullNames(
        INamedTypeSymbol type, List<INamedTypeSymbol> outer, Compilation compilation, List<LayerModel> layers)
    {
        var names = new HashSet<string>(EmittedTypes.All.Select(known => known.Name), StringComparer.Ordinal);
        return layers.Any(layer => names.Contains(layer.Name))
            || outer.Append(type).Any(scope => Declares(scope, names))
            || outer.Any(scope => HasLayerNamed(scope, names))
            || HasAttributeInSight(type)
            || IsAmbiguous(compilation)
            || (type.ContainingNamespace.IsGlobalNamespace ? IsImportedOtherwise(type, compilation) : IsInNamespace(type, compilation));
    }

    private static bool Declares(INamedTypeSymbol scope, HashSet<string> names)
    {
        if (names.Contains(scope.Name) || scope.TypeParameters.Any(parameter => names.Contains(parameter.Name)))
        {
            return true;
        }

        var types = new List<INamedTypeSymbol>(scope.AllInterfaces);
        for (INamedTypeSymbol? declaring = scope; declaring is not null; declaring = declaring.BaseType)
        {
            types.Add(declaring);
        }

        return types
            .Where(declaring => declaring.SpecialType != SpecialType.System_Object)
            .Any(declaring => declaring.GetMembers().Any(member => names.Contains(member.Name)));
    }

    // The name of an attribute is looked up with and without its ending, and two finds are an error, though one may be further out.
    private static bool HasAttributeInSight(INamedTypeSymbol type)
    {
        for (INamespaceSymbol? space = type.ContainingNamespace; space is not null; space = space.ContainingNamespace)
        {
            if (EmittedTypes.Marks.Any(mark => space.GetTypeMembers(mark).Any()))
            {
                return true;
            }
        }

        return false;
    }

    // A network around this one has properties of its layers' names, which are not generated yet.
    private static bool HasLayerNamed(INamedTypeSymbol scope, HashSet<string> names) =>
        scope.GetAttributes()
            .SelectMany(attribute => attribute.NamedArguments)
            .Any(argument => argument.Key == "Name" && argument.Value.Value is string name && names.Contains(name));

    private static bool IsInNamespace(INamedTypeSymbol type, Compilation compilation)
    {
        INamespaceSymbol? space = compilation.GetCompilationNamespace(type.ContainingNamespace);
        string name = space?.ToDisplayString() ?? "";
        return space is not null && EmittedTypes.All.Any(known => known.Namespace != name && space.GetMembers(known.Name).Any());
    }

    // The using directives of a file compete with those of the project, and lose against its aliases; those of a namespace would not.
    private static bool IsImportedOtherwise(INamedTypeSymbol type, Compilation compilation)
    {
        Location location = UserCode.LocationOf(type);
        if (location.SourceTree is not { } tree)
        {
            return true;
        }

        SemanticModel model = compilation.GetSemanticModel(tree);
        return EmittedTypes.All.Any(known => model
            .LookupNamespacesAndTypes(location.SourceSpan.Start, name: known.Name)
            .Any(symbol => symbol is IAliasSymbol
                || symbol.ContainingType is not null
                || symbol.ContainingNamespace?.ToDisplayString() != known.Namespace));
    }

    // A type of the project's in one of the namespaces that generated code imports, named like a type of another of them.
    private static bool IsAmbiguous(Compilation compilation)
    {
        foreach (string imported in EmittedTypes.All.Select(known => known.Namespace).Distinct())
        {
            INamespaceSymbol? space = compilation.GlobalNamespace;
            foreach (string part in imported.Split('.'))
            {
                space = space?.GetNamespaceMembers().FirstOrDefault(member => member.Name == part);
            }

            if (space is not null && EmittedTypes.All.Any(known => known.Namespace != imported && space.GetMembers(known.Name).Any()))
            {
                return true;
            }
        }

        return false;
    }
}

using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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
            NeedsFullNames(type, outer, compilation, layers));
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
        var names = new HashSet<string>(Vocabulary.Types.Select(known => known.Name), StringComparer.Ordinal);
        if (layers.Any(layer => names.Contains(layer.Name)) || names.Contains(type.Name))
        {
            return true;
        }

        foreach (INamedTypeSymbol scope in outer.Append(type))
        {
            if (names.Contains(scope.Name)
                || scope.TypeParameters.Any(parameter => names.Contains(parameter.Name))
                || LayerNamesOf(scope).Any(names.Contains))
            {
                return true;
            }

            for (INamedTypeSymbol? declaring = scope; declaring is not null; declaring = declaring.BaseType)
            {
                if (declaring.SpecialType != SpecialType.System_Object && declaring.GetMembers().Any(member => names.Contains(member.Name)))
                {
                    return true;
                }
            }
        }

        if (type.ContainingNamespace.IsGlobalNamespace && HasGlobalAlias(compilation, names))
        {
            return true;
        }

        INamespaceSymbol? space = compilation.GetCompilationNamespace(type.ContainingNamespace);
        return space is not null
            && space.ToDisplayString() is not ("System" or "CompiledNet")
            && names.Any(name => space.GetMembers(name).Any());
    }

    // A type around this one may be a network itself, whose layers are not members yet.
    private static IEnumerable<string> LayerNamesOf(INamedTypeSymbol type) =>
        from attribute in type.GetAttributes()
        from argument in attribute.NamedArguments
        where argument.Key == "Name" && argument.Value.Kind == TypedConstantKind.Primitive
        select argument.Value.Value as string;

    // A global using alias comes before the using directives of a file, but not before those of a namespace.
    private static bool HasGlobalAlias(Compilation compilation, HashSet<string> names) =>
        compilation.SyntaxTrees
            .Select(tree => tree.GetRoot())
            .OfType<CompilationUnitSyntax>()
            .SelectMany(unit => unit.Usings)
            .Any(directive => directive.Alias is { } alias
                && !directive.GlobalKeyword.IsKind(SyntaxKind.None)
                && names.Contains(alias.Name.Identifier.ValueText));
}

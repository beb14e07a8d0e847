using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Parse;

/// <summary>
/// Tells the user's part of a network from the generated one. The generator sees only the first; the analyzer, which runs after
/// it, sees both.
/// </summary>
internal static class UserCode
{
    private static readonly string GeneratedFolder = typeof(NetworkGenerator).FullName;

    public static bool Contains(SyntaxTree? tree) => tree is not null && !tree.FilePath.Contains(GeneratedFolder);

    /// <summary>The members that the user declared.</summary>
    public static IEnumerable<ISymbol> Members(INamedTypeSymbol type) =>
        type.GetMembers().Where(member => !member.IsImplicitlyDeclared && member.Locations.Any(location => Contains(location.SourceTree)));

    /// <summary>The declarations that the user wrote.</summary>
    public static IEnumerable<SyntaxNode> Declarations(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences
            .Where(reference => Contains(reference.SyntaxTree))
            .Select(reference => reference.GetSyntax(cancellation));

    /// <summary>Where the user declared something; of the parts of a network where its attribute is, for another part may be an export.</summary>
    public static Location LocationOf(ISymbol symbol) =>
        LocationOfNetwork(symbol) ?? symbol.Locations.FirstOrDefault(location => Contains(location.SourceTree)) ?? symbol.Locations[0];

    private static Location? LocationOfNetwork(ISymbol symbol)
    {
        SyntaxTree? tree = symbol is INamedTypeSymbol type
            ? NetworkParser.NetworksOf(type).FirstOrDefault()?.ApplicationSyntaxReference?.SyntaxTree
            : null;
        return tree is null ? null : symbol.Locations.FirstOrDefault(location => location.SourceTree == tree);
    }
}

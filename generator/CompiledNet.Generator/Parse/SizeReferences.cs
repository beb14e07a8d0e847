using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNet.Generator.Parse;

/// <summary>Finds the sizes of networks that are not generated yet in an expression, and in the constants that it refers to.</summary>
internal sealed class SizeReferences
{
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly List<(INamedTypeSymbol Network, string Size)> _found = [];
    private readonly HashSet<ISymbol> _visited = new(SymbolEqualityComparer.Default);

    private SizeReferences(Compilation compilation, CancellationToken cancellation)
    {
        _compilation = compilation;
        _cancellation = cancellation;
    }

    public static IReadOnlyList<(INamedTypeSymbol Network, string Size)> Of(
        SyntaxNode expression, Compilation compilation, CancellationToken cancellation)
    {
        var references = new SizeReferences(compilation, cancellation);
        references.Visit(expression);
        return references._found;
    }

    private void Visit(SyntaxNode node)
    {
        SemanticModel model = _compilation.GetSemanticModel(node.SyntaxTree);
        foreach (SimpleNameSyntax name in node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
        {
            ISymbol? symbol = model.GetSymbolInfo(name, _cancellation).Symbol;
            if (symbol is IFieldSymbol { IsConst: true, HasConstantValue: false } && _visited.Add(symbol))
            {
                VisitConstant(symbol);
            }
            else if (symbol is null
                && name.Identifier.ValueText is GeneratedSizes.InputSize or GeneratedSizes.OutputSize or GeneratedSizes.ParameterCount)
            {
                INamedTypeSymbol? owner = Owners(name, model).SelectMany(WithAncestors)
                    .FirstOrDefault(owner => NetworkParser.IsNetwork(owner) && owner.GetMembers(name.Identifier.ValueText).IsEmpty);
                if (owner is not null)
                {
                    _found.Add((owner.OriginalDefinition, name.Identifier.ValueText));
                }
            }
        }
    }

    // A value of an enum counts on from the one before.
    private void VisitConstant(ISymbol constant)
    {
        foreach (SyntaxReference reference in constant.DeclaringSyntaxReferences)
        {
            SyntaxNode declaration = reference.GetSyntax(_cancellation);
            Visit(declaration is EnumMemberDeclarationSyntax { Parent: { } whole } ? whole : declaration);
        }
    }

    // The type before the point; for a simple name the types around it, the innermost first (the class whose attribute it stands in), and those of
    // using static.
    private IEnumerable<INamedTypeSymbol> Owners(SimpleNameSyntax name, SemanticModel model)
    {
        if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
        {
            return model.GetSymbolInfo(access.Expression, _cancellation).Symbol is INamedTypeSymbol owner ? [owner] : [];
        }

        IEnumerable<INamedTypeSymbol?> around = name.Ancestors().OfType<TypeDeclarationSyntax>()
            .Select(type => model.GetDeclaredSymbol(type, _cancellation));
        IEnumerable<INamedTypeSymbol?> imported = _compilation.SyntaxTrees
            .SelectMany(tree => UsingsOf(tree.GetRoot(_cancellation), isSame: tree == name.SyntaxTree))
            .Select(used => _compilation.GetSemanticModel(used.SyntaxTree).GetSymbolInfo(used.NamespaceOrType, _cancellation).Symbol as INamedTypeSymbol);
        return around.Concat(imported).OfType<INamedTypeSymbol>();
    }

    private static IEnumerable<INamedTypeSymbol> WithAncestors(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }
    }

    private static IEnumerable<UsingDirectiveSyntax> UsingsOf(SyntaxNode root, bool isSame) => root
        .DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<UsingDirectiveSyntax>()
        .Where(used => used.StaticKeyword.IsKind(SyntaxKind.StaticKeyword) && (isSame || used.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)));
}

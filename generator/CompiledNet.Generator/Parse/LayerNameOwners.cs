using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNet.Generator.Parse;

/// <summary>Knows who has a name already that a layer of a network would like to have.</summary>
internal sealed class LayerNameOwners
{
    private readonly string _class;
    private readonly HashSet<string> _workspace;
    private readonly HashSet<string> _own;
    private readonly HashSet<string> _inherited;
    private readonly HashSet<string> _words;

    public LayerNameOwners(INamedTypeSymbol type, Compilation compilation, int layers, CancellationToken cancellation)
    {
        _class = type.Name;
        _workspace = GeneratedMembers.OfWorkspace(compilation, layers);
        _own = new HashSet<string>(UserCode.Members(type).Select(member => member.Name), StringComparer.Ordinal);
        _own.UnionWith(UserCode.Members(type).Select(member => member.MetadataName)); // An indexer's is Item.
        _own.UnionWith(type.TypeParameters.Select(parameter => parameter.Name));
        _inherited = new HashSet<string>(
            MemberChecks.InheritedMembers(type, compilation).Select(pair => pair.Member.Name), StringComparer.Ordinal);
        _words = WordsOfAttributes(type, cancellation);
    }

    /// <summary>The owner of a name, as a message says it; null for a name that is free, other layers apart.</summary>
    public string? Of(string name)
    {
        bool isAccessor = name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal);
        return name == _class ? "the class"
            : isAccessor ? "the accessor of a property, or may become it"
            : GeneratedMembers.Contains(name) ? "a generated member"
            : _workspace.Contains(name) ? "a member of the network's Workspace, which has a property of that name too"
            : _own.Contains(name) ? "a member of the class"
            : _inherited.Contains(name) ? "an inherited member"
            : _words.Contains(name) ? "something that an attribute of the class refers to, and would refer to the layer instead"
            : null;
    }

    // In the attributes of a class, too, a simple name means the member before the type: in [Dense(3, Activation.ReLU)] a layer called
    // Activation would be meant.
    private static HashSet<string> WordsOfAttributes(INamedTypeSymbol type, CancellationToken cancellation) => new(
        from declaration in UserCode.Declarations(type, cancellation).OfType<TypeDeclarationSyntax>()
        from list in declaration.AttributeLists
        from argument in list.DescendantNodes().OfType<AttributeArgumentSyntax>()
        from word in argument.Expression.DescendantNodesAndSelf(node => !IsName(node)).OfType<IdentifierNameSyntax>()
        where word.Parent is not AliasQualifiedNameSyntax && (word.Parent is not MemberAccessExpressionSyntax access || access.Expression == word)
        select word.Identifier.ValueText,
        StringComparer.Ordinal);

    // nameof(X) and typeof(X) mean a name, whatever has it.
    private static bool IsName(SyntaxNode node) =>
        node is TypeOfExpressionSyntax or InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } };
}

using CompiledNet.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNet.Generator.Parse;

/// <summary>Finds out which of the generated partial methods the user has implemented.</summary>
internal static class WatchParser
{
    private const string Forward = GeneratedNames.OnForward;
    private const string Backward = GeneratedNames.OnBackward;

    public static WatchModel Parse(INamedTypeSymbol type, CancellationToken cancellation) =>
        new(Has(type, Forward, cancellation), Has(type, Backward, cancellation));

    /// <summary>Whether a method is the user's part of a generated one: its body, while the generated part declares it.</summary>
    public static bool IsImplementation(IMethodSymbol method, CancellationToken cancellation) =>
        method.Name is Forward or Backward
        && method.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax(cancellation) is MethodDeclarationSyntax syntax
            && (syntax.Body is not null || syntax.ExpressionBody is not null)
            && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static bool Has(INamedTypeSymbol type, string name, CancellationToken cancellation) =>
        type.GetMembers(name).OfType<IMethodSymbol>().Any(method =>
            GeneratedMembers.Collides(method) && IsImplementation(method, cancellation));
}

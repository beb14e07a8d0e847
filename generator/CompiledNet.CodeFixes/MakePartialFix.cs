using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using DeclarationRules = CompiledNet.Generator.Diagnostics.Rules;

namespace CompiledNet.CodeFixes;

/// <summary>Makes a network, or a type around one, partial: each of its declarations.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MakePartialFix : NetworkFix
{
    private protected override IEnumerable<DiagnosticDescriptor> Rules =>
        [DeclarationRules.NotPartial, DeclarationRules.ContainingTypeNotPartial];

    private protected override void Offer(CodeFixContext context, FixPlace place)
    {
        if (place.Around<TypeDeclarationSyntax>() is { } declaration
            && place.Model.GetDeclaredSymbol(declaration, context.CancellationToken) is { } type)
        {
            Offer(context, place, "Make partial", cancellation => place.Document.Project.Solution.ReplaceAsync(
                type.DeclaringSyntaxReferences
                    .Select(reference => reference.GetSyntax(cancellation))
                    .OfType<TypeDeclarationSyntax>()
                    .Where(part => !part.Modifiers.Any(SyntaxKind.PartialKeyword)),
                MakePartial,
                cancellation));
        }
    }

    // The last of the modifiers, as the language wants it.
    private static TypeDeclarationSyntax MakePartial(TypeDeclarationSyntax declaration)
    {
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        SyntaxTokenList modifiers = declaration.Modifiers;
        return modifiers.Count > 0
            ? (TypeDeclarationSyntax)declaration.WithModifiers(modifiers.Add(partial))
            : (TypeDeclarationSyntax)declaration
                .WithKeyword(declaration.Keyword.WithLeadingTrivia())
                .WithModifiers([partial.WithLeadingTrivia(declaration.Keyword.LeadingTrivia)]);
    }
}

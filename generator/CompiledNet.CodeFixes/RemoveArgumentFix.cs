using System.Composition;
using CompiledNet.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNet.CodeFixes;

/// <summary>Removes an argument that has no effect.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RemoveArgumentFix : NetworkFix
{
    private protected override IEnumerable<DiagnosticDescriptor> Rules => [AdviceRules.ArgumentWithoutEffect];

    private protected override void Offer(CodeFixContext context, FixPlace place)
    {
        if (place.Around<AttributeArgumentSyntax>() is { } argument)
        {
            Offer(context, place, "Remove the argument", _ => Task.FromResult(
                place.Document.WithSyntaxRoot(place.Root.RemoveNode(argument, SyntaxRemoveOptions.KeepNoTrivia)!).Project.Solution));
        }
    }
}

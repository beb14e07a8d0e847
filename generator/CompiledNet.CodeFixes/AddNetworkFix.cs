using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using DeclarationRules = CompiledNet.Generator.Diagnostics.Rules;

namespace CompiledNet.CodeFixes;

/// <summary>Adds <c>[Network]</c> above layers that lack it. How many inputs there are, only the user knows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddNetworkFix : NetworkFix
{
    private const string Attribute = "Network(inputs: 1)";

    private protected override IEnumerable<DiagnosticDescriptor> Rules => [DeclarationRules.LayerWithoutNetwork];

    private protected override void Offer(CodeFixContext context, FixPlace place)
    {
        if (place.Around<AttributeListSyntax>() is { } list)
        {
            Offer(context, place, $"Add [{Attribute}]", _ =>
                Task.FromResult(place.Replace(list, AttributeEdits.Before(list, AttributeEdits.List(Attribute)))));
        }
    }
}

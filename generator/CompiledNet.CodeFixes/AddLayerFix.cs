using System.Composition;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using DeclarationRules = CompiledNet.Generator.Diagnostics.Rules;

namespace CompiledNet.CodeFixes;

/// <summary>Adds a layer to a network that has none, with the activation that belongs to the network's loss.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddLayerFix : NetworkFix
{
    private protected override IEnumerable<DiagnosticDescriptor> Rules => [DeclarationRules.NoLayer];

    private protected override void Offer(CodeFixContext context, FixPlace place)
    {
        if (place.Around<AttributeListSyntax>() is not { Parent: TypeDeclarationSyntax declaration } list
            || place.Model.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } type)
        {
            return;
        }

        AttributeReader network = NetworkParser.AttributeOfNetwork(type, context.CancellationToken);
        (int units, Activation activation) = (Loss)(network.NamedOrNull<int>("Loss") ?? 0) switch
        {
            Loss.CategoricalCrossEntropy => (2, Activation.Softmax),
            Loss.BinaryCrossEntropy => (1, Activation.Sigmoid),
            _ => (1, Activation.Identity),
        };
        string shown = activation == Activation.Identity ? $"Dense({units})" : $"Dense({units}, Activation.{activation})";
        string full = shown.Replace("Activation.", "global::CompiledNet.Activation.");
        Offer(context, place, $"Add [{shown}]", _ =>
            Task.FromResult(place.Replace(list, AttributeEdits.After(list, AttributeEdits.List(full)))));
    }
}

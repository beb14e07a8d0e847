using System.Collections.Immutable;
using System.Composition;
using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Parse;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompiledNet.CodeFixes;

/// <summary>Gives a layer the activation, or the network the loss, that the advice names: the two of a fused pair.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ChooseValuesFix : NetworkFix
{
    private protected override IEnumerable<DiagnosticDescriptor> Rules =>
    [
        AdviceRules.HiddenSoftmax,
        AdviceRules.CategoricalWithoutSoftmax,
        AdviceRules.BinaryWithoutSigmoid,
        AdviceRules.SoftmaxOfOneUnit,
        AdviceRules.ReLUUnderCrossEntropy,
        AdviceRules.LinearLayersInARow,
    ];

    private protected override void Offer(CodeFixContext context, FixPlace place)
    {
        ImmutableDictionary<string, string?> fix = place.Diagnostic.Properties;
        Offer(context, place, fix.GetValueOrDefault(FixData.Activation), fix.GetValueOrDefault(FixData.Loss));
        Offer(context, place, null, fix.GetValueOrDefault(FixData.OtherLoss));
    }

    private static void Offer(CodeFixContext context, FixPlace place, string? activation, string? loss)
    {
        if ((activation is null && loss is null)
            || place.Around<AttributeSyntax>() is not { Parent.Parent: TypeDeclarationSyntax declaration } layer
            || place.Model.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } type
            || NetworkParser.AttributeOfNetwork(type, context.CancellationToken).Syntax is not { } network)
        {
            return;
        }

        string title = "Use " + string.Join(
            " and ",
            new[] { activation is null ? "" : "Activation." + activation, loss is null ? "" : "Loss." + loss }.Where(part => part.Length > 0));
        Offer(context, place, title, cancellation => place.Document.Project.Solution.ReplaceAsync(
            new[] { activation is null ? null : layer, loss is null ? null : network }.OfType<AttributeSyntax>(),
            attribute => attribute == layer
                ? AttributeEdits.WithActivation(attribute, activation!)
                : AttributeEdits.WithProperty(attribute, "Loss", AttributeEdits.Shortened("global::CompiledNet.Loss." + loss)),
            cancellation));
    }
}

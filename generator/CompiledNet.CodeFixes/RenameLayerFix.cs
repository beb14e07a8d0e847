using System.Composition;
using CompiledNet.Generator.Parse;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using DeclarationRules = CompiledNet.Generator.Diagnostics.Rules;

namespace CompiledNet.CodeFixes;

/// <summary>Gives a layer a name that is an identifier and free.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RenameLayerFix : NetworkFix
{
    private protected override IEnumerable<DiagnosticDescriptor> Rules =>
        [DeclarationRules.InvalidLayerName, DeclarationRules.DuplicateLayerName, DeclarationRules.LayerNameTaken];

    /// <summary>None: two layers that are renamed at once, neither knowing of the other, may come to one name.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override void Offer(CodeFixContext context, FixPlace place)
    {
        if (place.Around<AttributeSyntax>() is not { Parent.Parent: TypeDeclarationSyntax declaration } attribute
            || place.Model.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } type)
        {
            return;
        }

        int layer = NetworkParser.LayerAttributes(type, context.CancellationToken).ToList().FindIndex(reader => reader.Syntax == attribute);
        if (layer < 0)
        {
            return;
        }

        string name = LayerNameProposal.For(type, place.Model.Compilation, layer, context.CancellationToken);
        ExpressionSyntax value = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));
        Offer(context, place, $"Name the layer '{name}'", _ =>
            Task.FromResult(place.Replace(attribute, AttributeEdits.WithProperty(attribute, "Name", value))));
    }
}

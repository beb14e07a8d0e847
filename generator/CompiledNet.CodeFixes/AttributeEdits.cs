using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace CompiledNet.CodeFixes;

/// <summary>Attributes with other arguments, and lists of attributes with another list beside them.</summary>
internal static class AttributeEdits
{
    /// <summary>An expression, written in full and made as short as the place allows when the fix is applied.</summary>
    public static ExpressionSyntax Shortened(string fullText) =>
        SyntaxFactory.ParseExpression(fullText).WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>Gives a layer another activation, the second argument of its attribute.</summary>
    public static AttributeSyntax WithActivation(AttributeSyntax layer, string activation)
    {
        ExpressionSyntax value = Shortened("global::CompiledNet.Activation." + activation);
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments = layer.ArgumentList!.Arguments;
        int constructors = arguments.TakeWhile(argument => argument.NameEquals is null).Count();
        AttributeArgumentSyntax? old = arguments.Take(constructors)
            .Where((argument, i) => argument.NameColon is { } name ? name.Name.Identifier.ValueText == "activation" : i == 1)
            .FirstOrDefault();
        if (old is not null)
        {
            return layer.ReplaceNode(old.Expression, value.WithTriviaFrom(old.Expression));
        }

        // After a name only names are sure to be understood.
        AttributeArgumentSyntax added = SyntaxFactory.AttributeArgument(
            null, arguments[0].NameColon is null ? null : SyntaxFactory.NameColon("activation"), value);
        return layer
            .WithArgumentList(layer.ArgumentList.WithArguments(arguments.Insert(constructors, added)))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>Sets a property of an attribute.</summary>
    public static AttributeSyntax WithProperty(AttributeSyntax attribute, string name, ExpressionSyntax value)
    {
        AttributeArgumentListSyntax list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        AttributeArgumentSyntax? old = list.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);
        return old is not null
            ? attribute.ReplaceNode(old.Expression, value.WithTriviaFrom(old.Expression))
            : attribute
                .WithArgumentList(list.AddArguments(SyntaxFactory.AttributeArgument(SyntaxFactory.NameEquals(name), null, value)))
                .WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>Text such as <c>Dense(1)</c> as a list of one attribute of this library.</summary>
    public static AttributeListSyntax List(string attribute)
    {
        // Parsed whole, for in a list made of parts the formatter would choose the white space.
        AttributeListSyntax list = SyntaxFactory.ParseCompilationUnit($"[global::CompiledNet.{attribute}]class C;").Members[0].AttributeLists[0];
        return list.ReplaceNodes(
            list.DescendantNodes().Where(node => node is NameSyntax { Parent: AttributeSyntax }
                or MemberAccessExpressionSyntax { Parent: AttributeArgumentSyntax }),
            (_, node) => node.WithAdditionalAnnotations(Simplifier.Annotation));
    }

    /// <summary>A list with a new one before it, on a line of its own if the old one has one.</summary>
    public static IEnumerable<SyntaxNode> Before(AttributeListSyntax list, AttributeListSyntax added) =>
    [
        added.WithLeadingTrivia(list.GetLeadingTrivia()).WithTrailingTrivia(Gap(list)),
        list.WithLeadingTrivia(Indentation(list)),
    ];

    /// <summary>A list with a new one after it, on a line of its own if the old one has one.</summary>
    public static IEnumerable<SyntaxNode> After(AttributeListSyntax list, AttributeListSyntax added) =>
    [
        list.WithTrailingTrivia(Gap(list)),
        added.WithLeadingTrivia(Indentation(list)).WithTrailingTrivia(list.GetTrailingTrivia()),
    ];

    private static bool HasOwnLine(AttributeListSyntax list) => list.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);

    private static IEnumerable<SyntaxTrivia> Gap(AttributeListSyntax list) => HasOwnLine(list)
        ? list.GetTrailingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))
        : [SyntaxFactory.Space];

    private static IEnumerable<SyntaxTrivia> Indentation(AttributeListSyntax list)
    {
        SyntaxTriviaList leading = list.GetLeadingTrivia();
        return HasOwnLine(list) && leading.Count > 0 && leading[leading.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia)
            ? [leading[leading.Count - 1]]
            : [];
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CompiledNet.CodeFixes;

/// <summary>What the fixes have in common: each looks at the syntax that a diagnostic is reported on, and offers changes.</summary>
public abstract class NetworkFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [.. Rules.Select(rule => rule.Id)];

    private protected abstract IEnumerable<DiagnosticDescriptor> Rules { get; }

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            Offer(context, new FixPlace(context.Document, root, model, diagnostic));
        }
    }

    private protected abstract void Offer(CodeFixContext context, FixPlace place);

    /// <summary>Offers a change. Its title is its key too: what fixes all others like it has the same words.</summary>
    private protected static void Offer(
        CodeFixContext context, FixPlace place, string title, Func<CancellationToken, Task<Solution>> change) =>
        context.RegisterCodeFix(CodeAction.Create(title, change, equivalenceKey: title), place.Diagnostic);
}

/// <summary>Where a diagnostic was reported.</summary>
internal sealed record FixPlace(Document Document, SyntaxNode Root, SemanticModel Model, Diagnostic Diagnostic)
{
    /// <summary>The node that the diagnostic is reported on.</summary>
    public SyntaxNode Node => Root.FindNode(Diagnostic.Location.SourceSpan);

    /// <summary>The innermost node of a kind around it.</summary>
    public T? Around<T>()
        where T : SyntaxNode => Node.FirstAncestorOrSelf<T>();

    /// <summary>The solution with a node replaced.</summary>
    public Solution Replace(SyntaxNode old, SyntaxNode @new) => Document.WithSyntaxRoot(Root.ReplaceNode(old, @new)).Project.Solution;

    /// <summary>The solution with a node replaced by several.</summary>
    public Solution Replace(SyntaxNode old, IEnumerable<SyntaxNode> @new) =>
        Document.WithSyntaxRoot(Root.ReplaceNode(old, @new)).Project.Solution;
}

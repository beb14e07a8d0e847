using Microsoft.CodeAnalysis;

namespace CompiledNet.CodeFixes;

/// <summary>Changes in several files, since the declarations of a partial class may lie in several.</summary>
internal static class SolutionEdits
{
    /// <summary>Replaces each node, wherever it lies, by what the edit makes of it; none of them lies within another.</summary>
    public static async Task<Solution> ReplaceAsync<T>(
        this Solution solution, IEnumerable<T> nodes, Func<T, T> edit, CancellationToken cancellation)
        where T : SyntaxNode
    {
        foreach (IGrouping<SyntaxTree, T> file in nodes.GroupBy(node => node.SyntaxTree))
        {
            if (solution.GetDocument(file.Key) is { } document)
            {
                SyntaxNode root = await file.Key.GetRootAsync(cancellation).ConfigureAwait(false);
                solution = solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceNodes(file, (node, _) => edit(node)));
            }
        }

        return solution;
    }
}

using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNet.Generator.Emit;

/// <summary>Names as they must be written where a keyword is one.</summary>
internal static class Identifier
{
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;
}

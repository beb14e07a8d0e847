using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNet.Generator.Model;

/// <summary>Names as they must be written where one is a keyword, or might become one: the compiler warns of names in small letters alone.</summary>
internal static class Identifier
{
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
        || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
        || name.All(character => character is >= 'a' and <= 'z')
            ? "@" + name
            : name;
}

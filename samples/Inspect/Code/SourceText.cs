using System.Text.RegularExpressions;

namespace Inspect;

/// <summary>A file that was compiled.</summary>
/// <param name="name">Its name without its folder.</param>
/// <param name="text">All of it.</param>
internal sealed class SourceText(string name, string text)
{
    private readonly string[] _lines = text.ReplaceLineEndings("\n").Split('\n');

    /// <summary>Its name without its folder.</summary>
    public string Name => name;

    /// <summary>A method with the comment above it.</summary>
    /// <param name="name">Its name; the first method called so that is declared at the start of a line counts.</param>
    /// <exception cref="InvalidOperationException">There is no such method.</exception>
    public Listing Method(string name)
    {
        int declaration = IndexOf($@"^ *(internal|private|public|void) [^=;]*\b{name}\(", 0);
        int first = declaration;
        while (Regex.IsMatch(_lines[first - 1], "^ *(//|\\[)"))
        {
            first--;
        }

        string indent = IndentOf(_lines[declaration]);
        int last = declaration;
        while (_lines[last] != indent + "}")
        {
            last++;
        }

        return Between(name, first, last, declaration);
    }

    /// <summary>A class declared without a body, with its attributes.</summary>
    /// <param name="name">The name of the class.</param>
    /// <exception cref="InvalidOperationException">There is no such class.</exception>
    public Listing Declaration(string name)
    {
        int declaration = IndexOf($@"\bclass {name};", 0);
        int first = declaration;
        while (_lines[first - 1].StartsWith('['))
        {
            first--;
        }

        return Between(name, first, declaration, declaration).Mark(_ => true);
    }

    private Listing Between(string title, int first, int last, int declaration)
    {
        int indent = IndentOf(_lines[declaration]).Length;
        var lines = new List<CodeLine>();
        for (int i = first; i <= last; i++)
        {
            string line = _lines[i].Length < indent ? string.Empty : _lines[i][indent..];
            lines.Add(new CodeLine(i + 1, line, i == declaration ? LineRole.Shown : LineRole.Folded));
        }

        return new Listing(Name, title, [.. lines]);
    }

    private int IndexOf(string pattern, int from)
    {
        int index = Array.FindIndex(_lines, from, line => Regex.IsMatch(line, pattern));
        return index >= 0 ? index : throw new InvalidOperationException($"{Name} has no line like {pattern}.");
    }

    private static string IndentOf(string line) => line[..^line.TrimStart().Length];
}

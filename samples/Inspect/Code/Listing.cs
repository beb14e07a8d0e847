namespace Inspect;

/// <summary>How a line stands on the page.</summary>
internal enum LineRole
{
    /// <summary>Hidden until the whole method is asked for.</summary>
    Folded,

    /// <summary>Shown, so that one knows where one is.</summary>
    Shown,

    /// <summary>What computes the step.</summary>
    Marked,
}

/// <summary>A line of a file, without the indent that its method has.</summary>
internal sealed record CodeLine(int Number, string Text, LineRole Role)
{
    /// <summary>Blanks in front.</summary>
    public int Indent => Text.Length - Text.TrimStart().Length;

    public bool IsComment => Text.TrimStart().StartsWith("//", StringComparison.Ordinal);
}

/// <summary>A method or a declaration, of whose lines some are marked.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Title">What is listed.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record Listing(string File, string Title, CodeLine[] Lines)
{
    private const int FewestToFold = 3;

    /// <summary>The same with single lines between others shown, for a fold would take as much space.</summary>
    public Listing Folded()
    {
        CodeLine[] lines = [.. Lines];
        int last = -1;
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Role == LineRole.Folded)
            {
                continue;
            }

            for (int j = last + 1; last >= 0 && i - last <= FewestToFold && j < i; j++)
            {
                lines[j] = lines[j] with { Role = LineRole.Shown };
            }

            last = i;
        }

        return this with { Lines = lines };
    }

    /// <summary>Marks lines.</summary>
    /// <param name="which">Which ones, by their text without the blanks around it.</param>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public Listing Mark(Func<string, bool> which)
    {
        CodeLine[] marked = [.. Lines.Select(line => which(line.Text.Trim()) ? line with { Role = LineRole.Marked } : line)];
        return marked.SequenceEqual(Lines) ? throw NothingFound() : this with { Lines = marked };
    }

    /// <summary>Marks the lines that begin so.</summary>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public Listing MarkLines(params string[] starts) =>
        Mark(line => starts.Any(start => line.StartsWith(start, StringComparison.Ordinal)));

    /// <summary>Marks the first line that begins so, and all to one that begins otherwise, both included.</summary>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public Listing MarkRange(string start, string end)
    {
        bool isInside = false;
        return Mark(line =>
        {
            bool isFirst = line.StartsWith(start, StringComparison.Ordinal);
            bool isMarked = isInside || isFirst;
            isInside = isMarked && !line.StartsWith(end, StringComparison.Ordinal);
            return isMarked;
        });
    }

    /// <summary>Marks a line and what follows it, until the next comment or condition of the same indent, or the end of the block.</summary>
    /// <param name="start">How the line begins.</param>
    /// <exception cref="InvalidOperationException">No line begins so.</exception>
    public Listing MarkSection(string start)
    {
        int first = Array.FindIndex(Lines, line => line.Text.TrimStart().StartsWith(start, StringComparison.Ordinal));
        if (first < 0)
        {
            throw NothingFound();
        }

        int last = first + 1;
        while (last < Lines.Length && !Ends(Lines[last], Lines[first]))
        {
            last++;
        }

        while (Lines[last - 1].Text.Length == 0)
        {
            last--;
        }

        return this with { Lines = [.. Lines.Select((line, i) => i >= first && i < last ? line with { Role = LineRole.Marked } : line)] };
    }

    private static bool Ends(CodeLine line, CodeLine first) =>
        line.Text.Length > 0 && (line.Indent < first.Indent
            || (line.Indent == first.Indent && (line.IsComment || line.Text.TrimStart().StartsWith("if (", StringComparison.Ordinal))));

    private InvalidOperationException NothingFound() => new($"No line of {Title} in {File} was to be marked.");
}

namespace CompiledNet.Benchmarks.Table;

/// <summary>The parts of the README that comparisons write.</summary>
internal static class Readme
{
    /// <summary>Replaces what stands between the marks of a part.</summary>
    /// <exception cref="InvalidOperationException">The marks are not there.</exception>
    public static void Replace(string part, string markdown)
    {
        string beginMark = $"<!-- {part}:begin -->";
        string endMark = $"<!-- {part}:end -->";
        string file = Path.Combine(Repository.Root, "README.md");
        string text = File.ReadAllText(file);
        int begin = text.IndexOf(beginMark, StringComparison.Ordinal);
        int end = text.IndexOf(endMark, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"{file} lacks the marks {beginMark} and {endMark}.");
        }

        File.WriteAllText(file, $"{text[..(begin + beginMark.Length)]}\n{markdown}{text[end..]}");
    }
}

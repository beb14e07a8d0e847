namespace CompiledNet.Benchmarks.Table;

/// <summary>The part of the README that the comparison writes.</summary>
internal static class Readme
{
    private const string Begin = "<!-- benchmarks:begin -->";
    private const string End = "<!-- benchmarks:end -->";

    /// <summary>Replaces what stands between the marks.</summary>
    /// <exception cref="InvalidOperationException">The marks are not there.</exception>
    public static void Replace(string markdown)
    {
        string file = Path.Combine(Repository.Root, "README.md");
        string text = File.ReadAllText(file);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"{file} lacks the marks {Begin} and {End}.");
        }

        File.WriteAllText(file, $"{text[..(begin + Begin.Length)]}\n{markdown}{text[end..]}");
    }
}

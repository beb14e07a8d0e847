namespace CompiledNet.Benchmarks.Table;

/// <summary>The results on one processor, <c>docs/benchmarks/NAME.md</c>: of each part the newest first, older ones below.</summary>
internal static class ProcessorPage
{
    /// <summary>Adds a result.</summary>
    /// <param name="name">The page, without its extension; made where there is none.</param>
    /// <param name="part">The part, whose mark is written where there is none.</param>
    /// <param name="markdown">The result.</param>
    public static void Add(string name, string part, string markdown)
    {
        string folder = Path.Combine(Repository.Root, "docs", "benchmarks");
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, name + ".md");
        string text = File.Exists(file) ? File.ReadAllText(file) : $"# {name}\n";
        string mark = $"<!-- {part}: newest first -->\n";
        int at = text.IndexOf(mark, StringComparison.Ordinal);
        File.WriteAllText(file, at < 0 ? $"{text}\n{mark}\n{markdown}" : text.Insert(at + mark.Length, $"\n{markdown}"));
    }
}

namespace CompiledNet.Tests.Documentation;

/// <summary>A page of docs, whose code a test holds: every block of it stands, but for its indentation, in a source that is compiled and run.</summary>
internal sealed class Guide
{
    private readonly string _page;
    private readonly string _source;

    /// <summary>Reads both, which the project embeds.</summary>
    /// <param name="page">The page's file name.</param>
    /// <param name="source">That of the source.</param>
    public Guide(string page, string source)
    {
        _page = Text(page);
        _source = Flat(Text(source));
    }

    /// <summary>Each block of C# stands in the source.</summary>
    /// <param name="count">How many blocks there are.</param>
    public void AssertIsCompiled(int count)
    {
        string[] blocks = Blocks("csharp");
        Assert.Equal(count, blocks.Length);
        Assert.All(blocks, block => Assert.Contains(Flat(block), _source, StringComparison.Ordinal));
    }

    /// <summary>What stands in the page between ```LANGUAGE and ```.</summary>
    /// <param name="language">The language.</param>
    /// <returns>The blocks.</returns>
    public string[] Blocks(string language) =>
    [
        .. _page.Split("```" + language + "\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]),
    ];

    /// <summary>The text of a source that the project embeds.</summary>
    /// <param name="file">Its file name.</param>
    /// <returns>The text, with \n for the end of a line.</returns>
    public static string ReadSource(string file) => Text(file);

    private static string Flat(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim())).Trim();

    private static string Text(string file)
    {
        using Stream stream = typeof(Guide).Assembly.GetManifestResourceStream("Guide/" + file)
            ?? throw new InvalidOperationException($"There is no resource Guide/{file}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

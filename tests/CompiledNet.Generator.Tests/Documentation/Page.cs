using CompiledNet.Generator.Tests.Harness;

namespace CompiledNet.Generator.Tests.Documentation;

/// <summary>A page of the documentation.</summary>
internal static class Page
{
    /// <summary>Its blocks between ```LANGUAGE and ```, from top to bottom.</summary>
    public static string[] Blocks(string page, string language) =>
    [
        .. Read(page)
            .Split("```" + language + "\n")
            .Skip(1)
            .Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)].TrimEnd('\n')),
    ];

    /// <summary>Its text.</summary>
    public static string Read(string page) => File.ReadAllText(Path.Combine(Snapshot.Repository(), page)).ReplaceLineEndings("\n");
}

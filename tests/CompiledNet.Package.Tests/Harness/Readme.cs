using System.IO.Compression;

namespace CompiledNet.Package.Tests.Harness;

/// <summary>The page that comes with the package.</summary>
internal static class Readme
{
    private const string Fence = "```";

    /// <summary>Its listings in a language.</summary>
    /// <param name="package">The package.</param>
    /// <param name="language">The language.</param>
    public static IEnumerable<string> Blocks(string package, string language)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        using var reader = new StreamReader(archive.GetEntry("README.md")!.Open());
        string[] parts = reader.ReadToEnd().Split(Fence);
        return [.. parts.Where((part, i) => i % 2 == 1 && part.StartsWith(language + "\n", StringComparison.Ordinal)).Select(part => part[(language.Length + 1)..])];
    }
}

using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;
using CompiledNet.Package.Tests.Harness;
using CompiledNet.Tests.Common;

namespace CompiledNet.Package.Tests;

/// <summary>What lies in the package.</summary>
/// <param name="bench">The package, made twice.</param>
[Collection(BenchCollection.Name)]
public sealed class PackageTests(Bench bench)
{
    private const string Library = "lib/net10.0/CompiledNet.dll";

    // Source link's, in the portable PDB format's list of custom debug information.
    private static readonly Guid s_sourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [LongFact]
    public void It_holds_the_library_the_analyzers_and_nothing_else()
    {
        string[] targets = ["CompiledNet.props", "CompiledNet.targets"];
        string[] expected =
        [
            "CompiledNet.nuspec",
            "LICENSE",
            "README.md",
            "analyzers/dotnet/cs/CompiledNet.CodeFixes.dll",
            "analyzers/dotnet/cs/CompiledNet.Generator.dll",
            Library,
            "lib/net10.0/CompiledNet.xml",
            .. targets.Select(file => "build/" + file),
            .. targets.Select(file => "buildTransitive/" + file),
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Entries(bench.Package));
        Assert.Equal(["CompiledNet.nuspec", "lib/net10.0/CompiledNet.pdb"], Entries(Symbols));
    }

    [LongFact]
    public void It_needs_no_other_package()
    {
        XElement metadata = Metadata();
        XElement group = Assert.Single(metadata.Descendants(), element => element.Name.LocalName == "group");
        Assert.Equal("net10.0", group.Attribute("targetFramework")?.Value);
        Assert.Empty(group.Elements());
        Assert.DoesNotContain(metadata.Descendants(), element => element.Name.LocalName is "frameworkReference" or "frameworkAssembly");
    }

    [LongFact]
    public void It_says_what_it_is()
    {
        Dictionary<string, XElement> metadata = Metadata().Elements().ToDictionary(element => element.Name.LocalName);
        Assert.Equal("CompiledNet", metadata["id"].Value);
        Assert.Equal(bench.Version, metadata["version"].Value);
        Assert.Equal("MIT", metadata["license"].Value);
        Assert.Equal("README.md", metadata["readme"].Value);
        Assert.NotEmpty(metadata["description"].Value);
        Assert.NotEmpty(metadata["tags"].Value);
        Assert.Equal(Sources.Remote, metadata["repository"].Attribute("url")?.Value);
    }

    [LongFact]
    public void Its_version_is_that_of_the_tag_in_every_assembly()
    {
        Assert.All(Assemblies(), name => Assert.Equal("0.1.1.0", AssemblyVersion(Read(bench.Package, name))));
    }

    [LongFact]
    public void Page_and_licence_are_those_of_the_repository()
    {
        Assert.Equal(File.ReadAllBytes(Path.Combine(Sources.Root, "LICENSE")), Read(bench.Package, "LICENSE"));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Sources.Root, "src", "CompiledNet", "README.md")), Read(bench.Package, "README.md"));
    }

    [LongFact]
    public void What_an_editor_shows_is_documented()
    {
        XDocument documentation = XDocument.Load(new MemoryStream(Read(bench.Package, "lib/net10.0/CompiledNet.xml")));
        string[] members = [.. documentation.Descendants("member").Select(member => member.Attribute("name")!.Value)];
        Assert.Contains("T:CompiledNet.NetworkAttribute", members);
        Assert.Contains("M:CompiledNet.DenseAttribute.#ctor(System.Int32,CompiledNet.Activation)", members);
    }

    [LongFact]
    public void Made_again_elsewhere_its_assemblies_are_the_same()
    {
        Assert.NotEqual(bench.Package, bench.SecondPackage);
        Assert.All(Assemblies(), name => Assert.Equal(Read(bench.Package, name), Read(bench.SecondPackage, name)));
    }

    [LongFact]
    public void Its_symbols_link_to_the_sources()
    {
        byte[] symbols = Read(Symbols, "lib/net10.0/CompiledNet.pdb");
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        MetadataReader reader = provider.GetMetadataReader();
        string link = reader.CustomDebugInformation
            .Select(reader.GetCustomDebugInformation)
            .Where(information => reader.GetGuid(information.Kind) == s_sourceLink)
            .Select(information => Encoding.UTF8.GetString(reader.GetBlobBytes(information.Value)))
            .Single();

        Assert.Matches(@"""/_/\*"":""https://raw\.githubusercontent\.com/example/example/[0-9a-f]{40}/\*""", link);
        Assert.All(
            reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name)),
            document => Assert.StartsWith("/_/", document, StringComparison.Ordinal));
    }

    private string Symbols => Path.ChangeExtension(bench.Package, ".snupkg");

    private static string Build => Path.Combine(Sources.Root, "src", "CompiledNet", "build");

    private static string[] Assemblies() => ["analyzers/dotnet/cs/CompiledNet.CodeFixes.dll", "analyzers/dotnet/cs/CompiledNet.Generator.dll", Library];

    private XElement Metadata()
    {
        var document = XDocument.Load(new MemoryStream(Read(bench.Package, "CompiledNet.nuspec")));
        return document.Root!.Elements().Single();
    }

    // Those that a package has by being one are left out.
    private static string[] Entries(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        return
        [
            .. archive.Entries.Select(entry => entry.FullName)
                .Where(name => name != "[Content_Types].xml" && !name.StartsWith("_rels/", StringComparison.Ordinal)
                    && !name.StartsWith("package/services/metadata/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static byte[] Read(string package, string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        using Stream entry = archive.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string AssemblyVersion(byte[] assembly)
    {
        using var reader = new PEReader(new MemoryStream(assembly));
        return reader.GetMetadataReader().GetAssemblyDefinition().Version.ToString();
    }
}

using System.Text.RegularExpressions;

namespace CompiledNet.Generator.Tests.Architecture;

/// <summary>
/// The way from attributes to code runs one way: attributes → parse → model → plan → emit. Each folder of the generator uses only those that the table
/// allows, by <c>using</c> or by a qualified name.
/// </summary>
public sealed partial class ArrowTests
{
    // What each folder may use. Model is what all agree on; a kind of layer goes all the way from its attribute to its kernels.
    private static readonly Dictionary<string, string[]> s_allowed = new(StringComparer.Ordinal)
    {
        ["Model"] = [],
        ["Functions"] = ["Model"],
        ["Losses"] = ["Functions", "Model"],
        ["Diagnostics"] = ["Model"],
        ["Parse"] = ["Diagnostics", "Functions", "Layers", "Model"],
        ["Plan"] = ["Functions", "Layers", "Model"],
        ["Layers"] = ["Diagnostics", "Emit", "Functions", "Model", "Parse", "Plan"],
        ["Emit"] = ["Functions", "Layers", "Losses", "Model", "Plan"],
        ["Advice"] = ["Diagnostics", "Layers", "Model", "Parse"],
    };

    private static readonly string s_generator = Path.Combine(Root(), "generator", "CompiledNet.Generator");

    public static TheoryData<string> Folders => [.. s_allowed.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_only_what_it_may(string folder)
    {
        (string File, string Source)[] sources = [.. Directory.EnumerateFiles(Path.Combine(s_generator, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(s_generator, file), File.ReadAllText(file)))];
        Assert.NotEmpty(sources);
        Assert.Equal([], sources.SelectMany(source => Used(source.Source)
            .Where(used => used != folder && !s_allowed[folder].Contains(used))
            .Select(used => $"{source.File} uses {used}")));
    }

    [Fact]
    public void Every_folder_with_code_is_in_the_table() => Assert.Equal(
        s_allowed.Keys.Append("Polyfills").Order(StringComparer.Ordinal),
        Directory.EnumerateDirectories(s_generator)
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any())
            .Select(folder => Path.GetFileName(folder))
            .Where(folder => folder is not "bin" and not "obj")
            .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("using CompiledNet.Generator.Emit;", "Emit")]
    [InlineData("using CompiledNet.Generator.Emit.Kernels;", "Emit")]
    [InlineData("using Text = CompiledNet.Generator.Emit.LayerNames;", "Emit")]
    [InlineData("string text = Emit.Literal.Of(1);", "Emit")]
    [InlineData("var kind = Generator.Layers.LayerKind.Of(layer);", "Layers")]
    [InlineData("int rows = shape.Plan.Of32.Rows + Layers.Count; // Emit.Literal", null)]
    public void A_use_is_recognised(string source, string? folder) => Assert.Equal(folder is null ? [] : [folder], Used(source));

    private static IEnumerable<string> Used(string source) =>
        QualifiedName().Matches(Comment().Replace(source, ""))
            .Where(match => match.Groups["generator"].Success || IsType(match.Groups["folder"].Value, match.Groups["name"].Value))
            .Select(match => match.Groups["folder"].Value)
            .Where(s_allowed.ContainsKey)
            .Distinct();

    // A property may have a folder's name: then what follows is no type of that folder.
    private static bool IsType(string folder, string name) =>
        s_allowed.ContainsKey(folder)
        && Directory.EnumerateFiles(Path.Combine(s_generator, folder), name + ".cs", SearchOption.AllDirectories).Any();

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CompiledNet.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("There is no CompiledNet.sln above the tests.");
    }

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<![\w.])(?<generator>(?:global::)?CompiledNet\.Generator\.)?(?:Generator\.)?(?<folder>[A-Z]\w+)(?:\.(?<name>[A-Z]\w+)|;)")]
    private static partial Regex QualifiedName();
}

using CompiledNet.Generator.Tests.Harness;

namespace CompiledNet.Generator.Tests.Documentation;

/// <summary>The listings of generated code in the documentation are what the generator writes.</summary>
public class ListingTests
{
    private const string Usings = "using System;\nusing CompiledNet;\n\nnamespace Example;\n\n";

    [Fact]
    public void Of_the_page_on_generated_code()
    {
        string[] listings = Page.Blocks("docs/generated-code.md", "csharp");
        string declaration = listings[0];
        Build build = Build.Valid(Usings + declaration);
        Assert.Equal(
            Snapshot.Read("Note2_2_4_3_2"), build.Main);

        string[] ofUser = [.. listings.Skip(1).Where(listing => listing.StartsWith("public partial class", StringComparison.Ordinal))];
        string[] generated = [.. listings.Skip(1).Except(ofUser)];
        Assert.True(generated.Length >= 7 && ofUser.Length == 1);
        Assert.All(generated, listing => AssertContains(build.Source, listing));
        using LoadedAssembly loaded = Build.Valid([Usings + declaration, .. ofUser.Select(listing => Usings + listing)]).Load();
        Probe.Run(loaded.Network<double>("Example.Note2"));
    }

    [Fact]
    public void Of_the_first_page()
    {
        string[] listings = Page.Blocks("README.md", "csharp");
        string emitted = Snapshot.Read("Note0_2_3_2");

        Assert.Equal(emitted, Build.Valid(Usings + listings[0]).Main);
        AssertContains(emitted, listings[1]);
        AssertContains(emitted, listings[2]);
    }

    [Fact]
    public void A_listing_that_differs_in_a_line_is_found_out()
    {
        AssertContains("  {\n    a\n\n    b\n  }", "a\n\nb");
        Assert.ThrowsAny<Exception>(() => AssertContains("  {\n    a\n\n    b\n  }", "a\n\nc"));
        Assert.ThrowsAny<Exception>(() => AssertContains("  {\n    a\n\n    b\n  }", "a\n\n  b"));
    }

    // Indented as a whole, it stands in the text.
    private static void AssertContains(string text, string listing)
    {
        string first = listing.Split('\n')[0];
        IEnumerable<string> indents = text.Split('\n')
            .Where(line => line.EndsWith(first, StringComparison.Ordinal) && string.IsNullOrWhiteSpace(line[..^first.Length]))
            .Select(line => line[..^first.Length])
            .Distinct();
        Assert.True(
            indents.Any(indent => text.Contains(
                string.Join('\n', listing.Split('\n').Select(line => line.Length == 0 ? line : indent + line)) + "\n", StringComparison.Ordinal)),
            $"This is not in the generated code:\n{listing}");
    }
}

using CompiledNet.Generator.Tests.Harness;

namespace CompiledNet.Generator.Tests.Names;

/// <summary>A project may give the library an alias, below which alone it is found: <c>PackageReference … Aliases="CN"</c>.</summary>
public class AliasTests
{
    private static readonly string Attributes = PlainNetwork.Attributes.Replace("global::", "CN::", StringComparison.Ordinal);
    private static readonly string VectorAttributes = PlainNetwork.VectorAttributes.Replace("global::", "CN::", StringComparison.Ordinal);

    [Theory]
    [InlineData("extern alias CN; NET public partial class Net;", "Net")]
    [InlineData("extern alias CN; namespace A.B; NET public partial class Net;", "A.B.Net")]
    [InlineData("extern alias CN; namespace CompiledNet; NET public partial class Net;", "CompiledNet.Net")]
    [InlineData("extern alias CN; namespace A { using CN::CompiledNet; NET public partial class Net { static Activation Own => Activation.Tanh; } }", "A.Net")]
    [InlineData("extern alias CN; namespace A; partial record Outer { NET public partial class Net { class Span; class Workspaces; } }", "A.Outer+Net")]
    [InlineData("extern alias CN; NET public partial class Net; VECTORS public partial class VectorNet; VECTORS public partial class Full { class Unsafe; }", "Net")]
    [InlineData("extern alias CN; NET public partial class Net; class CN;", "Net")]
    public void A_network_works_below_an_alias(string source, string type) => PlainNetwork.AssertIs(
        Build.Valid(
            source.Replace("NET", Attributes, StringComparison.Ordinal).Replace("VECTORS", VectorAttributes, StringComparison.Ordinal),
            BuildOptions.Strict with { Documentation = BuildOptions.Default.Documentation, Aliases = "CN" }),
        type);

    [Theory]
    [InlineData("CN,global", "global")]
    [InlineData("global", "global")]
    [InlineData("CN,Other", "CN")]
    [InlineData("class", "@class")]
    public void The_alias_of_emitted_code_is_one_that_reaches_it(string aliases, string expected)
    {
        string name = expected == "global" ? "" : $"extern alias {expected}; ";
        Build build = Build.Valid(
            name + PlainNetwork.Attributes.Replace("global", expected, StringComparison.Ordinal) + "public partial class Net;",
            BuildOptions.Default with { Aliases = aliases });

        Assert.Contains($"using {expected}::CompiledNet;", build.Source, StringComparison.Ordinal);
        PlainNetwork.AssertIs(build, "Net");
    }
}

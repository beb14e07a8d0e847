using CompiledNet.Generator.Tests.Harness;
using CompiledNet.Tests.Common;
using static CompiledNet.Generator.Tests.Harness.PlainNetwork;

namespace CompiledNet.Generator.Tests.Names;

/// <summary>Names of network classes: whatever is a name in C# is one here.</summary>
public class ClassNameTests
{
    private static readonly string[] Names =
    [
        "@class", "@int", "@this", "@record", "@var", "@dynamic", "@file", "@required", "@scoped", "@partial",
        "@where", "@yield", "@await", "@async", "@field", "@value", "@nint", "@notnull", "@unmanaged", "@global",
        "@extension", "@allows", "_", "__arglist1", "Ünïcödé", "网络",
    ];

    private static readonly string[] NamesOfGeneratedCode =
    [
        "seed", "parameters", "workspace", "samples", "x", "W1", "Z1", "PartOfForward1", "INetwork", "Span", "MathF",
        "Activations", "Loss", "GeneratedCode", "GeneratedCodeAttribute", "ExcludeFromCodeCoverage",
        "ExcludeFromCodeCoverageAttribute", "System", "CompiledNet",
    ];

    public static TheoryData<string> SomeNames => [.. LongTests.Share(3, Names)];

    public static TheoryData<string> SomeNamesOfGeneratedCode => [.. LongTests.Share(3, NamesOfGeneratedCode)];

    [Theory]
    [MemberData(nameof(SomeNames))]
    public void A_class_may_be_named(string name) =>
        AssertIs($"namespace A; {Attributes} public partial class {name};", "A." + name.TrimStart('@'));

    [Theory]
    [InlineData("\\u004eet", "Net")]
    [InlineData("Net\\u200D1", "Net1")]
    public void A_class_may_be_named_by_escapes(string name, string metadataName) =>
        AssertIs($"namespace A; {Attributes} public partial class {name};", "A." + metadataName);

    [Theory]
    [MemberData(nameof(SomeNamesOfGeneratedCode))]
    public void A_class_may_be_named_like_what_the_generated_code_speaks_of(string name) =>
        AssertIs($"namespace A; {Attributes} public partial class {name};", "A." + name);

    [Fact]
    public void Classes_whose_names_differ_only_in_case()
    {
        Build build = Build.Valid($"{Attributes} public partial class Net; {Attributes} public partial class NET; {Attributes} public partial class NeT;");
        using LoadedAssembly loaded = build.Load();

        // Three files for each.
        Assert.Equal(9, build.Sources.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        AssertIs(loaded.Network("Net"));
        AssertIs(loaded.Network("NET"));
        AssertIs(loaded.Network("NeT"));
    }

    [Fact]
    public void Classes_whose_namespaces_differ_only_in_case()
    {
        using LoadedAssembly loaded = Build.Valid(
            $"namespace A.B {{ {Attributes} public partial class Net; }} namespace a.b {{ {Attributes} public partial class Net; }}").Load();

        AssertIs(loaded.Network("A.B.Net"));
        AssertIs(loaded.Network("a.b.Net"));
    }

    [Fact]
    public void Classes_whose_names_differ_in_arity_or_nesting_only()
    {
        Build build = Build.Valid(
            $"{Attributes} public partial class Net; {Attributes} public partial class Net<T>; {Attributes} public partial class Net<T, U>;"
            + $"namespace A {{ {Attributes} public partial class Net; partial class B {{ {Attributes} public partial class Net; }} }}"
            + $"namespace A.C {{ {Attributes} public partial class Net; }} partial class B<T> {{ {Attributes} public partial class Net; }}"
            + $"partial class B {{ {Attributes} public partial class Net; }}");

        Assert.Equal(8, build.NetworkCount);
    }

    [Fact]
    public void Classes_whose_names_differ_in_unusual_letters_only()
    {
        Build build = Build.Valid(
            $"namespace A; {Attributes} public partial class Netä; {Attributes} public partial class Netö; {Attributes} public partial class Net_;");

        Assert.Equal(3, build.NetworkCount);
        Assert.All(build.Sources.Keys, name => Assert.True(name.All(char.IsAscii), name));
    }

    [Fact]
    public void Very_long_names_give_short_different_files()
    {
        string name = new('N', 500);
        string space = string.Join(".", Enumerable.Repeat("Space", 40));
        Build build = Build.Valid($"namespace {space}; {Attributes} public partial class {name}A; {Attributes} public partial class {name}B;");
        using LoadedAssembly loaded = build.Load();

        Assert.Equal(2, build.NetworkCount);
        Assert.All(build.Sources.Keys, file => Assert.InRange(file.Length, 1, 150));
        AssertIs(loaded.Network($"{space}.{name}A"));
        AssertIs(loaded.Network($"{space}.{name}B"));
    }

    [Fact]
    public void The_second_file_of_a_network_is_no_other_s_first()
    {
        using LoadedAssembly loaded = Build.Valid(
            $"{VectorAttributes} public partial class Net {{ {Attributes} public partial class kernels; }}"
            + $"{VectorAttributes} public partial class Net_Kernels; namespace Kernels {{ {VectorAttributes} public partial class Kernel; }}").Load();

        AssertIs(loaded.Network("Net+kernels"));
    }

    [Fact]
    public void The_name_of_a_file_says_which_network_it_is() => Assert.Equal(
        ["A.B.Net.Kernels.g.cs", "A.B.Net.Members.g.cs", "A.B.Net.g.cs", "A.B.Outer`1.Net.Kernels.g.cs", "A.B.Outer`1.Net.Members.g.cs", "A.B.Outer`1.Net.g.cs"],
        Build.Valid($"namespace A.B; {Attributes} public partial class Net; partial struct Outer<T> {{ {Attributes} public partial class Net; }}")
            .Sources.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_name_of_a_file_does_not_depend_on_the_machine() => Assert.Equal(
        ["Net_-0fccfdc6a1a1e314.Kernels.g.cs", "Net_-0fccfdc6a1a1e314.Members.g.cs", "Net_-0fccfdc6a1a1e314.g.cs"],
        Build.Valid($"{Attributes} public partial class Netä;").Sources.Keys.Order(StringComparer.Ordinal));
}

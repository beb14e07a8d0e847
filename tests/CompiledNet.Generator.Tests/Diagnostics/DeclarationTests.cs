using System.Globalization;
using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static CompiledNet.Generator.Tests.Diagnostics.Expectation;

namespace CompiledNet.Generator.Tests.Diagnostics;

/// <summary>Mistakes in where the attributes stand, and in the class that they stand on.</summary>
public class DeclarationTests
{
    private const string Using = "using CompiledNet;\n";
    private const string Net = "[Network(2)] [Dense(3)] ";

    [Fact]
    public void CN0001_a_class_that_is_not_partial() => Reported(
        "CN0001",
        "The network class 'Net' is not partial, so its propagation cannot be generated: add the modifier 'partial'",
        Using + Net + "public class [|Net|];");

    [Fact]
    public void CN0001_the_other_declaration_is_not_partial() => Reported(
        "CN0001",
        "The network class 'Net' is not partial, so its propagation cannot be generated: add the modifier 'partial'",
        Using + Net + "public partial class Net {} public class [|Net|] { public int More; }",
        compilerErrors: "CS0260");

    [Fact]
    public void CN0002_a_type_around_it_is_not_partial() => Reported(
        "CN0002",
        "The type 'Outer' contains the network 'Net' and is not partial: add the modifier 'partial' to it",
        Using + "public class [|Outer|] { " + Net + "public partial class Net; }");

    [Theory]
    [InlineData("struct")]
    [InlineData("record")]
    [InlineData("record struct")]
    [InlineData("interface")]
    public void CN0002_whatever_kind_the_type_is(string kind) => Reported(
        "CN0002",
        "The type 'Outer' contains the network 'Net' and is not partial: add the modifier 'partial' to it",
        Using + $"public {kind} [|Outer|] {{ " + Net + "public partial class Net; }");

    [Fact]
    public void CN0002_each_type_around_it_that_is_not_partial() => Reported(
        Using + "class A { partial class B { struct C { " + Net + "partial class Net; } } }", ("CN0002", "A"), ("CN0002", "C"));

    [Fact]
    public void CN0003_a_layer_without_a_network() => Reported(
        "CN0003",
        "The class 'Net' has a layer attribute but no [Network]: add [Network(inputs)] above the layers",
        Using + "[[|Dense(3)|]] [Dense(4)] public partial class Net;");

    [Fact]
    public void CN0003_is_said_of_a_class_that_is_not_partial_either() => Reported(
        "CN0003",
        "The class 'Net' has a layer attribute but no [Network]: add [Network(inputs)] above the layers",
        Using + "[[|Dense(3)|]] public class Net;");

    [Fact]
    public void CN0004_a_network_without_a_layer() => Reported(
        "CN0004",
        "The network 'Net' has no layer: add one or more [Dense(units, activation)] below [Network]",
        Using + "[[|Network(2)|]] public partial class Net;");

    [Fact]
    public void CN0008_layers_on_two_declarations() => Reported(
        "CN0008",
        "The layers of 'Net' stand on several partial declarations, whose order is undefined: move all of them to one",
        Using + "[Network(2)] [Dense(3)] public partial class Net; [[|Dense(4)|]] [Dense(5)] public partial class Net;");

    [Theory]
    [InlineData("static", "static, and so has no parameters of its own")]
    [InlineData("abstract", "abstract, and so cannot be constructed")]
    [InlineData("file", "local to its file, which the generated part is not in")]
    public void CN0014_a_modifier_that_a_network_cannot_have(string modifier, string reason) => Reported(
        "CN0014",
        $"The network 'Net' is {reason}: declare it as an ordinary partial class",
        Using + Net + $"{modifier} partial class [|Net|];");

    [Fact]
    public void CN0014_inside_a_type_that_is_local_to_its_file() => Reported(
        "CN0014",
        "The network 'Net' is inside 'Outer', which is local to its file, and the generated part is not in it: "
        + "declare it as an ordinary partial class",
        Using + "file partial class Outer { " + Net + "public partial class [|Net|]; }");

    [Theory]
    [InlineData("record")]
    [InlineData("record class")]
    public void CN0014_a_record(string kind) => Reported(
        "CN0014",
        "The network 'Net' is a record, whose copies would share one set of parameters: declare it as an ordinary partial class",
        Using + Net + $"public partial {kind} [|Net|];");

    [Fact]
    public void CN0017_a_primary_constructor() => Reported(
        "CN0017",
        "The network 'Net' has a primary constructor, which the generated constructor cannot call: "
        + "write an ordinary constructor with ': this(seed)'",
        Using + Net + "public partial class Net[|(int size)|] { public int Size => size; }");

    [Fact]
    public void CN0017_a_primary_constructor_without_parameters() => Reported(
        "CN0017",
        "The network 'Net' has a primary constructor, which the generated constructor cannot call: "
        + "write an ordinary constructor with ': this(seed)'",
        Using + Net + "public partial class Net[|()|];");

    [Theory]
    [InlineData("public [|Net|](int size) { }")]
    [InlineData("public [|Net|](int size) : base() { }")]
    [InlineData("public [|Net|]() { }")]
    public void CN0018_a_constructor_that_does_not_call_the_generated_one(string constructor) => Reported(
        "CN0018",
        "This constructor of the network 'Net' does not call the generated one, which draws the weights: add ': this(seed)'",
        Using + Net + $"public partial class Net {{ {constructor} }}");

    [Fact]
    public void CN0019_a_base_class_that_is_a_network() => Reported(
        "CN0019",
        "The network 'Net' cannot derive from 'Beside', which is a network itself: keep it in a field instead",
        Using + Net + "public partial class [|Net|] : Beside;");

    [Fact]
    public void CN0019_a_base_class_far_up_that_is_a_network() => Reported(
        "CN0019",
        "The network 'Net' cannot derive from 'Beside', which is a network itself: keep it in a field instead",
        Using + "public class Between : Beside; " + Net + "public partial class [|Net|] : Between;");

    [Fact]
    public void CN0019_a_base_class_of_another_assembly_that_is_a_network()
    {
        using var image = new MemoryStream();
        Assert.True(Build.Valid("namespace Library; " + Using + Net + "public partial class Parent;").Compilation.Emit(image).Success);
        Build build = Build.Of(
            Using + Net + "public partial class Net : Library.Parent;",
            new BuildOptions { More = MetadataReference.CreateFromImage(image.ToArray()) });

        Assert.Empty(build.Sources);
        Assert.Equal(
            "The network 'Net' cannot derive from 'Parent', which is a network itself: keep it in a field instead",
            Assert.Single(build.AnalyzerDiagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void CN0019_a_base_class_that_wants_an_argument() => Reported(
        "CN0019",
        "The network 'Net' cannot derive from 'Parent', which has no constructor that can be called without arguments",
        Using + "public class Parent(int size) { public int Size => size; } " + Net + "public partial class [|Net|] : Parent;",
        compilerErrors: "CS7036");

    [Theory]
    [InlineData("public int Parameters;", "Parameters")]
    [InlineData("protected void PropagateBack() { }", "PropagateBack")]
    [InlineData("public class Workspace;", "Workspace")]
    [InlineData("public void Forward(System.ReadOnlySpan<float> input, System.Span<float> output) { }", "Forward")]
    public void CN0019_a_base_class_with_a_member_of_a_generated_name(string member, string name) => Reported(
        "CN0019",
        $"The network 'Net' cannot derive from 'Parent', whose member '{name}' has the name of a generated one",
        Using + $"public class Parent {{ {member} }} " + Net + "public partial class [|Net|] : Parent;");

    [Theory]
    [InlineData(LanguageVersion.CSharp11, "11.0")]
    [InlineData(LanguageVersion.CSharp9, "9.0")]
    public void CN0020_a_language_version_that_is_too_old(LanguageVersion version, string name)
    {
        Build build = Build.Of(Using + Net + "public partial class Net { }", new BuildOptions { Language = version });

        Assert.Empty(build.Sources);
        Assert.Equal(
            $"The generated code of the network 'Net' is C# 12, and this project compiles C# {name}: set <LangVersion> to 12.0 or later",
            Assert.Single(build.AnalyzerDiagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_struct_is_left_to_the_compiler() =>
        LeftToTheCompiler(Using + Net + "public partial struct Net;", "CS0592");

    [Fact]
    public void Network_on_two_declarations_is_left_to_the_compiler() =>
        LeftToTheCompiler(Using + Net + "public partial class Net; [Network(3)] public partial class Net;", "CS0579");

    [Fact]
    public void Mistakes_of_different_kinds_are_all_reported() => Reported(
        Using + "[Network(0)] [Dense(-1)] [Dense(2, Name = \"a b\")] public class Net() { }",
        ("CN0005", "0"), ("CN0006", "-1"), ("CN0009", "Name = \"a b\""), ("CN0001", "Net"), ("CN0017", "()"));
}

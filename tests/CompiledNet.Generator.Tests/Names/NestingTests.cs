using CompiledNet.Generator.Tests.Harness;
using static CompiledNet.Generator.Tests.Harness.PlainNetwork;

namespace CompiledNet.Generator.Tests.Names;

/// <summary>A network works wherever a class may stand: it computes what the same network computes elsewhere.</summary>
public class NestingTests
{
    [Fact]
    public void In_the_global_namespace() => AssertIs($"{Attributes} public partial class Net;", "Net");

    [Fact]
    public void In_a_file_scoped_namespace() => AssertIs($"namespace A.B.C; {Attributes} public partial class Net;", "A.B.C.Net");

    [Fact]
    public void In_a_nested_namespace() =>
        AssertIs($"namespace A {{ namespace B {{ {Attributes} public partial class Net; }} }}", "A.B.Net");

    [Fact]
    public void In_a_namespace_of_keywords() =>
        AssertIs($"namespace @class.@event.@namespace; {Attributes} public partial class Net;", "class.event.namespace.Net");

    [Fact]
    public void In_a_namespace_that_begins_as_the_library_s() =>
        AssertIs($"namespace CompiledNet.Mine; {Attributes} public partial class Net;", "CompiledNet.Mine.Net");

    [Fact]
    public void In_the_library_s_namespace() =>
        AssertIs($"namespace CompiledNet; {Attributes} public partial class Net;", "CompiledNet.Net");

    [Fact]
    public void Nested_in_every_kind_of_type() => AssertEachIs(
        new[]
        {
            "partial class",
            "static partial class",
            "abstract partial class",
            "sealed partial class",
            "partial struct",
            "readonly partial struct",
            "ref partial struct",
            "readonly ref partial struct",
            "partial record",
            "sealed partial record class",
            "partial record struct",
            "readonly partial record struct",
            "partial interface",
        }.Select(outer => ($"public {outer} Outer {{ {Attributes} public partial class Net; }}", "Outer+Net")));

    [Fact]
    public void Nested_in_a_type_with_a_primary_constructor() => AssertEachIs(
        new[]
        {
            "partial class Outer(int size) { public int Size => size;",
            "partial struct Outer(int size) { public int Size => size;",
            "partial record Outer(int Size) {",
            "partial record struct Outer(int Size) {",
        }.Select(outer => ($"public {outer} {Attributes} public partial class Net; }}", "Outer+Net")));

    [Theory]
    [InlineData("return; partial class Program { NET public partial class Net; }")]
    [InlineData("return; public static partial class Program { NET public partial class Net; }")]
    [InlineData("return;\nFILE partial class Program { NET public partial class Net; }")]
    [InlineData("partial class Program { NET public partial class Net; }\nFILE return;")]
    [InlineData("return; partial class Program { partial struct Middle { NET public partial class Net; } }")]
    [InlineData("return; NET public partial class Program;")]
    [InlineData("return;\nFILE NET public partial class Program { partial class Middle { NET public partial class Net; } }")]
    public void In_the_class_that_the_compiler_makes_of_statements_outside_of_any(string source)
    {
        string[] files = source.Replace("NET", Attributes, StringComparison.Ordinal).Split("FILE");
        string type = source.Contains("class Net", StringComparison.Ordinal) ? source.Contains("Middle", StringComparison.Ordinal) ? "Program+Middle+Net" : "Program+Net" : "Program";

        AssertIs(Build.Valid(files, BuildOptions.Default with { IsProgram = true }), type);
    }

    [Fact]
    public void Nested_five_deep() => AssertIs(
        $"namespace N; partial class A {{ partial struct B {{ partial record C {{ partial interface D {{ {Attributes} partial class Net; }} }} }} }}",
        "N.A+B+C+D+Net");

    [Fact]
    public void However_accessible() => AssertEachIs(
        new[]
        {
            "public",
            "internal",
            "private",
            "protected",
            "protected internal",
            "private protected",
            "public sealed",
            "",
        }.Select(modifiers => ($"internal partial class Outer {{ {Attributes} {modifiers} partial class Net; }}", "Outer+Net")));

    [Fact]
    public void Nested_in_a_generic_type() => AssertEachIs(
        new[]
        {
            "partial class Outer<T>",
            "partial struct Outer<@class>",
            "partial record Outer<T>",
            "partial interface Outer<T>",
        }.Select(outer => ($"public {outer} {{ {Attributes} public partial class Net; }}", "Outer`1+Net")),
        typeof(string));

    [Theory]
    [InlineData("where T : class, System.IComparable<T>, new() where U : struct", typeof(Version), typeof(int))]
    [InlineData("where T : notnull where U : unmanaged", typeof(string), typeof(int))]
    [InlineData("where T : class? where U : allows ref struct", typeof(string), typeof(int))]
    public void Nested_in_a_generic_type_with_constraints(string constraints, Type t, Type u) =>
        AssertIs($"public partial class Outer<T, U> {constraints} {{ {Attributes} public partial class Net; }}", "Outer`2+Net", t, u);

    [Fact]
    public void A_generic_network() => AssertIs($"namespace A; {Attributes} public partial class Net<T>;", "A.Net`1", typeof(string));

    [Fact]
    public void A_generic_network_with_constraints_and_attributes_on_its_parameters() => AssertIs(
        "[System.AttributeUsage(System.AttributeTargets.GenericParameter)] class MarkAttribute : System.Attribute;"
        + $"{Attributes} public partial class Net<[Mark] T, @event> where T : struct, System.IComparable<T> where @event : System.Exception, new();",
        "Net`2",
        typeof(int),
        typeof(Exception));

    [Fact]
    public void A_generic_network_in_a_generic_type() => AssertIs(
        $"partial class Outer<T> {{ partial struct Middle {{ {Attributes} public partial class Net<U> where U : class; }} }}",
        "Outer`1+Middle+Net`1",
        typeof(int),
        typeof(string));

    [Fact]
    public void Nested_in_another_network()
    {
        using LoadedAssembly loaded = Build.Valid(
            $"{Attributes} public partial class A {{ {Attributes} public partial class B {{ {Attributes} public partial class C; }} }}").Load();

        AssertIs(loaded.Network("A"));
        AssertIs(loaded.Network("A+B"));
        AssertIs(loaded.Network("A+B+C"));
    }

    [Fact]
    public void Nested_in_a_network_with_layers_named_like_types_that_the_generated_code_uses()
    {
        using LoadedAssembly loaded = Build.Valid(
            "[CompiledNet.Network(2)] [CompiledNet.Dense(3, Name = \"Activations\")] [CompiledNet.Dense(3, Name = \"MathF\")]"
            + $"[CompiledNet.Dense(3, Name = \"Span\")] public partial class Outer {{ {Attributes} public partial class Net; }}").Load();

        AssertIs(loaded.Network("Outer+Net"));
    }
}

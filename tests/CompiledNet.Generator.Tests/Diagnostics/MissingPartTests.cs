using System.Globalization;
using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Tests.Diagnostics;

/// <summary>A network with nothing wrong and nothing generated says why: the compiler alone would say that members are missing where they are used.</summary>
public class MissingPartTests
{
    private const string Net = "[CompiledNet.Network(2)] [CompiledNet.Dense(3)] public partial class Net;";

    private const string NoGenerator =
        "the generator did not run, or failed (then warning CS8784 or CS8785 says why), or this build leaves its files out: build again, and look at how the "
        + "project refers to CompiledNet";

    private const string WriteTheValue =
        "comes from generated code, which no generator sees: write the value itself (of generated code only the sizes of another network, such as "
        + "Encoder.OutputSize, can be used here)";

    [Fact]
    public void In_a_page_of_which_another_generator_makes_code() => AssertReported(
        "it lies in code that another generator makes of 'Counter.razor', and no generator sees what another one writes: move the class to a C# file",
        "Net",
        "class Unused;",
        "#line 7 \"/App/Pages/Counter.razor\"\npartial class Counter {\n" + Net + "\n}");

    [Fact]
    public void In_a_file_of_another_generator() => AssertReported(
        "it lies in code that another generator makes of 'Other.g.cs', and no generator sees what another one writes: move the class to a C# file",
        "Net",
        "class Unused;",
        "partial class Counter { " + Net + " }");

    [Theory]
    [InlineData("Other.Size")]
    [InlineData("units: Other.Size + 1")]
    [InlineData("Own.Size")]
    public void With_a_value_of_another_generator(string argument) => AssertReported(
        $"the value of '{argument}' {WriteTheValue}",
        argument,
        $"static class Own {{ public const int Size = Other.Size; }} [CompiledNet.Network(2)] [CompiledNet.Dense({argument})] public partial class Net;",
        "static class Other { public const int Size = 3; }");

    [Fact]
    public void Where_no_generator_ran()
    {
        Diagnostic found = Assert.Single(
            Build.Analyze(Build.Input([Net], BuildOptions.Default), []).Where(found => found.DefaultSeverity == DiagnosticSeverity.Error));

        Assert.Equal(("CN0033", $"Nothing was generated for the network 'Net': {NoGenerator}"), (found.Id, found.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("partial class A { NET } partial struct A { NET }")]
    [InlineData("NET [CompiledNet.Network(2)] [CompiledNet.Dense(3)] public class Net;")]
    public void Two_types_of_one_name_are_left_to_the_compiler(string source) => Assert.DoesNotContain(
        Build.Of(source.Replace("NET", Net, StringComparison.Ordinal)).AnalyzerDiagnostics, found => found.Id == "CN0033");

    [Fact]
    public void A_part_that_another_generator_writes_is_no_hindrance() =>
        PlainNetwork.AssertIs(
            Build.Valid($"{PlainNetwork.Attributes} public partial class Net;", BuildOptions.Default with { Generated = "partial class Net { public int More; }" }),
            "Net");

    private static void AssertReported(string reason, string text, string source, string generated)
    {
        Build build = Build.Of(source, BuildOptions.Default with { Generated = generated });
        Diagnostic found = Assert.Single(build.AnalyzerDiagnostics);

        Assert.Equal(
            ("CN0033", $"Nothing was generated for the network 'Net': {reason}"), (found.Id, found.GetMessage(CultureInfo.InvariantCulture)));
        Assert.Equal(text, found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
        Assert.Equal(0, build.NetworkCount);
    }
}

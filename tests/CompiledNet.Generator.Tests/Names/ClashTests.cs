using System.Globalization;
using CompiledNet.Generator.Tests.Harness;
using CompiledNet.Tests.Common;
using static CompiledNet.Generator.Tests.Harness.PlainNetwork;

namespace CompiledNet.Generator.Tests.Names;

/// <summary>Names of the user's that the generated code means something else by.</summary>
public class ClashTests
{
    /// <summary>Words that are keywords only where no type has their name, or only in some places.</summary>
    private static readonly string[] ContextualKeywords =
        ["nint", "nuint", "var", "dynamic", "notnull", "unmanaged", "managed", "field", "value", "get", "set", "init", "where", "when", "with", "and"];

    /// <summary>The simple names in generated code, and the roots of the full ones.</summary>
    private static readonly string[] Names =
    [
        .. Model.EmittedTypes.All.Select(type => type.Name),
        "System", "CompiledNet", "Generic", "Compiler", "Single", "Boolean",
        .. ContextualKeywords,
    ];

    /// <summary>A network that is run, and one with vector kernels that is compiled.</summary>
    private const string Both = $"{Attributes} public partial class Net; {VectorAttributes} public partial class VectorNet;";

    [Fact]
    public void Types_beside_the_network_may_have_every_name_of_the_generated_code() => AssertCompilesWithEachName(
        Names, name => $"class {name}; class {name}<T>; {Both}");

    [Fact]
    public void Members_may_have_every_name_of_the_generated_code() => AssertCompilesWithEachName(
        Names, name => $"{Both} partial class Net {{ public int {name} => 1; }} partial class VectorNet {{ static int {name} => 1; }}");

    [Fact]
    public void Layers_may_have_every_name_of_the_generated_code() => AssertCompilesWithEachName(
        Names, WithLayer);

    [Theory]
    [InlineData("class Name; class Name<T>; {0} partial class Net;", "Net")]
    [InlineData("partial class Outer {{ class Name; class Name<T>; {0} partial class Net; }}", "Outer+Net")]
    [InlineData("{0} partial class Net {{ class Name; class Name<T>; }}", "Net")]
    [InlineData("{0} partial class Net {{ enum Name {{ One }} }}", "Net")]
    [InlineData("{0} partial class Net {{ delegate void Name(); }}", "Net")]
    [InlineData("class Parent {{ public class Name; public class Name<T>; }} {0} partial class Net : Parent;", "Net")]
    [InlineData("class Parent {{ public class Name; }} class Child : Parent; partial class Outer : Child {{ {0} partial class Net; }}", "Outer+Net")]
    [InlineData("class Name {{ }} namespace Inner {{ {0} partial class Net; }}", "Inner.Net")]
    [InlineData("namespace Name {{ {0} partial class Net; }}", "Name.Net")]
    [InlineData("{0} partial class Net; namespace Name {{ class Unused; }}", "Net")]
    [InlineData("partial class Outer {{ static int Name => 1; {0} partial class Net; }}", "Outer+Net")]
    [InlineData("partial class Outer {{ static void Name() {{ }} {0} partial class Net; }}", "Outer+Net")]
    [InlineData("{0} partial class Net {{ static void Name() {{ }} }}", "Net")]
    [InlineData("class Parent {{ protected int Name; }} {0} partial class Net : Parent;", "Net")]
    [InlineData("interface IParent {{ class Name; }} partial interface IOuter : IParent {{ {0} partial class Net; }}", "IOuter+Net")]
    public void The_user_s_code_may_have_a_name_of_the_generated_code(string source, string type)
    {
        // Sources take other names than their neighbours.
        string[] names = LongTests.Share(6, ["MathF", "Activations", "Span", "MatrixProduct", "System", "CompiledNet"], source.Length);
        using LoadedAssembly loaded = Build.Valid(names.Select(name =>
            $"namespace In{name} {{ {string.Format(CultureInfo.InvariantCulture, source, Attributes).Replace("Name", name, StringComparison.Ordinal)} }}"
            + $"namespace OfVectors{name} {{ {string.Format(CultureInfo.InvariantCulture, source, VectorAttributes).Replace("Name", name, StringComparison.Ordinal)} }}")
            .ToArray()).Load();

        Assert.All(names, name => AssertIs(loaded.Network($"In{name}.{type.Replace("Name", name, StringComparison.Ordinal)}")));
    }

    [Theory]
    [InlineData("partial class Outer<{1}> {{ {0} partial class Net; }}", "Outer`1+Net")]
    [InlineData("{0} partial class Net<{1}>;", "Net`1")]
    public void A_type_parameter_may_have_a_name_of_the_generated_code(string source, string type)
    {
        string[] names = LongTests.Share(6, ["MathF", "Activations", "Span", "Losses", "System", "CompiledNet", "TVector", "T", "V"], source.Length);
        using LoadedAssembly loaded = Build.Valid(names.Select(name =>
            $"namespace In{name} {{ {string.Format(CultureInfo.InvariantCulture, source, Attributes, name)} }}"
            + $"namespace OfVectors{name} {{ {string.Format(CultureInfo.InvariantCulture, source, VectorAttributes, name)} }}").ToArray()).Load();

        Assert.All(names, name => AssertIs(loaded.Network($"In{name}.{type}", typeof(string))));
    }

    [Theory]
    [InlineData("System", "Activations")]
    [InlineData("System", "Scratch")]
    [InlineData("System.Collections.Generic", "Losses")]
    [InlineData("CompiledNet", "MathF")]
    [InlineData("CompiledNet", "Array")]
    public void A_type_that_makes_a_simple_name_ambiguous(string space, string name)
    {
        using LoadedAssembly loaded = Build.Valid(
            $"namespace {space} {{ internal class {name}; }} {Both}"
            + $"namespace A {{ {Both} }} namespace CompiledNet {{ {Both} }} namespace System {{ {Both} }}").Load();

        foreach (string type in new[] { "Net", "A.Net", "CompiledNet.Net", "System.Net" })
        {
            AssertIs(loaded.Network(type));
        }
    }

    [Theory]
    [InlineData("global using Math = Mine.Other;")]
    [InlineData("global using MathF = Mine.Other;")]
    [InlineData("global using Activations = Mine.Other;")]
    [InlineData("global using System = Mine;")]
    [InlineData("global using CompiledNet = Mine;")]
    [InlineData("global using Mine;")]
    [InlineData("global using static Mine.Holder;")]
    public void What_global_usings_bring_in_does_not_matter(string usings)
    {
        using LoadedAssembly loaded = Build.Valid(
        [
            usings,
            "namespace Mine { public class Other; public class MathF; public class Activations; public class Scratch; public class Span<T>;"
            + " public static class Holder { public class MathF; public class Activations; public class ReadOnlySpan<T>; } }",
            Both,
            $"namespace A {{ {Both} }}",
        ]).Load();

        AssertIs(loaded.Network("Net"));
        AssertIs(loaded.Network("A.Net"));
    }

    [Fact]
    public void Layers_may_have_the_names_of_keywords_and_of_what_the_generated_code_calls_its_own() => AssertCompilesWithEachName(
        [
            "class", "int", "record", "value", "field", "nameof", "await", "_", "ä", "seed", "workspace", "parameters", "input", "output",
            "samples", "gradients", "accumulate", "loss", "target", "outputGradient", "classes", "batchSize", "X", "x", "W1", "b1", "w", "s",
            "z", "delta1", "odd", "even", "Layer3", "From", "Classes", "Dense", "Network", "ThrowIfNull", "Create", "OfForward1", "Layers",
            "TVector", "Count", "sum", "dW", "dx", "AreSupported",
        ],
        WithLayer);

    private static string WithLayer(string name) => Both
        .Replace("Sigmoid)", $"Sigmoid, Name = \"{name}\")", StringComparison.Ordinal)
        .Replace("Mish)", $"Mish, Name = \"{name}\")", StringComparison.Ordinal);

    // Compiled, not run: a name that means something else does not compile.
    private static void AssertCompilesWithEachName(string[] names, Func<string, string> source) =>
        Build.Valid([.. LongTests.Share(12, names).Select(name => $"namespace In{name} {{ {source(name)} }}")]);
}

using Basic.Reference.Assemblies;
using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static CompiledNet.Generator.Tests.Harness.PlainNetwork;

namespace CompiledNet.Generator.Tests.Names;

/// <summary>A network class keeps its own constructors, members, bases and attributes.</summary>
public class OwnMembersTests
{
    [Theory]
    [InlineData("public Net() : this(42) { }")]
    [InlineData("public Net(string name) : this(42) { Name = name; } public string Name { get; }")]
    [InlineData("public Net(int size, long seed) : this(seed) { }")]
    [InlineData("public Net(int size) : this(size, 7) { } private Net(int size, int more) : this(seed: size + more) { }")]
    [InlineData("static Net() { }")]
    [InlineData("public Net(Net other) : this() { other.Parameters.CopyTo(Parameters); }")]
    [InlineData("~Net() { }")]
    [InlineData("public partial Net(int a); public partial Net(int a) : this((long)a) { }")]
    public void Its_own_constructors(string constructor) =>
        AssertIs($"{Attributes} public partial class Net {{ {constructor} }}", "Net");

    [Fact]
    public void Its_own_constructor_draws_the_weights()
    {
        using LoadedAssembly loaded = Build.Valid($"{Attributes} public partial class Net {{ public Net(string name) : this(42) {{ }} }}").Load();

        AssertIs((INetwork<float>)Activator.CreateInstance(loaded.Type("Net"), "a name")!);
    }

    [Theory]
    [InlineData("public required string Title { get; init; }")]
    [InlineData("public int Field = 3; public event System.Action? Changed; public void Raise() => Changed?.Invoke();")]
    [InlineData("public int this[int index] => index;")]
    [InlineData("public static Net operator +(Net a, Net b) => a; public static implicit operator long(Net net) => 0;")]
    [InlineData("public enum Kind { One } public delegate void Done(); public struct Point; public interface IThing;")]
    [InlineData("public void Forward() { } public void Forward(float[] input) { } public float[] Forward(float x, float y) => [x, y];")]
    [InlineData("public void Backward() { } public static void BackwardFrom(int a) { } public T Forward<T>(T a) => a;")]
    [InlineData("public static Net FromFile(string path) => FromFile(path, null); public Net FromFile(int number) => this; public void Save(string path) { } public void Load() { }")]
    [InlineData("public partial int Half(int a); public partial int Half(int a) => a / 2;")]
    [InlineData("public override string ToString() => Summary; public override int GetHashCode() => ParameterCount; public override bool Equals(object? o) => o == this;")]
    [InlineData("public int _z1, _a1, Delta1, W1, b1, x, y, X, Y, samples, parameters, z, a, s, i, j, k, sum, scale, odd, even;")]
    public void Its_own_members(string members) => AssertIs($"{Attributes} public partial class Net {{ {members} }}", "Net");

    [Theory]
    [InlineData("System.IDisposable", "public void Dispose() { }")]
    [InlineData("System.IEquatable<Net>", "bool System.IEquatable<Net>.Equals(Net? other) => false;")]
    [InlineData("IForward", "")]
    [InlineData("IEverything", "")]
    [InlineData("IExplicit", "int IExplicit.Forward => 3; int IExplicit.InputSize => 4;")]
    [InlineData("IDefault", "")]
    [InlineData("CompiledNet.INetwork<float>", "")]
    public void Its_own_interfaces(string name, string members) => AssertIs(
        "public interface IForward { void Forward(System.ReadOnlySpan<float> input, System.Span<float> output); }"
        + "public interface IEverything : IForward { System.Span<float> Parameters { get; } float EvaluateLoss(System.ReadOnlySpan<float> target, Net.Workspace workspace); }"
        + "public interface IExplicit { int Forward { get; } int InputSize { get; } }"
        + "public interface IDefault { int Parameters => 3; void Span() { } }"
        + $"{Attributes} public partial class Net : {name} {{ {members} }}",
        "Net");

    [Theory]
    [InlineData("public class Parent;")]
    [InlineData("public abstract class Parent { protected Parent(int size = 3) { } }")]
    [InlineData("public abstract class Parent { protected Parent(params int[] sizes) { } }")]
    [InlineData("public class Parent { public required int Size { get; set; } }")]
    [InlineData("public abstract class Parent { public virtual void Forward() { } protected int Backward(int a) => a; private int Parameters; public int Use() => Parameters; }")]
    [InlineData("public abstract class Parent { public static void Evaluate() { } public int Layer3; public int Span; }")]
    [InlineData("public class Grand { protected class Losses; } public class Parent : Grand { internal int z, a; }")]
    [InlineData("public record Unrelated; public class Parent : System.Collections.Generic.List<int>;")]
    [InlineData("public class Parent : System.Exception;")]
    public void Its_own_base_class(string parent) => AssertIs($"{parent} {Attributes} public partial class Net : Parent;", "Net");

    [Fact]
    public void A_generic_base_class() => AssertIs(
        $"public class Parent<T> {{ public class MathF; public T? Value; }} {Attributes} public partial class Net : Parent<Net>;", "Net");

    [Fact]
    public void A_class_of_the_user_s_may_derive_from_a_network() => AssertIs(
        $"{Attributes} public partial class Net; public class Derived : Net {{ public Derived(long seed) : base(seed) {{ }} }}", "Derived");

    [Theory]
    [InlineData("[System.Obsolete]")]
    [InlineData("[System.Obsolete(\"Use another.\", error: true)]")]
    [InlineData("[System.Diagnostics.CodeAnalysis.Experimental(\"EXP1\")]")]
    [InlineData("[System.ComponentModel.Description(\"A network.\")]")]
    [InlineData("/// <summary>Documented.</summary>\n/// <remarks>With remarks.</remarks>\n")]
    public void Its_own_attributes_and_documentation(string attributes) =>
        AssertIs($"namespace A;\n{attributes}{Attributes} public partial class Net;", "A.Net");

    [Fact]
    public void Its_attributes_may_stand_on_different_declarations() => AssertIs(
        "[CompiledNet.Network(2, Loss = CompiledNet.Loss.HalfSquaredError)] public partial class Net;"
        + Attributes[(Attributes.IndexOf(']', StringComparison.Ordinal) + 1)..] + " public partial class Net { public int More; }",
        "Net");

    [Fact]
    public void Its_attributes_may_stand_in_different_files()
    {
        string layers = Attributes[(Attributes.IndexOf(']', StringComparison.Ordinal) + 1)..];
        string[] files =
        [
            "public partial class Net { public int First; }",
            layers + "partial class Net;",
            "[CompiledNet.Network(2, Loss = CompiledNet.Loss.HalfSquaredError)] partial class Net;",
        ];
        foreach (IReadOnlyList<string> order in new[] { files, [.. files.Reverse()] })
        {
            using LoadedAssembly loaded = Build.Valid(order).Load();
            AssertIs(loaded.Network("Net"));
        }
    }

    [Theory]
    [InlineData("using N = CompiledNet.NetworkAttribute; using D = CompiledNet.DenseAttribute;", "N", "D")]
    [InlineData("global using N = CompiledNet.NetworkAttribute; global using DAttribute = CompiledNet.DenseAttribute;", "N", "D")]
    [InlineData("using CN = CompiledNet;", "CN.Network", "CN::DenseAttribute")]
    [InlineData("", "CompiledNet.NetworkAttribute", "global::CompiledNet.DenseAttribute")]
    [InlineData("", "type: CompiledNet.NetworkAttribute", "type: CompiledNet.Dense")]
    public void Its_attributes_may_have_other_names(string usings, string network, string dense) => AssertIs(
        usings + Attributes
            .Replace("global::CompiledNet.Network(", network + "(", StringComparison.Ordinal)
            .Replace("global::CompiledNet.Dense(", dense + "(", StringComparison.Ordinal) + " public partial class Net;",
        "Net");

    [Fact]
    public void Its_attributes_may_stand_in_one_list() =>
        AssertIs(Attributes.Replace("][", ", ", StringComparison.Ordinal) + " public partial class Net;", "Net");

    [Fact]
    public void Its_arguments_may_be_constants() => AssertComputes(
        """
        using static CompiledNet.Activation;
        using CompiledNet;
        static class Sizes { public const int Inputs = 2; public const Loss Chosen = Loss.HalfSquaredError; }
        [Network(Sizes.Inputs, Loss = Sizes.Chosen, Precision = default)]
        [Dense(Hidden, (Activation)1, Name = nameof(Net) + "Hidden", Slope = 1)]
        [Dense((int)'\u0002', activation: Tanh, Name = null)]
        public partial class Net { private const int Hidden = Sizes.Inputs + 1; }
        """,
        "Net");

    [Fact]
    public void Attributes_of_the_user_s_with_the_same_names_are_not_meant() => Assert.Empty(
        Build.Valid(
            "namespace A { class NetworkAttribute(int inputs) : System.Attribute { public int I => inputs; } class DenseAttribute(int units) : System.Attribute { public int U => units; } "
            + "[Network(2)] [Dense(0)] public class Net; namespace CompiledNet { class DenseAttribute : System.Attribute; [Dense] class Other; } }").Sources);

    // An editor, and the formatter, give a project of the solution as source: its types are declared in trees, as the user's own are.
    [Fact]
    public void The_library_may_be_a_project_beside_the_user_s()
    {
        var library = CSharpCompilation.Create(
            "CompiledNet",
            Directory.EnumerateFiles(Path.Combine(Snapshot.Repository(), "src", "CompiledNet", "Declaration"), "*.cs")
                .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path)))
                .Append(CSharpSyntaxTree.ParseText("global using System;")),
            Net100.References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var user = CSharpCompilation.Create(
            "UserCode", [CSharpSyntaxTree.ParseText($"{Attributes} public partial class Net;")], [.. Net100.References.All, library.ToMetadataReference()]);

        GeneratorDriverRunResult result = Build.Driver(BuildOptions.Default).RunGenerators(user).GetRunResult();

        Assert.Equal(["Net.g.cs", "Net.Members.g.cs", "Net.Kernels.g.cs"], result.Results.Single().GeneratedSources.Select(source => source.HintName));
    }

    [Fact]
    public void It_may_stand_below_a_program() => AssertIs(
        Build.Valid(
            $"using System; var net = new Net(seed: 1); Console.WriteLine(Net.Summary + net.Parameters.Length); {Attributes} public partial class Net;",
            new BuildOptions { IsProgram = true }),
        "Net");

    [Fact]
    public void Several_networks_in_one_file()
    {
        Build build = Build.Valid(string.Concat(Enumerable.Range(1, 20).Select(i => $"{Attributes} public partial class Net{i};")));
        using LoadedAssembly loaded = build.Load();

        Assert.Equal(20, build.NetworkCount);
        AssertIs(loaded.Network("Net1"));
        AssertIs(loaded.Network("Net20"));
    }
}

using CompiledNet.Generator.Tests.Diagnostics;
using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNet.Generator.Tests.Watching;

/// <summary>The partial methods OnForward and OnBackward, as far as the compiler is concerned: gone without an implementation, found with one.</summary>
public class WatchTests
{
    private const string Attributes =
        "[CompiledNet.Network(2, Loss = CompiledNet.Loss.CategoricalCrossEntropy)] [CompiledNet.Dense(3, CompiledNet.Activation.Sigmoid)] "
        + "[CompiledNet.Dense(2, CompiledNet.Activation.Softmax)] ";

    private const string Watched = """
        using CompiledNet;
        public partial class Net
        {
            partial void OnForward(LayerInfo layer, SampleView<float> z, SampleView<float> a) { _ = z[0, 0]; }
            partial void OnBackward(LayerInfo layer, SampleView<float> delta, MatrixView<float> dW, VectorView<float> db) { _ = dW[0, 0]; }
        }
        """;

    [Fact]
    public void Without_an_implementation_nothing_of_them_is_compiled()
    {
        Build build = Build.Valid(Attributes + "public partial class Net;");
        Assert.Equal(4, build.Main.Split('\n').Count(IsCall));
        Assert.Equal(2, build.Members.Split('\n').Count(IsDeclaration));

        Compilation with = build.Emitted.WithOptions(((CSharpCompilationOptions)build.Emitted.Options).WithDeterministic(true));
        Compilation without = Replaced(Replaced(with, build.Members, Without(build.Members)), build.Main, Without(build.Main));
        Assert.Equal(Image(with), Image(without));

        string changed = build.Main.Replace("accumulate = false", "accumulate = true", StringComparison.Ordinal);
        Assert.NotEqual(Image(with), Image(Replaced(with, build.Main, changed)));
    }

    [Fact]
    public void OnForward_makes_every_layer_keep_z()
    {
        Assert.DoesNotContain("Span<float> Z1", Build.Valid(Attributes + "public partial class Net;").Source, StringComparison.Ordinal);
        Assert.Contains("Span<float> Z1", Build.Valid([Attributes + "public partial class Net;", Watched]).Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public void OnForward() { } public int OnForward(int a) => a; private void OnBackward(string s) { }")]
    [InlineData("partial void OnForward(int a); partial void OnForward(int a) { }")]
    public void Methods_of_the_name_with_other_parameters_are_the_user_s_own(string members)
    {
        Build build = Build.Valid($"{Attributes.Replace("Dense(3", "Dense(64", StringComparison.Ordinal)} public partial class Net {{ {members} }}");

        Assert.DoesNotContain("Span<float> Z1", build.Source, StringComparison.Ordinal);
        Assert.Contains("RunForward", build.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public event System.Action? [|OnForward|];", "OnForward")]
    [InlineData("public void [|OnForward|](LayerInfo layer, SampleView<float> z, SampleView<float> a) { }", "OnForward")]
    [InlineData("partial void [|OnBackward|](LayerInfo layer, SampleView<float> delta, MatrixView<float> dW, VectorView<float> db);", "OnBackward")]
    public void CN0012_another_member_of_the_name(string member, string name) => Expectation.Reported(
        "CN0012",
        $"'{name}' is a generated member of the network 'Net': rename this one",
        $"using CompiledNet; {Attributes} public partial class Net {{ {member} }}");

    [Fact]
    public void A_deep_network_in_generic_surroundings_with_full_names()
    {
        string layers = string.Concat(Enumerable.Range(1, 40).Select(i => $"[CompiledNet.Dense(3, CompiledNet.Activation.Tanh, Name = \"@{i}\")]".Replace("@", "L", StringComparison.Ordinal)));
        using LoadedAssembly loaded = Build.Valid(
            "public partial class Outer<T> { [CompiledNet.Network(2, Loss = CompiledNet.Loss.Huber)] " + layers + """
             public partial class Net<U>
            {
                private class Span;
                public int Forwards, Backwards;
                partial void OnForward(CompiledNet.LayerInfo layer, CompiledNet.SampleView<float> z, CompiledNet.SampleView<float> a) => Forwards += z.Samples;
                partial void OnBackward(CompiledNet.LayerInfo layer, CompiledNet.SampleView<float> delta, CompiledNet.MatrixView<float> dW, CompiledNet.VectorView<float> db) => Backwards += dW.Rows;
            } }
            """).Load();
        INetwork<float> network = loaded.Network("Outer`1+Net`1", typeof(int), typeof(string));

        Probe.Run(network, samples: 2);

        Assert.Equal(80, network.GetType().GetField("Forwards")!.GetValue(network));
        Assert.Equal(120, network.GetType().GetField("Backwards")!.GetValue(network));
    }

    [Fact]
    public void Only_that_there_is_an_implementation_counts_not_what_it_does()
    {
        string declaration = Attributes + "public partial class Net;";
        GeneratorDriver driver = Build.Driver(BuildOptions.Default).RunGenerators(Build.Input([declaration, Watched], BuildOptions.Default));

        string edited = Watched.Replace("z[0, 0]", "a[0, 1]", StringComparison.Ordinal);
        driver = driver.RunGenerators(Build.Input([declaration, edited], BuildOptions.Default));
        StepReasons.AssertNothingNew(driver.GetRunResult().Results.Single());

        driver = driver.RunGenerators(Build.Input([declaration, "public partial class Net;"], BuildOptions.Default));
        Assert.Equal([IncrementalStepRunReason.Modified], StepReasons.OfOutputs(driver.GetRunResult().Results.Single()));
    }

    private static string Without(string source) =>
        string.Join('\n', source.Split('\n').Where(line => !IsCall(line) && !IsDeclaration(line)));

    private static Compilation Replaced(Compilation compilation, string source, string by) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(tree => tree.ToString() == source), Parsed(by));

    private static bool IsCall(string line) => line.TrimStart().StartsWith("On", StringComparison.Ordinal);

    private static bool IsDeclaration(string line) => line.TrimStart().StartsWith("partial void On", StringComparison.Ordinal);

    private static SyntaxTree Parsed(string text) => CSharpSyntaxTree.ParseText(text, BuildOptions.Default.Parse);

    private static byte[] Image(Compilation compilation)
    {
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        return image.ToArray();
    }
}

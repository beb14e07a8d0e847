using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNet.Generator.Tests.Caching;

/// <summary>What the pipeline computes again after an edit: nothing beyond what the edit means.</summary>
public class CachingTests
{
    private const string First = """
        using CompiledNet;

        namespace Example;

        /// <summary>The first.</summary>
        [Network(2, Loss = Loss.HalfSquaredError)]
        [Dense(3, Activation.Sigmoid)]
        [Dense(2, Activation.Sigmoid)]
        public partial class FirstNet
        {
            public int Answer() { return 42; }
        }
        """;

    private const string Second = """
        using CompiledNet;

        namespace Example;

        [Network(4)]
        [Dense(1)]
        public partial class SecondNet;
        """;

    public static TheoryData<string, string> EditsWithoutMeaning => new()
    {
        { "a new class in the file", First + "\npublic class Another;" },
        { "a body of a method", First.Replace("return 42;", "return 43;", StringComparison.Ordinal) },
        { "a new member of the class", First.Replace("public int Answer()", "public int More; public int Answer()", StringComparison.Ordinal) },
        { "a comment", "// A comment.\n" + First },
        { "a comment between the attributes", First.Replace("[Dense(3", "/* hidden */ [Dense(3", StringComparison.Ordinal) },
        { "white space", First.Replace("\n", "\n\n", StringComparison.Ordinal) },
        { "documentation", First.Replace("The first.", "Number one.", StringComparison.Ordinal) },
        { "accessibility", First.Replace("public partial class", "internal sealed partial class", StringComparison.Ordinal) },
        { "constants for numbers", First.Replace("Network(2", "Network(1 + 1", StringComparison.Ordinal) },
        { "names for positions", First.Replace("Dense(3, Activation.Sigmoid", "Dense(activation: Activation.Sigmoid, units: 3", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(EditsWithoutMeaning))]
    public void An_edit_that_leaves_the_declaration_as_it_is_computes_nothing(string edit, string edited)
    {
        Assert.NotEqual(First, edited);

        GeneratorRunResult run = RunAfter(edit, [First, Second], [edited, Second]);

        Assert.Equal(2, StepReasons.Of(run, NetworkGenerator.Steps.Model).Count);
        Assert.Equal(2, StepReasons.OfOutputs(run).Count);
        StepReasons.AssertNothingNew(run);
    }

    [Fact]
    public void An_edit_in_a_body_among_200_networks_computes_nothing()
    {
        string[] networks =
        [
            .. Enumerable.Range(1, 200).Select(units => First
                .Replace("FirstNet", $"Net{units}", StringComparison.Ordinal)
                .Replace("Dense(3", $"Dense({units}", StringComparison.Ordinal)),
        ];
        string[] edited = [.. networks];
        edited[100] = edited[100].Replace("return 42;", "int answer = 6 * 7; return answer;", StringComparison.Ordinal);
        Assert.NotEqual(networks, edited);

        GeneratorRunResult run = RunAfter("a body of a method", networks, edited);

        Assert.Equal(200, StepReasons.Of(run, NetworkGenerator.Steps.Model).Count);
        Assert.Equal(200, StepReasons.OfOutputs(run).Count);
        StepReasons.AssertNothingNew(run);
    }

    [Fact]
    public void A_new_file_computes_nothing() =>
        StepReasons.AssertNothingNew(RunAfter("a new file", [First, Second], [First, Second, "public class Another;"]));

    [Fact]
    public void A_file_that_another_class_is_removed_from_computes_nothing() =>
        StepReasons.AssertNothingNew(RunAfter("a class less", [First, Second, "public class Another;"], [First, Second, ""]));

    [Theory]
    [InlineData("Dense(3", "Dense(4")]
    [InlineData("Network(2", "Network(5")]
    [InlineData("Loss.HalfSquaredError", "Loss.SquaredError")]
    [InlineData("Loss = ", "Precision = Precision.Double, Loss = ")]
    [InlineData("Dense(3, Activation.Sigmoid", "Dense(3, Activation.Tanh")]
    [InlineData("Dense(3, Activation.Sigmoid", "Dense(3, Activation.Sigmoid, Bias = false")]
    [InlineData("Dense(3, Activation.Sigmoid", "Dense(3, Activation.Sigmoid, Name = \"Hidden\"")]
    [InlineData("Dense(3, Activation.Sigmoid", "Dense(3, Activation.ELU, Slope = 0.5")]
    [InlineData("Dense(3, Activation.Sigmoid", "Dense(3, Activation.Sigmoid, Initializer = Initializer.HeNormal")]
    [InlineData("Dense(3, Activation.Sigmoid", "Dense(3, Activation.Sigmoid, BiasInitializer = BiasInitializer.Uniform")]
    public void An_edit_of_one_network_emits_that_one_alone(string old, string @new)
    {
        string edited = First.Replace(old, @new, StringComparison.Ordinal);
        GeneratorRunResult run = RunAfter(@new, [First, Second], [edited, Second]);

        foreach (string step in new[] { NetworkGenerator.Steps.Model, NetworkGenerator.Steps.Plan })
        {
            Assert.Equal(1, StepReasons.Of(run, step).Count(reason => reason == IncrementalStepRunReason.Modified));
            Assert.Equal(1, StepReasons.Of(run, step).Count(IsOld));
        }

        Assert.Equal(1, StepReasons.OfOutputs(run).Count(IsOld));
        Assert.All(StepReasons.Of(run, NetworkGenerator.Steps.CaseTwins), reason => Assert.True(IsOld(reason)));
    }

    [Fact]
    public void A_new_network_leaves_the_others_alone()
    {
        GeneratorRunResult run = RunAfter("a network more", [First], [First, Second]);

        Assert.Equal(
            [IncrementalStepRunReason.New, IncrementalStepRunReason.Cached], StepReasons.OfOutputs(run).Order());
    }

    [Fact]
    public void An_edit_of_another_declaration_of_the_class_emits_it_anew()
    {
        const string Layers = "[CompiledNet.Dense(3)] partial class Net;";
        const string Head = "[CompiledNet.Network(2)] partial class Net;";

        GeneratorRunResult run = RunAfter("layers in another file", [Head, Layers], [Head, Layers.Replace('3', '4')]);

        Assert.Equal([IncrementalStepRunReason.Modified], StepReasons.OfOutputs(run));
        Assert.Contains("OutputSize = 4;", run.GeneratedSources.Single(source => source.HintName.Contains("Members", StringComparison.Ordinal)).SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_of_a_network_emits_those_that_have_its_size_and_no_other()
    {
        const string Third = "[CompiledNet.Network(Example.FirstNet.OutputSize)] [CompiledNet.Dense(3)] partial class ThirdNet;";
        string hidden = First.Replace("Dense(3", "Dense(4", StringComparison.Ordinal);
        string output = First.Replace("Dense(2", "Dense(5", StringComparison.Ordinal);

        StepReasons.AssertNothingNew(RunAfter("a body", [First, Second, Third], [First.Replace("42", "43", StringComparison.Ordinal), Second, Third]));
        Assert.Equal(
            (1, 2), (ModifiedOutputs("a hidden layer", [First, Second, Third], [hidden, Second, Third]), ModifiedOutputs("the output", [First, Second, Third], [output, Second, Third])));
    }

    [Fact]
    public void A_name_that_takes_on_another_meaning_emits_the_network_anew()
    {
        GeneratorRunResult run = RunAfter("a class named MathF", [First, Second], [First, Second, "namespace Example; class MathF;"]);

        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified], StepReasons.OfOutputs(run));
    }

    [Fact]
    public void A_mistake_removes_the_files_of_one_network_and_its_fix_brings_them_back()
    {
        string wrong = First.Replace("Dense(3", "Dense(0", StringComparison.Ordinal);
        GeneratorDriver driver = Build.Driver(BuildOptions.Default).RunGenerators(Input([First, Second]));
        Assert.Equal(6, driver.GetRunResult().GeneratedTrees.Length);

        driver = driver.RunGenerators(Input([wrong, Second]));
        Assert.Equal(
            ["Example.SecondNet.Kernels.g.cs", "Example.SecondNet.Members.g.cs", "Example.SecondNet.g.cs"],
            driver.GetRunResult().GeneratedTrees.Select(tree => Path.GetFileName(tree.FilePath)).Order(StringComparer.Ordinal));

        driver = driver.RunGenerators(Input([First, Second]));
        Assert.Equal(6, driver.GetRunResult().GeneratedTrees.Length);
    }

    private static int ModifiedOutputs(string edit, IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        StepReasons.OfOutputs(RunAfter(edit, before, after)).Count(reason => reason == IncrementalStepRunReason.Modified);

    private static bool IsOld(IncrementalStepRunReason reason) =>
        reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    private static GeneratorRunResult RunAfter(string edit, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        GeneratorDriver driver = Build.Driver(BuildOptions.Default).RunGenerators(Input(before));
        Assert.True(driver.GetRunResult().GeneratedTrees.Length > 0, edit);
        return driver.RunGenerators(Input(after)).GetRunResult().Results.Single();
    }

    private static CSharpCompilation Input(IReadOnlyList<string> sources) => Build.Input(sources, BuildOptions.Default);
}

using CompiledNet.Generator.Tests.Diagnostics;
using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Tests.CodeFixes;

/// <summary>What the editor offers, and what comes of it: the exact text, which compiles and is reported no more.</summary>
public class FixTests
{
    private const string Using = "using CompiledNet;\n";

    public static TheoryData<string> FixableIds => [.. FixRun.FixableIds];

    /// <summary>Rule, title, code before, code after.</summary>
    public static TheoryData<string, string, string, string> Fixes => new()
    {
        { "CN0001", "Make partial", "[Network(2)] [Dense(3)] public class Net;", "[Network(2)] [Dense(3)] public partial class Net;" },
        { "CN0001", "Make partial", "[Network(2)]\n[Dense(3)]\n/* A net. */ class Net;", "[Network(2)]\n[Dense(3)]\n/* A net. */ partial class Net;" },
        {
            "CN0001", "Make partial", "[Network(2)] [Dense(3)] public partial class Net {} public class Net {} public sealed class Net {}",
            "[Network(2)] [Dense(3)] public partial class Net {} public partial class Net {} public sealed partial class Net {}"
        },
        {
            "CN0002", "Make partial", "readonly record struct Outer { [Network(2)] [Dense(3)] partial class Net; }",
            "readonly partial record struct Outer { [Network(2)] [Dense(3)] partial class Net; }"
        },
        { "CN0003", "Add [Network(inputs: 1)]", "[Dense(3)] [Dense(4)] partial class Net;", "[Network(inputs: 1)] [Dense(3)] [Dense(4)] partial class Net;" },
        {
            "CN0003", "Add [Network(inputs: 1)]", "class Outer\n{\n    /// <summary>A net.</summary>\n    [Dense(3)] // First.\n    [Dense(4)]\n    partial class Net;\n}",
            "class Outer\n{\n    /// <summary>A net.</summary>\n    [Network(inputs: 1)]\n    [Dense(3)] // First.\n    [Dense(4)]\n    partial class Net;\n}"
        },
        { "CN0004", "Add [Dense(1)]", "[Network(2)] partial class Net;", "[Network(2)] [Dense(1)] partial class Net;" },
        {
            "CN0004", "Add [Dense(1, Activation.Sigmoid)]", "[Network(2, Loss = Loss.BinaryCrossEntropy)]\npartial class Net;",
            "[Network(2, Loss = Loss.BinaryCrossEntropy)]\n[Dense(1, Activation.Sigmoid)]\npartial class Net;"
        },
        {
            "CN0004", "Add [Dense(2, Activation.Softmax)]",
            "partial class Outer\n{\n    [Network(2, Loss = Loss.CategoricalCrossEntropy)] // A net.\n    partial class Net;\n}",
            "partial class Outer\n{\n    [Network(2, Loss = Loss.CategoricalCrossEntropy)]\n    [Dense(2, Activation.Softmax)] // A net.\n    partial class Net;\n}"
        },
        {
            "CN0009", "Name the layer '_1stlayer'", "[Network(2)] [Dense(3, Name = \"1st layer\")] partial class Net;",
            "[Network(2)] [Dense(3, Name = \"_1stlayer\")] partial class Net;"
        },
        { "CN0009", "Name the layer 'Layer'", "[Network(2)] [Dense(3, Name = \"\")] partial class Net;", "[Network(2)] [Dense(3, Name = \"Layer\")] partial class Net;" },
        {
            "CN0010", "Name the layer 'Hidden3'",
            "[Network(2)] [Dense(3, Name = \"Hidden\")] [Dense(3, Activation.ReLU, Name = \"Hidden\")] partial class Net { int Hidden2; }",
            "[Network(2)] [Dense(3, Name = \"Hidden\")] [Dense(3, Activation.ReLU, Name = \"Hidden3\")] partial class Net { int Hidden2; }"
        },
        {
            "CN0010", "Name the layer 'Layer2_2'", "[Network(2)] [Dense(3, Activation.ReLU, Name = \"Layer2\")] [Dense(3)] partial class Net;",
            "[Network(2)] [Dense(3, Activation.ReLU, Name = \"Layer2\")] [Dense(3, Name = \"Layer2_2\")] partial class Net;"
        },
        {
            "CN0011", "Name the layer 'Forward2'", "[Network(2)] [Dense(3, Name = \"Forward\", Bias = false)] partial class Net;",
            "[Network(2)] [Dense(3, Name = \"Forward2\", Bias = false)] partial class Net;"
        },
        {
            "CN0011", "Name the layer 'Name'", "[Network(2)] [Dense(3, Name = \"get_Name\")] partial class Net;",
            "[Network(2)] [Dense(3, Name = \"Name\")] partial class Net;"
        },
        {
            "CN0021", "Use Activation.ReLU", "[Network(2)] [Dense(3, Activation.Softmax)] [Dense(3)] partial class Net;",
            "[Network(2)] [Dense(3, Activation.ReLU)] [Dense(3)] partial class Net;"
        },
        {
            "CN0022", "Use Activation.Softmax", "[Network(2, Loss = Loss.CategoricalCrossEntropy)] [Dense(3, Name = \"Choice\")] partial class Net;",
            "[Network(2, Loss = Loss.CategoricalCrossEntropy)] [Dense(3, Activation.Softmax, Name = \"Choice\")] partial class Net;"
        },
        {
            "CN0022", "Use Activation.Softmax", "[Network(2, Loss = Loss.CategoricalCrossEntropy)] [Dense(units: 3)] partial class Net;",
            "[Network(2, Loss = Loss.CategoricalCrossEntropy)] [Dense(units: 3, activation: Activation.Softmax)] partial class Net;"
        },
        {
            "CN0022", "Use Activation.Softmax", "[Network(2, Loss = Loss.CategoricalCrossEntropy)] [Dense(activation: /* a */ Activation.Tanh /* b */, units: 3)] partial class Net;",
            "[Network(2, Loss = Loss.CategoricalCrossEntropy)] [Dense(activation: /* a */ Activation.Softmax /* b */, units: 3)] partial class Net;"
        },
        {
            "CN0022", "Use Loss.BinaryCrossEntropy", "[Network(2, Loss = Loss.CategoricalCrossEntropy)] [Dense(3, Activation.Sigmoid)] partial class Net;",
            "[Network(2, Loss = Loss.BinaryCrossEntropy)] [Dense(3, Activation.Sigmoid)] partial class Net;"
        },
        {
            "CN0022", "Use Activation.Sigmoid and Loss.BinaryCrossEntropy",
            "[Network(2, Loss = Loss.CategoricalCrossEntropy)] [Dense(1, Activation.Tanh)] partial class Net;",
            "[Network(2, Loss = Loss.BinaryCrossEntropy)] [Dense(1, Activation.Sigmoid)] partial class Net;"
        },
        {
            "CN0023", "Use Activation.Sigmoid", "[Network(2, Loss = Loss.BinaryCrossEntropy)] [Dense(3)] partial class Net;",
            "[Network(2, Loss = Loss.BinaryCrossEntropy)] [Dense(3, Activation.Sigmoid)] partial class Net;"
        },
        {
            "CN0023", "Use Loss.CategoricalCrossEntropy", "[Network(2, Loss = Loss.BinaryCrossEntropy)] [Dense(3, Activation.Softmax)] partial class Net;",
            "[Network(2, Loss = Loss.CategoricalCrossEntropy)] [Dense(3, Activation.Softmax)] partial class Net;"
        },
        {
            "CN0024", "Use Activation.Sigmoid and Loss.BinaryCrossEntropy",
            "[Network(2, Loss = Loss.CategoricalCrossEntropy)] [Dense(1, Activation.Softmax)] partial class Net;",
            "[Network(2, Loss = Loss.BinaryCrossEntropy)] [Dense(1, Activation.Sigmoid)] partial class Net;"
        },
        {
            "CN0025", "Use Activation.Softmax", "[Network(2, Loss = Loss.CategoricalCrossEntropy)] [Dense(3, Activation.ReLU)] partial class Net;",
            "[Network(2, Loss = Loss.CategoricalCrossEntropy)] [Dense(3, Activation.Softmax)] partial class Net;"
        },
        {
            "CN0026", "Remove the argument", "[Network(2)] [Dense(3, Activation.ReLU, Slope = 1, Bias = false)] partial class Net;",
            "[Network(2)] [Dense(3, Activation.ReLU, Bias = false)] partial class Net;"
        },
        {
            "CN0026", "Remove the argument", "[Network(2)] [Dense(3, Bias = false, BiasInitializer = BiasInitializer.Zeros)] partial class Net;",
            "[Network(2)] [Dense(3, Bias = false)] partial class Net;"
        },
        {
            "CN0027", "Use Activation.ReLU", "[Network(2)] [Dense(3)] [Dense(3)] partial class Net;",
            "[Network(2)] [Dense(3, Activation.ReLU)] [Dense(3)] partial class Net;"
        },
    };

    [Theory]
    [MemberData(nameof(Fixes))]
    public void A_fix_gives_code_that_compiles_and_is_not_reported(string id, string title, string before, string after)
    {
        using var run = new FixRun([Using + before]);

        Assert.Equal(Using + after, Assert.Single(run.Apply(id, title)));
        AssertMended(id, [Using + after], mayHaveOthers: after.StartsWith("class Outer", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(FixableIds))]
    public void Every_fix_mends_the_example_of_its_help_page(string id)
    {
        HelpCode example = HelpPage.Of(id).Example;
        using var titles = new FixRun([example.Source], example.Options);
        Assert.All(titles.Titles(id), title =>
        {
            using var run = new FixRun([example.Source], example.Options);
            AssertMended(id, run.Apply(id, title));
        });
    }

    [Fact]
    public void What_a_page_calls_the_fix_of_the_editor_exists() => Assert.Equal(
        HelpPage.Rules.Select(rule => rule.Id).Where(id => HelpPage.Of(id).Text.Contains("editor", StringComparison.Ordinal) && id != "CN0029"),
        FixRun.FixableIds.Order(StringComparer.Ordinal));

    [Fact]
    public void Names_are_written_as_the_file_needs_them()
    {
        using var layer = new FixRun(["[CompiledNet.Network(2, Loss = CompiledNet.Loss.BinaryCrossEntropy)] partial class Net;"]);
        Assert.Equal(
            "[CompiledNet.Network(2, Loss = CompiledNet.Loss.BinaryCrossEntropy)] [CompiledNet.Dense(1, CompiledNet.Activation.Sigmoid)] partial class Net;",
            Assert.Single(layer.Apply("CN0004")));

        using var own = new FixRun(["using CompiledNet; namespace Mine; enum Activation; [Network(2, Loss = Loss.BinaryCrossEntropy)] [Dense(1)] partial class Net;"]);
        string text = Assert.Single(own.Apply("CN0023"));
        Assert.Contains("[Dense(1, CompiledNet.Activation.Sigmoid)]", text, StringComparison.Ordinal);
        AssertMended("CN0023", [text]);
    }

    [Fact]
    public void Declarations_in_two_files_are_both_changed()
    {
        using var run = new FixRun(
        [
            Using + "[Network(2, Loss = Loss.CategoricalCrossEntropy)] partial class Net;",
            Using + "[Dense(1, Activation.Tanh)] partial class Net;",
        ]);

        IReadOnlyList<string> files = run.Apply("CN0022");

        Assert.Equal(
            [
                Using + "[Network(2, Loss = Loss.BinaryCrossEntropy)] partial class Net;",
                Using + "[Dense(1, Activation.Sigmoid)] partial class Net;",
            ],
            files);
        AssertMended("CN0022", files);
    }

    [Theory]
    [InlineData("CN0001", "Make partial", "[Network(2)] [Dense(3)] class A; [Network(2)] [Dense(3)] class B;")]
    [InlineData("CN0002", "Make partial", "class Outer { [Network(2)] [Dense(3)] partial class A; [Network(2)] [Dense(3)] partial class B; }")]
    [InlineData("CN0002", "Make partial", "class Outer { class Inner { [Network(2)] [Dense(3)] partial class A; } }")]
    [InlineData("CN0003", "Add [Network(inputs: 1)]", "[Dense(3)] partial class A; [Dense(3)] partial class B;")]
    [InlineData("CN0004", "Add [Dense(1)]", "[Network(2)] partial class A; [Network(2)] partial class B;")]
    [InlineData("CN0021", "Use Activation.ReLU", "[Network(2)] [Dense(3, Activation.Softmax)] [Dense(3, Activation.Softmax)] [Dense(3)] partial class A;")]
    [InlineData("CN0026", "Remove the argument", "[Network(2)] [Dense(3, Activation.ReLU, Slope = 1, Bias = false, BiasInitializer = 0)] partial class A;")]
    [InlineData("CN0027", "Use Activation.ReLU", "[Network(2)] [Dense(3)] [Dense(3)] [Dense(3)] partial class A; [Network(2)] [Dense(3)] [Dense(3)] partial class B;")]
    public void All_of_a_rule_are_fixed_at_once(string id, string title, string source)
    {
        using var run = new FixRun([Using + source, Using + "namespace Elsewhere;\n" + source]);
        AssertMended(id, run.ApplyToAll(id, title));
    }

    private static void AssertMended(string id, IReadOnlyList<string> files, bool mayHaveOthers = false)
    {
        Build build = Build.Of(files);
        Assert.DoesNotContain(build.AnalyzerDiagnostics.Concat(build.Advice), found => found.Id == id);
        if (!mayHaveOthers)
        {
            Assert.Empty(build.AnalyzerDiagnostics);
            Assert.DoesNotContain(build.CompilerDiagnostics, found => found.Severity == DiagnosticSeverity.Error);
        }
    }
}

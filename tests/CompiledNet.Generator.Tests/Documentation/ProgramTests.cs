using CompiledNet.Generator.Tests.Harness;

namespace CompiledNet.Generator.Tests.Documentation;

/// <summary>The programs of the documentation compile, run, and print what stands below them.</summary>
public class ProgramTests
{
    // Each page that shows C#, but for docs/diagnostics, and what holds it; a page that is not here has code that nothing compiles.
    private static readonly Dictionary<string, string> s_holders = new()
    {
        ["README.md"] = "ListingTests, and this class",
        ["docs/data.md"] = "DataGuide",
        ["docs/evaluation.md"] = "EvaluationGuide",
        ["docs/files.md"] = "this class",
        ["docs/frozen.md"] = "FrozenGuide",
        ["docs/generated-code.md"] = "ListingTests",
        ["docs/images.md"] = "ImagesGuide",
        ["docs/layers.md"] = "LayersGuide",
        ["docs/machines.md"] = "MachinesGuide",
        ["docs/regression.md"] = "RegressionGuide",
        ["docs/sequences.md"] = "SequencesGuide",
        ["docs/swap.md"] = "SwapGuide",
        ["docs/training.md"] = "TrainingGuide",
        ["docs/tutorial.md"] = "this class",
    };

    [Fact]
    public void Every_page_that_shows_code_is_held_by_a_test()
    {
        string repository = Snapshot.Repository();
        IEnumerable<string> pages = Directory.GetFiles(Path.Combine(repository, "docs"), "*.md")
            .Concat(Directory.GetFiles(repository, "*.md"))
            .Select(file => Path.GetRelativePath(repository, file).Replace('\\', '/'))
            .Where(page => Page.Blocks(page, "csharp").Length > 0);
        Assert.Equal(s_holders.Keys.Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_tutorial()
    {
        string[] programs = Page.Blocks("docs/tutorial.md", "csharp");
        string[] outputs = Page.Blocks("docs/tutorial.md", "text");
        Assert.Equal(5, programs.Length);
        Assert.Equal(5, outputs.Length);
        using var project = new PageProgram();
        for (int i = 0; i < programs.Length; i++)
        {
            string output = project.Run(programs[i]).TrimEnd('\n');
            Assert.True(output == outputs[i], $"Program {i + 1} prints\n{output}\nand not\n{outputs[i]}");
        }
    }

    [Fact]
    public void The_page_on_files()
    {
        const string Before = "using CompiledNet;\nvar net = new DigitNet();\nvar optimizer = new Adam(0.001);\noptimizer.Prepare(net.Parameters);\n";
        const string After = "\n[Network(inputs: 64)]\n[Dense(32, Activation.ReLU)]\n[Dense(10, Activation.Softmax)]\npublic partial class DigitNet;\n";
        string[] blocks = Page.Blocks("docs/files.md", "csharp");
        Assert.Equal(2, blocks.Length);
        using var project = new PageProgram();
        Assert.Empty(project.Run(Before + string.Join('\n', blocks) + After));
    }

    [Fact]
    public void The_first_network_of_the_first_page()
    {
        const string Before = "It prints\n\n";
        string page = Page.Read("README.md");
        string rest = page[(page.IndexOf(Before, StringComparison.Ordinal) + Before.Length)..];
        string[] lines = [.. rest[..rest.IndexOf("\n\n", StringComparison.Ordinal)].Split('\n').Select(line => line.Trim())];
        Assert.Equal(4, lines.Length);

        using var project = new PageProgram();
        string output = project.Run(Page.Blocks("README.md", "csharp").Single(block => block.StartsWith("using CompiledNet;", StringComparison.Ordinal)));
        Assert.StartsWith(string.Join('\n', lines) + "\n", output, StringComparison.Ordinal);
    }
}

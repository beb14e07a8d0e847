namespace CompiledNet.Generator.Tests.Documentation;

/// <summary>The README's table of what there is names every value that a declaration can have, and every optimizer.</summary>
public class FeatureTableTests
{
    [Theory]
    [InlineData("activations", typeof(Activation))]
    [InlineData("losses", typeof(Loss))]
    [InlineData("initializers", typeof(Initializer))]
    [InlineData("precision", typeof(Precision))]
    public void It_names_every_value(string row, Type values) =>
        Assert.All(Enum.GetNames(values).Where(name => name != nameof(Loss.None)), name => Assert.Contains($"`{name}`", Row(row), StringComparison.Ordinal));

    [Fact]
    public void It_names_every_optimizer() => Assert.All(
        typeof(Optimizer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract),
        type => Assert.Contains($"`{type.Name}`", Row("optimizers"), StringComparison.Ordinal));

    private static string Row(string name) => Page.Read("README.md").Split('\n').Single(line => line.StartsWith($"| {name} |", StringComparison.Ordinal));
}

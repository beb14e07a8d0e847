using CompiledNet.Generator.Tests.Freezing;
using CompiledNet.Generator.Tests.Harness;

namespace CompiledNet.Generator.Tests.Emission;

/// <summary>
/// <c>Vectorize = false</c>: the textbook alone. That it computes the right numbers, tests/CompiledNet.Fuzz shows for every activation and loss.
/// </summary>
public class WithoutKernelsTests
{
    private const string Small = "[CompiledNet.Network(2, Loss = CompiledNet.Loss.HalfSquaredError, Precision = CompiledNet.Precision.Double VECTORIZE)]"
        + "[CompiledNet.Dense(3, CompiledNet.Activation.Sigmoid)] [CompiledNet.Dense(2, CompiledNet.Activation.Tanh)]";

    private const string Large = "[CompiledNet.Network(9, Loss = CompiledNet.Loss.CategoricalCrossEntropy, Precision = CompiledNet.Precision.Double VECTORIZE)]"
        + "[CompiledNet.Dense(12, CompiledNet.Activation.Mish, Bias = false)] [CompiledNet.Dense(9, CompiledNet.Activation.Softmax)]";

    private static readonly string Deep = "[CompiledNet.Network(2, Loss = CompiledNet.Loss.Huber, Precision = CompiledNet.Precision.Double VECTORIZE)]"
        + string.Concat(Enumerable.Range(1, 40).Select(i => $"[CompiledNet.Dense({1 + (i % 4)}, CompiledNet.Activation.{(i % 2 == 0 ? "SELU" : "Softplus")})]"));

    public static TheoryData<string> Networks => [Small, Large, Deep];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Nothing_is_left_of_kernels_and_the_file_is_a_third_shorter(string network)
    {
        Build build = Build.Valid(Declare(network, vectorize: false));

        Assert.Equal(2, build.Sources.Count);
        foreach (string word in (string[])["Kernels", "Plan:", "CountParts", "W1T", "ClearGaps", "register"])
        {
            Assert.DoesNotContain(word, build.Source, StringComparison.Ordinal);
        }

        int lines = build.Source.Split('\n').Length;
        int withKernels = Build.Valid(Declare(network, vectorize: true)).Sources.Sum(source => source.Value.Split('\n').Length);
        Assert.True(3 * lines < 2 * withKernels, $"{lines} lines without kernels, {withKernels} with them.");
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Its_parameters_lie_and_its_numbers_are_as_with_kernels(string network)
    {
        using LoadedAssembly loaded = Build.Valid(Declare(network, vectorize: false, "Plain") + Declare(network, vectorize: true, "Fast")).Load();
        INetwork<double> plain = loaded.Network<double>("Plain");
        INetwork<double> fast = loaded.Network<double>("Fast");

        Assert.Equal(fast.Layers, plain.Layers);
        Assert.Equal(fast.Parameters.ToArray(), plain.Parameters.ToArray());
        Assert.All(Probe.Run(fast).Zip(Probe.Run(plain)), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
    }

    [Fact]
    public void Threads_are_accepted_and_change_nothing()
    {
        using LoadedAssembly loaded = Build.Valid(Declare(Large, vectorize: false)).Load();
        INetwork<double> network = loaded.Network<double>("Net");
        double[] input = Probe.Numbers<double>(64 * network.InputSize);
        double[] one = new double[64 * network.OutputSize];
        double[] four = new double[one.Length];
        InferShared<double> forward = network.GetType().GetMethods()
            .Single(method => method.Name == "Forward" && method.GetParameters().Length == 3)
            .CreateDelegate<InferShared<double>>(network);
        forward(input, one, 1);
        forward(input, four, 4);
        Assert.Equal(one, four);
        Assert.Throws<ArgumentOutOfRangeException>("threads", () => forward(input, four, 0));

        Workspace<double> workspace = network.CreateWorkspace(64);
        workspace.Threads = 4;
        network.Forward(input, workspace);
        Assert.Equal(one, workspace.Output.ToArray());
    }

    // The value that is there by default changes nothing.
    [Fact]
    public void Vectorize_true_is_what_is_said_anyway() => Assert.Equal(
        Build.Valid(Declare(Small, vectorize: null)).Sources, Build.Valid(Declare(Small, vectorize: true)).Sources);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_one_exports_the_other_freezes(bool exportsPlain)
    {
        using LoadedAssembly loaded = Build.Valid(Declare(Large, vectorize: !exportsPlain)).Load();
        INetwork<double> network = loaded.Network<double>("Net");
        using LoadedAssembly frozen = Build.Valid([Declare(Large, vectorize: exportsPlain), Exported.Of(network).Source]).Load();
        var other = new FrozenNetwork<double>(frozen.Type("Net"));
        double[] input = Probe.Numbers<double>(7 * network.InputSize);
        double[] expected = new double[7 * network.OutputSize];
        double[] actual = new double[expected.Length];
        network.Forward(input, expected);
        other.Forward(input, actual);

        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        double[] shared = new double[expected.Length];
        other.ForwardShared(input, shared, 3);
        Assert.Equal(actual, shared);
    }

    [Fact]
    public void It_compiles_in_the_strictest_project()
    {
        string source = string.Concat(((string[])[Small, Large, Deep]).Select((network, i) => $"/// <summary>A network.</summary>\n{Declare(network, vectorize: false, $"N{i}")}\n"));
        Assert.Empty(Build.Valid(source, BuildOptions.Strict).CompilerDiagnostics);
        Assert.Empty(Build.Valid($"/// <summary>Full names.</summary>\n{Small.Replace("VECTORIZE", ", Vectorize = false")} public partial class Net {{ internal class Span {{ }} }}", BuildOptions.Strict).CompilerDiagnostics);
    }

    private static string Declare(string attributes, bool? vectorize, string name = "Net") =>
        attributes.Replace(" VECTORIZE", vectorize is { } value ? $", Vectorize = {(value ? "true" : "false")}" : "", StringComparison.Ordinal) + $" public partial class {name};";
}

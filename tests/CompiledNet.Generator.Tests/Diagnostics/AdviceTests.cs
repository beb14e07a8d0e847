using System.Globalization;
using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using static CompiledNet.Generator.Tests.Diagnostics.Expectation;

namespace CompiledNet.Generator.Tests.Diagnostics;

/// <summary>What the analyzer advises about networks that are right.</summary>
public class AdviceTests
{
    private const string Using = "using CompiledNet;\n";
    private const string Class = " public partial class Net;";
    private const string Categorical = "[Network(4, Loss = Loss.CategoricalCrossEntropy)] ";
    private const string Binary = "[Network(4, Loss = Loss.BinaryCrossEntropy)] ";
    private const string BelowZero = "which can be 0 or below, where the loss is infinite or not a number";
    private const string OutOfRange = "which leaves the range from 0 to 1, where the loss is infinite or not a number";

    [Fact]
    public void CN0021_a_softmax_in_a_hidden_layer() => Advised(
        "CN0021",
        "The hidden layer 'Layer1' ends in a softmax, which passes on little but the largest of its units: use another activation, such as Activation.ReLU",
        Using + Categorical + "[Dense(8, [|Activation.Softmax|])] [Dense(3, Activation.Softmax)]" + Class);

    [Fact]
    public void CN0021_each_of_them() => Advised(
        Using + "[Network(4)] [Dense(8, Activation.Softmax)] [Dense(8, activation: (Activation)5)] [Dense(3, Activation.Softmax)]" + Class,
        ("CN0021", "Activation.Softmax"),
        ("CN0021", "activation: (Activation)5"));

    [Theory]
    [InlineData("(3, [|Activation.Identity|])", "Identity", BelowZero, "use Activation.Softmax")]
    [InlineData("(3, [|Activation.Tanh|], Bias = false)", "Tanh", BelowZero, "use Activation.Softmax")]
    [InlineData("([|activation: Activation.GELU|], units: 3)", "GELU", BelowZero, "use Activation.Softmax")]
    [InlineData("(3, [|Activation.Softplus|])", "Softplus", "which has no upper bound, so that the loss has no lower one", "use Activation.Softmax")]
    [InlineData("(3, [|Activation.HardSigmoid|])", "HardSigmoid", "which reaches 0, where the loss is infinite, and has no loss when every output is 1", "use Activation.Softmax")]
    [InlineData("(3, [|Activation.Sigmoid|])", "Sigmoid", "which has no loss when every output is 1, whatever the class", "use Activation.Softmax, or Loss.BinaryCrossEntropy")]
    [InlineData("(1, [|Activation.Sigmoid|])", "Sigmoid", "which has no loss when every output is 1, whatever the class", "use Loss.BinaryCrossEntropy")]
    [InlineData("(1, [|Activation.Tanh|])", "Tanh", BelowZero, "use Activation.Sigmoid under Loss.BinaryCrossEntropy")]
    public void CN0022_categorical_cross_entropy_without_softmax(string layer, string activation, string reason, string advice) => Advised(
        "CN0022",
        $"Categorical cross-entropy over Activation.{activation}, {reason}: {advice}",
        Using + Categorical + "[Dense(8, Activation.ReLU)] [Dense" + layer + "]" + Class);

    [Fact]
    public void CN0022_on_the_layer_where_no_activation_is_given() => Advised(
        "CN0022",
        $"Categorical cross-entropy over Activation.Identity, {BelowZero}: use Activation.Softmax",
        Using + Categorical + "[[|Dense(3)|]]" + Class);

    [Theory]
    [InlineData("(1, [|Activation.Identity|])", "Identity", OutOfRange, "use Activation.Sigmoid")]
    [InlineData("(3, [|Activation.Tanh|])", "Tanh", OutOfRange, "use Activation.Sigmoid")]
    [InlineData("(3, [|Activation.Softplus|])", "Softplus", OutOfRange, "use Activation.Sigmoid")]
    [InlineData("(3, [|Activation.HardSigmoid|])", "HardSigmoid", "which reaches 0 and 1, where the loss is infinite", "use Activation.Sigmoid")]
    [InlineData("(3, [|Activation.Softmax|])", "Softmax", "whose outputs sum to 1, as if exactly one answer were yes", "use Activation.Sigmoid, or Loss.CategoricalCrossEntropy")]
    public void CN0023_binary_cross_entropy_without_sigmoid(string layer, string activation, string reason, string advice) => Advised(
        "CN0023",
        $"Binary cross-entropy over Activation.{activation}, {reason}: {advice}",
        Using + Binary + "[Dense(8, Activation.ReLU)] [Dense" + layer + "]" + Class);

    [Theory]
    [InlineData("Loss = Loss.CategoricalCrossEntropy", "use Activation.Sigmoid under Loss.BinaryCrossEntropy")]
    [InlineData("Loss = Loss.BinaryCrossEntropy", "use Activation.Sigmoid")]
    [InlineData("Loss = Loss.None", "use Activation.Sigmoid")]
    public void CN0024_a_softmax_of_one_unit(string loss, string advice) => Advised(
        "CN0024",
        $"The softmax of one unit is 1 whatever goes in, and the layer 'Choice' learns nothing: {advice}",
        Using + $"[Network(4, {loss})] [Dense(1, [|Activation.Softmax|], Name = \"Choice\")]" + Class);

    [Fact]
    public void CN0024_in_a_hidden_layer() => Advised(
        "CN0024",
        "The softmax of one unit is 1 whatever goes in, and the layer 'Layer1' learns nothing: use Activation.Sigmoid",
        Using + "[Network(4)] [Dense(1, [|Activation.Softmax|])] [Dense(3)]" + Class);

    [Theory]
    [InlineData(Categorical, 3, "CategoricalCrossEntropy", "use Activation.Softmax")]
    [InlineData(Categorical, 1, "CategoricalCrossEntropy", "use Activation.Sigmoid under Loss.BinaryCrossEntropy")]
    [InlineData(Binary, 3, "BinaryCrossEntropy", "use Activation.Sigmoid")]
    public void CN0025_a_ReLU_under_a_cross_entropy(string network, int units, string loss, string advice) => Advised(
        "CN0025",
        $"The loss Loss.{loss} is infinite where a ReLU is 0, which it is for every z below 0, and its gradient stops there: {advice}",
        Using + network + $"[Dense({units}, [|Activation.ReLU|])]" + Class);

    [Theory]
    [InlineData("3, Activation.ReLU, [|Slope = 0.2|]", "Slope", "on Activation.ReLU, only on LeakyReLU and ELU")]
    [InlineData("3, Activation.SELU, [|Slope = 0|], Bias = false", "Slope", "on Activation.SELU, only on LeakyReLU and ELU")]
    [InlineData("3, Bias = false, [|BiasInitializer = BiasInitializer.Uniform|]", "BiasInitializer", "on a layer with Bias = false")]
    [InlineData("3, [|BiasInitializer = BiasInitializer.Zeros|], Bias = false", "BiasInitializer", "on a layer with Bias = false")]
    public void CN0026_an_argument_without_effect(string arguments, string argument, string reason) => Advised(
        "CN0026", $"{argument} has no effect {reason}: remove it", Using + $"[Network(4)] [Dense({arguments})]" + Class);

    [Theory]
    [InlineData("[Dense(4, [|Activation.Identity|])] [Dense(3)]")]
    [InlineData("[[|Dense(9)|]] [Dense(9)]")]
    [InlineData("[[|Dense(2)|]] [Dense(1)]")]
    [InlineData("[Dense(9, Activation.Tanh)] [Dense(9, [|(Activation)0|])] [Dense(9, Activation.Identity)]")]
    public void CN0027_two_linear_layers_in_a_row(string layers)
    {
        string first = layers.Contains("Tanh", StringComparison.Ordinal) ? "Layer2" : "Layer1";
        string second = first == "Layer2" ? "Layer3" : "Layer2";
        Advised(
            "CN0027",
            $"The layers '{first}' and '{second}' are both linear, and one layer could compute what they do together: give '{first}' an activation, or remove it",
            Using + "[Network(4)] " + layers + Class);
    }

    [Fact]
    public void CN0027_three_are_one_as_well() => Advised(
        Using + "[Network(2)] [Dense(4)] [Dense(5)] [Dense(6)]" + Class, ("CN0027", "Dense(4)"), ("CN0027", "Dense(5)"));

    // What is left, 8 → 2 → 8, is a matrix of rank 2 with fewer weights than 8 → 8 would have.
    [Theory]
    [InlineData("[Dense(2, Name = \"A\")] [Dense(2, Name = \"B\")] [Dense(8)]", "Dense(2, Name = \"B\")")]
    [InlineData("[Dense(3)] [Dense(2)] [Dense(8)]", "Dense(3)")]
    [InlineData("[Dense(2)] [Dense(3)] [Dense(8)]", "Dense(3)")]
    public void CN0027_reports_only_what_can_go_together(string layers, string reported) =>
        Advised(Using + "[Network(8)] " + layers + Class, ("CN0027", reported));

    [Fact]
    public void CN0027_several_can_go_where_the_narrowest_stays() => Advised(
        Using + "[Network(8)] [Dense(2)] [Dense(3)] [Dense(4)] [Dense(8)]" + Class, ("CN0027", "Dense(3)"), ("CN0027", "Dense(4)"));

    [Fact]
    public void CN0028_the_layer_that_is_one_too_many() => Advised(
        "CN0028",
        "The network 'Net' has 66 layers, and more than 64 take seconds of each build that compiles them: use fewer and wider layers",
        Using + "[Network(9)] " + Layers(64) + "[[|Dense(9, Activation.ReLU)|]] [Dense(9)]" + Class);

    [Theory]
    [InlineData("[Network(4, Loss = Loss.MeanSquaredError)] [Dense(8, Activation.ReLU)] [Dense(1)]")]
    [InlineData("[Network(4, Loss = Loss.MeanSquaredError)] [Dense(8, Activation.Softplus)] [Dense(1, Activation.ReLU)]")]
    [InlineData(Categorical + "[Dense(8, Activation.ReLU)] [Dense(2, Activation.Softmax)]")]
    [InlineData(Binary + "[Dense(1, Activation.Sigmoid)] [Dense(2, Activation.Sigmoid)]")]
    [InlineData("[Network(4)] [Dense(8, Activation.LeakyReLU, Slope = 0.2)] [Dense(8, Activation.ELU, Slope = 0.5)]")]
    [InlineData("[Network(4)] [Dense(8, Initializer = Initializer.Zeros, BiasInitializer = BiasInitializer.Uniform)]")]
    [InlineData("[Network(4)] [Dense(2)] [Dense(4)]")]
    [InlineData("[Network(4)] [Dense(4)] [Dense(4, Activation.ReLU)] [Dense(4)]")]
    [InlineData("[Network(4, Loss = Loss.HalfSquaredError)] [Dense(3, Activation.Softmax)]")]
    [InlineData("[Network(4)] [Dense(3, Activation.Softmax)]")]
    public void What_is_right_is_not_advised_against(string attributes) => Advised(Using + attributes + Class, []);

    [Fact]
    public void Sixty_four_layers_are_not_advised_against() => Advised(Using + "[Network(9)] " + Layers(64) + Class, []);

    [Fact]
    public void A_mistake_comes_before_advice() =>
        Assert.Empty(Build.Of(Using + Categorical + "[Dense(8, Activation.Softmax)] [Dense(0)]" + Class).Advice);

    [Theory]
    [InlineData("", "2,410", "9,640", "2,368")]
    [InlineData(", Precision = Precision.Double", "2,410", "19,280", "2,368")]
    public void CN0029_says_what_was_generated(string precision, string parameters, string bytes, string multiplyAdds)
    {
        Diagnostic found = Assert.Single(Build.Valid(
            Using + $"[Network(64{precision})] [Dense(32, Activation.ReLU)] [Dense(10)] public partial class DigitNet;").Advice);

        Assert.Equal(
            $"The network 'DigitNet' has {parameters} parameters in {bytes} bytes, and takes {multiplyAdds} multiply-adds for a sample",
            found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(("CN0029", DiagnosticSeverity.Info), (found.Id, found.Severity));
        Assert.Equal("DigitNet", found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
    }

    [Fact]
    public void CN0029_counts_what_the_network_counts()
    {
        Build build = Build.Valid(Using + "[Network(5)] [Dense(3, Activation.ReLU, Bias = false)] [Dense(2)] public partial class Net;");

        Assert.Contains("ParameterCount = 23;", build.Source, StringComparison.Ordinal);
        Assert.Contains(" has 23 parameters ", build.Advice.Single().GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OptimizationLevel.Debug, "", true)]
    [InlineData(OptimizationLevel.Debug, "[assembly: System.Diagnostics.Debuggable(System.Diagnostics.DebuggableAttribute.DebuggingModes.IgnoreSymbolStoreSequencePoints)]", false)]
    [InlineData(OptimizationLevel.Release, "", false)]
    public void CN0029_says_that_a_debug_build_is_slow(OptimizationLevel optimization, string mark, bool isSlow)
    {
        string message = Build.Valid(Using + mark + "[Network(5)] [Dense(2)] public partial class Net;", BuildOptions.Default with { Optimization = optimization })
            .Advice.Single().GetMessage(CultureInfo.InvariantCulture);

        Assert.Equal(isSlow, message.EndsWith(
            "; this is a debug build, in which the JIT does not optimise it: build with -c Release, or set CompiledNetOptimize", StringComparison.Ordinal));
    }

    private static string Layers(int count) => string.Concat(Enumerable.Repeat("[Dense(9, Activation.ReLU)] ", count));
}

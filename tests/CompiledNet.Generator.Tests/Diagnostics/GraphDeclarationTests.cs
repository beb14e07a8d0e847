using CompiledNet.Generator.Tests.Harness;
using static CompiledNet.Generator.Tests.Diagnostics.Expectation;

namespace CompiledNet.Generator.Tests.Diagnostics;

/// <summary>Mistakes with names, joins and the layers beside Dense.</summary>
public class GraphDeclarationTests
{
    private const string Using = "using CompiledNet;\n";
    private const string Class = " public partial class Net;";

    [Theory]
    [InlineData("[Dense(3)] [Dense(3, [|From = \"Nowhere\"|])]", "Nowhere", "none of the values above it: use one of 'Input', 'Layer1'")]
    [InlineData("[Dense(3, [|From = \"B\"|])] [Dense(3, Name = \"B\")]", "B", "declared below: a layer takes only what stands above it")]
    [InlineData("[Dense(3)] [Dense(3, Name = \"A\", [|From = \"A\"|])]", "A", "the layer itself, which takes only what stands above it")]
    [InlineData("[Dense(2)] [[|Add(\"Layer2\")|]]", "Layer2", "the layer itself, which takes only what stands above it")]
    public void CN0035_a_source_that_is_not_there(string layers, string name, string reason) => Reported(
        "CN0035", $"The value '{name}' is {reason}", Using + "[Network(2)] " + layers + Class);

    [Theory]
    [InlineData("Single", "1E+300", " in single precision")]
    [InlineData("Single", "1E-60", " in single precision")]
    [InlineData("Double", "0", "")]
    public void CN0038_an_epsilon_out_of_range(string precision, string value, string where) => Reported(
        "CN0038",
        $"[LayerNorm] Epsilon = {value}: a finite number above 0{where} was expected",
        Using + $"[Network(2, Precision = Precision.{precision})] [Dense(3)] [LayerNorm([|Epsilon = {value}|])]" + Class);

    [Theory]
    [InlineData("CN0038", "[Network(9, 3)] [GRU([|0|])]", "[GRU] units = 0: a whole number of at least 1 was expected")]
    [InlineData("CN0037", "[Network(9)] [[|LSTM(4)|]]", "[LSTM] takes a sequence, as [Network(length, channels)] has it, and its input is a vector of 9")]
    [InlineData("CN0037", "[Network(4, 4, 1)] [[|GRU(4)|]]", "[GRU] takes a sequence, as [Network(length, channels)] has it, and its input is an image of 4 × 4 × 1")]
    [InlineData(
        "CN0039",
        "[Network(2000000, 3)] [[|LSTM(1000)|]]",
        "What the layer 'Layer1' keeps of its gates has 8,000,000,000 numbers, more than one buffer holds (2,147,483,000): make it smaller")]
    public void Mistakes_in_recurrent_layers_are_named(string id, string layers, string message) => Reported(id, message, Using + layers + Class);

    [Fact]
    public void CN0026_an_initializer_of_biases_that_a_recurrent_layer_does_not_have() => Advised(
        "CN0026",
        "BiasInitializer has no effect on a layer with Bias = false: remove it",
        Using + "[Network(9, 3)] [LSTM(4, Bias = false, [|BiasInitializer = BiasInitializer.Uniform|])]" + Class);

    [Theory]
    [InlineData("[Dense(Hidden, [|Name = \"Hidden\"|])]", "Hidden")]
    [InlineData("[Dense(3, [|Name = Text|])]", "Text")]
    [InlineData("[Dense(3 + (Hidden * 2), [|Name = \"Hidden\"|])]", "Hidden")]
    public void CN0011_a_name_that_an_argument_means(string layer, string name) => Reported(
        "CN0011",
        $"The layer name '{name}' is already the name of something that an attribute of the class refers to, and would refer to the layer instead: "
        + "give the layer another Name",
        "using CompiledNet; using static Sizes;\nstatic class Sizes { public const int Hidden = 4; public const string Text = \"Text\"; }\n"
        + "[Network(2)] " + layer + " [Dense(2)]" + Class);

    [Fact]
    public void A_name_may_be_that_of_nameof_and_of_the_attribute() => Build.Valid(
        Using + "class Stem; class Dense; [Network(2)] [Dense(3, Name = nameof(Stem))] [Dense(3, Name = \"Dense\")]" + Class);

    [Theory]
    [InlineData("Add")]
    [InlineData("Multiply")]
    [InlineData("Concatenate")]
    public void A_value_may_be_joined_with_itself(string join) => Build.Valid(
        Using + $"[Network(2)] [Dense(3)] [{join}(\"Layer1\")] [{join}(\"Layer1\", \"Layer1\")] [Concatenate(\"Layer2\")] [Dense(1)]" + Class);

    [Theory]
    [InlineData("[PReLU]")]
    [InlineData("[Concatenate(\"Input\")]")]
    public void CN0022_on_a_layer_that_takes_no_activation_in_its_first_place(string last) => Advised(
        "CN0022",
        "Categorical cross-entropy over Activation.Identity, which can be 0 or below, where the loss is infinite or not a number: "
        + "add [Activate(Activation.Softmax)] as the last layer",
        Using + "[Network(4, Loss = Loss.CategoricalCrossEntropy)] [Dense(3, Activation.ReLU)] [[|" + last[1..^1] + "|]]" + Class);

    [Theory]
    [InlineData("[Dense(3, Activation.ReLU)] [[|Dropout(0)|]] [Dense(1)]", "Dropout", "drops nothing at a rate of 0: remove it, or give it a rate")]
    [InlineData(
        "[Dense(3, Activation.Tanh)] [[|Activate(Activation.Identity)|]] [PReLU] [Dense(1)]", "Activate", "changes nothing with Activation.Identity: remove it, or choose another activation")]
    [InlineData(
        "[Dense(1, Activation.Tanh)] [[|LayerNorm|]] [Dense(1)]",
        "LayerNorm",
        "normalizes over one number, which leaves the same output whatever goes in: remove it, or put it after a layer of more units")]
    public void CN0041_a_layer_without_effect(string layers, string kind, string what) =>
        Advised("CN0041", $"[{kind}] {what}", Using + "[Network(2)] " + layers + Class);

    [Theory]
    [InlineData("CategoricalCrossEntropy", "Activation.Softmax", "and the loss is infinite where that of the right class is dropped")]
    [InlineData("BinaryCrossEntropy", "Activation.Sigmoid", "and the loss is infinite where one is dropped that should be 1")]
    [InlineData("MeanSquaredError", "Activation.Tanh", "which no weight can make up for")]
    public void CN0042_dropout_as_the_last_layer(string loss, string activation, string reason) => Advised(
        "CN0042",
        $"The last layer 'Layer2' drops outputs of the network in training, {reason}: move it before the layer that computes them",
        Using + $"[Network(4, Loss = Loss.{loss})] [Dense(3, {activation})] [[|Dropout(0.5)|]]" + Class);

    [Theory]
    [InlineData("Add", "[Dense(3)]", "takes values of one shape, and these differ: the layer before has 3, 'Input' has 2: give them one shape, such as by a [Dense] before one of them")]
    public void CN0037_names_the_values(string join, string layers, string what) => Reported(
        "CN0037", $"[{join}] {what}", Using + $"[Network(2)] {layers} [[|{join}(\"Input\")|]]" + Class);

    [Theory]
    [InlineData("Add")]
    [InlineData("Multiply")]
    [InlineData("Concatenate")]
    public void A_name_that_is_null_is_one_that_is_not_there(string join) => Reported(
        "CN0035", "The value '' is none of the values above it: use one of 'Input', 'Layer1'", Using + $"[Network(2)] [Dense(3)] [[|{join}(null!)|]]" + Class);
}

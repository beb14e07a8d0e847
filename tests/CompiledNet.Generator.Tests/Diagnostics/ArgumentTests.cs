using System.Globalization;
using CompiledNet.Generator.Tests.Harness;
using static CompiledNet.Generator.Tests.Diagnostics.Expectation;

namespace CompiledNet.Generator.Tests.Diagnostics;

/// <summary>Mistakes in the arguments of the attributes.</summary>
public class ArgumentTests
{
    private const string Using = "using CompiledNet;\n";
    private const string Class = " public partial class Net;";

    [Theory]
    [InlineData("[|0|]", "0")]
    [InlineData("[|-1|]", "-1")]
    [InlineData("[|inputs: -64|]", "-64")]
    [InlineData("[|int.MinValue|]", "-2147483648")]
    [InlineData("[|2 - 2|], Loss = Loss.Huber", "0")]
    public void CN0005_inputs(string argument, string value) => Reported(
        "CN0005", $"[Network] declares {value} inputs: at least 1 was expected", Using + $"[Network({argument})] [Dense(2)]" + Class);

    [Theory]
    [InlineData("[|0|]", "0")]
    [InlineData("[|-3|], Activation.ReLU", "-3")]
    [InlineData("activation: Activation.ReLU, [|units: 0|]", "0")]
    public void CN0006_units(string argument, string value) => Reported(
        "CN0006",
        $"[Dense] declares {value} units: at least 1 was expected",
        Using + $"[Network(2)] [Dense(1)] [Dense({argument})] [Dense(5)]" + Class);

    [Theory]
    [InlineData("[Network(50000)] [Dense([|50000|])]", "Layer1", "2,500,050,032")]
    [InlineData("[Network(2147483647)] [Dense([|2147483647|])] [Dense(2147483647)]", "Layer1", "4,611,686,018,427,387,936")]
    [InlineData("[Network(40000)] [Dense(40000)] [Dense([|40000|], Name = \"Second\")]", "Second", "3,200,080,064")]
    public void CN0007_parameters(string attributes, string layer, string count)
    {
        Reported(
            "CN0007",
            $"With the layer '{layer}' the network needs room for {count} numbers, for its parameters with their padding or for the transposed copy of a matrix where that takes more, and one buffer holds no more than 2,147,483,000: make its layers narrower",
            Using + attributes + Class);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("@class")]
    [InlineData("a\\u200Db")]
    [InlineData("e\\u0301")]
    [InlineData("x; } public int y { get => 0")]
    public void CN0009_a_name_that_is_not_an_identifier(string name) => Reported(
        "CN0009",
        $"The layer name '{System.Text.RegularExpressions.Regex.Unescape(name)}' is not a C# identifier: "
        + "use letters, digits and _, not beginning with a digit (a keyword is fine, without @)",
        Using + $"[Network(2)] [Dense(3, [|Name = \"{name}\"|])]" + Class);

    [Fact]
    public void CN0010_a_name_used_twice() => Reported(
        "CN0010",
        "The layer name 'Hidden' is used by layer 1 as well: give one of them another Name",
        Using + "[Network(2)] [Dense(3, Name = \"Hidden\")] [Dense(3)] [Dense(3, [|Name = \"Hidden\"|])]" + Class);

    [Fact]
    public void CN0010_a_name_that_another_layer_has_by_default() => Reported(
        "CN0010",
        "The layer name 'Layer2' is used by layer 1 as well: give one of them another Name",
        Using + "[Network(2)] [Dense(3, Name = \"Layer2\")] [[|Dense(3)|]]" + Class);

    [Theory]
    [InlineData("Net", "the class")]
    [InlineData("Parameters", "a generated member")]
    [InlineData("Forward", "a generated member")]
    [InlineData("Workspace", "a generated member")]
    [InlineData("Gradients", "a member of the network's Workspace, which has a property of that name too")]
    [InlineData("Delta1", "a member of the network's Workspace, which has a property of that name too")]
    [InlineData("GetType", "a member of the network's Workspace, which has a property of that name too")]
    public void CN0011_a_name_that_is_taken(string name, string owner) => Reported(
        "CN0011",
        $"The layer name '{name}' is already the name of {owner}: give the layer another Name",
        Using + $"[Network(2)] [Dense(3, [|Name = \"{name}\"|])]" + Class);

    [Theory]
    [InlineData("public int Hidden;")]
    [InlineData("private void Hidden() { }")]
    [InlineData("public class Hidden;")]
    public void CN0011_a_name_that_a_member_of_the_class_has(string member) => Reported(
        "CN0011",
        "The layer name 'Hidden' is already the name of a member of the class: give the layer another Name",
        Using + $"[Network(2)] [Dense(3, [|Name = \"Hidden\"|])] public partial class Net {{ {member} }}");

    [Fact]
    public void CN0011_a_default_name_that_a_member_of_the_class_has() => Reported(
        "CN0011",
        "The layer name 'Layer1' is already the name of a member of the class: give the layer another Name",
        Using + "[Network(2)] [[|Dense(3)|]] public partial class Net { public int Layer1; }");

    [Fact]
    public void CN0011_a_name_that_is_inherited() => Reported(
        "CN0011",
        "The layer name 'Hidden' is already the name of an inherited member: give the layer another Name",
        Using + "public class Parent { protected int Hidden; } [Network(2)] [Dense(3, [|Name = \"Hidden\"|])] public partial class Net : Parent;");

    [Fact]
    public void CN0011_the_name_of_a_type_parameter() => Reported(
        "CN0011",
        "The layer name 'T' is already the name of a member of the class: give the layer another Name",
        Using + "[Network(2)] [Dense(3, [|Name = \"T\"|])] public partial class Net<T>;");

    [Theory]
    [InlineData("public int [|Parameters|] => 1;", "Parameters", "rename this one")]
    [InlineData("public const int [|InputSize|] = 1;", "InputSize", "rename this one")]
    [InlineData("public class [|Workspace|];", "Workspace", "rename this one")]
    [InlineData("private class [|Inference|];", "Inference", "rename this one")]
    [InlineData("private int [|_parameterBuffer|];", "_parameterBuffer", "rename this one")]
    [InlineData("public int [|Forward|];", "Forward", "rename this one")]
    [InlineData("public void [|Forward|](System.ReadOnlySpan<float> a, System.Span<float> b) { }", "Forward", "rename this one")]
    [InlineData("public int [|FromFile|];", "FromFile", "rename this one")]
    [InlineData("public static Net [|FromFile|](string a, NetworkLoadOptions b) => new();", "FromFile", "rename this one")]
    [InlineData("public [|Net|](long seed) : this() { }", "Net(long)", "give this constructor other parameters")]
    public void CN0012_a_member_of_a_generated_name(string member, string name, string what) => Reported(
        "CN0012",
        $"'{name}' is a generated member of the network 'Net': {what}",
        Using + $"[Network(2, Loss = Loss.Huber)] [Dense(3)] public partial class Net {{ {member} }}",
        compilerErrors: name.StartsWith("Net(", StringComparison.Ordinal) ? ["CS7036"] : []);

    [Theory]
    [InlineData("int INetwork<float>.[|InputSize|] => 3;", "InputSize")]
    [InlineData("Loss CompiledNet.INetwork<float>.[|Loss|] => Loss.None;", "Loss")]
    [InlineData("System.Collections.Generic.IReadOnlyList<LayerInfo> INetwork<System.Single>.[|Layers|] { get => []; }", "Layers")]
    [InlineData("System.Span<float> INetwork<float>.[|Parameters|] => default;", "Parameters")]
    [InlineData("Workspace<float> INetwork<float>.[|CreateWorkspace|](int batchSize, bool inputGradient) => null!;", "CreateWorkspace")]
    [InlineData("void INetwork<float>.[|Forward|](System.ReadOnlySpan<float> input, System.Span<float> output) { }", "Forward")]
    [InlineData("float INetwork<float>.[|BackwardClasses|](System.ReadOnlySpan<int> a, Workspace<float> b, bool c) => 0;", "BackwardClasses")]
    public void CN0012_an_explicit_implementation_of_what_is_generated(string member, string name) => Reported(
        "CN0012",
        $"'INetwork<float>.{name}' is a generated member of the network 'Net': remove this one",
        Using + $"[Network(2)] [Dense(3)] public partial class Net {{ {member} }}",
        compilerErrors: "CS0540");

    [Fact]
    public void CN0012_an_explicit_implementation_where_the_interface_is_the_class_s_own()
    {
        const string Source = Using + "[Network(2, Precision = Precision.Double)] [Dense(3)] public partial class Net : INetwork<double> "
            + "{ int INetwork<double>.InputSize => 3; double INetwork<double>.Backward(System.ReadOnlySpan<double> a, Workspace<double> b, bool c) => 0; }";
        Build build = Build.Of(Source);

        Assert.Empty(build.Sources);
        Assert.Equal(
            [
                "'INetwork<double>.InputSize' is a generated member of the network 'Net': remove this one",
                "'INetwork<double>.Backward' is a generated member of the network 'Net': remove this one",
            ],
            build.AnalyzerDiagnostics.Select(found => found.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void CN0012_a_type_parameter_of_a_generated_name() => Reported(
        "CN0012",
        "'Workspace' is a generated member of the network 'Net': rename the type parameter",
        Using + "[Network(2)] [Dense(3)] public partial class Net<[|Workspace|]>;");

    [Theory]
    [InlineData("Workspace")]
    [InlineData("Parameters")]
    [InlineData("Forward")]
    [InlineData("Summary")]
    [InlineData("Propagation")]
    public void CN0013_a_class_named_like_a_generated_member(string name) => Reported(
        "CN0013",
        $"A network class cannot be named '{name}', which is the name of a generated member: rename the class",
        Using + $"[Network(2)] [Dense(3)] public partial class [|{name}|];");

    [Theory]
    [InlineData("[Network(2, [|Loss = (Loss)99|])] [Dense(3)]", "99", "Loss",
        "None, HalfSquaredError, SquaredError, MeanSquaredError, MeanAbsoluteError, Huber, BinaryCrossEntropy, CategoricalCrossEntropy")]
    [InlineData("[Network(2, [|Precision = (Precision)2|])] [Dense(3)]", "2", "Precision", "Single, Double")]
    [InlineData("[Network(2)] [Dense(3, [|(Activation)(-1)|])]", "-1", "Activation",
        "Identity, Sigmoid, ReLU, LeakyReLU, Tanh, Softmax, ELU, SELU, Softplus, GELU, SiLU, Mish, HardSigmoid, HardSwish")]
    [InlineData("[Network(2)] [Dense(3, [|Initializer = (Initializer)7|])]", "7", "Initializer",
        "Auto, GlorotUniform, GlorotNormal, HeUniform, HeNormal, LeCunNormal, Zeros")]
    [InlineData("[Network(2)] [Dense(3, [|BiasInitializer = (BiasInitializer)2|])]", "2", "BiasInitializer", "Zeros, Uniform")]
    public void CN0015_an_undefined_value(string attributes, string value, string type, string values) => Reported(
        "CN0015", $"{value} is not a value of {type}: use one of {values}", Using + attributes + Class);

    [Theory]
    [InlineData("-0.5", "-0.5")]
    [InlineData("double.NaN", "NaN")]
    [InlineData("double.PositiveInfinity", "Infinity")]
    [InlineData("double.NegativeInfinity", "-Infinity")]
    [InlineData("1e39", "1E+39")]
    [InlineData("-1e-300", "-1E-300")]
    public void CN0016_a_slope_out_of_range(string slope, string value) => Reported(
        "CN0016",
        $"Slope = {value}: a finite number that is not negative was expected",
        Using + $"[Network(2)] [Dense(3, Activation.LeakyReLU, [|Slope = {slope}|])]" + Class);

    [Theory]
    [InlineData("0")]
    [InlineData("-0.0")]
    [InlineData("double.Epsilon")]
    [InlineData("1e30")]
    public void A_slope_in_range_is_taken(string slope) => Assert.Empty(
        Build.Valid(Using + $"[Network(2)] [Dense(3, Activation.LeakyReLU, Slope = {slope})] [Dense(3, Activation.ELU, Slope = {slope})]" + Class).AnalyzerDiagnostics);

    [Theory]
    [InlineData("[Network(\"two\")] [Dense(3)]", "CS1503")]
    [InlineData("[Network] [Dense(3)]", "CS1729")]
    [InlineData("[Network(Missing)] [Dense(3)]", "CS0103")]
    [InlineData("[Network(2)] [Dense(Missing)]", "CS0103")]
    [InlineData("[Network(2)] [Dense()]", "CS7036")]
    [InlineData("[Network(2)] [Dense(3, Activation.Missing)]", "CS0117")]
    [InlineData("[Network(2)] [Dense(3, Slope = \"a\")]", "CS0029")]
    [InlineData("[Network(2)] [Dense(3, Name = 5)]", "CS0029")]
    [InlineData("[Network(2)] [Dense(3, 2)]", "CS1503")]
    [InlineData("[Network(2, Loss = \"a\")] [Dense(3)]", "CS0029")]
    [InlineData("[Network(2, Loss = null)] [Dense(3)]", "CS0037")]
    [InlineData("[Network(2)] [Dense(3, Bias = null)]", "CS0037")]
    public void An_argument_that_does_not_compile_is_left_to_the_compiler(string attributes, string error) =>
        LeftToTheCompiler(Using + attributes + Class, error);
}

using CompiledNet.Tests.Common;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>
/// A test of the tests: a wrong sign of every activation and every loss in the loops that people read, and other faults that nothing saw once. Each is
/// planted into a network without kernels, and must be seen.
/// </summary>
public sealed class PlainFaultTests
{
    private const string Negated = "$1-($2);";

    private static readonly Activation[] s_elementwise = [.. Enum.GetValues<Activation>().Where(activation => activation != Activation.Softmax)];

    private static readonly NetworkSpec s_sigmoid = PlainNetworks.Hidden(Activation.Sigmoid);

    private static readonly NetworkSpec s_softmax = PlainNetworks.Hidden(Activation.Softmax);

    private static readonly NetworkSpec s_classes = PlainNetworks.Output(Activation.Softmax, Loss.CategoricalCrossEntropy, classes: true);

    // Of a network with hidden layers the first is unrolled, the others are loops.
    private static readonly PlainFault[] s_faults =
    [
        .. s_elementwise.SelectMany(SignsOf),
        .. Enum.GetValues<Loss>().Where(loss => loss != Loss.None).SelectMany(loss => SignsOf(loss, Activation.Identity)),
        .. SignsOf(Loss.BinaryCrossEntropy, Activation.Sigmoid),
        .. SignsOf(Loss.CategoricalCrossEntropy, Activation.Sigmoid),
        .. SignsOf(Loss.CategoricalCrossEntropy, Activation.Softmax),
        .. SignsOf(Loss.BinaryCrossEntropy, Activation.Softmax),
        .. SignsOfClasses(Activation.Identity),
        .. SignsOfClasses(Activation.Sigmoid),
        .. SignsOfClasses(Activation.Softmax),
        .. OfSoftmax(),
        .. OfActivations(),
        .. OfLosses(),
        .. OfProducts(),
        .. OfWholePasses(),
    ];

    private static readonly Lazy<IReadOnlyList<(bool IsPlanted, Failure? Seen)>> s_results = new(() => PlainFault.Run(s_faults));

    public static TheoryData<string> Names => [.. s_faults.Select(fault => fault.Name)];

    [LongTheory]
    [MemberData(nameof(Names))]
    public void It_is_seen(string name)
    {
        int index = Array.FindIndex(s_faults, fault => fault.Name == name);
        (bool isPlanted, Failure? seen) = s_results.Value[index];

        Assert.True(isPlanted, $"The emitted text of {s_faults[index].Method} has changed: plant the fault where the emitter writes it now.");
        Assert.True(seen is not null, $"Nobody sees it in\n{s_faults[index].Spec}");
    }

    [Fact]
    public void Each_has_a_name_of_its_own() => Assert.Equal(s_faults.Length, s_faults.Select(fault => fault.Name).Distinct().Count());

    private static IEnumerable<PlainFault> SignsOf(Activation activation)
    {
        NetworkSpec spec = PlainNetworks.Hidden(activation);
        yield return new($"{activation} has the wrong sign, unrolled", spec, "ForwardLayer1", @"(a1\[\d+\] = )(.+);", Negated);
        yield return new($"{activation} has the wrong sign in loops", spec, "ForwardLayer2", @"(a2\[j\] = )(.+);", Negated);
        if (activation != Activation.Identity)
        {
            yield return new($"{activation}′ has the wrong sign, unrolled", spec, "BackwardLayer1", @"(delta1\[\d+\] \*?= )(.+);", Negated);
            yield return new($"{activation}′ has the wrong sign in loops", spec, "BackwardLayer2", @"(delta2\[j\] \*?= )(.+);", Negated);
        }
    }

    private static IEnumerable<PlainFault> SignsOf(Loss loss, Activation output)
    {
        NetworkSpec spec = PlainNetworks.Output(output, loss);
        yield return new($"{loss} of {output} has the wrong sign", spec, "Loss", @"sum \+= (.+);", "sum -= $1;");
        yield return loss == Loss.BinaryCrossEntropy && output == Activation.Softmax
            ? new($"δ of {loss} and {output} has the wrong sign", spec, "OutputDelta", ", scale", ", -scale")
            : new($"δ of {loss} and {output} has the wrong sign", spec, "OutputDelta", @"(delta1\[\w+\] = )(.+);", Negated);
    }

    private static IEnumerable<PlainFault> SignsOfClasses(Activation output)
    {
        NetworkSpec spec = PlainNetworks.Output(output, Loss.CategoricalCrossEntropy, classes: true);
        yield return new($"the loss of classes of {output} has the wrong sign", spec, "LossOfClasses", @"sum \+= (.+);", "sum -= $1;");
        yield return new($"δ of classes of {output} has the wrong sign", spec, "OutputDeltaOfClasses", @"(delta1\[\w+\] = )(.+);", Negated);
    }

    private static IEnumerable<PlainFault> OfSoftmax() =>
    [
        new("softmax has the wrong sign", s_softmax, "ForwardLayer1", @"(a1\[j\] /= )(sum);", Negated),
        new("softmax has e^(max − z)", s_softmax, "ForwardLayer2", @"(\w+\[j\]) - max", "max - $1"),
        new("softmax is not divided by its sum", s_softmax, "ForwardLayer2", "/= sum", "/= 1d"),
        new("δ of a hidden softmax lacks the sum over the units", s_softmax, "BackwardLayer2", @"\((delta2\[j\]) - dot\)", "$1"),
        new("δ of an output softmax lacks the sum over the units", s_softmax, "OutputActivationDelta", @"\((delta3\[j\]) - dot\)", "$1"),
        new("δ of an output softmax adds the sum over the units", s_softmax, "OutputActivationDelta", @"(delta3\[j\]) - dot", "$1 + dot"),
        new("the loss of a softmax's class adds z", s_classes, "LossOfClasses", @"- (z1\[classes)", "+ $1"),
        new("the loss of a softmax's class is that of the class before", s_classes, "LossOfClasses", @"classes\[s\]\]", "(classes[s] + 1) % 4]"),
        new("δ of a softmax's class adds 1", s_classes, "OutputDeltaOfClasses", "- 1d", "+ 1d"),
        new("δ of a softmax's class lacks the 1", s_classes, "OutputDeltaOfClasses", "- 1d", ""),
    ];

    private static IEnumerable<PlainFault> OfActivations()
    {
        // λα and α where the activation is negative.
        NetworkSpec selu = PlainNetworks.Hidden(Activation.SELU);
        yield return new("SELU′ has α for λα, unrolled", selu, "BackwardLayer1", @"1\.758\d+d?", "1.6732632423543772d");
        yield return new("SELU′ has α for λα in loops", selu, "BackwardLayer2", @"1\.758\d+d?", "1.6732632423543772d");
        yield return new("SELU′ lacks λ", selu, "BackwardLayer2", @"1\.0507\d+d?", "1d");

        NetworkSpec elu = PlainNetworks.Hidden(Activation.ELU);
        yield return new("ELU has α = 1", elu, "ForwardLayer1", @"0\.7d?\)", "1d)");
        yield return new("ELU′ has α = 1, unrolled", elu, "BackwardLayer1", @"0\.7d?", "1d");
        yield return new("ELU′ has α = 1 in loops", elu, "BackwardLayer2", @"0\.7d?", "1d");

        NetworkSpec silu = PlainNetworks.Hidden(Activation.SiLU);
        yield return new("SiLU′ is sigmoid, unrolled", silu, "BackwardLayer1", "SiluDerivative", "Sigmoid");
        yield return new("SiLU′ is sigmoid in loops", silu, "BackwardLayer2", "SiluDerivative", "Sigmoid");
        yield return new("GELU′ is that of SiLU", PlainNetworks.Hidden(Activation.GELU), "BackwardLayer2", "GeluDerivative", "SiluDerivative");

        NetworkSpec relu = PlainNetworks.Hidden(Activation.ReLU);
        yield return new("ReLU lets negative z pass, unrolled", relu, "ForwardLayer1", @"= (z\w+) <= 0d \? 0d :", "= $1 <= 0d ? $1 :");
        yield return new("ReLU lets negative z pass in loops", relu, "ForwardLayer2", "= z <= 0d [?] 0d :", "= z <= 0d ? z :");
        yield return new("ReLU′ is 1 everywhere, unrolled", relu, "BackwardLayer1", @"(delta1\[\d\]) = .* : ", "$1 = ");
        yield return new("ReLU′ is 1 everywhere in loops", relu, "BackwardLayer2", @"(delta2\[j\]) = .* : ", "$1 = ");
        yield return new("LeakyReLU′ has the default slope", PlainNetworks.Hidden(Activation.LeakyReLU), "BackwardLayer2", @"0\.7d?", "0.01d");
        yield return new("tanh′ is 1 + a²", PlainNetworks.Hidden(Activation.Tanh), "BackwardLayer2", @"1d - ", "1d + ");
        yield return new("sigmoid′ of the output has the wrong sign", s_sigmoid, "OutputActivationDelta", @"(delta3\[\w+\] \*= )(.+);", Negated);
        yield return new(
            "softplus′ of the output has the wrong sign", PlainNetworks.Hidden(Activation.Softplus), "OutputActivationDelta", @"(delta3\[\w+\] \*= )(.+);", Negated);
        yield return new("sigmoid′ is a (1 + a)", s_sigmoid, "BackwardLayer2", @"\(1d - ", "(1d + ");
    }

    private static IEnumerable<PlainFault> OfLosses()
    {
        NetworkSpec huber = PlainNetworks.Output(Activation.Identity, Loss.Huber);
        yield return new("δ of Huber lacks 1/m where the error is small", huber, "OutputDelta", @"e \* scale", "e");
        yield return new("δ of Huber lacks 1/m where the error is large", huber, "OutputDelta", @"1d \? scale", "1d ? 1d");
        yield return new("δ of Huber has one sign", huber, "OutputDelta", "-scale", "scale");
        yield return new(
            "δ of the mean absolute error has one sign", PlainNetworks.Output(Activation.Identity, Loss.MeanAbsoluteError), "OutputDelta", "-scale", "scale");
        yield return new(
            "the mean squared error is a sum", PlainNetworks.Output(Activation.Identity, Loss.MeanSquaredError), "Loss", @"/ \(.+\)", "/ samples");
        yield return new(
            "δ of the mean squared error lacks the 2", PlainNetworks.Output(Activation.Identity, Loss.MeanSquaredError), "OutputDelta", "2d /", "1d /");
        NetworkSpec binary = PlainNetworks.Output(Activation.Identity, Loss.BinaryCrossEntropy);
        yield return new("the binary cross-entropy lacks what is not y", binary, "Loss", @" \+ \w+\.CrossEntropyTerm\(1d.+;", ";");
        yield return new("δ of the binary cross-entropy lacks what is not y", binary, "OutputDelta", @"\(ofOne \+ ofZero\)", "ofOne");
        yield return new("δ of the binary cross-entropy has a wrong sign in what is y", binary, "OutputDelta", ": -y", ": y");
        yield return new("δ of a softmax leaves out the sum of y", PlainNetworks.Output(Activation.Softmax, Loss.CategoricalCrossEntropy), "OutputDelta", @" \* total", "");
        yield return new("a loss is not weighted", s_sigmoid, "WeightedLoss", @"weights\[s\] \* ", "");
        yield return new("a loss is not averaged", s_sigmoid, "Loss", "/ samples", "");
        yield return new("δ is not averaged", s_sigmoid, "OutputDelta", "/ samples", "");
    }

    private static IEnumerable<PlainFault> OfProducts() =>
    [
        new("z subtracts a product, unrolled", s_sigmoid, "ForwardLayer1", @"\+ (W1\[8\])", "- $1"),
        new("z subtracts products in loops", s_sigmoid, "ForwardLayer2", @"z \+= W2", "z -= W2"),
        new("z takes a weight of another unit, unrolled", s_sigmoid, "ForwardLayer1", @"W1\[8\]", "W1[9]"),
        new("z takes a weight of another unit in loops", s_sigmoid, "ForwardLayer2", @"W2\[(i \* \d+) \+ j\]", "W2[$1 + (j == 0 ? 1 : j)]"),
        new("z takes another input in loops", s_sigmoid, "ForwardLayer2", @"a1\[i\]", "a1[i == 0 ? 1 : i]"),
        new("z leaves out the last input in loops", s_sigmoid, "ForwardLayer2", "i < 4", "i < 3"),
        new("z leaves out the bias in loops", s_sigmoid, "ForwardLayer2", @"= b2\[j\]", "= 0d"),
        new("dW is set and not added to, unrolled", s_sigmoid, "BackwardLayer1", @"(dW1\[\d+\]) \+=", "$1 ="),
        new("dW is set and not added to in loops", s_sigmoid, "BackwardLayer2", @"(dW2\[[^\]]+\]) \+=", "$1 ="),
        new("dW takes another input in loops", s_sigmoid, "BackwardLayer2", @"d \* a1\[i\]", "d * a1[i == 0 ? 1 : i]"),
        new("dW lies at another unit in loops", s_sigmoid, "BackwardLayer2", @"dW2\[(i \* \d+) \+ j\]", "dW2[$1 + (j == 0 ? 1 : j)]"),
        new("db is set and not added to, unrolled", s_sigmoid, "BackwardLayer1", @"(db1\[\d+\]) \+=", "$1 ="),
        new("db is set and not added to in loops", s_sigmoid, "BackwardLayer2", @"(db2\[j\]) \+=", "$1 ="),
        new("db subtracts in loops", s_sigmoid, "BackwardLayer2", @"(db2\[j\]) \+=", "$1 -="),
        new("∂L/∂x of the first layer takes a weight of another unit", s_sigmoid, "BackwardLayer1", @"W1\[0\] \*", "W1[1] *"),
        new("∂L/∂a takes a weight of another unit in loops", s_sigmoid, "BackwardLayer2", @"W2\[(i \* \d+) \+ j\] \* delta2", "W2[$1 + (j == 0 ? 1 : j)] * delta2"),
        new("∂L/∂a takes a weight of another input in loops", s_sigmoid, "BackwardLayer2", @"W2\[(i)( \* \d+ \+ j\] \* delta2)", "W2[(i == 0 ? 1 : i)$2"),
        new("∂L/∂a subtracts in loops", s_sigmoid, "BackwardLayer2", @"sum \+=", "sum -="),
        new("∂L/∂a leaves out the last unit in loops", s_sigmoid, "BackwardLayer2", @"(sum = 0d;\s+for \(int j = 0; j < )18", "${1}17"),
    ];

    private static IEnumerable<PlainFault> OfWholePasses() =>
    [
        new("the gradients of the pass before stay", s_sigmoid, "PropagateBack", @"\(!accumulate\)", "(false)"),
        new("what is to be added to is cleared", s_sigmoid, "PropagateBack", @"\(!accumulate\)", "(true)"),
        new("δ is not weighted", s_sigmoid, "Backward", @"workspace\.WeighDeltas\(.+;", ""),
        new("the last sample is left out on the way forward", s_sigmoid, "ForwardLayer2", "s < samples", "s < samples - 1"),
        new("the last sample is left out on the way back", s_sigmoid, "BackwardLayer2", "s < samples", "s < samples - 1"),
    ];
}

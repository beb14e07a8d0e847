using System.Globalization;
using System.Numerics;
using CompiledNet.Generator.Tests.Harness;
using CompiledNet.Tests.Common;

namespace CompiledNet.Generator.Tests.Limits;

/// <summary>
/// The JIT stops optimising a method of more than 60,000 bytes of IL, 20,000 instructions, 2,000 blocks or 2,000 locals. No emitted
/// method comes near, whatever the network.
/// </summary>
public class JitLimitTests
{
    private const string Wide = "[Network(784, Loss = Loss.CategoricalCrossEntropy)] [Dense(512, Activation.ReLU)] [Dense(512, Activation.ReLU)] [Dense(10, Activation.Softmax)]";

    [Fact]
    public void Wide_784_512_512_10() => Check<float>(Wide, linesAtMost: 1_120);

    [LongTheory]
    [InlineData(400, 3, 150)]
    [InlineData(60, 5, 220)]
    public void Deep_with_layers_written_out(int depth, int units, int linesOfLayer) => CheckWrittenOut(depth, units, linesOfLayer);

    [Fact]
    public void Twenty_layers_written_out() => CheckWrittenOut(20, 5, 220);

    [LongFact]
    public void Deep_with_layers_of_vector_kernels() => CheckVectorKernels(60);

    [Fact]
    public void Twelve_layers_of_vector_kernels() => CheckVectorKernels(12);

    [Fact]
    public void One_layer_of_one_unit() =>
        Check<float>("[Network(1, Loss = Loss.BinaryCrossEntropy)] [Dense(1, Activation.Sigmoid)]", linesAtMost: 740);

    [Fact]
    public void A_million_inputs_to_one_unit() =>
        Check<float>("[Network(1000000, Loss = Loss.HalfSquaredError)] [Dense(1, Activation.Tanh)]", linesAtMost: 740);

    [Fact]
    public void One_input_to_a_million_units() =>
        Check<float>("[Network(1, Loss = Loss.CategoricalCrossEntropy)] [Dense(1000000, Activation.Softmax)]", linesAtMost: 800);

    [Fact]
    public void A_million_hidden_units() =>
        Check<float>("[Network(1, Loss = Loss.SquaredError)] [Dense(1000000, Activation.GELU)] [Dense(1)]", linesAtMost: 800);

    [Theory]
    [InlineData(1, 64)]
    [InlineData(64, 1)]
    [InlineData(8, 8)]
    public void The_largest_layers_that_are_written_out(int inputs, int units) => Check<double>(
        $"[Network({inputs}, Loss = Loss.BinaryCrossEntropy, Precision = Precision.Double)] [Dense({units}, Activation.SELU)] [Dense(1, Activation.Sigmoid)]",
        linesAtMost: 1_260);

    [Fact]
    public void The_measure_counts_instructions_branches_and_locals()
    {
        using LoadedAssembly loaded = Build.Valid(
            "public static class C { public static int M(int a) { switch (a) { case 0: return 1; case 1: return 5; case 2: return 7; } for (int i = 0; i < a; i++) { a += i * 1000; } return a; } }")
            .Load();

        MethodShape shape = MethodShape.AllOf(loaded.Assembly).Single(method => method.Name == "C.M");

        Assert.InRange(shape.Branches, 3, 6);
        Assert.InRange(shape.Locals, 2, 3);
        Assert.InRange(shape.Instructions, 20, 40);
    }

    private static string Layers(int depth, int units) => string.Concat(Enumerable.Range(0, depth).Select(i =>
        $"[Dense({units.ToString(CultureInfo.InvariantCulture)}, Activation.{(i % 3 == 0 ? Activation.Mish : i % 3 == 1 ? Activation.Softmax : Activation.SELU)})] "));

    private static void CheckWrittenOut(int depth, int units, int linesOfLayer) => Check<float>(
        $"[Network({units}, Loss = Loss.Huber)] {Layers(depth, units)}", linesAtMost: 760 + (linesOfLayer * depth));

    private static void CheckVectorKernels(int depth) => Check<double>(
        $"[Network(17, Loss = Loss.MeanSquaredError, Precision = Precision.Double)] {Layers(depth, 17)}", linesAtMost: 760 + (150 * depth));

    private static void Check<T>(string attributes, int linesAtMost)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Build build = Build.Valid($"using CompiledNet; {attributes} public partial class Net;");
        using LoadedAssembly loaded = build.Load();

        Assert.InRange(build.Source.Split('\n').Length, 1, linesAtMost);
        Assert.InRange(build.Source.Split('\n').Max(line => line.Length), 1, 2_000);
        foreach (MethodShape method in MethodShape.AllOf(loaded.Assembly))
        {
            Assert.True(method is { Bytes: < 60_000, Instructions: < 20_000, Branches: < 900, Locals: < 500 }, method.ToString());
        }

        T[] numbers = Probe.Run(loaded.Network<T>("Net"), samples: 2);
        Assert.All(numbers, number => Assert.True(T.IsFinite(number), $"{number}"));
    }
}

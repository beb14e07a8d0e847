namespace CompiledNet.Tests.Graphs;

/// <summary>A depthwise convolution whose rows are long: windows are taken in groups of up to eight.</summary>
public sealed class DepthwiseRowTests
{
    [Fact]
    public void Kernels_compute_what_the_loops_do()
    {
        var kernels = new LongRows(seed: 1);
        var plain = new LongRowsPlain(seed: 1);
        var random = new SeededRandom(2, 1);
        double[] input = [.. Enumerable.Range(0, LongRows.InputSize).Select(_ => random.NextDouble() - 0.5)];
        double[] target = [.. Enumerable.Range(0, LongRows.OutputSize).Select(_ => random.NextDouble() - 0.5)];
        var one = new LongRows.Workspace(1, inputGradient: true);
        var two = new LongRowsPlain.Workspace(1, inputGradient: true);
        var output = new double[LongRows.OutputSize];

        kernels.Forward(input, output);
        kernels.Forward(input, one);
        plain.Forward(input, two);
        kernels.Backward(target, one);
        plain.Backward(target, two);

        AssertClose(two.Output, output);
        AssertClose(two.Output, one.Output);
        AssertClose(two.InputGradient, one.InputGradient);
        for (int k = 0; k < LongRows.Tensors.Count; k++)
        {
            var expected = new double[LongRows.Tensors[k].Count];
            var actual = new double[expected.Length];
            LongRowsPlain.Tensors[k].Read(two.Gradients, expected);
            LongRows.Tensors[k].Read(one.Gradients, actual);
            AssertClose(expected, actual);
        }
    }

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-12);
        }
    }
}

[Network(3, 37, 16, Loss = Loss.MeanSquaredError, Precision = Precision.Double)]
[Conv2D(16, 3, Groups = 16, Padding = PaddingMode.Same, BiasInitializer = BiasInitializer.Uniform)]
public partial class LongRows;

[Network(3, 37, 16, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[Conv2D(16, 3, Groups = 16, Padding = PaddingMode.Same, BiasInitializer = BiasInitializer.Uniform)]
public partial class LongRowsPlain;

using CompiledNet.Tests.Common;

namespace CompiledNet.Tests.Networks;

/// <summary>
/// Sums of many terms in single precision: equal ones, of which each addition is wrong in the same direction. They are to be within 1e-5, as PyTorch's
/// are, and the same bits whatever shares of them threads take.
/// </summary>
public sealed class LongSumTests
{
    private const double Allowed = 1e-5;

    // Terms of which many have no short sum.
    private const float Term = 0.1f;

    // Plain loops add dW and db sample by sample (docs/numerics.md).
    [KernelTheory]
    [InlineData(1_048_576)]
    [InlineData(65_537)]
    [InlineData(5_000)]
    public void Gradients_of_many_equal_samples(int samples)
    {
        var net = new ManySamplesNet();
        ManySamplesNet.Workspace workspace = new(samples);
        float[] x = new float[3 * samples];
        Array.Fill(x, 0.7f);
        float[] gradient = new float[2 * samples];
        Array.Fill(gradient, Term);
        net.Forward(x, workspace);
        net.BackwardFrom(gradient, workspace);
        AssertClose((double)Term * samples, workspace.Layer1.Biases[0]);
        AssertClose((double)Term * 0.7f * samples, workspace.Layer1.Weights[1, 2]);

        net.BackwardFrom(gradient, workspace, accumulate: true);
        AssertClose(2 * (double)Term * samples, workspace.Layer1.Biases[1]);
        AssertClose(2 * (double)Term * 0.7f * samples, workspace.Layer1.Weights[0, 0]);
    }

    [Fact]
    public void Gradients_of_many_samples_of_a_wide_layer_in_any_number_of_threads()
    {
        const int Samples = 9_001;
        var net = new ManySamplesWideNet();
        float[] x = TestData.Draw<float>(9 * Samples, 1);
        float[] gradient = TestData.Draw<float>(37 * Samples, 2);
        float[][] gradients = [.. Enumerable.Range(1, 3).Select(threads =>
        {
            ManySamplesWideNet.Workspace workspace = new(Samples) { Threads = threads };
            net.Forward(x, workspace);
            net.BackwardFrom(gradient, workspace);
            return workspace.Gradients.ToArray();
        })];
        Assert.Equal(gradients[0], gradients[1]);
        Assert.Equal(gradients[0], gradients[2]);

        ManySamplesWideNet.Workspace one = new(Samples);
        net.Forward(x, one);
        net.BackwardFrom(gradient, one);
        for (int unit = 0; unit < 37; unit++)
        {
            double expected = 0;
            double size = 0;
            double ofBias = 0;
            for (int s = 0; s < Samples; s++)
            {
                double term = (double)gradient[(37 * s) + unit] * x[(9 * s) + 8];
                expected += term;
                size += Math.Abs(term);
                ofBias += gradient[(37 * s) + unit];
            }

            Assert.Equal(expected, one.Layer1.Weights[unit, 8], 1e-6 * size);
            Assert.Equal(ofBias, one.Layer1.Biases[unit], 1e-6 * Samples);
        }
    }

    [Fact]
    public void Ones_are_counted_beyond_the_digits_of_a_float()
    {
        // By the kernel itself: 2^25 rows of four lanes are 512 MB, and of a stride of 0 none.
        float one = 1;
        float[] sums = new float[4];
        ref float rows = ref sums[0];
        float[] ones = [1, 1, 1, 1];
        ColumnSums.Run<Simd128<float>, float>(ref ones[0], 4, 1, 4, ref rows, adds: false);
        Assert.Equal(one, sums[0]);
        float total = 0;
        double[] totals = new double[4];
        for (int block = 0; block < (1 << 25) / LongSums.Block; block++)
        {
            float[] partial = [LongSums.Block, LongSums.Block, LongSums.Block, LongSums.Block];
            LongSums.Add(ref partial[0], ref totals[0], 4);
        }

        LongSums.End(ref totals[0], ref total, 1);
        Assert.Equal(1 << 25, total);
    }

    [Fact]
    public void Forward_and_backward_of_many_inputs()
    {
        var net = new ManyInputsNet();
        net.Parameters.Fill(Term);
        float[] x = new float[2 * ManyInputsNet.InputSize];
        Array.Fill(x, 0.7f);
        double expected = Term + ((double)Term * 0.7f * ManyInputsNet.InputSize);
        float[] output = new float[4];
        net.Forward(x.AsSpan(0, ManyInputsNet.InputSize), output.AsSpan(0, 2));
        AssertClose(expected, output[0]);
        AssertClose(expected, output[1]);

        ManyInputsNet.Workspace workspace = new(2);
        net.Forward(x, workspace);
        AssertClose(expected, workspace.Output[0]);
        AssertClose(expected, workspace.Output[3]);
        net.Forward(x.AsSpan(0, ManyInputsNet.InputSize), workspace);
        AssertClose(expected, workspace.Output[0]);
    }

    [Fact]
    public void Forward_of_many_inputs_through_two_layers()
    {
        const int Inputs = ManyInputsDeepNet.InputSize;
        var net = new ManyInputsDeepNet(1);
        for (int unit = 0; unit < 19; unit++)
        {
            for (int input = 0; input < Inputs; input++)
            {
                net.Layer1.Weights[unit, input] = (unit - 6) * 1e-6f;
            }
        }

        float[] x = new float[13 * Inputs];
        Array.Fill(x, Term);
        float[] alone = new float[3];
        net.Forward(x.AsSpan(0, Inputs), alone);
        float[] expected = new float[3];
        for (int output = 0; output < 3; output++)
        {
            double z = 0;
            for (int unit = 0; unit < 19; unit++)
            {
                z += net.Layer2.Weights[output, unit] * Math.Max((double)((unit - 6) * 1e-6f) * Term * Inputs, 0);
            }

            expected[output] = (float)Math.Tanh(z);
        }

        ManyInputsDeepNet.Workspace workspace = new(13);
        net.Forward(x, workspace);
        float[] batch = new float[3 * 13];
        net.Forward(x, batch);
        for (int output = 0; output < 3; output++)
        {
            Assert.Equal(expected[output], alone[output], 2e-6f);
            Assert.Equal(expected[output], workspace.Output[output], 2e-6f);
            Assert.Equal(expected[output], workspace.Output[36 + output], 2e-6f);
            Assert.Equal(expected[output], batch[output], 2e-6f);
            Assert.Equal(expected[output], batch[36 + output], 2e-6f);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void Input_gradients_over_many_units(int samples)
    {
        var net = new ManyUnitsNet();
        net.Parameters.Fill(Term);
        ManyUnitsNet.Workspace workspace = new(samples, inputGradient: true);
        net.Forward(new float[8 * samples], workspace);
        float[] gradient = new float[samples * ManyUnitsNet.OutputSize];
        Array.Fill(gradient, 0.7f);
        net.BackwardFrom(gradient, workspace);
        Assert.All(workspace.InputGradient.ToArray(), dx => AssertClose((double)Term * 0.7f * ManyUnitsNet.OutputSize, dx));
    }

    [Fact]
    public void Softmax_of_many_classes()
    {
        const int Classes = ManyClassesNet.OutputSize;
        var net = new ManyClassesNet();
        float[] output = new float[Classes];
        net.Forward([1], output);
        AssertClose(1, output.Sum(p => (double)p));

        ManyClassesNet.Workspace workspace = new(1);
        net.Forward([1], workspace);
        AssertClose(1, workspace.Output.ToArray().Sum(p => (double)p));
        AssertClose(Math.Log(Classes), net.BackwardClasses([5], workspace));

        // Targets that are all alike, of z that are not: Σ y and Σ y (max − z) are long sums too.
        net.Layer1.Weights[0, 0] = 3;
        net.Forward([1], workspace);
        float[] target = new float[Classes];
        Array.Fill(target, Term);
        double logSum = Math.Log(Math.Exp(3) + Classes - 1);
        AssertClose((Term * (double)Classes * logSum) - (3 * Term), net.Backward(target, workspace));
        double sumOfTargets = Term * (double)Classes;
        Assert.Equal((sumOfTargets / (Math.Exp(3) + Classes - 1)) - Term, workspace.Layer1.Weights[1, 0], 1e-5 * Term);

        // Nearly certain: the loss is what the others have, each 1e-7 of the first.
        net.Layer1.Weights[0, 0] = MathF.Log(1e7f);
        net.Forward([1], workspace);
        double others = (Classes - 1) * Math.Exp(-MathF.Log(1e7f));
        AssertClose(Math.Log(1 + others), net.BackwardClasses([0], workspace));
    }

    [Fact]
    public void Backward_through_a_softmax_over_many_units()
    {
        var net = new ManyHiddenNet();
        for (int unit = 0; unit < 70_000; unit++)
        {
            net.Layer1.Weights[unit, 0] = unit == 0 ? 1 : 0;
            net.Layer2.Weights[0, unit] = Term;
        }

        net.Layer2.Weights[0, 0] = 2 * Term;
        ManyHiddenNet.Workspace workspace = new(1, inputGradient: true);
        net.Forward([1], workspace);
        net.BackwardFrom([1], workspace);

        // δ_0 = a_0 (w_0 − Σ a w), Σ a w = w + a_0 w.
        double a = Math.E / (Math.E + 69_999);
        AssertClose(a * (1 - a) * Term, workspace.InputGradient[0]);
    }

    [KernelTheory]
    [InlineData(typeof(ManyWindowsNet), 1, 120 * 699)]
    [InlineData(typeof(ManyWindowsNet), 2, 120 * 699)]
    [InlineData(typeof(ManyWindowsOfGroupsNet), 1, 299 * 299)]
    [InlineData(typeof(ManyDepthwiseWindowsNet), 1, 31 * 1496)]
    [InlineData(typeof(ManyImagesNet), 1_500, 48)]
    public void Gradients_of_filters_over_many_windows(Type type, int samples, int windows)
    {
        var net = (INetwork<float>)Activator.CreateInstance(type, 0L)!;
        float[] x = new float[samples * net.InputSize];
        Array.Fill(x, 0.7f);
        float[] gradient = new float[samples * net.OutputSize];
        Array.Fill(gradient, Term);
        net.Parameters.Fill(Term);
        float[][] gradients = [.. Enumerable.Range(1, 3).Select(threads =>
        {
            Workspace<float> workspace = net.CreateWorkspace(samples);
            workspace.Threads = threads;
            net.Forward(x, workspace);
            foreach (int times in (int[])[1, 2])
            {
                net.BackwardFrom(gradient, workspace, accumulate: times == 2);
                foreach (TensorInfo tensor in net.Layers[0].Tensors)
                {
                    float[] values = new float[tensor.Count];
                    tensor.Read(workspace.Gradients, values);
                    double expected = times * (double)Term * samples * windows * (tensor.Role == TensorRole.Bias ? 1 : 0.7f);
                    Assert.All(values, value => AssertClose(expected, value));
                }
            }

            return workspace.Gradients.ToArray();
        })];
        Assert.Equal(gradients[0], gradients[1]);
        Assert.Equal(gradients[0], gradients[2]);
    }

    [KernelFact]
    public void Gradients_of_filters_over_many_steps()
    {
        const int Steps = 70_001;
        var net = new ManyStepsNet();
        ManyStepsNet.Workspace workspace = new(2, Steps);
        float[] x = new float[2 * 2 * Steps];
        Array.Fill(x, 0.7f);
        net.Forward(x, workspace);
        float[] gradient = new float[2 * 3 * Steps];
        Array.Fill(gradient, Term);
        net.BackwardFrom(gradient, workspace);
        AssertClose(2 * (double)Term * 0.7f * Steps, workspace.Layer1.Weights[2, 1, 1]);
        AssertClose(2 * (double)Term * 0.7f * (Steps - 1), workspace.Layer1.Weights[0, 0, 0]);
        AssertClose(2 * (double)Term * Steps, workspace.Layer1.Biases[1]);
    }

    [KernelTheory]
    [InlineData(typeof(LargeWindowsNet), 80 * 80)]
    [InlineData(typeof(LargeDilatedWindowsNet), 40 * 40 * 2)]
    [InlineData(typeof(LargeWindowsOfGroupsNet), 80 * 80 * 2)]
    [InlineData(typeof(LargeDepthwiseWindowsNet), 80 * 80)]
    public void Forward_of_large_windows(Type type, int terms)
    {
        var net = (INetwork<float>)Activator.CreateInstance(type, 0L)!;
        net.Parameters.Fill(Term);
        float[] x = new float[net.InputSize];
        Array.Fill(x, 0.7f);
        double expected = Term + ((double)Term * 0.7f * terms);
        float[] output = new float[net.OutputSize];
        net.Forward(x, output);
        Assert.All(output, z => AssertClose(expected, z));
        Workspace<float> workspace = net.CreateWorkspace(1);
        net.Forward(x, workspace);
        Assert.Equal(output, workspace.Output.ToArray());
    }

    [KernelTheory]
    [InlineData(typeof(ManyFiltersNet), 1000)]
    [InlineData(typeof(ManyFiltersOfGroupsNet), 1000)]
    public void Input_gradients_over_many_filters(Type type, int filtersOfGroup)
    {
        var net = (INetwork<float>)Activator.CreateInstance(type, 0L)!;
        net.Parameters.Fill(Term);
        Workspace<float> workspace = net.CreateWorkspace(1, inputGradient: true);
        net.Forward(new float[net.InputSize], workspace);
        float[] gradient = new float[net.OutputSize];
        Array.Fill(gradient, 0.7f);
        net.BackwardFrom(gradient, workspace);
        int channels = net.InputSize / 36;
        for (int i = 0; i < net.InputSize; i++)
        {
            // Windows of three rows and columns that see a position of six.
            int seen = Math.Min(Math.Min(i / channels / 6, 5 - (i / channels / 6)), 2) + 1;
            seen *= Math.Min(Math.Min(i / channels % 6, 5 - (i / channels % 6)), 2) + 1;
            AssertClose((double)Term * 0.7f * filtersOfGroup * seen, workspace.InputGradient[i]);
        }
    }

    [Fact]
    public void Loops_without_kernels_sum_in_double()
    {
        const int Classes = ManyPlainNet.OutputSize;
        var net = new ManyPlainNet();
        net.Layer1.Weights.CopyFrom([.. Enumerable.Repeat(Term, 2 * ManyPlainNet.InputSize)]);
        float[] x = new float[ManyPlainNet.InputSize];
        Array.Fill(x, 0.7f);
        ManyPlainNet.Workspace workspace = new(1, inputGradient: true);
        net.Forward(x, workspace);
        AssertClose((double)Term * 0.7f * ManyPlainNet.InputSize, workspace.Layer1.Activations[0, 1]);
        AssertClose(1, workspace.Output.ToArray().Sum(p => (double)p));
        float[] target = new float[Classes];
        Array.Fill(target, Term);
        AssertClose(Term * (double)Classes * Math.Log(Classes), net.Backward(target, workspace));
    }

    private static void AssertClose(double expected, double actual) =>
        Assert.True(Math.Abs(actual - expected) <= Allowed * Math.Abs(expected), $"{actual:R}, not {expected:R}");
}

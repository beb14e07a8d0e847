using System.Numerics;
using CompiledNet.Tests.Training;

namespace CompiledNet.Tests.Checking;

/// <summary>The tutorial's XOR with ReLU: at the sample (0, 0) and biases of 0 all hidden units stand at their kink.</summary>
[Network(inputs: 2, Loss = Loss.BinaryCrossEntropy, Precision = Precision.Double)]
[Dense(8, Activation.ReLU)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class KinkedXorNet;

/// <summary>The same in the precision of the README's.</summary>
[Network(inputs: 2, Loss = Loss.BinaryCrossEntropy)]
[Dense(8, Activation.ReLU)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class KinkedSingleXorNet;

/// <summary>A unit goes over two kinks at once, and the slopes of both sides may be the same.</summary>
[Network(inputs: 2, Loss = Loss.BinaryCrossEntropy, Precision = Precision.Double)]
[Dense(8, Activation.ReLU, Name = "Stem")]
[Dense(8)]
[Add("Stem", Activation = Activation.ReLU)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class KinkedResidualNet;

/// <summary>A dark image: the windows of a convolution and of a pooling.</summary>
[Network(4, 4, 1, Loss = Loss.BinaryCrossEntropy)]
[Conv2D(2, 3, Activation.LeakyReLU, Name = "Filters")]
[GlobalMaxPool]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class KinkedImageNet;

/// <summary>Equal numbers, which a normalization spreads, and the kink behind it.</summary>
[Network(inputs: 2, Loss = Loss.BinaryCrossEntropy)]
[Dense(8)]
[LayerNorm]
[PReLU]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class KinkedNormNet;

public sealed class KinkTests
{
    private static readonly double[] s_inputs = [0, 0, 0, 1, 1, 0, 1, 1];
    private static readonly double[] s_targets = [0, 1, 1, 0];

    [Fact]
    public void A_gradient_at_a_kink_is_reported_and_does_not_fail()
    {
        int kinks = 0;
        for (int seed = 0; seed < 10; seed++)
        {
            GradientCheckReport report = GradientCheck.Run(new KinkedXorNet(seed), s_inputs, s_targets);
            Assert.True(report.Passed, report.ToString());
            kinks += report.Tensors.Sum(tensor => tensor.KinkCount);
            foreach (GradientCheckTensor tensor in report.Tensors.Where(tensor => tensor.KinkCount > 0))
            {
                // Only the inputs of the sample (0, 0) move several units over their kink at once.
                Assert.Equal(("Input", 0), (tensor.Name, tensor.FirstKink!.Value.Row));
                Assert.InRange(tensor.KinkCount, 1, 2);
                Assert.Contains(
                    $"Input: {tensor.KinkCount} of 8 not compared, at a kink of the loss, where its gradient jumps; the first is [0, ",
                    report.ToString(),
                    StringComparison.Ordinal);
            }
        }

        Assert.True(kinks > 0);
    }

    [Fact]
    public void A_fault_elsewhere_still_fails()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            // Of the sample (1, 0) and of a weight behind the kinks.
            foreach (Action<Workspace<double>> spoil in (Action<Workspace<double>>[])[
                workspace => workspace.InputGradient[4] += 1e-4,
                workspace => workspace.Gradients[((INetwork<double>)new KinkedXorNet()).Layers[1].Biases.IndexOf(0, 0)] += 1e-4])
            {
                GradientCheckReport report = GradientCheck.Run(new Broken(new KinkedXorNet(seed), spoil), s_inputs, s_targets);
                Assert.False(report.Passed, report.ToString());
            }
        }
    }

    [Theory]
    [InlineData(1e-5)]
    [InlineData(2e-6)]
    public void Beside_a_kink_a_fault_fails(double z)
    {
        // Far nearer than the first steps; the slope is that of one side, and 0 is not it.
        var net = new KinkedNet();
        net.Layer1.Weights.CopyFrom([1, -1, 1, 0]);
        net.Layer1.Biases.CopyFrom([z, z]);
        var broken = new Broken(net, workspace => workspace.Gradients[((INetwork<double>)net).Layers[0].Biases.IndexOf(0, 0)] *= 3);
        GradientCheckReport report = GradientCheck.Run(broken, (double[])[1, 1], (double[])[3, 1]);
        Assert.False(report.Passed, report.ToString());
        Assert.Equal(0, report.Tensors.Single(tensor => tensor.Name == "Layer1.Biases").KinkCount);
    }

    [Fact]
    public void Kinks_that_meet_in_one_point_are_found_in_either_precision_whatever_the_layer()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            AssertKinked(new KinkedResidualNet(seed), s_inputs, s_targets);
            AssertKinked(new KinkedSingleXorNet(seed), [0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0]);
            AssertKinked(new KinkedNormNet(seed), [0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0]);
            AssertKinked(new KinkedImageNet(seed), new float[32], [0, 1]);
        }
    }

    [Fact]
    public void A_fault_of_a_whole_tensor_fails_in_spite_of_kinks()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            var net = new KinkedImageNet(seed);
            int first = ((INetwork<float>)net).Layers[0].Tensors[0].IndexOf(0);
            float[] image = [.. Enumerable.Range(0, 16).Select(i => (i % 5) - 1.5f), .. new float[16]];
            foreach (float factor in (float[])[0, -1, 2])
            {
                var broken = new BrokenSingle(net, workspace => workspace.Gradients[first] *= factor);
                GradientCheckReport report = GradientCheck.Run(broken, image, [0, 1]);
                Assert.False(report.Passed, $"{seed}, {factor}: {report}");
            }
        }
    }

    private static void AssertKinked<T>(INetwork<T> network, T[] inputs, T[] targets)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        GradientCheckReport report = GradientCheck.Run(network, inputs, targets);
        Assert.True(report.Passed, report.ToString());
    }

    private sealed class BrokenSingle(INetwork<float> inner, Action<Workspace<float>> spoil) : NetworkDecorator<float>(inner)
    {
        public override float Backward(ReadOnlySpan<float> target, Workspace<float> workspace, bool accumulate = false)
        {
            float loss = base.Backward(target, workspace, accumulate);
            spoil(workspace);
            return loss;
        }
    }

    private sealed class Broken(INetwork<double> inner, Action<Workspace<double>> spoil) : NetworkDecorator<double>(inner)
    {
        public override double Backward(ReadOnlySpan<double> target, Workspace<double> workspace, bool accumulate = false)
        {
            double loss = base.Backward(target, workspace, accumulate);
            spoil(workspace);
            return loss;
        }
    }
}

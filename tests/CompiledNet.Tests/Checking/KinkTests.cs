using System.Numerics;
using CompiledNet.Tests.Training;

namespace CompiledNet.Tests.Checking;

/// <summary>The tutorial's XOR with ReLU: at the sample (0, 0) and biases of 0 all hidden units stand at their kink.</summary>
[Network(inputs: 2, Loss = Loss.BinaryCrossEntropy, Precision = Precision.Double)]
[Dense(8, Activation.ReLU)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class KinkedXorNet;

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
                    $"Input: {tensor.KinkCount} of 8 not compared, at a kink of the loss, where its slope differs from side to side; the first is [0, ",
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

    [Fact]
    public void Beside_a_kink_a_fault_fails()
    {
        // z = 1e-5, far nearer than the first steps; the slope is that of one side, and 0 is not it.
        var net = new KinkedNet();
        net.Layer1.Weights.CopyFrom([1, -1, 1, 0]);
        net.Layer1.Biases.CopyFrom([1e-5, 1e-5]);
        var broken = new Broken(net, workspace => workspace.Gradients[((INetwork<double>)net).Layers[0].Biases.IndexOf(0, 0)] *= 3);
        GradientCheckReport report = GradientCheck.Run(broken, (double[])[1, 1], (double[])[3, 1]);
        Assert.False(report.Passed, report.ToString());
        Assert.Equal(0, report.Tensors.Single(tensor => tensor.Name == "Layer1.Biases").KinkCount);
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

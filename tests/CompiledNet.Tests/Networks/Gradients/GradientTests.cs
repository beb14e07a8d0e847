namespace CompiledNet.Tests.Networks.Gradients;

/// <summary>
/// Every activation and every loss: gradients against central differences of a loss that this folder computes
/// itself from the inferred outputs, and against the library's own check.
/// </summary>
public sealed class GradientTests
{
    private const double Tolerance = 1e-6;

    [Theory]
    [MemberData(nameof(GradientNetworks.All), MemberType = typeof(GradientNetworks))]
    public void The_network_is_what_its_name_says(Loss loss, Activation activation)
    {
        INetwork<double> network = GradientNetworks.Create(loss, activation);
        Assert.Equal(loss, network.Loss);
        Assert.Equal([activation, activation], network.Layers.Select(layer => layer.Activation));
    }

    [Theory]
    [MemberData(nameof(GradientNetworks.All), MemberType = typeof(GradientNetworks))]
    public void The_loss_is_its_definition(Loss loss, Activation activation)
    {
        (INetwork<double> network, double[] input, double[] target) = GradientNetworks.CreateWithData(loss, activation);
        Workspace<double> workspace = network.CreateWorkspace(target.Length / network.OutputSize);
        network.Forward(input, workspace);

        double expected = Loss(network, input, target);
        Assert.True(expected is > 1e-3 and < 1e3, $"the loss is {expected}");
        Assert.Equal(expected, network.EvaluateLoss(target, workspace), 1e-12 * expected);
        Assert.Equal(network.EvaluateLoss(target, workspace), network.Backward(target, workspace));
    }

    [Theory]
    [MemberData(nameof(GradientNetworks.All), MemberType = typeof(GradientNetworks))]
    public void Gradients_are_the_slopes_of_the_loss(Loss loss, Activation activation)
    {
        (INetwork<double> network, double[] input, double[] target) = GradientNetworks.CreateWithData(loss, activation);
        Workspace<double> workspace = network.CreateWorkspace(target.Length / network.OutputSize, inputGradient: true);
        network.Forward(input, workspace);
        network.Backward(target, workspace);

        foreach (LayerInfo layer in network.Layers)
        {
            AssertSlopes(layer.Name + " weights", layer.Weights, network.Parameters, workspace.Gradients.ToArray());
            AssertSlopes(layer.Name + " biases", layer.Biases, network.Parameters, workspace.Gradients.ToArray());
        }

        var inputs = new TensorLayout(0, input.Length, 1, 1, 1);
        AssertSlopes("inputs", inputs, input, workspace.InputGradient.ToArray());

        void AssertSlopes(string name, TensorLayout layout, Span<double> arguments, double[] gradients)
        {
            var indices = Enumerable.Range(0, layout.Count).Select(k => layout.IndexOf(k / layout.Columns, k % layout.Columns)).ToArray();
            double largest = indices.Max(index => Math.Abs(gradients[index]));
            Assert.True(largest > 1e-7, $"{name}: all gradients are about 0");
            foreach (int index in indices)
            {
                double numeric = Slope(ref arguments[index], HasKink(activation) ? 2e-4 : 2e-3, () => Loss(network, input, target));
                double analytic = gradients[index];
                double scale = Math.Max(Math.Max(Math.Abs(analytic), Math.Abs(numeric)), 1e-3 * largest);
                Assert.True(
                    Math.Abs(analytic - numeric) <= (Tolerance * scale) + 1e-14,
                    $"{name}, element {index}: {analytic:R} where the slope is {numeric:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(GradientNetworks.All), MemberType = typeof(GradientNetworks))]
    public void The_librarys_own_check_passes(Loss loss, Activation activation)
    {
        (INetwork<double> network, double[] input, double[] target) = GradientNetworks.CreateWithData(loss, activation);
        GradientCheckReport report = GradientCheck.Run<double>(network, input, target);
        Assert.True(report.MaxRelativeError < Tolerance, report.ToString());
    }

    private static double Loss(INetwork<double> network, double[] input, double[] target)
    {
        double[] output = new double[target.Length];
        network.Forward(input, output);
        return LossOracle.Evaluate(network.Loss, output, target, network.OutputSize);
    }

    /// <summary>Whether an activation or its derivative has a kink, which a small step seldom straddles.</summary>
    private static bool HasKink(Activation activation) => activation is Activation.ReLU or Activation.LeakyReLU or Activation.ELU
        or Activation.SELU or Activation.HardSigmoid or Activation.HardSwish;

    /// <summary>The central difference of fourth order.</summary>
    private static double Slope(ref double x, double step, Func<double> loss)
    {
        double saved = x;
        double h = step * Math.Max(1, Math.Abs(x));
        x = saved + h;
        double near = loss();
        x = saved - h;
        near -= loss();
        x = saved + (2 * h);
        double far = loss();
        x = saved - (2 * h);
        far -= loss();
        x = saved;
        return ((8 * near) - far) / (12 * h);
    }
}

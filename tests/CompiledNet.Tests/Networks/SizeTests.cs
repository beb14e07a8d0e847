using System.Numerics;

namespace CompiledNet.Tests.Networks;

/// <summary>Networks of unusual size, held against <see cref="NaivePropagation"/>.</summary>
public sealed class SizeTests
{
    [Fact]
    public void Small() => AssertForward(new SmallNet(1), 1e-14);

    [Fact]
    public void Large() => AssertForward(new LargeNet(1), 1e-4);

    [Fact]
    public void Wide() => AssertForward(new WideNet(1), 1e-4);

    [Fact]
    public void Sixty_layers() => AssertForward(new SixtyLayersNet(1), 1e-12);

    [Fact]
    public void A_million_units() => AssertForward(new MillionUnitsNet(1), 1e-6);

    [Fact]
    public void A_million_inputs_and_a_million_hidden_units() => AssertForward(new MillionInputsNet(1), 1e-3);

    [Fact]
    public void Sixty_layers_have_the_right_gradients()
    {
        double[] input = TestData.Draw<double>(2 * SixtyLayersNet.InputSize);
        double[] target = TestData.Draw<double>(2 * SixtyLayersNet.OutputSize, stream: 1);
        GradientCheckReport report = GradientCheck.Run<double>(
            new SixtyLayersNet(3), input, target, new GradientCheckOptions { ElementsPerTensor = 6 });
        Assert.True(report.MaxRelativeError < 1e-6, report.ToString());
    }

    [Fact]
    public void A_million_units_have_the_right_gradients()
    {
        // One input x, z_j = w_j x + b_j: dL/db_j = 2/n (a_j − y_j)(1 − a_j²), dL/dw_j = x dL/db_j.
        const float X = 0.75f;
        var network = new MillionUnitsNet(seed: 2);
        var workspace = new MillionUnitsNet.Workspace(1, inputGradient: true);
        float[] target = TestData.Draw<float>(MillionUnitsNet.OutputSize);
        network.Forward([X], workspace);
        network.Backward(target, workspace);

        double inputGradient = 0;
        float[] weights = network.Layer1.Weights.ToArray();
        float[] dW = workspace.Layer1.Weights.ToArray();
        float[] db = workspace.Layer1.Biases.ToArray();
        for (int j = 0; j < target.Length; j++)
        {
            double a = Math.Tanh(weights[j] * X);
            double delta = 2e-6 * (a - target[j]) * (1 - (a * a));
            inputGradient += delta * weights[j];
            if (!(Math.Abs(db[j] - delta) < 1e-11 && Math.Abs(dW[j] - (X * delta)) < 1e-11))
            {
                Assert.Fail($"unit {j}: db is {db[j]}, dW is {dW[j]} where δ is {delta}");
            }
        }

        Assert.Equal(inputGradient, workspace.InputGradient[0], 1e-4 * Math.Abs(inputGradient) + 1e-9);
    }

    [Fact]
    public void A_million_inputs_learn()
    {
        var network = new MillionInputsNet(seed: 2);
        var workspace = new MillionInputsNet.Workspace(1);
        float[] input = TestData.Draw<float>(MillionInputsNet.InputSize);
        network.Forward(input, workspace);
        float before = network.Backward([3], workspace);

        // Along the gradient the loss falls by the step times the gradient's square: a twentieth is asked for.
        float squares = workspace.Gradients.ToArray().Sum(g => g * g);
        new Sgd(learningRate: before / 20 / squares).Step(network.Parameters, workspace.Gradients);
        network.Forward(input, workspace);
        Assert.InRange(network.EvaluateLoss([3], workspace) / before, 0.93f, 0.97f);
    }

    [Fact]
    public void A_wide_softmax_sums_to_one()
    {
        var network = new LargeNet(seed: 1);
        float[] output = new float[2 * LargeNet.OutputSize];
        network.Forward(TestData.Draw<float>(2 * LargeNet.InputSize), output);
        Assert.Equal(1, output[..10].Sum(), 1e-6f);
        Assert.Equal(1, output[10..].Sum(), 1e-6f);
    }

    private static void AssertForward<T>(INetwork<T> network, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] input = TestData.Draw<T>(network.InputSize);
        T[] output = new T[network.OutputSize];
        network.Forward(input, output);
        double[] expected = NaivePropagation.Forward(network, input);
        Assert.Equal(expected.Length, output.Length);
        for (int k = 0; k < expected.Length; k++)
        {
            if (!(Math.Abs(double.CreateChecked(output[k]) - expected[k]) <= tolerance))
            {
                Assert.Fail($"output {k} is {output[k]} where {expected[k]} was expected");
            }
        }
    }
}

using CompiledNet.Tests.Networks.Gradients;

namespace CompiledNet.Tests.Networks;

/// <summary>
/// What comes of numbers that are none, and of very large ones: NaN comes out as NaN, and nothing but a true infinity becomes infinite.
/// </summary>
public sealed class StabilityTests
{
    private const int Samples = 3;

    public static TheoryData<Activation> All => [.. Enum.GetValues<Activation>()];

    [Theory]
    [MemberData(nameof(All))]
    public void NaN_in_one_input_is_NaN_in_every_output_of_its_sample(Activation activation)
    {
        INetwork<double> network = GradientNetworks.Create(Loss.HalfSquaredError, activation);
        double[] input = TestData.Draw<double>(Samples * network.InputSize);
        input[network.InputSize + 1] = double.NaN;
        double[] output = new double[Samples * network.OutputSize];
        network.Forward(input, output);
        AssertOnlyTheSecondSampleIsNaN(Array.ConvertAll(output, double.IsNaN));

        Workspace<double> workspace = network.CreateWorkspace(Samples, inputGradient: true);
        network.Forward(input, workspace);
        AssertOnlyTheSecondSampleIsNaN(Array.ConvertAll(workspace.Output.ToArray(), double.IsNaN));
        Assert.True(double.IsNaN(network.Backward(new double[output.Length], workspace)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void NaN_in_one_input_is_NaN_in_every_output_of_its_sample_in_single_too(Activation activation)
    {
        INetwork<float> network = SingleActivationNetworks.Create(activation);
        float[] input = TestData.Draw<float>(Samples * network.InputSize);
        input[network.InputSize + 1] = float.NaN;
        float[] output = new float[Samples * network.OutputSize];
        network.Forward(input, output);
        AssertOnlyTheSecondSampleIsNaN(Array.ConvertAll(output, float.IsNaN));

        Workspace<float> workspace = network.CreateWorkspace(Samples);
        network.Forward(input, workspace);
        AssertOnlyTheSecondSampleIsNaN(Array.ConvertAll(workspace.Output.ToArray(), float.IsNaN));
        Assert.True(float.IsNaN(network.Backward(new float[output.Length], workspace)));
    }

    [Theory]
    [MemberData(nameof(GradientNetworks.All), MemberType = typeof(GradientNetworks))]
    public void NaN_in_the_target_is_NaN_in_the_loss(Loss loss, Activation activation)
    {
        (INetwork<double> network, double[] input, double[] target) = GradientNetworks.CreateWithData(loss, activation);
        Workspace<double> workspace = network.CreateWorkspace(Samples);
        network.Forward(input, workspace);
        target[^1] = double.NaN;
        Assert.True(double.IsNaN(network.EvaluateLoss(target, workspace)));
        Assert.True(double.IsNaN(network.Backward(target, workspace)));
        if (activation != Activation.ReLU)
        {
            // A unit at rest passes nothing back, not even NaN.
            Assert.True(double.IsNaN(workspace.Layer(network, 1).Biases[network.OutputSize - 1]));
        }
    }

    [Theory]
    [MemberData(nameof(GradientNetworks.All), MemberType = typeof(GradientNetworks))]
    public void Large_inputs_give_finite_outputs_losses_and_gradients(Loss loss, Activation activation)
    {
        if (loss is Loss.BinaryCrossEntropy or Loss.CategoricalCrossEntropy
            && activation is not Activation.Sigmoid and not Activation.Softmax)
        {
            // The true loss of an output outside (0, 1), or at its ends, is infinite or does not exist.
            return;
        }

        (INetwork<double> network, double[] input, double[] target) = GradientNetworks.CreateWithData(loss, activation);
        Workspace<double> workspace = network.CreateWorkspace(Samples, inputGradient: true);
        foreach (double size in new[] { 30, 800, 1e4, 1e8 })
        {
            network.Forward(Array.ConvertAll(input, x => size * x), workspace);
            double result = network.Backward(target, workspace);
            Assert.True(double.IsFinite(result), $"inputs of {size}: the loss is {result}");
            Assert.All(workspace.Output.ToArray(), a => Assert.True(double.IsFinite(a)));
            Assert.All(workspace.Gradients.ToArray(), g => Assert.True(double.IsFinite(g)));
            Assert.All(workspace.InputGradient.ToArray(), g => Assert.True(double.IsFinite(g)));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Large_inputs_give_finite_outputs_losses_and_gradients_in_single_too(Activation activation)
    {
        INetwork<float> network = SingleActivationNetworks.Create(activation);
        Workspace<float> workspace = network.CreateWorkspace(Samples, inputGradient: true);
        float[] input = TestData.Draw<float>(Samples * network.InputSize);
        foreach (float size in new[] { 30f, 100f, 1e4f })
        {
            network.Forward(Array.ConvertAll(input, x => size * x), workspace);
            Assert.True(float.IsFinite(network.Backward(new float[Samples * network.OutputSize], workspace)));
            Assert.All(workspace.Output.ToArray(), a => Assert.True(float.IsFinite(a)));
            Assert.All(workspace.Gradients.ToArray(), g => Assert.True(float.IsFinite(g)));
            Assert.All(workspace.InputGradient.ToArray(), g => Assert.True(float.IsFinite(g)));
        }
    }

    [Theory]
    [InlineData(1e4, 0, 1e4, 1)]
    [InlineData(1e4, 1, 0, 0)]
    [InlineData(-1e4, 1, 1e4, -1)]
    [InlineData(-1e4, 0, 0, 0)]
    [InlineData(-50, 0, 1.9287498479639178e-22, 1.9287498479639178e-22)]
    public void Logistic_regression_is_right_for_large_logits(double z, double y, double loss, double delta)
    {
        var network = new LogisticNet();
        var workspace = new LogisticNet.Workspace(1);
        network.Layer1.Weights[0, 0] = 1;
        network.Forward([z], workspace);
        Assert.Equal(loss, network.Backward([y], workspace), 1e-15 * loss);
        Assert.Equal(delta, workspace.Layer1.Biases[0], 1e-15 * Math.Abs(delta));
        Assert.Equal(delta * z, workspace.Layer1.Weights[0, 0], 1e-15 * Math.Abs(delta * z));
    }

    [Fact]
    public void Softmax_is_right_for_large_logits()
    {
        var network = new SoftmaxNet();
        var workspace = new SoftmaxNet.Workspace(1);
        network.Layer1.Weights.CopyFrom([1, 0, 0, 0, 1, 0, 0, 0, 1]);
        network.Forward([1e4f, -1e4f, 9999], workspace);
        AssertNear([0.7310586f, 0f, 0.26894143f], workspace.Output.ToArray());
        Assert.Equal(20_000.313f, network.BackwardClasses([1], workspace), 0.01f);
        AssertNear([0.7310586f, -1f, 0.26894143f], workspace.Layer1.Biases.ToArray());
        Assert.Equal(0.31326166f, network.BackwardClasses([0], workspace), 1e-3f);
    }

    [Theory]
    [InlineData(0.3, -0.2, 0.25)]
    [InlineData(0, 0, 1)]
    [InlineData(50, 0, 0)]
    [InlineData(50, 0, 1)]
    [InlineData(-1e4, 1e4, 0.5)]
    [InlineData(-1e4, 1e4, 1)]
    [InlineData(1e8, -1e8, 0)]
    public void A_softmax_of_two_under_binary_cross_entropy_is_twice_a_sigmoid(double first, double second, double y)
    {
        double z = first - second;
        double loss = 2 * Losses.BinaryCrossEntropyFromLogit(z, y);
        double delta = 2 * ((Activations.Sigmoid(z) * (1 - y)) - (Activations.Sigmoid(-z) * y));

        var network = new SoftmaxPairNet();
        var workspace = new SoftmaxPairNet.Workspace(1);
        network.Layer1.Weights.CopyFrom([1, 0, 0, 1]);
        network.Forward([first, second], workspace);
        Assert.Equal(loss, network.Backward([y, 1 - y], workspace), (1e-14 * loss) + 1e-20);
        Assert.Equal(delta, workspace.Layer1.Biases[0], 1e-14 * Math.Abs(delta));
        Assert.Equal(-delta, workspace.Layer1.Biases[1], 1e-14 * Math.Abs(delta));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(50)]
    [InlineData(-50)]
    [InlineData(1e4)]
    [InlineData(-1e4)]
    public void A_sigmoid_under_categorical_cross_entropy_is_right_for_large_logits(double z)
    {
        var network = new CategoricalSigmoidNet();
        var workspace = new CategoricalSigmoidNet.Workspace(1);
        network.Layer1.Weights[0, 0] = 1;
        network.Forward([z], workspace);
        double loss = 0.75 * Activations.Softplus(-z);
        double delta = -0.75 * Activations.Sigmoid(-z);
        Assert.Equal(loss, network.Backward([0.75], workspace), 1e-15 * loss);
        Assert.Equal(delta, workspace.Layer1.Biases[0], 1e-15 * Math.Abs(delta));
    }

    [Fact]
    public void Targets_that_do_not_sum_to_one_have_their_own_gradient()
    {
        // δ = ŷ Σy − y.
        var network = new SoftmaxNet(seed: 1);
        var workspace = new SoftmaxNet.Workspace(1);
        network.Forward([0.5f, -1, 2], workspace);
        network.Backward([0.5f, 2, 0], workspace);
        float[] output = workspace.Output.ToArray();
        float[] expected = [(2.5f * output[0]) - 0.5f, (2.5f * output[1]) - 2, 2.5f * output[2]];
        Assert.All(expected.Zip(workspace.Layer1.Biases.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    private static void AssertOnlyTheSecondSampleIsNaN(bool[] isNaN)
    {
        int outputs = isNaN.Length / Samples;
        for (int k = 0; k < isNaN.Length; k++)
        {
            Assert.Equal(k / outputs == 1, isNaN[k]);
        }
    }

    private static void AssertNear(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-7f));
    }
}

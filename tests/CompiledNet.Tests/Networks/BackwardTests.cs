namespace CompiledNet.Tests.Networks;

/// <summary>What the Backwards do beside the numbers of one step: accumulate, repeat, average, start elsewhere.</summary>
public sealed class BackwardTests
{
    private const int Samples = 3;

    private readonly SquareNet _network = new(seed: 5);
    private readonly double[] _input = TestData.Draw<double>(Samples * SquareNet.InputSize);
    private readonly double[] _target = TestData.Draw<double>(Samples * SquareNet.OutputSize, stream: 1);

    [Fact]
    public void Backward_again_gives_the_same_bits()
    {
        SquareNet.Workspace workspace = Forwarded(Samples);
        double loss = _network.Backward(_target, workspace);
        byte[] gradients = TestData.Bits<double>(workspace.Gradients);
        byte[] inputGradient = TestData.Bits<double>(workspace.InputGradient);

        Assert.Equal(loss, _network.Backward(_target, workspace));
        Assert.Equal(gradients, TestData.Bits<double>(workspace.Gradients));
        Assert.Equal(inputGradient, TestData.Bits<double>(workspace.InputGradient));
    }

    [Fact]
    public void EvaluateLoss_is_the_loss_of_Backward_and_leaves_the_gradients_alone()
    {
        SquareNet.Workspace workspace = Forwarded(Samples);
        workspace.Gradients.Fill(3);
        double loss = _network.EvaluateLoss(_target, workspace);
        Assert.Equal(-1, workspace.Gradients.IndexOfAnyExcept(3));
        Assert.Equal(loss, _network.Backward(_target, workspace));
    }

    [Fact]
    public void Backward_overwrites_what_was_there()
    {
        SquareNet.Workspace workspace = Forwarded(Samples);
        _network.Backward(_target, workspace);
        double[] expected = workspace.Gradients.ToArray();
        workspace.Gradients.Fill(double.NaN);
        workspace.InputGradient.Fill(double.NaN);
        _network.Backward(_target, workspace);
        Assert.Equal<double>(expected, workspace.Gradients.ToArray());
        Assert.Equal(-1, workspace.InputGradient.ToArray().ToList().FindIndex(double.IsNaN));
    }

    [Fact]
    public void Accumulated_gradients_are_added_and_the_input_gradient_is_not()
    {
        SquareNet.Workspace workspace = Forwarded(Samples);
        double loss = _network.Backward(_target, workspace);
        double[] once = workspace.Gradients.ToArray();
        double[] inputGradient = workspace.InputGradient.ToArray();

        Assert.Equal(loss, _network.Backward(_target, workspace, accumulate: true));
        AssertClose(Array.ConvertAll(once, g => 2 * g), workspace.Gradients.ToArray());
        Assert.Equal(inputGradient, workspace.InputGradient.ToArray());

        _network.Backward(_target, workspace);
        Assert.Equal(once, workspace.Gradients.ToArray());
    }

    [Fact]
    public void A_batch_is_the_mean_of_its_samples()
    {
        SquareNet.Workspace batch = Forwarded(Samples);
        double loss = _network.Backward(_target, batch);

        var single = new SquareNet.Workspace(1);
        double sum = 0;
        for (int s = 0; s < Samples; s++)
        {
            _network.Forward(_input.AsSpan(s * SquareNet.InputSize, SquareNet.InputSize), single);
            sum += _network.Backward(_target.AsSpan(s * SquareNet.OutputSize, SquareNet.OutputSize), single, accumulate: s > 0);
        }

        Assert.Equal(sum / Samples, loss, 1e-14);
        AssertClose(Array.ConvertAll(single.Gradients.ToArray(), g => g / Samples), batch.Gradients.ToArray());
    }

    [Fact]
    public void BackwardFrom_takes_the_derivative_as_it_is()
    {
        SquareNet.Workspace workspace = Forwarded(Samples);
        _network.Backward(_target, workspace);
        double[] gradients = workspace.Gradients.ToArray();
        double[] inputGradient = workspace.InputGradient.ToArray();

        // The squared error's, with the 1/m that Backward would put in.
        double[] derivative = workspace.Output.ToArray().Zip(_target, (output, y) => 2 * (output - y) / Samples).ToArray();
        _network.BackwardFrom(derivative, workspace);
        AssertClose(gradients, workspace.Gradients.ToArray());
        AssertClose(inputGradient, workspace.InputGradient.ToArray());

        _network.BackwardFrom(derivative, workspace, accumulate: true);
        AssertClose(Array.ConvertAll(gradients, g => 2 * g), workspace.Gradients.ToArray());
    }

    [Fact]
    public void BackwardFrom_works_without_a_loss_and_through_an_activation()
    {
        var network = new LosslessNet(seed: 2);
        var workspace = new LosslessNet.Workspace(1, inputGradient: true);
        network.Forward([0.5f, -0.25f, 1], workspace);
        network.BackwardFrom([1, 0], workspace);
        Assert.Equal([1f, 0f], workspace.Layer2.Biases.ToArray());
        Assert.Equal(workspace.Hidden.Activations.ToArray(), workspace.Layer2.Weights.ToArray()[..7]);
        Assert.Equal(0, workspace.Hidden.Biases.Length);

        // dx = W1ᵀ (W2ᵀ e₁ ⊙ σ′(z1)).
        for (int i = 0; i < 3; i++)
        {
            float expected = 0;
            for (int j = 0; j < 7; j++)
            {
                expected += network.Hidden.Weights[j, i] * workspace.Hidden.Deltas[0, j];
            }

            Assert.Equal(expected, workspace.InputGradient[i], 1e-6f);
        }
    }

    [Fact]
    public void Class_indices_are_one_hot_targets()
    {
        var network = new MediumNet(seed: 4);
        var workspace = new MediumNet.Workspace(4);
        int[] classes = [9, 0, 3, 3];
        float[] oneHot = new float[4 * MediumNet.OutputSize];
        for (int s = 0; s < classes.Length; s++)
        {
            oneHot[(s * MediumNet.OutputSize) + classes[s]] = 1;
        }

        network.Forward(TestData.Draw<float>(4 * MediumNet.InputSize), workspace);
        float loss = network.Backward(oneHot, workspace);
        float[] gradients = workspace.Gradients.ToArray();
        Assert.Equal(loss, network.BackwardClasses(classes, workspace), 1e-6f);
        Assert.Equal(loss, network.EvaluateLossClasses(classes, workspace), 1e-6f);
        Assert.All(gradients.Zip(workspace.Gradients.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));

        network.BackwardClasses(classes, workspace, accumulate: true);
        Assert.All(gradients.Zip(workspace.Gradients.ToArray()), pair => Assert.Equal(2 * pair.First, pair.Second, 2e-6f));
    }

    [Fact]
    public void Deltas_are_the_bias_gradients_of_their_samples()
    {
        SquareNet.Workspace workspace = Forwarded(Samples);
        _network.Backward(_target, workspace);
        for (int unit = 0; unit < 5; unit++)
        {
            double sum = 0;
            for (int s = 0; s < Samples; s++)
            {
                sum += workspace.Layer1.Deltas[s, unit];
            }

            Assert.Equal(sum, workspace.Layer1.Biases[unit], 1e-15);
        }
    }

    private static void AssertClose(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-13));

    private SquareNet.Workspace Forwarded(int samples)
    {
        var workspace = new SquareNet.Workspace(samples + 1, inputGradient: true);
        _network.Forward(_input.AsSpan(0, samples * SquareNet.InputSize), workspace);
        return workspace;
    }
}

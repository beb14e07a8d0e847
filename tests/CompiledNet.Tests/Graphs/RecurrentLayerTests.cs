namespace CompiledNet.Tests.Graphs;

/// <summary>GRU and LSTM of sizes that leave registers and tiles partly filled.</summary>
public sealed class RecurrentLayerTests
{
    private static readonly Dictionary<string, (Func<INetwork<double>> Kernels, Func<INetwork<double>> Plain, Func<INetwork<float>> Single)> Networks = new()
    {
        ["GruOf5"] = (() => new GruOf5Double(seed: 3), () => new GruOf5Plain(seed: 3), () => new GruOf5Single(seed: 3)),
        ["GruOf16"] = (() => new GruOf16Double(seed: 3), () => new GruOf16Plain(seed: 3), () => new GruOf16Single(seed: 3)),
        ["GruOf33"] = (() => new GruOf33Double(seed: 3), () => new GruOf33Plain(seed: 3), () => new GruOf33Single(seed: 3)),
        ["GruBeforeOf5"] = (() => new GruBeforeOf5Double(seed: 3), () => new GruBeforeOf5Plain(seed: 3), () => new GruBeforeOf5Single(seed: 3)),
        ["GruBeforeOf33"] = (() => new GruBeforeOf33Double(seed: 3), () => new GruBeforeOf33Plain(seed: 3), () => new GruBeforeOf33Single(seed: 3)),
        ["LstmOf1"] = (() => new LstmOf1Double(seed: 3), () => new LstmOf1Plain(seed: 3), () => new LstmOf1Single(seed: 3)),
        ["LstmOf8"] = (() => new LstmOf8Double(seed: 3), () => new LstmOf8Plain(seed: 3), () => new LstmOf8Single(seed: 3)),
        ["LstmOf33"] = (() => new LstmOf33Double(seed: 3), () => new LstmOf33Plain(seed: 3), () => new LstmOf33Single(seed: 3)),
        ["RecurrentBranches"] = (() => new RecurrentBranchesDouble(seed: 3), () => new RecurrentBranchesPlain(seed: 3), () => new RecurrentBranchesSingle(seed: 3)),
    };

    public static TheoryData<string, int> Cases => Of([.. Networks.Keys.SelectMany(name => new[] { (name, 1), (name, 3), (name, 13) })]);

    // Of many weights one sample is enough: the kernels take more in tiles, which the next test holds beside the loops.
    public static TheoryData<string, int> CheckedCases => Of(
        [.. Networks.Keys.SelectMany(name => name.EndsWith("33", StringComparison.Ordinal) ? [(name, 1)] : new[] { (name, 1), (name, 3), (name, 13) })]);

    [Theory]
    [MemberData(nameof(CheckedCases))]
    public void Gradients_are_the_slopes_of_the_loss(string name, int samples)
    {
        // The loops take their time, and are held beside the kernels for more samples.
        INetwork<double>[] networks = samples == 1 ? [Networks[name].Kernels(), Networks[name].Plain()] : [Networks[name].Kernels()];
        foreach (INetwork<double> network in networks)
        {
            double[] input = Numbers(samples * network.InputSize, 1);
            double[] target = Numbers(samples * network.OutputSize, 2);

            GradientCheckReport report = GradientCheck.Run(network, input, target);

            Assert.True(report.Passed, report.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Kernels_compute_what_the_loops_do(string name, int samples)
    {
        INetwork<double> kernels = Networks[name].Kernels();
        INetwork<double> plain = Networks[name].Plain();
        double[] input = Numbers(samples * kernels.InputSize, 3);
        double[] target = Numbers(samples * kernels.OutputSize, 4);
        Workspace<double> one = kernels.CreateWorkspace(samples + 2, inputGradient: true);
        Workspace<double> two = plain.CreateWorkspace(samples + 2, inputGradient: true);
        one.Gradients.Fill(7);
        kernels.Forward(input, one);
        plain.Forward(input, two);
        AssertClose(two.Output, one.Output);

        Assert.Equal(plain.Backward(target, two), kernels.Backward(target, one), 1e-13);
        AssertClose(two.InputGradient, one.InputGradient);
        for (int k = 0; k < kernels.Tensors.Count; k++)
        {
            var expected = new double[plain.Tensors[k].Count];
            var actual = new double[expected.Length];
            plain.Tensors[k].Read(two.Gradients, expected);
            kernels.Tensors[k].Read(one.Gradients, actual);
            AssertClose(expected, actual);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_sample_alone_in_a_block_and_in_training_has_the_same_bits(string name, int samples)
    {
        INetwork<float> network = Networks[name].Single();
        float[] input = Array.ConvertAll(Numbers(samples * network.InputSize, 5), number => (float)number);
        var output = new float[samples * network.OutputSize];
        network.Forward(input, output);

        var alone = new float[output.Length];
        for (int s = 0; s < samples; s++)
        {
            network.Forward(input.AsSpan(s * network.InputSize, network.InputSize), alone.AsSpan(s * network.OutputSize, network.OutputSize));
        }

        Workspace<float> workspace = network.CreateWorkspace(samples);
        network.Forward(input, workspace);
        Assert.Equal(output, alone);
        Assert.Equal(output, workspace.Output);
        Assert.All(output, number => Assert.NotEqual(0, number));
    }

    [Fact]
    public void Weights_and_biases_begin_within_one_over_the_root_of_the_units()
    {
        var network = new GruOf16Double(seed: 5);
        foreach (TensorInfo tensor in GruOf16Double.Tensors)
        {
            var values = new double[tensor.Count];
            tensor.Read(network.Parameters, values);
            Assert.All(values, value => Assert.InRange(value, -0.25, 0.25));
            Assert.True(values.Max() > 0.2 && values.Min() < -0.2, tensor.Name);
        }

        Assert.NotEqual(network.Layer1.InputBiases[0], network.Layer1.RecurrentBiases[0]);
        Assert.NotEqual(network.Layer1.InputWeights[0, 0], network.Layer1.RecurrentWeights[0, 0]);
    }

    private static TheoryData<string, int> Of((string Name, int Samples)[] pairs)
    {
        var cases = new TheoryData<string, int>();
        foreach ((string name, int samples) in pairs)
        {
            cases.Add(name, samples);
        }

        return cases;
    }

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 3) - 1.5)];
    }

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.Equal(expected[k], actual[k], 1e-12);
        }
    }
}

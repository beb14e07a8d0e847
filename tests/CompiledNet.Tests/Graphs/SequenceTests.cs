namespace CompiledNet.Tests.Graphs;

/// <summary>Networks of sequences of any length: training, streams, and the state that goes from one window to the next.</summary>
public class SequenceTests
{
    private const double Step = 1e-4;

    public static TheoryData<string> Networks =>
    [
        "causal-groups", "causal-groups plain", "mix", "mix plain", "gru", "gru plain", "amp", "amp plain", "memory", "memory plain",
    ];

    [Theory]
    [InlineData("causal-groups", "conv1d-causal-groups")]
    [InlineData("causal-groups plain", "conv1d-causal-groups")]
    [InlineData("gru", "gru")]
    [InlineData("gru plain", "gru")]
    [InlineData("amp", "amp")]
    [InlineData("amp plain", "amp")]
    public void Training_gives_PyTorch_s_numbers(string name, string referenceName)
    {
        GraphReference reference = GraphReference.Load(referenceName);
        ISequenceNetwork<double> network = Create(name);
        foreach (GraphTensor tensor in reference.Tensors)
        {
            network.Tensors.Single(info => info.Name == tensor.Name).Write(network.Parameters, tensor.Values);
        }

        int steps = reference.Input.Length / reference.Batch / network.InputSize;
        Workspace<double> workspace = network.CreateWorkspace(reference.Batch + 1, steps + 3, inputGradient: true);
        workspace.Steps = steps;
        for (int again = 0; again < 2; again++)
        {
            network.Forward(reference.Input, workspace);
            AssertClose(reference.TrainingOutput, workspace.Output);
            AssertClose([reference.Loss], [network.Backward(reference.Target, workspace)]);
            AssertClose(reference.InputGradient, workspace.InputGradient);
            foreach (GraphTensor tensor in reference.Tensors)
            {
                var gradient = new double[tensor.Values.Length];
                network.Tensors.Single(info => info.Name == tensor.Name).Read(workspace.Gradients, gradient);
                AssertClose(tensor.Gradient, gradient);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_stream_gives_the_bits_of_a_whole_sequence_in_steps_and_in_blocks(string name)
    {
        ISequenceNetwork<double> network = Create(name);
        const int Steps = 300;
        double[] input = Numbers(Steps * network.InputSize, seed: 1);
        var whole = new double[Steps * network.OutputSize];
        network.Forward(input, whole);
        Assert.True(whole.Distinct().Count() > Steps / 2);

        SequenceStream<double> stream = network.CreateStream();
        var streamed = new double[whole.Length];
        for (int step = 0; step < Steps; step++)
        {
            stream.Step(input.AsSpan(step * network.InputSize, network.InputSize), streamed.AsSpan(step * network.OutputSize, network.OutputSize));
        }

        Assert.Equal(whole, streamed);
        int[] blocks = [1, 7, 64, 3, 100, 0, 125];
        stream.Reset();
        for (int first = 0, block = 0; first < Steps; first += blocks[block++])
        {
            stream.Process(
                input.AsSpan(first * network.InputSize, blocks[block] * network.InputSize),
                streamed.AsSpan(first * network.OutputSize, blocks[block] * network.OutputSize));
        }

        Assert.Equal(whole, streamed);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_state_can_be_saved_and_put_back(string name)
    {
        ISequenceNetwork<double> network = Create(name);
        SequenceStream<double> stream = network.CreateStream();
        double[] input = Numbers(200 * network.InputSize, seed: 2);
        var first = new double[100 * network.OutputSize];
        var second = new double[first.Length];
        stream.Process(input.AsSpan(0, 100 * network.InputSize), first);
        double[] state = stream.State.ToArray();
        stream.Process(input.AsSpan(100 * network.InputSize), first);

        SequenceStream<double> other = network.CreateStream();
        state.CopyTo(other.State);
        other.Process(input.AsSpan(100 * network.InputSize), second);

        Assert.Equal(first, second);
        stream.Process(input.AsSpan(0, 100 * network.InputSize), first);
        other.Process(input.AsSpan(0, 100 * network.InputSize), second);
        Assert.Equal(first, second);
        Assert.Equal(0, stream.Latency);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Windows_that_carry_the_state_are_one_sequence(string name)
    {
        ISequenceNetwork<double> network = Create(name);
        const int Samples = 3;
        const int Steps = 20;
        double[] input = Numbers(Samples * Steps * network.InputSize, seed: 3);
        Workspace<double> whole = network.CreateWorkspace(Samples, Steps);
        network.Forward(input, whole);
        Workspace<double> windows = network.CreateWorkspace(Samples, 12);
        windows.CarriesState = true;
        for (int again = 0; again < 2; again++)
        {
            int first = 0;
            foreach (int steps in new[] { 12, 1, 4, 3 })
            {
                windows.Steps = steps;
                network.Forward(WindowOf(input, network.InputSize, first, steps), windows);
                AssertClose(WindowOf(whole.Output.ToArray(), network.OutputSize, first, steps), windows.Output);
                first += steps;
            }

            windows.ResetState();
        }

        windows.CarriesState = false;
        windows.Steps = 4;
        network.Forward(WindowOf(input, network.InputSize, 0, 4), windows);
        network.Forward(WindowOf(input, network.InputSize, 0, 4), windows);
        AssertClose(WindowOf(whole.Output.ToArray(), network.OutputSize, 0, 4), windows.Output);

        static double[] WindowOf(double[] numbers, int size, int first, int steps) =>
        [
            .. Enumerable.Range(0, Samples).SelectMany(s => numbers.AsSpan(((s * Steps) + first) * size, steps * size).ToArray()),
        ];
    }

    // Not of PReLU, which has a kink.
    [Theory]
    [InlineData("mix")]
    [InlineData("mix plain")]
    [InlineData("gru")]
    [InlineData("gru plain")]
    [InlineData("memory")]
    [InlineData("memory plain")]
    public void Gradients_are_the_numeric_ones(string name)
    {
        ISequenceNetwork<double> network = Create(name);
        const int Samples = 2;
        const int Steps = 11;
        double[] input = Numbers(Samples * Steps * network.InputSize, seed: 4);
        double[] target = Numbers(Samples * Steps * network.OutputSize, seed: 5);
        Workspace<double> workspace = network.CreateWorkspace(Samples, Steps, inputGradient: true);
        network.Forward(input, workspace);
        network.Backward(target, workspace);
        double[] inputGradient = workspace.InputGradient.ToArray();
        foreach (TensorInfo tensor in network.Tensors)
        {
            var analytic = new double[tensor.Count];
            tensor.Read(workspace.Gradients, analytic);
            var values = new double[tensor.Count];
            tensor.Read(network.Parameters, values);
            AssertNumeric(tensor.Name, analytic, i =>
            {
                double old = values[i];
                double derivative = Derivative(h =>
                {
                    values[i] = old + h;
                    tensor.Write(network.Parameters, values);
                    return Loss();
                });
                values[i] = old;
                tensor.Write(network.Parameters, values);
                return derivative;
            });
        }

        AssertNumeric("Input", inputGradient, i =>
        {
            double old = input[i];
            double derivative = Derivative(h =>
            {
                input[i] = old + h;
                return Loss();
            });
            input[i] = old;
            return derivative;
        });

        double Loss()
        {
            Workspace<double> other = network.CreateWorkspace(Samples, Steps);
            network.Forward(input, other);
            return network.EvaluateLoss(target, other);
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Threads_change_no_bit(string name)
    {
        ISequenceNetwork<double> network = Create(name);
        const int Samples = 300;
        const int Steps = 40;
        double[] input = Numbers(Samples * Steps * network.InputSize, seed: 6);
        double[] target = Numbers(Samples * Steps * network.OutputSize, seed: 7);
        Workspace<double> one = network.CreateWorkspace(Samples, Steps, inputGradient: true);
        Workspace<double> two = network.CreateWorkspace(Samples, Steps, inputGradient: true);
        two.Threads = 2;
        network.Forward(input, one);
        network.Forward(input, two);
        Assert.Equal(one.Output, two.Output);
        Assert.Equal(network.Backward(target, one), network.Backward(target, two));
        Assert.Equal(one.Gradients, two.Gradients);
        Assert.Equal(one.InputGradient, two.InputGradient);
    }

    // Of single steps every gradient of a recurrent weight would be 0.
    [Fact]
    public void The_library_s_own_check_takes_one_sequence()
    {
        var network = new OpenGruDouble(7);
        const int Steps = 6;
        GradientCheckReport report = GradientCheck.Run(
            network, Numbers(Steps * OpenGruDouble.InputSize, seed: 8), Numbers(Steps * OpenGruDouble.OutputSize, seed: 9));
        Assert.True(report.Passed, report.ToString());
        Assert.All(report.Tensors, tensor => Assert.NotEqual(0, tensor.Analytic));
    }

    [Fact]
    public void Wrong_lengths_are_refused_and_change_nothing()
    {
        var network = new OpenMixDouble(1);
        OpenMixDouble.Stream stream = network.CreateStream();
        double[] before = stream.State.ToArray();

        Assert.Contains("1 step × 1 input = 1", Assert.Throws<ArgumentException>(() => stream.Step(new double[2], new double[1])).Message, StringComparison.Ordinal);
        Assert.Contains("3 steps × 1 output = 3", Assert.Throws<ArgumentException>(() => stream.Process(new double[3], new double[2])).Message, StringComparison.Ordinal);
        var shared = new double[4];
        Assert.Throws<ArgumentException>(() => stream.Process(shared.AsSpan(0, 2), shared.AsSpan(1, 2)));
        Assert.Equal(before, stream.State);
        var workspace = new OpenMixDouble.Workspace(2, 5);
        Assert.Throws<ArgumentException>(() => network.Forward(new double[4], workspace));
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.Steps = 6);
        network.Forward(new double[10], workspace);
        workspace.Steps = 5;
        network.Backward(new double[10], workspace);
        workspace.Steps = 4;
        Assert.Throws<InvalidOperationException>(() => network.Backward(new double[8], workspace));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => new OpenMixDouble.Workspace(2, 0));
    }

    private static ISequenceNetwork<double> Create(string name) => name switch
    {
        "causal-groups" => new OpenConv1dCausalGroupsDouble(7),
        "causal-groups plain" => new OpenConv1dCausalGroupsPlainDouble(7),
        "mix" => new OpenMixDouble(7),
        "mix plain" => new OpenMixPlainDouble(7),
        "gru" => new OpenGruDouble(7),
        "gru plain" => new OpenGruPlainDouble(7),
        "amp" => new OpenAmpDouble(7),
        "amp plain" => new OpenAmpPlainDouble(7),
        "memory" => new OpenMemoryDouble(7),
        "memory plain" => new OpenMemoryPlainDouble(7),
        _ => throw new ArgumentException(name),
    };

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
    }

    // Central differences of fourth order.
    private static double Derivative(Func<double, double> function) =>
        ((8 * (function(Step) - function(-Step))) - (function(2 * Step) - function(-2 * Step))) / (12 * Step);

    private static void AssertNumeric(string name, double[] analytic, Func<int, double> numeric)
    {
        double largest = analytic.Max(Math.Abs);
        for (int i = 0; i < analytic.Length; i++)
        {
            double n = numeric(i);
            double scale = Math.Max(Math.Max(Math.Abs(analytic[i]), Math.Abs(n)), 1e-3 * largest);
            Assert.True(Math.Abs(analytic[i] - n) <= 1e-6 * scale, $"{name}[{i}]: {analytic[i]}, {n} by differences.");
        }
    }

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-9 * Math.Max(1e-5, Math.Abs(expected[i])), $"[{i}]: {actual[i]}, {expected[i]} was expected.");
        }
    }
}

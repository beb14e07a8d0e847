using System.Numerics;

namespace CompiledNet.Tests.Graphs;

/// <summary>
/// Networks of every kind of layer against PyTorch's autograd in double: in double each number to 1e-9 of itself, in single to 5e-4 of the largest number of its
/// tensor.
/// </summary>
public abstract class GraphReferenceTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Each network with kernels, and in double, where they are held more closely, as loops too.</summary>
    public static TheoryData<string, bool> Cases => CasesOf(_ => true);

    /// <summary>
    /// Those whose gradients can be checked by differences. In single precision a step that is large enough goes past the kinks of ReLU and HardSwish behind
    /// the normalization of two of them.
    /// </summary>
    public static TheoryData<string, bool> CasesToCheck =>
        CasesOf(name => typeof(T) == typeof(double) || name is not ("resnet-block" or "conv2d-depthwise-separable"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_tensors_are_PyTorch_s(string name, bool isPlain)
    {
        (GraphReference reference, INetwork<T> network) = Load(name, isPlain);

        Assert.Equal(reference.Tensors.Select(tensor => tensor.Text), network.Tensors.Where(tensor => tensor.Role != TensorRole.Statistic).Select(tensor => tensor.ToString()));
        Assert.Equal(
            reference.Statistics.Select(tensor => tensor.Text),
            network.Tensors.Where(tensor => tensor.Role == TensorRole.Statistic).Select(tensor => tensor.ToString()));
        Assert.Equal(reference.Layers, network.Layers.Select(layer => (layer.Name, layer.Kind)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Inference_gives_the_outputs_together_and_one_by_one(string name, bool isPlain)
    {
        (GraphReference reference, INetwork<T> network) = Load(name, isPlain);
        T[] input = Convert(reference.Input);
        var output = new T[reference.InferenceOutput.Length];
        network.Forward(input, output);
        AssertClose(reference.InferenceOutput, output, "output");
        for (int s = 0; s < reference.Batch; s++)
        {
            var one = new T[network.OutputSize];
            network.Forward(input.AsSpan(s * network.InputSize, network.InputSize), one);
            AssertClose(reference.InferenceOutput.AsSpan(s * one.Length, one.Length).ToArray(), one, $"output of sample {s}");
        }

        var workspace = network.CreateWorkspace(reference.Batch);
        workspace.IsTraining = false;
        network.Forward(input, workspace);
        AssertClose(reference.InferenceOutput, workspace.Output, "output of a workspace that is not training");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_training_step_gives_output_activations_loss_gradients_and_statistics(string name, bool isPlain)
    {
        (GraphReference reference, INetwork<T> network) = Load(name, isPlain);
        Workspace<T> workspace = network.CreateWorkspace(reference.Batch + 3, inputGradient: true);
        workspace.Gradients.Fill(T.CreateTruncating(77));
        network.Forward(Convert(reference.Input), workspace);
        AssertClose(reference.TrainingOutput, workspace.Output, "output");
        AssertTensors(network, network.Parameters, reference.Statistics.ToDictionary(tensor => tensor.Name, tensor => tensor.After), "after one step");
        for (int again = 0; again < 2; again++)
        {
            AssertClose([reference.Loss], [network.Backward(Convert(reference.Target), workspace)], "loss");
            AssertTensors(network, workspace.Gradients, reference.Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Gradient), "gradient");
            AssertClose(reference.InputGradient, workspace.InputGradient, "input gradient");
        }

        network.Backward(Convert(reference.Target), workspace, accumulate: true);
        AssertTensors(
            network,
            workspace.Gradients,
            reference.Tensors.ToDictionary(tensor => tensor.Name, tensor => Array.ConvertAll(tensor.Gradient, g => 2 * g)),
            "accumulated gradient");
        foreach (TensorInfo statistic in network.Tensors.Where(tensor => tensor.Role == TensorRole.Statistic))
        {
            var gradient = new T[statistic.Count];
            Read(statistic, workspace.Gradients, gradient);
            Assert.All(gradient, g => Assert.Equal(T.Zero, g));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Threads_change_no_bit(string name, bool isPlain)
    {
        (GraphReference reference, INetwork<T> network) = Load(name, isPlain);
        INetwork<T> other = Load(name, isPlain).Network;
        const int Samples = 20_000;
        var random = new Random(1);
        T[] input = [.. Enumerable.Range(0, Samples * network.InputSize).Select(_ => T.CreateTruncating(random.NextDouble() - 0.5))];
        T[] target = [.. Enumerable.Range(0, Samples * network.OutputSize).Select(_ => T.CreateTruncating(random.NextDouble()))];
        Workspace<T> one = network.CreateWorkspace(Samples, inputGradient: true);
        Workspace<T> two = other.CreateWorkspace(Samples, inputGradient: true);
        two.Threads = 2;
        network.Forward(input, one);
        other.Forward(input, two);
        Assert.Equal(one.Output, two.Output);
        Assert.Equal(network.Parameters, other.Parameters);
        Assert.Equal(network.Backward(target, one), other.Backward(target, two));
        Assert.Equal(one.Gradients, two.Gradients);
        Assert.Equal(one.InputGradient, two.InputGradient);
        Assert.NotEmpty(reference.Tensors);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Optimizer_steps_arrive_where_PyTorch_s_do(string name, bool isPlain)
    {
        foreach (GraphTraining training in GraphReference.Load(name).Training)
        {
            (GraphReference reference, INetwork<T> network) = Load(name, isPlain);
            Workspace<T> workspace = network.CreateWorkspace(reference.Batch);
            Optimizer optimizer = training.CreateOptimizer();
            var losses = new T[training.Losses.Length];
            for (int step = 0; step < losses.Length; step++)
            {
                network.Forward(Convert(reference.Input), workspace);
                losses[step] = network.Backward(Convert(reference.Target), workspace);
                Step(optimizer, network, workspace);
            }

            AssertClose(training.Losses, losses, $"{training.Name}: losses before each step");
            AssertTensors(network, network.Parameters, training.After, training.Name);
        }
    }

    [Theory]
    [MemberData(nameof(CasesToCheck))]
    public void The_library_s_own_check_agrees_and_leaves_the_network_as_it_was(string name, bool isPlain)
    {
        (GraphReference reference, INetwork<T> network) = Load(name, isPlain);
        T[] before = network.Parameters.ToArray();

        GradientCheckReport report = GradientCheck.Run<T>(network, Convert(reference.Input), Convert(reference.Target));

        Assert.True(report.Passed, report.ToString());
        Assert.Equal(before, network.Parameters);
    }

    private protected abstract INetwork<T> Create(string name, bool isPlain);

    private protected abstract double Allowed(double expected, double largest);

    private protected abstract void Step(Optimizer optimizer, INetwork<T> network, Workspace<T> workspace);

    private protected abstract void Read(TensorInfo tensor, ReadOnlySpan<T> buffer, Span<T> values);

    private protected abstract void Write(TensorInfo tensor, Span<T> buffer, ReadOnlySpan<T> values);

    private static TheoryData<string, bool> CasesOf(Func<string, bool> isTaken)
    {
        var cases = new TheoryData<string, bool>();
        foreach (string name in GraphReference.Names.Where(isTaken))
        {
            cases.Add(name, false);
            if (typeof(T) == typeof(double))
            {
                cases.Add(name, true);
            }
        }

        return cases;
    }

    private static T[] Convert(double[] numbers) => Array.ConvertAll(numbers, T.CreateTruncating);

    private (GraphReference Reference, INetwork<T> Network) Load(string name, bool isPlain)
    {
        GraphReference reference = GraphReference.Load(name);
        INetwork<T> network = Create(name, isPlain);
        foreach (GraphTensor tensor in reference.Tensors.Concat(reference.Statistics))
        {
            Write(network.Tensors.Single(info => info.Name == tensor.Name), network.Parameters, Convert(tensor.Values));
        }

        return (reference, network);
    }

    private void AssertTensors(INetwork<T> network, ReadOnlySpan<T> buffer, Dictionary<string, double[]> expected, string what)
    {
        foreach ((string name, double[] values) in expected)
        {
            var actual = new T[values.Length];
            Read(network.Tensors.Single(tensor => tensor.Name == name), buffer, actual);
            AssertClose(values, actual, $"{what}: {name}");
        }
    }

    private void AssertClose(double[] expected, ReadOnlySpan<T> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int k = 0; k < expected.Length; k++)
        {
            double number = double.CreateTruncating(actual[k]);
            Assert.True(Math.Abs(expected[k] - number) <= Allowed(expected[k], largest), $"{what}[{k}] is {number}; {expected[k]} was expected.");
        }
    }
}

/// <summary>In double.</summary>
public sealed class DoubleGraphTests : GraphReferenceTests<double>
{
    private protected override INetwork<double> Create(string name, bool isPlain) => (name, isPlain) switch
    {
        ("add-residual", false) => new AddResidualDouble(),
        ("add-residual", true) => new AddResidualPlainDouble(),
        ("branches", false) => new BranchesDouble(),
        ("branches", true) => new BranchesPlainDouble(),
        ("layer-norm", false) => new LayerNormedDouble(),
        ("layer-norm", true) => new LayerNormedPlainDouble(),
        ("batch-norm", false) => new BatchNormedDouble(),
        ("batch-norm", true) => new BatchNormedPlainDouble(),
        ("conv1d-valid", false) => new Conv1dValidDouble(),
        ("conv1d-valid", true) => new Conv1dValidPlainDouble(),
        ("conv2d", false) => new Conv2dDouble(),
        ("conv2d", true) => new Conv2dPlainDouble(),
        ("conv2d-same-stride", false) => new Conv2dSameStrideDouble(),
        ("conv2d-same-stride", true) => new Conv2dSameStridePlainDouble(),
        ("conv2d-depthwise-separable", false) => new Conv2dDepthwiseSeparableDouble(),
        ("conv2d-depthwise-separable", true) => new Conv2dDepthwiseSeparablePlainDouble(),
        ("resnet-block", false) => new ResnetBlockDouble(),
        ("resnet-block", true) => new ResnetBlockPlainDouble(),
        ("conv1d-causal-groups", false) => new Conv1dCausalGroupsDouble(),
        ("conv1d-causal-groups", true) => new Conv1dCausalGroupsPlainDouble(),
        ("gru", false) => new GruDouble(),
        ("gru", true) => new GruPlainDouble(),
        ("gru-reset-before", false) => new GruResetBeforeDouble(),
        ("gru-reset-before", true) => new GruResetBeforePlainDouble(),
        ("lstm-stacked", false) => new LstmStackedDouble(),
        ("lstm-stacked", true) => new LstmStackedPlainDouble(),
        ("amp", false) => new AmpDouble(),
        ("amp", true) => new AmpPlainDouble(),
        _ => throw new ArgumentException(name),
    };

    // A gradient that cancels to 1e-17 is 0 up to rounding.
    private protected override double Allowed(double expected, double largest) => Math.Max(1e-9 * Math.Abs(expected), 1e-15 * Math.Max(1, largest));

    private protected override void Step(Optimizer optimizer, INetwork<double> network, Workspace<double> workspace) =>
        optimizer.Step(network.Parameters, workspace.Gradients);

    private protected override void Read(TensorInfo tensor, ReadOnlySpan<double> buffer, Span<double> values) => tensor.Read(buffer, values);

    private protected override void Write(TensorInfo tensor, Span<double> buffer, ReadOnlySpan<double> values) => tensor.Write(buffer, values);
}

/// <summary>In single.</summary>
public sealed class SingleGraphTests : GraphReferenceTests<float>
{
    private protected override INetwork<float> Create(string name, bool isPlain) => (name, isPlain) switch
    {
        ("add-residual", false) => new AddResidualSingle(),
        ("branches", false) => new BranchesSingle(),
        ("layer-norm", false) => new LayerNormedSingle(),
        ("batch-norm", false) => new BatchNormedSingle(),
        ("conv1d-valid", false) => new Conv1dValidSingle(),
        ("conv2d", false) => new Conv2dSingle(),
        ("conv2d-same-stride", false) => new Conv2dSameStrideSingle(),
        ("conv2d-depthwise-separable", false) => new Conv2dDepthwiseSeparableSingle(),
        ("resnet-block", false) => new ResnetBlockSingle(),
        ("conv1d-causal-groups", false) => new Conv1dCausalGroupsSingle(),
        ("gru", false) => new GruSingle(),
        ("gru-reset-before", false) => new GruResetBeforeSingle(),
        ("lstm-stacked", false) => new LstmStackedSingle(),
        ("amp", false) => new AmpSingle(),
        _ => throw new ArgumentException(name),
    };

    private protected override double Allowed(double expected, double largest) => 5e-4 * Math.Max(largest, 1e-3);

    private protected override void Step(Optimizer optimizer, INetwork<float> network, Workspace<float> workspace) =>
        optimizer.Step(network.Parameters, workspace.Gradients);

    private protected override void Read(TensorInfo tensor, ReadOnlySpan<float> buffer, Span<float> values) => tensor.Read(buffer, values);

    private protected override void Write(TensorInfo tensor, Span<float> buffer, ReadOnlySpan<float> values) => tensor.Write(buffer, values);
}

using System.Globalization;

namespace CompiledNet.Tests.Networks;

/// <summary>
/// Calls that cannot be meant: each is refused with the name of the argument, its length and what was expected, before anything is
/// written.
/// </summary>
public sealed class ArgumentTests
{
    private const double Untouched = 77;

    private readonly SquareNet _network = new();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    public void Inference_wants_whole_samples(int length)
    {
        double[] output = [Untouched, Untouched, Untouched, Untouched];
        AssertRefused("input", [length, 4], () => _network.Forward(new double[length], output));
        Assert.All(output, number => Assert.Equal(Untouched, number));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(9)]
    public void Inference_wants_an_output_for_each_sample(int length)
    {
        double[] output = new double[length];
        Array.Fill(output, Untouched);
        AssertRefused("output", [length, 8], () => _network.Forward(new double[8], output));
        Assert.All(output, number => Assert.Equal(Untouched, number));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Inference_refuses_an_output_over_its_input(int start)
    {
        double[] numbers = TestData.Draw<double>(8);
        double[] before = [.. numbers];
        AssertRefused("output", [], () => _network.Forward(numbers.AsSpan(0, 4), numbers.AsSpan(start, 4)));
        AssertRefused("output", [], () => _network.Forward(numbers.AsSpan(start, 4), numbers.AsSpan(0, 4)));
        Assert.Equal(before, numbers);
    }

    [Fact]
    public void Inference_takes_an_output_beside_its_input()
    {
        double[] numbers = TestData.Draw<double>(8);
        double[] expected = new double[4];
        _network.Forward(numbers.AsSpan(0, 4), expected);
        _network.Forward(numbers.AsSpan(0, 4), numbers.AsSpan(4, 4));
        Assert.Equal(expected, numbers[4..]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(16)]
    public void Forward_wants_whole_samples_and_no_more_than_the_workspace_holds(int length)
    {
        SquareNet.Workspace workspace = Forwarded();
        double[] outputBefore = workspace.Output.ToArray();
        AssertRefused("input", [length, 4, 3], () => _network.Forward(new double[length], workspace));
        Assert.Equal(2, workspace.SampleCount);
        Assert.Equal(outputBefore, workspace.Output);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(12)]
    public void Backward_wants_a_target_for_each_output(int length)
    {
        SquareNet.Workspace workspace = Forwarded();
        double[] before = Gradients(workspace);
        double[] numbers = new double[length];
        AssertRefused("target", [length, 8], () => _network.Backward(numbers, workspace));
        AssertRefused("target", [length, 8], () => _network.EvaluateLoss(numbers, workspace));
        AssertRefused("outputGradient", [length, 8], () => _network.BackwardFrom(numbers, workspace));
        Assert.Equal(before, workspace.Gradients);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void BackwardClasses_wants_an_index_for_each_sample(int length)
    {
        (SoftmaxNet network, SoftmaxNet.Workspace workspace) = ForwardedSoftmax();
        AssertRefused("classes", [length, 2], () => network.BackwardClasses(new int[length], workspace));
        AssertRefused("classes", [length, 2], () => network.EvaluateLossClasses(new int[length], workspace));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void BackwardClasses_wants_the_index_of_an_output(int index)
    {
        (SoftmaxNet network, SoftmaxNet.Workspace workspace) = ForwardedSoftmax();
        float[] before = workspace.Gradients.ToArray();
        AssertRefused("classes", [index, 2], () => network.BackwardClasses([0, index], workspace));
        AssertRefused("classes", [index, 2], () => network.EvaluateLossClasses([index, 0], workspace));
        Assert.Equal(before, workspace.Gradients);
    }

    [Fact]
    public void Backward_wants_a_Forward_before()
    {
        var workspace = new SquareNet.Workspace(2);
        Assert.Throws<InvalidOperationException>(() => _network.Backward(new double[4], workspace));
        Assert.Throws<InvalidOperationException>(() => _network.EvaluateLoss(new double[4], workspace));
        Assert.Throws<InvalidOperationException>(() => _network.BackwardFrom(new double[4], workspace));

        var softmax = new SoftmaxNet();
        Assert.Throws<InvalidOperationException>(() => softmax.BackwardClasses([0], new SoftmaxNet.Workspace(1)));
        Assert.Throws<InvalidOperationException>(() => softmax.EvaluateLossClasses([0], new SoftmaxNet.Workspace(1)));
    }

    [Fact]
    public void A_workspace_without_input_gradient_has_none()
    {
        SquareNet.Workspace workspace = Forwarded();
        _network.Backward(new double[8], workspace);
        Assert.Contains(
            "inputGradient: true",
            Assert.Throws<InvalidOperationException>(() => workspace.InputGradient.Length).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_workspace_wants_a_batch_size_that_can_be_had(int batchSize) =>
        Assert.Equal("batchSize", Assert.Throws<ArgumentOutOfRangeException>(() => new SquareNet.Workspace(batchSize)).ParamName);

    [Fact]
    public void A_workspace_must_be_there_and_must_be_the_networks_own()
    {
        INetwork<double> network = _network;
        Workspace<double> foreign = new SmallNet.Workspace(2);
        AssertRefused("workspace", [], () => network.Forward(new double[4], foreign));
        AssertRefused("workspace", [], () => network.Backward(new double[4], foreign));
        AssertRefused("workspace", [], () => network.BackwardFrom(new double[4], foreign));
        AssertRefused("workspace", [], () => network.EvaluateLoss(new double[4], foreign));
        Assert.Throws<ArgumentNullException>("workspace", () => network.Forward(new double[4], (Workspace<double>)null!));
        Assert.Throws<ArgumentNullException>("workspace", () => _network.Forward(new double[4], (SquareNet.Workspace)null!));
        Assert.Throws<ArgumentNullException>("workspace", () => _network.Backward(new double[4], null!));
        Assert.Throws<ArgumentNullException>("workspace", () => _network.BackwardFrom(new double[4], null!));
    }

    [Fact]
    public void Through_the_interface_a_network_says_what_its_declaration_lacks()
    {
        INetwork<float> network = new LosslessNet();
        Workspace<float> workspace = network.CreateWorkspace(1);
        network.Forward(new float[3], workspace);
        Assert.Throws<InvalidOperationException>(() => network.Backward(new float[2], workspace));
        Assert.Throws<InvalidOperationException>(() => network.EvaluateLoss(new float[2], workspace));
        Assert.Throws<InvalidOperationException>(() => network.BackwardClasses([0], workspace));

        INetwork<double> regression = _network;
        Assert.Throws<InvalidOperationException>(() => regression.BackwardClasses([0, 1], Forwarded()));
        Assert.Throws<InvalidOperationException>(() => regression.EvaluateLossClasses([0, 1], Forwarded()));
    }

    private static void AssertRefused(string argument, int[] numbers, Action action)
    {
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(action);
        Assert.Equal(argument, exception.ParamName);
        Assert.All(
            numbers,
            number => Assert.Contains(number.ToString(CultureInfo.InvariantCulture), exception.Message, StringComparison.Ordinal));
    }

    private static double[] Gradients(SquareNet.Workspace workspace)
    {
        workspace.Gradients.Fill(Untouched);
        return workspace.Gradients.ToArray();
    }

    private SquareNet.Workspace Forwarded()
    {
        var workspace = new SquareNet.Workspace(3);
        _network.Forward(TestData.Draw<double>(8), workspace);
        return workspace;
    }

    private static (SoftmaxNet Network, SoftmaxNet.Workspace Workspace) ForwardedSoftmax()
    {
        var network = new SoftmaxNet();
        var workspace = new SoftmaxNet.Workspace(2);
        network.Forward(TestData.Draw<float>(6), workspace);
        return (network, workspace);
    }
}

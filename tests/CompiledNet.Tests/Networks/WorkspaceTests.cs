namespace CompiledNet.Tests.Networks;

/// <summary>The buffers of a training step: how many samples they hold, and what lies where.</summary>
public sealed class WorkspaceTests
{
    private readonly SquareNet _network = new(seed: 5);
    private readonly double[] _input = TestData.Draw<double>(4 * SquareNet.InputSize);
    private readonly double[] _target = TestData.Draw<double>(4 * SquareNet.OutputSize, stream: 1);

    [Fact]
    public void Fewer_samples_than_it_holds_are_as_good_as_a_smaller_workspace()
    {
        var large = new SquareNet.Workspace(4, inputGradient: true);
        _network.Forward(_input, large);
        _network.Backward(_target, large);
        Assert.Equal(4, large.SampleCount);
        Assert.Equal(16, large.Output.Length);

        var small = new SquareNet.Workspace(2, inputGradient: true);
        _network.Forward(_input.AsSpan(8), small);
        _network.Forward(_input.AsSpan(8), large);
        Assert.Equal((2, 4), (large.SampleCount, large.BatchSize));
        Assert.Equal(small.Output.ToArray(), large.Output.ToArray());
        Assert.Equal((2, 5), (large.Layer1.Activations.Samples, large.Layer1.Activations.Units));

        Assert.Equal(_network.Backward(_target.AsSpan(8), small), _network.Backward(_target.AsSpan(8), large));
        Assert.Equal(small.Gradients.ToArray(), large.Gradients.ToArray());
        Assert.Equal(8, large.InputGradient.Length);
        Assert.Equal(small.InputGradient.ToArray(), large.InputGradient.ToArray());
    }

    [Fact]
    public void Forward_gives_what_inference_gives()
    {
        var workspace = new SquareNet.Workspace(4);
        _network.Forward(_input, workspace);
        double[] output = new double[16];
        _network.Forward(_input, output);
        Assert.All(output.Zip(workspace.Output.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Fact]
    public void A_batch_gathered_in_Input_is_taken_where_it_lies()
    {
        var copied = new SquareNet.Workspace(4);
        _network.Forward(_input.AsSpan(0, 12), copied);
        double loss = _network.Backward(_target.AsSpan(0, 12), copied);

        var gathered = new SquareNet.Workspace(4);
        Assert.Equal(16, gathered.Input.Length);
        _input.AsSpan(0, 12).CopyTo(gathered.Input);
        gathered.Input[12..].Fill(double.NaN);
        _network.Forward(gathered.Input[..12], gathered);
        Assert.Equal(loss, _network.Backward(_target.AsSpan(0, 12), gathered));
        Assert.Equal(copied.Gradients.ToArray(), gathered.Gradients.ToArray());
        Assert.Equal(-1, gathered.Input[12..].IndexOfAnyExcept(double.NaN));
    }

    [Fact]
    public void A_part_of_Input_that_is_not_its_start_is_moved_there()
    {
        var workspace = new SquareNet.Workspace(4);
        _input.CopyTo(workspace.Input);
        _network.Forward(workspace.Input[4..], workspace);
        var expected = new SquareNet.Workspace(4);
        _network.Forward(_input.AsSpan(4), expected);
        Assert.Equal(expected.Output.ToArray(), workspace.Output.ToArray());
        Assert.Equal(_input[4..], workspace.Input[..12].ToArray());
    }

    [Fact]
    public void The_input_is_kept_for_Backward()
    {
        var workspace = new SquareNet.Workspace(4);
        double[] input = [.. _input];
        _network.Forward(input, workspace);
        _network.Backward(_target, workspace);
        double[] expected = workspace.Gradients.ToArray();

        // The caller may do with his array what he likes.
        Array.Fill(input, double.NaN);
        _network.Backward(_target, workspace);
        Assert.Equal(expected, workspace.Gradients.ToArray());
    }

    [Fact]
    public void One_workspace_serves_several_networks_of_its_kind()
    {
        var other = new SquareNet(seed: 6);
        var workspace = new SquareNet.Workspace(4);
        var alone = new SquareNet.Workspace(4);
        other.Forward(_input, alone);
        other.Backward(_target, alone);

        _network.Forward(_input, workspace);
        _network.Backward(_target, workspace);
        other.Forward(_input, workspace);
        other.Backward(_target, workspace);
        Assert.Equal(alone.Gradients.ToArray(), workspace.Gradients.ToArray());
    }

    [Fact]
    public void Views_of_layers_look_into_the_gradients()
    {
        var workspace = new SquareNet.Workspace(4);
        _network.Forward(_input, workspace);
        _network.Backward(_target, workspace);
        LayerInfo layer = ((INetwork<double>)_network).Layers[1];
        Assert.Equal(workspace.Gradients[layer.Weights.IndexOf(2, 3)], workspace.Layer2.Weights[2, 3]);
        Assert.Equal(workspace.Gradients[layer.Biases.IndexOf(3, 0)], workspace.Layer2.Biases[3]);
        Assert.Equal(workspace.Output[(3 * 4) + 1], workspace.Layer2.Activations[3, 1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.Layer2.Activations[4, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.Layer2.Deltas[0, 4]);
    }
}

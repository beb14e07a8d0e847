namespace CompiledNet.Tests.Networks;

/// <summary>OnForward and OnBackward see each layer of a training step, in order, and change nothing.</summary>
public sealed class WatchTests
{
    private const int Samples = 3;

    private static readonly string[] Order =
    [
        "OnForward Layer1", "OnForward Middle", "OnForward Layer3", "OnBackward Layer3", "OnBackward Middle", "OnBackward Layer1",
    ];

    private readonly WatchedNet _network = new(seed: 5);
    private readonly WatchedNet.Workspace _workspace = new(Samples + 1);
    private readonly double[] _input = TestData.Draw<double>(Samples * 3);
    private readonly double[] _target = TestData.Draw<double>(Samples * 4, stream: 1);

    [Fact]
    public void Every_layer_is_seen_once_forward_and_once_backward()
    {
        _network.Forward(_input, _workspace);
        _network.Backward(_target, _workspace);
        Assert.Equal(Order, Calls());

        _network.EvaluateLoss(_target, _workspace);
        _network.Forward(_input, new double[Samples * 4]);
        Assert.Equal(Order.Length, _network.Recording.Calls.Count);

        _network.BackwardClasses([0, 1, 3], _workspace);
        _network.BackwardFrom(_target, _workspace);
        Assert.Equal([.. Order, .. Order[3..], .. Order[3..]], Calls());
    }

    [Fact]
    public void What_is_seen_is_what_the_workspace_keeps()
    {
        _network.Forward(_input, _workspace);
        _network.Backward(_target, _workspace);
        (double[][] forward, double[][] backward) = (Numbers(1), Numbers(4));

        Assert.Equal(Samples * 20, forward[0].Length);
        Assert.Equal(Recording.Copy(_workspace.Middle.PreActivations), forward[0]);
        Assert.Equal(Recording.Copy(_workspace.Middle.Activations), forward[1]);
        Assert.Equal(Recording.Copy(_workspace.Middle.Deltas), backward[0]);
        double[] weights = new double[20 * 5];
        _workspace.Middle.Weights.CopyTo(weights);
        Assert.Equal(weights, backward[1]);
        Assert.Empty(backward[2]);
        Assert.Equal(4, Numbers(3)[2].Length);
    }

    [Fact]
    public void Z_is_what_the_activation_was_applied_to()
    {
        _network.Forward(_input, _workspace);

        double[] z = Numbers(0)[0];
        double[] a = Numbers(0)[1];
        Assert.Equal(Samples * 5, z.Length);
        Assert.All(Enumerable.Range(0, z.Length), i => Assert.Equal(1 / (1 + Math.Exp(-z[i])), a[i], 1e-14));
        double expected = _network.Layer1.Biases[4];
        for (int i = 0; i < 3; i++)
        {
            expected += _network.Layer1.Weights[4, i] * _input[6 + i];
        }

        Assert.Equal(expected, z[14], 1e-14);
    }

    [Fact]
    public void Watching_changes_no_bit()
    {
        var unwatched = new UnwatchedNet(seed: 5);
        var workspace = new UnwatchedNet.Workspace(Samples + 1);
        _network.Forward(_input, _workspace);
        unwatched.Forward(_input, workspace);
        Assert.Equal(workspace.Output.ToArray(), _workspace.Output.ToArray());

        Assert.Equal(unwatched.Backward(_target, workspace), _network.Backward(_target, _workspace));
        Assert.Equal(workspace.Gradients.ToArray(), _workspace.Gradients.ToArray());
        Assert.Equal(0, workspace.Layer1.PreActivations.Samples);

        double[] expected = new double[4];
        double[] actual = new double[4];
        unwatched.Forward(_input.AsSpan(0, 3), expected);
        _network.Forward(_input.AsSpan(0, 3), actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_step_of_several_threads_is_seen_too_and_nothing_is_allocated()
    {
        const int Many = 128;
        var network = new CountedNet(seed: 1);
        var workspace = new CountedNet.Workspace(Many) { Threads = 4 };
        float[] input = TestData.Draw<float>(Many * 64);
        float[] target = TestData.Draw<float>(Many * 32, stream: 1);
        network.Forward(input, workspace);
        Assert.Equal(workspace.Layer2.PreActivations[0, 0], network.Last);
        network.Backward(target, workspace);
        Assert.Equal((2 * Many, 256 + 32), (network.Forwards, network.Backwards));
        Assert.Equal(workspace.Layer1.Weights[0, 0], network.Last);

        long before = GC.GetAllocatedBytesForCurrentThread();
        network.Forward(input, workspace);
        network.Backward(target, workspace);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private string[] Calls() => [.. _network.Recording.Calls.Select(call => $"{call.Method} {call.Layer}")];

    private double[][] Numbers(int call) => _network.Recording.Calls[call].Numbers;
}

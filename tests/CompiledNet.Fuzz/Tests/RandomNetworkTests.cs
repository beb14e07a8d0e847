using CompiledNet.Tests.Common;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>The part of the long run that every test run takes, and what it found once.</summary>
public sealed class RandomNetworkTests
{
    private static readonly Lazy<(IReadOnlyList<Failure>[] Failures, Tally Tally)> s_some = new(() =>
    {
        var tally = new Tally();
        return (NetworkFuzz.CheckAll([.. Enumerable.Range(0, LongTests.Run ? 40 : 15).Select(i => NetworkGen.At(5, i))], tally, twinEvery: NetworkFuzz.NetworksOfOneTwin), tally);
    });

    [Fact]
    public void Random_networks_are_right() => Assert.Empty(s_some.Value.Failures.SelectMany(failures => failures));

    [Fact]
    public void A_run_compares_nearly_everything_that_it_computes()
    {
        Tally tally = s_some.Value.Tally;
        Assert.True(tally.IllConditioned * 10 < tally.Compared, $"{tally.Compared} compared, {tally.IllConditioned} left out");
    }

    [Fact]
    public void The_same_seed_gives_the_same_networks() =>
        Assert.Equal(NetworkGen.At(7, 11).ToString(), NetworkGen.At(7, 11).ToString());

    [Fact]
    public void Note_0_declared_in_single_and_in_double_agrees_to_float_precision()
    {
        var spec = new NetworkSpec(
            2,
            [new LayerSpec(3, Activation.Sigmoid), new LayerSpec(2, Activation.Sigmoid)],
            Loss.HalfSquaredError,
            Precision.Double,
            Batch: 1,
            SpareRows: 0,
            InPlace: false,
            Classes: false,
            new OptimizerSpec(OptimizerKind.Sgd, 0.5),
            Seed: 4);
        using var batch = new CompiledBatch([spec, spec with { Precision = Precision.Single }]);
        (double[] output, double loss, double[] gradients) = Train(batch.Create<double>(0, 4), (p, g) => new Sgd(0.5).Step(p, g));
        (double[] single, double singleLoss, double[] singleGradients) = Train(batch.Create<float>(1, 4), (p, g) => new Sgd(0.5).Step(p, g));

        AssertClose("output", output, single);
        AssertClose("loss", [loss], [singleLoss]);
        AssertClose("gradients", gradients, singleGradients);
    }

    private delegate void StepDelegate<T>(Span<T> parameters, ReadOnlySpan<T> gradients);

    // Twenty steps; the output and gradients of the last.
    private static (double[] Output, double Loss, double[] Gradients) Train<T>(INetwork<T> network, StepDelegate<T> step)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        T[] input = [T.CreateChecked(0.5), T.CreateChecked(-0.25)];
        T[] target = [T.One, T.Zero];
        Workspace<T> workspace = network.CreateWorkspace(1);
        T loss = T.Zero;
        for (int i = 0; i < 20; i++)
        {
            network.Forward(input, workspace);
            loss = network.Backward(target, workspace);
            step(network.Parameters, workspace.Gradients);
        }

        double[] gradients = [.. network.Layers.SelectMany(info => Tensors.Flat<T>(workspace.Gradients, info.Weights))];
        return (Tensors.Doubles(workspace.Output), double.CreateChecked(loss), gradients);
    }

    private static void AssertClose(string name, double[] expected, double[] actual) =>
        Assert.Null(Tensors.Compare(new Tensor(name, expected, 0), actual, 2e-6, new Tally()));
}

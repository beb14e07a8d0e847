using System.Numerics;
using CompiledNet.Fuzz.Graphs;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>The masks of dropouts: what is dropped of inputs that are all 1. They are pseudorandom: the same in each run.</summary>
public sealed class DropoutTests
{
    private const int Samples = 800;
    private const int Units = 33;
    private const double Rate = 0.3;
    private const double OtherRate = 0.6;

    // The dense layer is enough work for threads.
    private static readonly GraphSpec s_spec = new(
        GraphShape.Vector(Units),
        [
            new GraphNode(NodeKind.Dropout, [0], Rate: Rate),
            new GraphNode(NodeKind.Dropout, [0], Rate: Rate),
            new GraphNode(NodeKind.Dropout, [0], Rate: OtherRate),
            new GraphNode(NodeKind.Concatenate, [1, 2, 3]),
            new GraphNode(NodeKind.Dense, [4], 16),
        ],
        Loss.HalfSquaredError,
        Precision.Single);

    private static readonly Lazy<GraphBatch> s_batch = new(() => new([s_spec, s_spec with { Precision = Precision.Double }, s_spec with { Vectorize = false }]));

    [Fact]
    public void What_is_not_dropped_is_divided_by_the_share_that_is_kept()
    {
        Assert.Equal([0, 1 / (1 - Rate)], Draw<double>(1).Of(1).Distinct().Order());
        Assert.Equal([0, (float)(1 / (1 - OtherRate))], Draw<float>(0).Of(3).Distinct().Order());
    }

    [Fact]
    public void The_share_that_is_dropped_is_the_rate()
    {
        Assert.Equal(Rate, Dropped(Draw<float>(0).Of(1)), 0.01);
        Assert.Equal(OtherRate, Dropped(Draw<float>(0).Of(3)), 0.01);
    }

    [Fact]
    public void The_share_of_each_unit_and_of_each_sample_is_the_rate()
    {
        double[] mask = Draw<float>(0).Of(1);
        for (int unit = 0; unit < Units; unit++)
        {
            Assert.Equal(Rate, Dropped(mask.Where((_, i) => i % Units == unit)), 0.07);
        }

        Assert.All(mask.Chunk(Units), sample => Assert.Equal(Rate, Dropped(sample), 0.4));
    }

    [Fact]
    public void Masks_of_two_steps_have_nothing_in_common() => AssertIndependent(Draw<float>(0).Of(1), Draw<float>(0, step: 1).Of(1), Rate);

    [Fact]
    public void Masks_of_two_seeds_have_nothing_in_common() => AssertIndependent(Draw<float>(0).Of(1), Draw<float>(0, seed: 1).Of(1), Rate);

    [Fact]
    public void Masks_of_two_layers_have_nothing_in_common()
    {
        Masks masks = Draw<float>(0);
        AssertIndependent(masks.Of(1), masks.Of(2), Rate);
        AssertIndependent(masks.Of(1), masks.Of(3), OtherRate);
    }

    [Fact]
    public void Masks_of_two_samples_have_nothing_in_common()
    {
        double[] mask = Draw<float>(0).Of(1);
        AssertIndependent(mask[..^Units], mask[Units..], Rate);
    }

    [Fact]
    public void Masks_of_two_units_have_nothing_in_common()
    {
        double[] mask = Draw<float>(0).Of(1);
        AssertIndependent(mask[..^1], mask[1..], Rate);
    }

    [Fact]
    public void A_seed_and_a_step_less_do_not_give_the_mask_of_another_pair() =>
        AssertIndependent(Draw<float>(0, seed: 1, step: 2).Of(1), Draw<float>(0, seed: 2, step: 1).Of(1), Rate);

    [Fact]
    public void The_same_seed_and_step_give_the_same_masks() => AssertSame(Draw<float>(0, seed: 5, step: 7), Draw<float>(0, seed: 5, step: 7));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Threads_draw_the_same_masks(int threads) => AssertSame(Draw<float>(0), Draw<float>(0, threads: threads));

    [Fact]
    public void A_sample_has_its_mask_whatever_the_batch()
    {
        Masks large = Draw<float>(0);
        Masks small = Draw<float>(0, samples: 5);
        Assert.Equal(large.Of(1)[..(5 * Units)], small.Of(1));
    }

    [Fact]
    public void Single_and_double_drop_the_same() => Assert.Equal(
        Draw<float>(0).Of(1).Select(factor => factor == 0), Draw<double>(1).Of(1).Select(factor => factor == 0));

    [Fact]
    public void Networks_with_kernels_and_without_drop_the_same() => AssertSame(Draw<float>(0), Draw<float>(2));

    [Fact]
    public void Nothing_is_dropped_outside_of_training()
    {
        Masks masks = Draw<float>(0, isTraining: false);
        Assert.All(Enumerable.Range(1, 3), value => Assert.All(masks.Of(value), factor => Assert.Equal(1, factor)));
    }

    [Fact]
    public void Each_Forward_of_training_is_a_step_and_no_other_is()
    {
        Workspace<float> workspace = s_batch.Value.Create<float>(0, seed: 0).CreateWorkspace(1);
        Run(0, workspace);
        Run(0, workspace);
        workspace.IsTraining = false;
        Run(0, workspace);
        Assert.Equal(2, workspace.Step);
        workspace.IsTraining = true;
        double[] third = Run(0, workspace).Of(1);
        Assert.Equal(Draw<float>(0, step: 2, samples: 1).Of(1), third);
    }

    [Fact]
    public void The_way_back_takes_the_masks_of_the_last_Forward()
    {
        INetwork<float> network = s_batch.Value.Create<float>(0, seed: 0);
        Workspace<float> workspace = network.CreateWorkspace(Samples, inputGradient: true);
        network.Forward(Ones<float>(Samples), workspace);

        // What is set after it belongs to the next.
        workspace.Seed = 9;
        workspace.IsTraining = false;
        network.BackwardFrom(Ones<float>(Samples).AsSpan(0, Samples * network.OutputSize), workspace);
        float[] gradient = workspace.InputGradient.ToArray();
        Masks masks = Masks.Of(s_batch.Value.AccessOf<float>(0), workspace);
        bool[] isDropped = [.. Enumerable.Range(0, gradient.Length).Select(i => Enumerable.Range(1, 3).All(value => masks.Of(value)[i] == 0))];
        Assert.Equal(isDropped, gradient.Select(g => g == 0));
        Assert.Contains(true, isDropped);
    }

    private static T[] Ones<T>(int samples)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. Enumerable.Repeat(T.One, samples * Units)];

    private static double Dropped(IEnumerable<double> mask) => mask.Average(factor => factor == 0 ? 1.0 : 0);

    // They agree as often as two coins do that fall to one side with a probability of 0.3, and of the other rate.
    private static void AssertIndependent(double[] one, double[] other, double otherRate)
    {
        double expected = (Rate * otherRate) + ((1 - Rate) * (1 - otherRate));
        Assert.Equal(expected, one.Zip(other).Average(pair => (pair.First == 0) == (pair.Second == 0) ? 1.0 : 0), 0.015);
    }

    private static void AssertSame(Masks one, Masks other)
    {
        for (int value = 1; value <= 3; value++)
        {
            Assert.Equal(one.Of(value), other.Of(value));
        }
    }

    private static Masks Draw<T>(int index, long seed = 0, long step = 0, int threads = 1, int samples = Samples, bool isTraining = true)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Workspace<T> workspace = s_batch.Value.Create<T>(index, seed: 0).CreateWorkspace(samples);
        workspace.Seed = seed;
        workspace.Step = step;
        workspace.Threads = threads;
        workspace.IsTraining = isTraining;
        return Run(index, workspace);
    }

    private static Masks Run<T>(int index, Workspace<T> workspace)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        s_batch.Value.Create<T>(index, seed: 0).Forward(Ones<T>(workspace.BatchSize), workspace);
        return Masks.Of(s_batch.Value.AccessOf<T>(index), workspace);
    }

    private sealed record Masks(double[][] Factors)
    {
        public static Masks Of<T>(GraphAccess<T> access, Workspace<T> workspace)
            where T : unmanaged, IFloatingPointIeee754<T> =>
            new([.. Enumerable.Range(1, 3).Select(value => Tensors.Doubles<T>(access.Activations(workspace, value)))]);

        public double[] Of(int value) => Factors[value - 1];
    }
}

using CompiledNet.Fuzz.Graphs;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>The part of the long run over graphs that every test run takes, and what is drawn for it.</summary>
public sealed class GraphTests
{
    private static readonly Lazy<(IReadOnlyList<Failure>[] Failures, Tally Tally)> s_forty = new(() =>
    {
        var tally = new Tally();
        return (GraphFuzz.CheckAll([.. Enumerable.Range(0, 40).Select(i => GraphGen.At(5, i))], tally), tally);
    });

    private static readonly GraphSpec[] s_many = [.. Enumerable.Range(0, 1000).Select(i => GraphGen.At(5, i))];

    [Fact]
    public void Forty_random_graphs_are_right() => Assert.Empty(s_forty.Value.Failures.SelectMany(failures => failures));

    // Two samples on two threads were one sample for each, which a dense layer computes in another order.
    [Fact]
    public void Threads_share_no_batch_of_few_samples_behind_a_flatten()
    {
        GraphNode[] nodes = [new(NodeKind.Flatten, [0]), new(NodeKind.Dense, [1], 340)];
        var spec = new GraphSpec(GraphShape.Sequence(85, 4), nodes, Loss.HalfSquaredError, Batch: 2, Threads: 2);
        Assert.Empty(GraphFuzz.CheckAll([spec, spec with { Batch = 4, Threads = 3 }], new Tally()).SelectMany(failures => failures));
    }

    [Fact]
    public void A_run_compares_nearly_everything_that_it_computes()
    {
        Tally tally = s_forty.Value.Tally;
        Assert.True(tally.IllConditioned * 30 < tally.Compared, $"{tally.Compared} compared, {tally.IllConditioned} left out");
    }

    [Fact]
    public void The_same_seed_gives_the_same_graphs() => Assert.Equal(GraphGen.At(7, 11).ToString(), GraphGen.At(7, 11).ToString());

    [Fact]
    public void Every_graph_is_valid_and_has_twelve_layers_at_most()
    {
        Assert.All(s_many, spec => Assert.True(spec.IsValid, spec.ToString()));
        Assert.All(s_many, spec => Assert.InRange(spec.Nodes.Count, 1, 12));
    }

    [Fact]
    public void Every_kind_of_layer_activation_and_loss_occurs_and_every_kind_of_last_layer()
    {
        GraphNode[] nodes = [.. s_many.SelectMany(spec => spec.Nodes)];
        Assert.Equal(Enum.GetValues<NodeKind>(), nodes.Select(node => node.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<NodeKind>(), s_many.Select(spec => spec.Last.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<Loss>(), s_many.Select(spec => spec.Loss).Distinct().Order());
        foreach (IGrouping<NodeKind, GraphNode> kind in nodes.Where(node => node.HasActivation).GroupBy(node => node.Kind))
        {
            Assert.Equal(Enum.GetValues<Activation>(), kind.Select(node => node.Activation).Distinct().Order());
        }
    }

    [Fact]
    public void Every_way_of_wiring_occurs()
    {
        Assert.Contains(s_many, spec => spec.Nodes.Any(node => node.Inputs.Distinct().Count() < node.Inputs.Count));
        Assert.Contains(s_many, spec => spec.Nodes.Skip(1).Any(node => node.IsJoin && node.Inputs.Contains(0)));
        Assert.Contains(s_many, spec => spec.Nodes.Skip(1).Any(node => !node.IsJoin && node.Inputs[0] == 0));
        Assert.Contains(s_many, spec => Enumerable.Range(0, spec.Nodes.Count).Any(value => spec.Nodes.Count(node => node.Inputs.Contains(value)) >= 4));
        Assert.Contains(s_many, spec => spec.Nodes.Any(node => node.Inputs.Count == 4));
        Assert.Contains(s_many, spec => spec.Nodes.Any(node => node.NamesInput));
    }

    [Fact]
    public void What_a_graph_is_made_smaller_to_is_valid_and_another_graph()
    {
        foreach (GraphSpec spec in s_many.Take(100))
        {
            string declaration = spec.ToString();
            Assert.All(SmallerGraphs.Of(spec), smaller => Assert.True(smaller.IsValid && smaller.ToString() != declaration, $"{declaration}\nis made\n{smaller}"));
        }
    }

    [Fact]
    public void A_graph_that_fails_is_made_as_small_as_it_can_be()
    {
        // Whatever has a product of three factors is wrong.
        GraphSpec spec = s_many.First(spec => spec.Nodes.Count > 5 && IsWrong(spec));
        while (SmallerGraphs.Of(spec).FirstOrDefault(IsWrong) is { } smaller)
        {
            spec = smaller;
        }

        Assert.Equal("[Multiply(\"Input\", \"Input\")]", spec.Declaration("Smallest").Split('\n')[1]);
        Assert.Equal((1, 1, 1), (spec.Input.Size, spec.Nodes.Count, spec.Batch));
    }

    private static bool IsWrong(GraphSpec spec) => spec.Nodes.Any(node => node.Kind == NodeKind.Multiply && node.Inputs.Count == 3);
}

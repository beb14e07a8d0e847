using CompiledNet.Fuzz.Graphs;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>The part of the long run over graphs that every test run takes, and what is drawn for it.</summary>
public sealed class GraphTests
{
    private static readonly Lazy<(IReadOnlyList<Failure>[] Failures, Tally Tally)> s_some = new(() =>
    {
        var tally = new Tally();
        return (GraphFuzz.CheckAll([.. Enumerable.Range(0, 32).Select(i => GraphGen.At(5, i))], tally), tally);
    });

    private static readonly GraphSpec[] s_many = [.. Enumerable.Range(0, 1000).Select(i => GraphGen.At(5, i))];

    [Fact]
    public void Random_graphs_of_each_kind_are_right() => Assert.Empty(s_some.Value.Failures.SelectMany(failures => failures));

    [Fact]
    public void A_run_compares_nearly_everything_that_it_computes()
    {
        Tally tally = s_some.Value.Tally;
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
    public void Every_kind_of_network_occurs_as_often_as_any_other()
    {
        Assert.All(s_many.GroupBy(spec => spec.Input.Kind), kind => Assert.Equal(s_many.Length / GraphGen.AllKinds.Count, kind.Count()));
        Assert.Equal(GraphGen.AllKinds, s_many.Select(spec => spec.Input.Kind).Distinct().Order());
    }

    [Fact]
    public void Every_option_of_a_convolution_occurs()
    {
        AssertConvolutions(NodeKind.Conv1D, GraphKind.Sequences);
        AssertConvolutions(NodeKind.Conv1D, GraphKind.Streams);
        AssertConvolutions(NodeKind.Conv2D, GraphKind.Images);
    }

    [Fact]
    public void Every_option_of_poolings_recurrent_layers_and_flattenings_occurs()
    {
        GraphNode[] nodes = [.. s_many.SelectMany(spec => spec.Nodes)];
        foreach (NodeKind kind in new[] { NodeKind.MaxPool1D, NodeKind.MaxPool2D, NodeKind.AveragePool1D, NodeKind.AveragePool2D })
        {
            Assert.Contains(nodes, node => node.Kind == kind && node.Stride < node.Window!.Height);
            Assert.Contains(nodes, node => node.Kind == kind && node.Stride > node.Window!.Height);
            Assert.Contains(nodes, node => node.Kind == kind && node.Window!.Padding == PaddingMode.Same);
        }

        Assert.Contains(nodes, node => node.Kind == NodeKind.GRU && !node.ResetAfter);
        Assert.Contains(nodes, node => node.IsRecurrent && !node.Bias);
        Assert.Contains(nodes, node => node.Kind == NodeKind.Flatten && node.Order == FlattenOrder.ChannelsFirst);
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

    private static void AssertConvolutions(NodeKind kind, GraphKind network)
    {
        (GraphWindow Window, int Channels, int Filters)[] windows =
        [
            .. from spec in s_many
               where spec.Input.Kind == network
               from node in spec.Nodes
               where node.Kind == kind
               select (node.Window, spec.ShapeOf(node.Inputs[0]).Channels, node.Units),
        ];
        Assert.Contains(windows, layer => layer.Window.Dilation > 1);
        Assert.Contains(windows, layer => layer.Window.Groups > 1 && layer.Window.Groups < layer.Channels);
        Assert.Contains(windows, layer => layer.Window.Groups > 1 && layer.Window.Groups == layer.Channels && layer.Filters == layer.Channels);
        Assert.Contains(windows, layer => layer.Window.Groups > 1 && layer.Window.Groups == layer.Channels && layer.Filters > layer.Channels);
        if (network == GraphKind.Streams)
        {
            return;
        }

        Assert.Contains(windows, layer => layer.Window.Stride > 1);
        Assert.Contains(windows, layer => layer.Window.Pad > 0);
        Assert.Contains(windows, layer => layer.Window.Padding == PaddingMode.Same);
        Assert.Contains(windows, layer => layer.Window.Padding == PaddingMode.Same && layer.Window.Stride > 1 && layer.Window.Dilation > 1);
        Assert.Contains(windows, layer => network == GraphKind.Images ? layer.Window.Height != layer.Window.Width : layer.Window.Padding == PaddingMode.Causal);
    }

    private static bool IsWrong(GraphSpec spec) => spec.Nodes.Any(node => node.Kind == NodeKind.Multiply && node.Inputs.Count == 3);
}

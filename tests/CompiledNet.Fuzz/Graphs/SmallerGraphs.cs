namespace CompiledNet.Fuzz.Graphs;

/// <summary>How a graph that fails is made smaller.</summary>
internal static class SmallerGraphs
{
    /// <summary>Every graph that is one step smaller, the boldest steps first.</summary>
    public static IEnumerable<GraphSpec> Of(GraphSpec spec)
    {
        string declaration = spec.ToString();
        return All(spec).Where(smaller => smaller.IsValid && smaller.ToString() != declaration);
    }

    private static IEnumerable<GraphSpec> All(GraphSpec spec)
    {
        // The layers up to one, and those that one feeds.
        for (int value = 1; value < spec.Nodes.Count; value++)
        {
            yield return Upto(spec, value);
        }

        for (int value = 1; value <= spec.Nodes.Count && spec.Nodes.Count > 1; value++)
        {
            foreach (int input in spec.Nodes[value - 1].Inputs.Distinct())
            {
                yield return Without(spec, value, input);
            }
        }

        for (int value = 1; value <= spec.Nodes.Count; value++)
        {
            GraphNode node = spec.Nodes[value - 1];
            foreach (GraphNode smaller in Fewer(node).Concat(Plainer(node)).Concat(Narrower(node)))
            {
                yield return Pruned(With(spec, value, smaller));
            }
        }

        foreach (int size in spec.Nodes.Select(node => node.Units).Append(spec.Input.Channels).Distinct().Where(size => size > 1))
        {
            foreach (int smaller in SmallerNumbers(size))
            {
                yield return Resized(spec, size, smaller);
            }
        }

        foreach (GraphShape smaller in SmallerShapes(spec.Input))
        {
            yield return spec with { Input = smaller };
        }

        foreach (int batch in SmallerNumbers(spec.Batch))
        {
            yield return spec with { Batch = batch };
        }

        GraphSpec[] plainer =
        [
            spec with { Loss = Loss.HalfSquaredError, Classes = false },
            spec with { SpareRows = 0 },
            spec with { Threads = 1 },
            spec with { IsWeighted = false },
            spec with { InPlace = false },
            spec with { Classes = false },
            spec with { Vectorize = false },
            spec with { Precision = Precision.Double },
        ];
        foreach (GraphSpec smaller in plainer.Where(smaller => smaller != spec))
        {
            yield return smaller;
        }
    }

    // What is before it takes the place of a layer.
    private static GraphSpec Without(GraphSpec spec, int value, int input)
    {
        GraphNode[] nodes = [.. spec.Nodes.Select(node => Renamed(node, other => other == value ? input : other))];
        GraphSpec left = spec with { Nodes = nodes };
        return value == spec.Nodes.Count ? Upto(left, input) : Pruned(left);
    }

    private static GraphSpec Upto(GraphSpec spec, int value) => value == 0
        ? spec with { Nodes = [new GraphNode(NodeKind.Activate, [0])] }
        : Pruned(spec with { Nodes = [.. spec.Nodes.Take(value)], Loss = spec.Loss == Loss.None ? Loss.None : Loss.HalfSquaredError, Classes = false });

    // Layers that nothing reads are left out.
    private static GraphSpec Pruned(GraphSpec spec)
    {
        for (int value = spec.Nodes.Count - 1; value >= 1; value--)
        {
            if (!spec.IsRead(value))
            {
                GraphNode[] left = [.. spec.Nodes.Where((_, k) => k != value - 1)];
                spec = spec with { Nodes = [.. left.Select(node => Renamed(node, other => other > value ? other - 1 : other))] };
            }
        }

        return spec;
    }

    private static GraphNode Renamed(GraphNode node, Func<int, int> rename) => node with { Inputs = [.. node.Inputs.Select(rename)] };

    private static GraphSpec With(GraphSpec spec, int value, GraphNode node) =>
        spec with { Nodes = [.. spec.Nodes.Select((other, k) => k == value - 1 ? node : other)] };

    private static IEnumerable<GraphNode> Fewer(GraphNode node) => node.IsJoin && node.Inputs.Count > 2
        ? node.Inputs.Select((_, i) => node with { Inputs = [.. node.Inputs.Where((_, other) => other != i)] })
        : [];

    private static IEnumerable<GraphNode> Plainer(GraphNode node)
    {
        GraphNode[] plainer =
        [
            node with { Activation = Activation.Identity, Slope = null },
            node with { Slope = null },
            node with { Bias = node.Bias && node.Kind is not (NodeKind.Dense or NodeKind.Conv1D or NodeKind.Conv2D or NodeKind.GRU or NodeKind.LSTM) },
            node with { Epsilon = null },
            node with { Momentum = null },
            node with { Rate = 0 },
            node with { Order = FlattenOrder.ChannelsLast },
            node with { ResetAfter = true },
            node with { Name = null },
            node with { NamesInput = false },
        ];
        return plainer.Where(smaller => smaller != node);
    }

    private static IEnumerable<GraphNode> Narrower(GraphNode node)
    {
        if (node.Window is not { } window)
        {
            return [];
        }

        GraphWindow[] narrower =
        [
            window with { Stride = null },
            window with { Dilation = 1 },
            window with { Groups = 1 },
            window with { Padding = PaddingMode.Valid },
            window with { Pad = 0 },
            .. SmallerNumbers(window.Height).Select(height => window with { Height = height, Width = window.Width == window.Height ? height : window.Width }),
            .. node.Kind == NodeKind.Conv2D ? SmallerNumbers(window.Width).Select(width => window with { Width = width }) : [],
            .. SmallerNumbers(window.Stride ?? 1).Select(stride => window with { Stride = stride }),
        ];
        return narrower.Where(smaller => smaller != window).Select(smaller => node with { Window = smaller });
    }

    private static IEnumerable<GraphShape> SmallerShapes(GraphShape shape) =>
        SmallerNumbers(shape.Height).Select(height => shape with { Height = height })
            .Concat(SmallerNumbers(shape.Width).Select(width => shape with { Width = width }));

    // All layers of a size, so that sums still join values of one shape.
    private static GraphSpec Resized(GraphSpec spec, int size, int smaller) => spec with
    {
        Input = spec.Input.Channels == size ? spec.Input with { Channels = smaller } : spec.Input,
        Nodes = [.. spec.Nodes.Select(node => node.Units == size ? node with { Units = smaller } : node)],
    };

    private static IEnumerable<int> SmallerNumbers(int number) =>
        new[] { 1, 2, number / 2, number * 3 / 4, number - 1 }.Where(smaller => smaller >= 1 && smaller < number).Distinct();
}

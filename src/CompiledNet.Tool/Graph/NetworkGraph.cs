namespace CompiledNet.Tool.Graph;

/// <summary>A network of one input and one output; layers that the output does not need are not part of it.</summary>
internal sealed class NetworkGraph(LayerNode input, LayerNode output)
{
    public LayerNode Input { get; } = input;

    public LayerNode Output { get; set; } = output;

    public Precision Precision { get; init; }

    /// <summary>The layers in an order in which each comes after what it reads.</summary>
    public IReadOnlyList<LayerNode> Layers()
    {
        var order = new List<LayerNode>();
        var done = new HashSet<LayerNode>();
        var open = new Stack<(LayerNode Node, int Next)>();
        open.Push((Output, 0));
        while (open.TryPop(out (LayerNode Node, int Next) top))
        {
            if (done.Contains(top.Node))
            {
                continue;
            }

            if (top.Next < top.Node.Inputs.Count)
            {
                open.Push((top.Node, top.Next + 1));
                open.Push((top.Node.Inputs[top.Next], 0));
                continue;
            }

            done.Add(top.Node);
            if (!top.Node.IsInput)
            {
                order.Add(top.Node);
            }
        }

        return order;
    }

    /// <summary>How often each layer is read; the output of the network counts as a reader.</summary>
    public Dictionary<LayerNode, int> Readers()
    {
        var readers = new Dictionary<LayerNode, int> { [Output] = 1 };
        foreach (LayerNode input in Layers().SelectMany(layer => layer.Inputs))
        {
            readers[input] = readers.GetValueOrDefault(input) + 1;
        }

        return readers;
    }
}

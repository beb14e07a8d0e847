namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>An ONNX graph: nodes in order, constants by name, one input and one output.</summary>
internal sealed class OnnxGraph
{
    private readonly Dictionary<string, TensorProto> _initializers;
    private readonly Dictionary<string, OnnxTensor> _decoded = new(StringComparer.Ordinal);

    public OnnxGraph(GraphProto proto)
    {
        _initializers = new Dictionary<string, TensorProto>(StringComparer.Ordinal);
        foreach (TensorProto tensor in proto.Initializer)
        {
            _initializers[tensor.Name] = tensor;
        }

        Nodes = [.. proto.Node.Select((node, i) => new OnnxNode(node, i))];
    }

    /// <summary>The nodes, each after those whose outputs it reads.</summary>
    public List<OnnxNode> Nodes { get; }

    /// <summary>Whether a name is a constant of the file.</summary>
    public bool IsConstant(string name) => _initializers.ContainsKey(name);

    /// <summary>A constant of the file; null where the name is none.</summary>
    public OnnxTensor? Constant(string name)
    {
        if (!_initializers.TryGetValue(name, out TensorProto? proto))
        {
            return null;
        }

        if (!_decoded.TryGetValue(name, out OnnxTensor? tensor))
        {
            tensor = OnnxTensorReader.Read(proto, name);
            _decoded.Add(name, tensor);
        }

        return tensor;
    }

    /// <summary>The node that computes a value.</summary>
    public Dictionary<string, OnnxNode> Producers()
    {
        var producers = new Dictionary<string, OnnxNode>(StringComparer.Ordinal);
        foreach (OnnxNode node in Nodes)
        {
            foreach (string output in node.Outputs.Where(output => output.Length > 0))
            {
                producers[output] = node;
            }
        }

        return producers;
    }

    /// <summary>The nodes that a value depends on, in order.</summary>
    public IReadOnlyList<OnnxNode> NeededFor(string output)
    {
        Dictionary<string, OnnxNode> producers = Producers();
        var needed = new HashSet<OnnxNode>();
        var open = new Stack<string>([output]);
        while (open.TryPop(out string? name))
        {
            if (producers.TryGetValue(name, out OnnxNode? node) && needed.Add(node))
            {
                foreach (string input in node.Inputs)
                {
                    open.Push(input);
                }
            }
        }

        return [.. Nodes.Where(needed.Contains)];
    }
}

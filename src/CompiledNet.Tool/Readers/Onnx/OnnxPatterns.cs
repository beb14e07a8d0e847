namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>Finds functions that exporters write out in several nodes, and puts one node in their place.</summary>
internal static class OnnxPatterns
{
    private const double Root = 1.4142135623730951;

    private static readonly Pattern s_x = Pattern.Any("x");

    private static readonly Pattern s_erf = Pattern.Op("Add", Pattern.Op("Erf", Pattern.Either(Pattern.Op("Div", s_x, Pattern.Number(Root)), Pattern.Op("Mul", s_x, Pattern.Number(1 / Root)))), Pattern.Number(1));

    private static readonly Pattern s_clipped = Pattern.Op("Clip6", Pattern.Op("Add", s_x, Pattern.Number(3)));

    private static readonly Pattern s_exponential = Pattern.Op("Exp", Pattern.Either(Pattern.Op("Sub", s_x, Pattern.Op("ReduceMax", s_x)), s_x));

    private static readonly Pattern s_centered = Pattern.Op("Sub", s_x, Pattern.Op("ReduceMean", s_x));

    private static readonly Pattern s_deviation = Pattern.Op(
        "Sqrt",
        Pattern.Op(
            "Add",
            Pattern.Op("ReduceMean", Pattern.Either(Pattern.Op("Pow", s_centered, Pattern.Number(2)), Pattern.Op("Mul", s_centered, s_centered))),
            Pattern.Constant("epsilon")));

    private static readonly Pattern s_normal = Pattern.Op("Div", s_centered, s_deviation);

    private static readonly (string Operator, Pattern Pattern, string[] Inputs)[] s_patterns =
    [
        ("Gelu", Pattern.Op("Mul", Pattern.Op("Mul", s_x, s_erf), Pattern.Number(0.5)), []),
        ("Gelu", Pattern.Op("Mul", Pattern.Op("Mul", s_x, Pattern.Number(0.5)), s_erf), []),
        ("Gelu", Pattern.Op("Mul", s_x, Pattern.Op("Mul", s_erf, Pattern.Number(0.5))), []),
        ("Softplus", Pattern.Op("Log", Pattern.Op("Add", Pattern.Op("Exp", s_x), Pattern.Number(1))), []),
        ("HardSwish", Pattern.Op("Div", Pattern.Op("Mul", s_x, s_clipped), Pattern.Number(6)), []),
        ("HardSwish", Pattern.Op("Mul", s_x, Pattern.Op("Div", s_clipped, Pattern.Number(6))), []),
        ("Softmax", Pattern.Op("Div", s_exponential, Pattern.Op("ReduceSum", s_exponential)), []),
        ("LayerNormalization", Pattern.Op("Add", Pattern.Op("Mul", s_normal, Pattern.Constant("scale")), Pattern.Constant("bias")), ["scale", "bias"]),
    ];

    /// <summary>Replaces all that are found.</summary>
    public static void Replace(OnnxGraph graph)
    {
        Dictionary<string, OnnxNode> producers = graph.Producers();
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            OnnxNode node = graph.Nodes[i];
            foreach ((string name, Pattern pattern, string[] inputs) in s_patterns)
            {
                if (pattern.Root != node.Operator || node.Outputs.Count == 0)
                {
                    continue;
                }

                var match = new PatternMatch(graph, producers);
                if (match.Try(pattern, node.Outputs[0]))
                {
                    var whole = new OnnxNode(name, node.Name, [match.Names["x"], .. inputs.Select(input => match.Names[input])], node.Outputs[0]);
                    if (match.Names.TryGetValue("epsilon", out string? epsilon) && match.ConstantOf(epsilon) is { Values: [double number] })
                    {
                        whole.Found["epsilon"] = number;
                    }

                    graph.Nodes[i] = whole;
                    producers[node.Outputs[0]] = whole;
                    break;
                }
            }
        }
    }

    /// <summary>
    /// Convolutions with zeros on both sides whose outputs beyond the last step are cut off, as temporal convolution networks have them: zeros before the first step
    /// alone.
    /// </summary>
    public static void CutConvolutions(GraphProto graph)
    {
        var convolutions = graph.Node.Where(node => node.OpType == "Conv" && node.Output.Count == 1).GroupBy(node => node.Output[0], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var readers = graph.Node.SelectMany(node => node.Input).Concat(graph.Output.Select(output => output.Name)).CountBy(name => name, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        foreach (NodeProto slice in graph.Node.Where(node => node.OpType == "Slice" && node.Input.Count > 0))
        {
            if (!convolutions.TryGetValue(slice.Input[0], out NodeProto? convolution) || readers[slice.Input[0]] != 1)
            {
                continue;
            }

            AttributeProto? pads = convolution.Attribute.FirstOrDefault(attribute => attribute.Name == "pads");
            if (pads is { Ints.Count: 2 } && Cut(graph, slice) is { } cut && cut <= pads.Ints[1])
            {
                pads.Ints[1] -= cut;
                slice.OpType = "Identity";
                while (slice.Input.Count > 1)
                {
                    slice.Input.RemoveAt(slice.Input.Count - 1);
                }
            }
        }
    }

    // How many steps a slice leaves out at the end; null where it does anything else.
    private static long? Cut(GraphProto graph, NodeProto slice)
    {
        long[]? Numbers(int index) => index < slice.Input.Count ? ConstantNumbers(graph, slice.Input[index]) : null;
        return Numbers(1) is [0] && Numbers(2) is [< 0 and > -Limits.MostPositions and var end] && Numbers(3) is [2 or -1] && (slice.Input.Count < 5 || Numbers(4) is [1]) ? -end : null;
    }

    private static long[]? ConstantNumbers(GraphProto graph, string name)
    {
        TensorProto? tensor = graph.Initializer.FirstOrDefault(initializer => initializer.Name == name)
            ?? graph.Node.FirstOrDefault(node => node.OpType == "Constant" && node.Output.Contains(name))?.Attribute.FirstOrDefault(attribute => attribute.Name == "value")?.T;
        return tensor is null || tensor.Dims.Count > 1 || tensor.DataType != (int)TensorProto.Types.DataType.Int64 ? null : OnnxTensorReader.Read(tensor, name).ToIntegers();
    }
}

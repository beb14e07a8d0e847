namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>Compares the nodes above a value with a pattern.</summary>
/// <param name="graph">The graph.</param>
/// <param name="producers">Which node gives a value.</param>
internal sealed class PatternMatch(OnnxGraph graph, Dictionary<string, OnnxNode> producers)
{
    private static readonly HashSet<string> s_commutative = new(StringComparer.Ordinal) { "Add", "Mul" };

    /// <summary>The values that the pattern names.</summary>
    public Dictionary<string, string> Names { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>Whether a value is computed as the pattern says.</summary>
    public bool Try(Pattern pattern, string value)
    {
        var before = new Dictionary<string, string>(Names, StringComparer.Ordinal);
        if (Matches(pattern, value))
        {
            return true;
        }

        Names = before;
        return false;
    }

    /// <summary>A constant of the file, or of a node Constant.</summary>
    public OnnxTensor? ConstantOf(string name)
    {
        if (graph.Constant(name) is { } constant)
        {
            return constant;
        }

        return producers.TryGetValue(name, out OnnxNode? node) && node.Operator == "Constant" && node.Attribute("value") is { T: { } tensor } ? OnnxTensorReader.Read(tensor, name) : null;
    }

    private bool Matches(Pattern pattern, string value)
    {
        if (pattern.Choices.Length > 0)
        {
            return pattern.Choices.Any(choice => Try(choice, value));
        }

        if (pattern.IsConstant)
        {
            return ConstantOf(value) is { } constant
                && (pattern.Value is not { } number || (constant.Values.Length == 1 && Math.Abs(constant.Values[0] - number) < 1e-5 * Math.Abs(number)))
                && (pattern.Name is null || Bind(pattern.Name, value));
        }

        if (pattern.Root is null)
        {
            return Bind(pattern.Name!, value);
        }

        return producers.TryGetValue(value, out OnnxNode? node) && node.Domain.Length == 0 && node.Outputs[0] == value && Matches(pattern, node);
    }

    private bool Matches(Pattern pattern, OnnxNode node)
    {
        if (pattern.Root == "Clip6")
        {
            return node.Operator == "Clip" && Bound(node, 1, "min") == 0 && Bound(node, 2, "max") == 6 && Try(pattern.Inputs[0], node.Inputs[0]);
        }

        if (node.Operator != pattern.Root || node.Inputs.Count < pattern.Inputs.Length || !IsOverLastAxis(node))
        {
            return false;
        }

        return pattern.Inputs.Length == 2
            ? Pair(pattern, node.Inputs[0], node.Inputs[1]) || (s_commutative.Contains(node.Operator) && Pair(pattern, node.Inputs[1], node.Inputs[0]))
            : Try(pattern.Inputs[0], node.Inputs[0]);
    }

    private bool Pair(Pattern pattern, string first, string second)
    {
        var before = new Dictionary<string, string>(Names, StringComparer.Ordinal);
        if (Try(pattern.Inputs[0], first) && Try(pattern.Inputs[1], second))
        {
            return true;
        }

        Names = before;
        return false;
    }

    private bool Bind(string name, string value)
    {
        if (Names.TryGetValue(name, out string? known))
        {
            return known == value;
        }

        Names.Add(name, value);
        return true;
    }

    private double? Bound(OnnxNode node, int index, string name) => index < node.Inputs.Count
        ? ConstantOf(node.Inputs[index]) is { Values: [double value] } ? value : null
        : node.Attribute(name)?.F;

    // Means and sums of these functions go over the last axis and keep it.
    private bool IsOverLastAxis(OnnxNode node)
    {
        if (!node.Operator.StartsWith("Reduce", StringComparison.Ordinal))
        {
            return true;
        }

        long[]? axes = node.Inputs.Count > 1 ? ConstantOf(node.Inputs[1])?.ToIntegers() : node.Attribute("axes")?.Ints.ToArray();
        return axes is [-1] && (node.Attribute("keepdims")?.I ?? 1) == 1;
    }
}

using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>The operators that have layers.</summary>
internal static class OnnxOperators
{
    private static readonly Dictionary<string, Func<OnnxLowering, OnnxNode, IReadOnlyList<OnnxValue>>> s_operators = new(StringComparer.Ordinal)
    {
        ["Identity"] = (lowering, node) => [lowering.Value(node)],
        ["Cast"] = (lowering, node) => [OnnxElementwise.Cast(lowering, node)],
        ["Dropout"] = (lowering, node) => [OnnxElementwise.Dropout(lowering, node)],
        ["HardSigmoid"] = (lowering, node) => [OnnxElementwise.HardSigmoid(lowering, node)],
        ["Clip"] = (lowering, node) => [OnnxElementwise.Clip(lowering, node)],
        ["Softmax"] = (lowering, node) => [OnnxElementwise.Softmax(lowering, node)],
        ["PRelu"] = (lowering, node) => [OnnxElementwise.PRelu(lowering, node)],
        ["Neg"] = (lowering, node) => [OnnxArithmetic.Scaled(lowering.Value(node), -1)],
        ["Add"] = (lowering, node) => [OnnxArithmetic.Lower(lowering, node)],
        ["Sub"] = (lowering, node) => [OnnxArithmetic.Lower(lowering, node)],
        ["Mul"] = (lowering, node) => [OnnxArithmetic.Lower(lowering, node)],
        ["Div"] = (lowering, node) => [OnnxArithmetic.Lower(lowering, node)],
        ["Sum"] = (lowering, node) => [OnnxArithmetic.Sum(lowering, node, 1)],
        ["Mean"] = (lowering, node) => [OnnxArithmetic.Sum(lowering, node, 1.0 / node.Inputs.Count)],
        ["Max"] = (lowering, node) => [OnnxArithmetic.Bound(lowering, node)],
        ["Min"] = (lowering, node) => [OnnxArithmetic.Bound(lowering, node)],
        ["Gemm"] = (lowering, node) => [OnnxProducts.Gemm(lowering, node)],
        ["MatMul"] = (lowering, node) => [OnnxProducts.MatMul(lowering, node)],
        ["Conv"] = (lowering, node) => [OnnxWindows.Conv(lowering, node)],
        ["MaxPool"] = (lowering, node) => [OnnxWindows.Pool(lowering, node, "MaxPool")],
        ["AveragePool"] = (lowering, node) => [OnnxWindows.Pool(lowering, node, "AveragePool")],
        ["Pad"] = (lowering, node) => [OnnxWindows.Pad(lowering, node)],
        ["GlobalAveragePool"] = (lowering, node) => [OnnxReductions.Global(lowering, node, "GlobalAveragePool")],
        ["GlobalMaxPool"] = (lowering, node) => [OnnxReductions.Global(lowering, node, "GlobalMaxPool")],
        ["ReduceMean"] = (lowering, node) => [OnnxReductions.Reduce(lowering, node, "GlobalAveragePool")],
        ["ReduceMax"] = (lowering, node) => [OnnxReductions.Reduce(lowering, node, "GlobalMaxPool")],
        ["BatchNormalization"] = (lowering, node) => [OnnxNorms.BatchNorm(lowering, node)],
        ["LayerNormalization"] = (lowering, node) => [OnnxNorms.LayerNorm(lowering, node)],
        ["GRU"] = OnnxRecurrent.Gru,
        ["LSTM"] = OnnxRecurrent.Lstm,
        ["Transpose"] = (lowering, node) => [OnnxShapes.Transpose(lowering, node)],
        ["Reshape"] = (lowering, node) => [OnnxShapes.Reshape(lowering, node)],
        ["Flatten"] = (lowering, node) => [OnnxShapes.Flatten(lowering, node)],
        ["Squeeze"] = (lowering, node) => [OnnxShapes.Squeeze(lowering, node)],
        ["Unsqueeze"] = (lowering, node) => [OnnxShapes.Unsqueeze(lowering, node)],
        ["Expand"] = (lowering, node) => [OnnxShapes.Expand(lowering, node)],
        ["Concat"] = (lowering, node) => [OnnxShapes.Concat(lowering, node)],
        ["Gather"] = (lowering, node) => [OnnxSelections.Gather(lowering, node)],
        ["Split"] = OnnxSelections.Split,
        ["Slice"] = (lowering, node) => [OnnxSelections.Slice(lowering, node)],
        ["Shape"] = (lowering, node) => [OnnxValue.Of(OnnxShapes.ShapeOf(lowering, node))],
        ["Size"] = (lowering, node) => [OnnxValue.Of(new OnnxTensor(TensorProto.Types.DataType.Int64, [], [lowering.DimsOf(lowering.Value(node)).Aggregate(1.0, (product, dim) => product * dim)]))],
    };

    private static readonly Dictionary<string, (string Reason, string Help)> s_others = new(StringComparer.Ordinal)
    {
        ["RNN"] = ("a plain recurrent layer has no equivalent", "train with a GRU or an LSTM"),
        ["ConvTranspose"] = ("a transposed convolution has no equivalent", "upsample before the network, or train with convolutions of stride 1"),
        ["InstanceNormalization"] = ("it normalizes each sample over its positions", "train with BatchNorm or LayerNorm"),
        ["GroupNormalization"] = ("it normalizes groups of channels", "train with BatchNorm or LayerNorm"),
        ["LogSoftmax"] = ("no layer gives logarithms", "export the network without the logarithm: with Softmax, or up to the layer before"),
        ["If"] = ("it chooses between graphs while it runs", "export with fixed shapes"),
        ["Loop"] = ("it repeats a graph while it runs", "export with fixed shapes, and recurrent layers as GRU or LSTM"),
        ["Scan"] = ("it repeats a graph while it runs", "export recurrent layers as GRU or LSTM"),
        ["ArgMax"] = ("it gives an index, which no layer computes", "import the value before it with --result NAME"),
        ["Resize"] = ("it changes the size of an image", "resize before the network"),
        ["Upsample"] = ("it changes the size of an image", "resize before the network"),
        ["Erf"] = ("only as a part of GELU does it have an equivalent", "export GELU as x · 0.5 · (1 + erf(x / √2))"),
        ["QLinearConv"] = ("quantized numbers have no equivalent", "import the model before quantization"),
        ["QLinearMatMul"] = ("quantized numbers have no equivalent", "import the model before quantization"),
        ["QuantizeLinear"] = ("quantized numbers have no equivalent", "import the model before quantization"),
        ["DequantizeLinear"] = ("quantized numbers have no equivalent", "import the model before quantization"),
    };

    /// <summary>The layer for a node, and the axes of what it gives.</summary>
    /// <exception cref="LayerException">No layer says it.</exception>
    public static IReadOnlyList<OnnxValue> Lower(OnnxLowering lowering, OnnxNode node)
    {
        if (node.Domain.Length > 0)
        {
            throw new LayerException($"operators of the domain '{node.Domain}' are not known", "export with the operators of ONNX itself");
        }

        if (OnnxElementwise.TryActivation(lowering, node) is { } activated)
        {
            return [activated];
        }

        if (s_operators.TryGetValue(node.Operator, out Func<OnnxLowering, OnnxNode, IReadOnlyList<OnnxValue>>? lower))
        {
            return lower(lowering, node);
        }

        (string reason, string help) = s_others.GetValueOrDefault(node.Operator, ("no layer computes it", "see the table of operators in docs/import.md"));
        throw new LayerException(reason, help);
    }
}

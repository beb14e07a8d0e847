using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>Matrix products with constants.</summary>
internal static class OnnxProducts
{
    /// <summary>α A B + β C.</summary>
    public static OnnxValue Gemm(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        if (node.Integer("transA", 0) != 0)
        {
            throw new LayerException("its input is transposed", "feed it samples × channels");
        }

        OnnxTensor weight = Matrix(lowering.Required(node, 1, "matrix"));
        bool isTransposed = node.Integer("transB", 0) != 0;
        double alpha = node.Number("alpha", 1);
        int units = weight.Dims[isTransposed ? 0 : 1];
        double[] rows = isTransposed ? [.. weight.Values] : Arrays.Transpose(weight.Values, weight.Dims[0], weight.Dims[1]);
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] *= alpha;
        }

        return Product(value, units, rows, Bias(lowering.Constant(node, 2, "bias"), node.Number("beta", 1), units));
    }

    /// <summary>A product with a matrix.</summary>
    public static OnnxValue MatMul(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        OnnxTensor weight = Matrix(lowering.Required(node, 1, "matrix"));
        return Product(value, weight.Dims[1], Arrays.Transpose(weight.Values, weight.Dims[0], weight.Dims[1]), null);
    }

    private static OnnxValue Product(OnnxValue value, int units, double[] weight, double[]? bias)
    {
        if (value.Axes.Length == 0 || value.Axes[^1] != Axis.Channel)
        {
            throw new LayerException("it goes over another axis than the channels", "transpose before it, so that the channels are the last axis");
        }

        LayerNode layer = value.Layer!.Shape.Rank == 2
            ? GraphBuilder.Convolution(value.Layer, units, [new Window(1), new Window(1)], 1, weight, bias)
            : GraphBuilder.Dense(value.Layer, units, weight, bias);
        return value.With(layer);
    }

    private static OnnxTensor Matrix(OnnxTensor tensor) => tensor.Dims.Length == 2
        ? tensor
        : throw new LayerException($"its second factor has the shape ({string.Join(", ", tensor.Dims)})", "only a matrix has an equivalent");

    private static double[]? Bias(OnnxTensor? tensor, double beta, int units)
    {
        if (tensor is null)
        {
            return null;
        }

        var bias = new double[units];
        bool isRow = tensor.Dims.Length == 0 || tensor.Dims[^1] == tensor.Values.Length;
        if (!isRow || (tensor.Values.Length != 1 && tensor.Values.Length != units))
        {
            throw new LayerException($"its bias has the shape ({string.Join(", ", tensor.Dims)})", $"one number for each of the {units} outputs was expected");
        }

        for (int i = 0; i < units; i++)
        {
            bias[i] = beta * tensor.Values[tensor.Values.Length == 1 ? 0 : i];
        }

        return bias;
    }
}

using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>Normalizations.</summary>
internal static class OnnxNorms
{
    /// <summary>By the statistics of each channel.</summary>
    public static OnnxValue BatchNorm(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        if (node.Integer("training_mode", 0) != 0 || node.Integer("spatial", 1) == 0)
        {
            throw new LayerException("it computes statistics of its own", "export the model in evaluation mode: model.eval()");
        }

        if (value.Axes.Length < 2 || value.Axes[1] != Axis.Channel)
        {
            throw new LayerException("the second axis of its input is not that of the channels", "transpose before it, as PyTorch's layers expect it");
        }

        double[] Tensor(int index, string name) => [.. lowering.Required(node, index, name).Values];
        return value.With(GraphBuilder.BatchNorm(
            value.Layer!, Tensor(1, "scale"), Tensor(2, "bias"), Tensor(3, "mean"), Tensor(4, "variance"), Epsilon(node)));
    }

    /// <summary>Over the channels of each position.</summary>
    public static OnnxValue LayerNorm(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        int axis = OnnxShapes.Axis(node.Integer("axis", -1), value.Axes.Length);
        Axis[] over = [.. value.Axes.Skip(axis)];
        if (over.Count(item => item == Axis.Channel) != 1 || over.Any(item => item is not (Axis.Channel or Axis.One)))
        {
            throw new LayerException("it goes over more than the channels", "only a normalization over the last axis, the channels, has an equivalent");
        }

        double[] scale = [.. lowering.Required(node, 1, "scale").Values];
        double[] bias = lowering.Constant(node, 2, "bias") is { } given ? [.. given.Values] : new double[scale.Length];
        return value.With(GraphBuilder.LayerNorm(value.Layer!, scale, bias, Epsilon(node)));
    }

    // A float of the file: 1e-5 is to be written as 1e-5.
    private static double Epsilon(OnnxNode node)
    {
        double epsilon = node.Number("epsilon", 1e-5);
        return double.Parse(((float)epsilon).ToString("R", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
    }
}

using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>Means and maxima over all positions.</summary>
internal static class OnnxReductions
{
    /// <summary>A global pooling layer, which keeps its axes.</summary>
    public static OnnxValue Global(OnnxLowering lowering, OnnxNode node, string kind)
    {
        OnnxValue value = lowering.Value(node);
        return value.Axes.Length > 1 && value.Axes[1] == Axis.Channel
            ? OnnxValue.Of(GraphBuilder.Reduce(kind, value.Layer!), value.Axes.Select(axis => axis is Axis.Row or Axis.Column ? Axis.One : axis))
            : throw new LayerException("the axes of its input are not samples, channels, positions", "transpose before it, as PyTorch's layers expect it");
    }

    /// <summary>A reduction over axes that are named.</summary>
    public static OnnxValue Reduce(OnnxLowering lowering, OnnxNode node, string kind)
    {
        OnnxValue value = lowering.Value(node);
        long[] named = lowering.Constant(node, 1, "axes")?.ToIntegers() ?? [.. (node.Integers("axes") ?? []).Select(axis => (long)axis)];
        if (named.Length == 0 && node.Integer("noop_with_empty_axes", 0) != 0)
        {
            return value;
        }

        var over = new HashSet<int>(named.Length == 0
            ? Enumerable.Range(0, value.Axes.Length)
            : named.Select(axis => OnnxShapes.Axis((int)Math.Clamp(axis, int.MinValue, int.MaxValue), value.Axes.Length)));
        bool keeps = node.Integer("keepdims", 1) != 0;
        bool isAll = value.Axes.Select((axis, i) => (axis, i)).All(pair => IsPosition(pair.axis) == over.Contains(pair.i) || pair.axis == Axis.One);
        if (!isAll || value.Layer!.Shape.Rank == 0)
        {
            throw new LayerException("it does not go over all positions and no more", "only a mean or a maximum over all rows and columns has an equivalent");
        }

        IEnumerable<Axis> axes = value.Axes.Select((axis, i) => over.Contains(i) ? Axis.One : axis);
        return OnnxValue.Of(GraphBuilder.Reduce(kind, value.Layer), keeps ? axes : axes.Where((_, i) => !over.Contains(i)));

        static bool IsPosition(Axis axis) => axis is Axis.Row or Axis.Column;
    }
}

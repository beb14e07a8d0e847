using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>Parts of a value: the last step of a sequence, and what is the whole.</summary>
internal static class OnnxSelections
{
    /// <summary>One index of an axis.</summary>
    public static OnnxValue Gather(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        OnnxTensor indices = lowering.Required(node, 1, "index");
        int axis = OnnxShapes.Axis(node.Integer("axis", 0), value.Axes.Length);
        int size = lowering.SizeOf(value, value.Axes[axis]);
        if (indices.Values.Length != 1)
        {
            throw new LayerException($"it takes {indices.Values.Length} indices", "only the last step of a sequence can be taken");
        }

        long index = indices.ToIntegers()[0];
        index = index < 0 ? index + size : index;
        bool keeps = indices.Dims.Length == 1;
        IEnumerable<Axis> axes = keeps ? value.Axes.Select((item, i) => i == axis ? Axis.One : item) : value.Axes.Where((_, i) => i != axis);
        return value.Axes[axis] switch
        {
            Axis.One when index == 0 => OnnxValue.Of(value.Layer!, axes),
            Axis.Batch when index == 0 && size == 1 => OnnxValue.Of(value.Layer!, axes),
            Axis.Row when index == size - 1 && value.Layer!.Shape.Rank == 1 => OnnxValue.Of(GraphBuilder.Reduce("LastStep", value.Layer), axes),
            _ => throw new LayerException($"it takes index {index} of an axis of {size}", "only the last step of a sequence can be taken"),
        };
    }

    /// <summary>A range of an axis.</summary>
    public static OnnxValue Slice(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        long[] starts = Numbers(lowering, node, 1, "starts") ?? throw new LayerException("its starts are missing", "check the file");
        long[] ends = Numbers(lowering, node, 2, "ends") ?? throw new LayerException("its ends are missing", "check the file");
        long[] axes = Numbers(lowering, node, 3, "axes") ?? [.. Enumerable.Range(0, starts.Length).Select(i => (long)i)];
        long[] steps = Numbers(lowering, node, 4, "steps") ?? [.. starts.Select(_ => 1L)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
        {
            throw new LayerException("its starts, ends, axes and steps differ in number", "check the file");
        }

        for (int i = 0; i < starts.Length; i++)
        {
            int axis = OnnxShapes.Axis((int)Math.Clamp(axes[i], int.MinValue, int.MaxValue), value.Axes.Length);
            int size = lowering.SizeOf(value, value.Axes[axis]);
            long start = Bound(starts[i], size);
            long end = Bound(ends[i], size);
            if (steps[i] == 1 && start == 0 && end == size)
            {
                continue;
            }

            value = steps[i] != 1 ? throw Unsuitable(start, end, steps[i], size)
                : value.Axes[axis] == Axis.Row ? Part(value, axis, start, end, size)
                : value.Axes[axis] == Axis.Channel && end > start && lowering.TakeRows(value.Layer!, end - start) ? value.With(GraphBuilder.Rows(value.Layer!, (int)start, (int)(end - start)))
                : throw Unsuitable(start, end, steps[i], size);
        }

        return value;
    }

    /// <summary>The channels of a dense layer or a convolution in parts: a layer for each, with its rows of the weights.</summary>
    public static IReadOnlyList<OnnxValue> Split(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        int axis = OnnxShapes.Axis(node.Integer("axis", 0), value.Axes.Length);
        int size = lowering.SizeOf(value, value.Axes[axis]);
        int count = node.Outputs.Count;
        int even = (size + count - 1) / count; // The last part has what remains.
        long[] sizes = Numbers(lowering, node, 1, "split") ?? [.. Enumerable.Range(0, count).Select(i => (long)Math.Min(even, size - (i * (long)even)))];
        if (count == 1 && sizes is [var whole] && whole == size)
        {
            return [value];
        }

        if (sizes.Length != count || sizes.Any(part => part < 1 || part > size) || sizes.Sum() != size)
        {
            throw new LayerException($"it makes parts of {string.Join(", ", sizes)} of an axis of {size}", $"{count} parts that are the whole together were expected");
        }

        LayerNode layer = value.Layer!;
        if (value.Axes[axis] != Axis.Channel || !lowering.TakeRows(layer, size))
        {
            throw new LayerException(
                "no layer gives a part of its input", "only the channels of a dense layer or a convolution without groups are split, once and at once: use layers of their own");
        }

        var parts = new List<OnnxValue>();
        int first = 0;
        foreach (int part in sizes)
        {
            parts.Add(value.With(GraphBuilder.Rows(layer, first, part)));
            first += part;
        }

        return parts;
    }

    private static OnnxValue Part(OnnxValue value, int axis, long start, long end, int size)
    {
        LayerNode layer = value.Layer!;
        if (start == size - 1 && end == size && layer.Shape.Rank == 1)
        {
            return OnnxValue.Of(GraphBuilder.Reduce("LastStep", layer), value.Axes.Select((item, i) => i == axis ? Axis.One : item));
        }

        throw Unsuitable(start, end, 1, size);
    }

    private static LayerException Unsuitable(long start, long end, long step, int size) => new(
        $"it takes {start} to {end} by {step} of an axis of {size}", "only the last step of a sequence can be taken, and each channel of a dense layer or a convolution without groups once");

    private static long[]? Numbers(OnnxLowering lowering, OnnxNode node, int index, string name) =>
        lowering.Constant(node, index, name)?.ToIntegers() ?? node.Integers(name)?.Select(value => (long)value).ToArray();

    private static long Bound(long index, int size) => Math.Clamp(index < 0 ? index + size : index, 0, size);
}

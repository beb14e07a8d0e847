using System.Globalization;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>What moves numbers and computes nothing. Most of it only changes what is known of the axes.</summary>
internal static class OnnxShapes
{
    /// <summary>An axis from the front; negative ones are counted from the end.</summary>
    public static int Axis(int axis, int rank) => axis >= -rank && axis < rank
        ? axis < 0 ? axis + rank : axis
        : throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"its axis {axis} is none of {rank}"), "check the file");

    /// <summary>Another order of axes.</summary>
    public static OnnxValue Transpose(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        int[] order = node.Integers("perm") ?? [.. Enumerable.Range(0, value.Axes.Length).Reverse()];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, value.Axes.Length)))
        {
            throw new LayerException($"its order ({string.Join(", ", order)}) is none of {value.Axes.Length} axes", "check the file");
        }

        return OnnxValue.Of(value.Layer!, order.Select(axis => value.Axes[axis]));
    }

    /// <summary>The sizes of a value.</summary>
    public static OnnxTensor ShapeOf(OnnxLowering lowering, OnnxNode node)
    {
        int[] dims = lowering.DimsOf((lowering.Find(node, 0) ?? throw new LayerException("an input is missing", "check the file")));
        int start = Bound(node.Integer("start", 0), dims.Length);
        int end = Bound(node.Integer("end", int.MaxValue), dims.Length);
        return OnnxTensor.Integers([.. dims.Skip(start).Take(end - start).Select(dim => (double)dim)]);
    }

    /// <summary>Axes of one number left out.</summary>
    public static OnnxValue Squeeze(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        int[] dims = lowering.DimsOf(value);
        int[]? axes = Axes(lowering, node, dims.Length);
        return Reshaped(lowering, value, [.. dims.Where((dim, i) => axes is null ? dim != 1 : !axes.Contains(i))]);
    }

    /// <summary>Axes of one number put in.</summary>
    public static OnnxValue Unsqueeze(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        int count = (lowering.Constant(node, 1, "axes")?.Values.Length ?? node.Integers("axes")?.Length) ?? throw new LayerException("its axes are missing", "check the file");
        int[] axes = Axes(lowering, node, value.Axes.Length + Math.Min(count, 8))!;
        var result = new List<Axis>(value.Axes);
        foreach (int axis in axes.Order())
        {
            result.Insert(axis, Onnx.Axis.One);
        }

        return OnnxValue.Of(value.Layer!, result);
    }

    /// <summary>All axes from one on as one.</summary>
    public static OnnxValue Flatten(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        int axis = node.Integer("axis", 1);
        int[] dims = lowering.DimsOf(value);
        axis = axis == dims.Length ? axis : Axis(axis, dims.Length);
        return Reshaped(lowering, value, [Product(dims.Take(axis)), Product(dims.Skip(axis))]);
    }

    /// <summary>Other sizes.</summary>
    public static OnnxValue Reshape(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        int[] dims = lowering.DimsOf(value);
        long[] target = lowering.Constant(node, 1, "shape")?.ToIntegers() ?? [.. (node.Integers("shape") ?? []).Select(size => (long)size)];
        return Reshaped(lowering, value, Target(target, dims, node.Integer("allowzero", 0) != 0));
    }

    /// <summary>The sizes that a reshape asks for: 0 is the size that is there, −1 what is left.</summary>
    public static long[] Target(long[] target, int[] dims, bool allowsZero)
    {
        long[] sizes = [.. target.Select((size, i) => size == 0 && !allowsZero && i < dims.Length ? dims[i] : size)];
        int rest = Array.IndexOf(sizes, -1);
        long known = sizes.Where(size => size != -1).Aggregate(1L, (product, size) => size > 0 && product is > 0 and < int.MaxValue ? product * size : 0);
        long all = dims.Aggregate(1L, (product, dim) => Math.Min(product * dim, long.MaxValue / int.MaxValue));
        if (rest >= 0 && known > 0)
        {
            sizes[rest] = all / known;
            known *= sizes[rest];
        }

        return known == all && all > 0 && target.Length <= 8
            ? sizes
            : throw new LayerException($"its shape ({string.Join(", ", target)}) does not fit ({string.Join(", ", dims)})", "check the file");
    }

    /// <summary>A repetition, which is none where the sizes stay.</summary>
    public static OnnxValue Expand(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        int[] dims = lowering.DimsOf(value);
        long[] target = lowering.Required(node, 1, "shape").ToIntegers();
        bool stays = target.Length <= dims.Length && target.Select((size, i) => size == 1 || size == dims[dims.Length - target.Length + i]).All(same => same);
        return stays ? value : throw new LayerException($"it repeats numbers to ({string.Join(", ", target)})", "no layer repeats its input");
    }

    /// <summary>Values one after the other along their channels.</summary>
    public static OnnxValue Concat(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue[] values = [.. Enumerable.Range(0, node.Inputs.Count).Select(i => lowering.Find(node, i)!)];
        if (values.Any(value => value.Layer is null))
        {
            throw new LayerException("it joins the network's values with constants", "only values of the network can be joined");
        }

        OnnxValue first = values[0];
        int axis = Axis(node.Integer("axis", 1), first.Axes.Length);
        if (first.Axes[axis] != Onnx.Axis.Channel || values.Any(value => !value.Axes.SequenceEqual(first.Axes)))
        {
            throw new LayerException("it goes along another axis than the channels", "only channels are joined");
        }

        return values.Length == 1 ? first : first.With(GraphBuilder.Join("Concatenate", [.. values.Select(value => value.Layer!)]));
    }

    /// <summary>A value with other sizes: axes of one number come and go, and all numbers of a sample become a vector.</summary>
    public static OnnxValue Reshaped(OnnxLowering lowering, OnnxValue value, long[] target)
    {
        int[] dims = lowering.DimsOf(value);
        if (Match(value, dims, target) is { } axes)
        {
            return OnnxValue.Of(value.Layer!, axes);
        }

        // All but the samples become one.
        bool hasBatch = value.Axes.Contains(Onnx.Axis.Batch);
        int batch = Array.IndexOf(value.Axes, Onnx.Axis.Batch);
        long size = Math.Max(value.Layer!.Shape.Count, 1);
        long[] real = [.. target.Where(item => item != 1)];
        long samples = hasBatch ? dims[batch] : 1;
        bool batchFirst = !hasBatch || value.Axes.Take(batch).All(axis => axis == Onnx.Axis.One);
        long[] wanted = [.. new[] { samples, size }.Where(item => item != 1)];
        if (!batchFirst || !real.SequenceEqual(wanted) || value.Layer.Shape.Rank == 0)
        {
            throw new LayerException(
                $"it makes ({string.Join(", ", target)}) of ({string.Join(", ", dims)})", "only a vector of all numbers of a sample can be made, and axes of one number come and go");
        }

        Axis[] order = [.. value.TrueAxes.Where(axis => axis != Onnx.Axis.Batch)];
        Axis[] positions = value.Layer.Shape.Rank == 1 ? [Onnx.Axis.Row] : [Onnx.Axis.Row, Onnx.Axis.Column];
        bool isFirst = order.SequenceEqual([Onnx.Axis.Channel, .. positions]);
        if (!isFirst && !order.SequenceEqual([.. positions, Onnx.Axis.Channel]))
        {
            throw new LayerException("it makes a vector of axes in another order than channels first or last", "transpose before it");
        }

        return OnnxValue.Of(GraphBuilder.Flatten(value.Layer, isFirst), VectorAxes(target, samples, size, hasBatch));
    }

    private static IEnumerable<Axis> VectorAxes(long[] target, long samples, long size, bool hasBatch)
    {
        bool hadBatch = !hasBatch;
        bool hadChannel = false;
        foreach (long item in target)
        {
            if (!hadBatch && item == samples)
            {
                hadBatch = true;
                yield return Onnx.Axis.Batch;
            }
            else if (!hadChannel && item == size)
            {
                hadChannel = true;
                yield return Onnx.Axis.Channel;
            }
            else
            {
                yield return Onnx.Axis.One;
            }
        }
    }

    // The same sizes but for ones. A size of one keeps its meaning as far as there are as many of them.
    private static Axis[]? Match(OnnxValue value, int[] dims, long[] target)
    {
        var result = new Axis[target.Length];
        int next = 0;
        for (int i = 0; i < target.Length; i++)
        {
            int place = next;
            while (place < dims.Length && dims[place] != target[i] && dims[place] == 1)
            {
                place++;
            }

            if (place < dims.Length && dims[place] == target[i])
            {
                if (value.Axes[next..place].Any(IsLost))
                {
                    return null;
                }

                result[i] = value.Axes[place];
                next = place + 1;
            }
            else if (target[i] == 1)
            {
                result[i] = Onnx.Axis.One;
            }
            else
            {
                return null;
            }
        }

        return value.Axes[next..].Any(IsLost) || dims[next..].Any(dim => dim != 1) ? null : result;
    }

    // Samples of which there is one may be left out; a channel or a position may not.
    private static bool IsLost(Axis axis) => axis is Onnx.Axis.Channel or Onnx.Axis.Row or Onnx.Axis.Column;

    private static int[]? Axes(OnnxLowering lowering, OnnxNode node, int rank)
    {
        long[]? axes = lowering.Constant(node, 1, "axes")?.ToIntegers() ?? node.Integers("axes")?.Select(axis => (long)axis).ToArray();
        return axes is null ? null : [.. axes.Select(axis => Axis((int)Math.Clamp(axis, int.MinValue, int.MaxValue), rank))];
    }

    private static int Bound(int index, int rank) => Math.Clamp(index < 0 ? index + rank : index, 0, rank);

    private static long Product(IEnumerable<int> dims) => dims.Aggregate(1L, (product, dim) => product * dim);
}

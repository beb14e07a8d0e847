using System.Globalization;
using CompiledNet.Tool.Graph;
using ElementType = CompiledNet.Tool.Readers.Onnx.TensorProto.Types.DataType;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>Computes nodes whose inputs are all constants: mostly shapes, which exporters compute in the graph.</summary>
internal static class OnnxFolding
{
    /// <summary>Computes a node.</summary>
    /// <returns>Whether its operator is one that is computed.</returns>
    public static bool TryFold(OnnxLowering lowering, OnnxNode node, out OnnxTensor[] results)
    {
        OnnxTensor? result = node.Operator switch
        {
            "Constant" => Constant(node),
            _ when node.Domain.Length > 0 || node.Inputs.Count == 0 => null,
            "Identity" or "Dropout" => First(lowering, node),
            "Cast" => First(lowering, node) with { Type = (ElementType)node.Integer("to", 1), Values = Cast(First(lowering, node).Values, (ElementType)node.Integer("to", 1)) },
            "Shape" => OnnxShapes.ShapeOf(lowering, node),
            "Size" => new OnnxTensor(ElementType.Int64, [], [First(lowering, node).Values.Length]),
            "ConstantOfShape" => ConstantOfShape(lowering, node),
            "Gather" => Gather(lowering, node),
            "Concat" => Concat(lowering, node),
            "Unsqueeze" or "Squeeze" or "Reshape" or "Flatten" => Reshaped(lowering, node),
            "Transpose" => Transpose(lowering, node),
            "Slice" => Slice(lowering, node),
            "Expand" => Broadcast(lowering, First(lowering, node), ToInts(lowering.Required(node, 1, "shape").ToIntegers())),
            "Add" => Binary(lowering, node, (a, b) => a + b),
            "Sub" => Binary(lowering, node, (a, b) => a - b),
            "Mul" => Binary(lowering, node, (a, b) => a * b),
            "Div" => Divide(lowering, node),
            "Pow" => Binary(lowering, node, Math.Pow),
            "Max" when node.Inputs.Count == 2 => Binary(lowering, node, Math.Max),
            "Min" when node.Inputs.Count == 2 => Binary(lowering, node, Math.Min),
            "Equal" => Binary(lowering, node, (a, b) => a == b ? 1 : 0) with { Type = ElementType.Bool },
            "Greater" => Binary(lowering, node, (a, b) => a > b ? 1 : 0) with { Type = ElementType.Bool },
            "Less" => Binary(lowering, node, (a, b) => a < b ? 1 : 0) with { Type = ElementType.Bool },
            "Where" => Where(lowering, node),
            "Range" => Range(lowering, node),
            "Sqrt" => Unary(lowering, node, Math.Sqrt),
            "Reciprocal" => Unary(lowering, node, value => 1 / value),
            "Neg" => Unary(lowering, node, value => -value),
            "Exp" => Unary(lowering, node, Math.Exp),
            "Log" => Unary(lowering, node, Math.Log),
            "Abs" => Unary(lowering, node, Math.Abs),
            "Floor" => Unary(lowering, node, Math.Floor),
            "Ceil" => Unary(lowering, node, Math.Ceiling),
            "ReduceProd" when node.Inputs.Count == 1 => ReduceProd(lowering, node),
            _ => null,
        };
        results = result is null ? [] : [result];
        return result is not null;
    }

    private static OnnxTensor First(OnnxLowering lowering, OnnxNode node) => lowering.Required(node, 0, "input");

    private static OnnxTensor Constant(OnnxNode node)
    {
        if (node.Attribute("value") is { T: { } tensor })
        {
            return OnnxTensorReader.Read(tensor, node.Name);
        }

        if (node.Attribute("value_float") is { } single)
        {
            return OnnxTensor.Of([], [single.F]);
        }

        if (node.Attribute("value_int") is { } integer)
        {
            return new OnnxTensor(ElementType.Int64, [], [integer.I]);
        }

        if (node.Numbers("value_floats") is { } numbers)
        {
            return OnnxTensor.Of([numbers.Length], numbers);
        }

        return node.Attribute("value_ints") is { } integers
            ? OnnxTensor.Integers([.. integers.Ints.Select(value => (double)value)])
            : throw new LayerException("it holds no numbers", "only constants of numbers are read");
    }

    private static double[] Cast(double[] values, ElementType type) => type switch
    {
        ElementType.Float => [.. values.Select(value => (double)(float)value)],
        ElementType.Double or ElementType.Float16 or ElementType.Bfloat16 => values,
        ElementType.Bool => [.. values.Select(value => value != 0 ? 1.0 : 0)],
        _ => [.. values.Select(Math.Truncate)],
    };

    private static OnnxTensor ConstantOfShape(OnnxLowering lowering, OnnxNode node)
    {
        int[] dims = ToInts(First(lowering, node).ToIntegers());
        OnnxTensor? given = node.Attribute("value") is { T: { } tensor } ? OnnxTensorReader.Read(tensor, node.Name) : null;
        var values = new double[Count(lowering, dims)];
        Array.Fill(values, given?.Single ?? 0);
        return new OnnxTensor(given?.Type ?? ElementType.Float, dims, values);
    }

    private static OnnxTensor Gather(OnnxLowering lowering, OnnxNode node)
    {
        OnnxTensor data = First(lowering, node);
        OnnxTensor indices = lowering.Required(node, 1, "indices");
        int axis = OnnxShapes.Axis(node.Integer("axis", 0), data.Dims.Length);
        int size = data.Dims[axis];
        int inner = data.Dims.Skip(axis + 1).Aggregate(1, (product, dim) => product * dim);
        int outer = data.Dims.Take(axis).Aggregate(1, (product, dim) => product * dim);
        int[] dims = [.. data.Dims.Take(axis), .. indices.Dims, .. data.Dims.Skip(axis + 1)];
        var values = new double[Count(lowering, dims)];
        long[] chosen = indices.ToIntegers();
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < chosen.Length; i++)
            {
                long index = chosen[i] < 0 ? chosen[i] + size : chosen[i];
                if (index < 0 || index >= size)
                {
                    throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"its index {chosen[i]} is none of {size}"), "check the file");
                }

                Array.Copy(data.Values, ((o * size) + index) * inner, values, ((o * chosen.Length) + i) * inner, inner);
            }
        }

        return data with { Dims = dims, Values = values };
    }

    private static OnnxTensor Concat(OnnxLowering lowering, OnnxNode node)
    {
        OnnxTensor[] parts = [.. Enumerable.Range(0, node.Inputs.Count).Select(i => lowering.Required(node, i, "input"))];
        OnnxTensor first = parts[0];
        int axis = OnnxShapes.Axis(node.Integer("axis", 0), first.Dims.Length);
        if (parts.Any(part => part.Dims.Length != first.Dims.Length || !part.Dims.Where((_, i) => i != axis).SequenceEqual(first.Dims.Where((_, i) => i != axis))))
        {
            throw new LayerException("the constants that it joins differ in shape", "check the file");
        }

        int[] dims = [.. first.Dims];
        dims[axis] = (int)Math.Min(parts.Sum(part => (long)part.Dims[axis]), int.MaxValue);
        int outer = first.Dims.Take(axis).Aggregate(1, (product, dim) => product * dim);
        var values = new double[Count(lowering, dims)];
        int at = 0;
        for (int o = 0; o < outer; o++)
        {
            foreach (OnnxTensor part in parts)
            {
                int length = part.Values.Length / outer;
                Array.Copy(part.Values, o * length, values, at, length);
                at += length;
            }
        }

        return first with { Dims = dims, Values = values };
    }

    private static OnnxTensor Reshaped(OnnxLowering lowering, OnnxNode node)
    {
        OnnxTensor data = First(lowering, node);
        int rank = data.Dims.Length;
        long[]? given = (node.Operator is "Flatten" ? null : lowering.Constant(node, 1, "axes")?.ToIntegers())
            ?? (node.Integers("axes") ?? node.Integers("shape"))?.Select(value => (long)value).ToArray();
        int[] dims;
        switch (node.Operator)
        {
            case "Reshape":
                dims = ToInts(OnnxShapes.Target(given ?? [], data.Dims, node.Integer("allowzero", 0) != 0));
                break;
            case "Flatten":
                int first = node.Integer("axis", 1) is var axis && axis == rank ? rank : OnnxShapes.Axis(axis, rank);
                dims = [data.Dims.Take(first).Aggregate(1, (product, dim) => product * dim), data.Dims.Skip(first).Aggregate(1, (product, dim) => product * dim)];
                break;
            case "Squeeze":
                int[]? left = given?.Select(axis => OnnxShapes.Axis((int)axis, rank)).ToArray();
                dims = [.. data.Dims.Where((dim, i) => left is null ? dim != 1 : !left.Contains(i))];
                break;
            default:
                var sizes = new List<int>(data.Dims);
                foreach (int place in (given ?? []).Select(axis => OnnxShapes.Axis((int)axis, rank + given!.Length)).Order())
                {
                    sizes.Insert(Math.Min(place, sizes.Count), 1);
                }

                dims = [.. sizes];
                break;
        }

        return dims.Aggregate(1L, (product, dim) => product * dim) == data.Values.Length
            ? data with { Dims = dims }
            : throw new LayerException("it gives a constant another number of elements", "check the file");
    }

    private static OnnxTensor Transpose(OnnxLowering lowering, OnnxNode node)
    {
        OnnxTensor data = First(lowering, node);
        int[] order = node.Integers("perm") ?? [.. Enumerable.Range(0, data.Dims.Length).Reverse()];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, data.Dims.Length)))
        {
            throw new LayerException($"its order ({string.Join(", ", order)}) is none of {data.Dims.Length} axes", "check the file");
        }

        return data with { Dims = [.. order.Select(axis => data.Dims[axis])], Values = Arrays.Transpose(data.Values, data.Dims, order) };
    }

    private static OnnxTensor Slice(OnnxLowering lowering, OnnxNode node)
    {
        OnnxTensor data = First(lowering, node);
        long[] Numbers(int index, string name, long[] usual) =>
            lowering.Constant(node, index, name)?.ToIntegers() ?? node.Integers(name)?.Select(value => (long)value).ToArray() ?? usual;
        long[] starts = Numbers(1, "starts", []);
        long[] ends = Numbers(2, "ends", []);
        long[] axes = Numbers(3, "axes", [.. Enumerable.Range(0, starts.Length).Select(i => (long)i)]);
        long[] steps = Numbers(4, "steps", [.. starts.Select(_ => 1L)]);
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length || steps.Any(step => step == 0))
        {
            throw new LayerException("its starts, ends, axes and steps do not fit", "check the file");
        }

        for (int i = 0; i < starts.Length; i++)
        {
            int axis = OnnxShapes.Axis((int)Math.Clamp(axes[i], int.MinValue, int.MaxValue), data.Dims.Length);
            int size = data.Dims[axis];
            data = Taken(data, axis, Chosen(starts[i], ends[i], steps[i], size));
        }

        return data;
    }

    // The indices from one on to before another; backwards where the step is negative.
    private static int[] Chosen(long start, long end, long step, int size)
    {
        bool isBackward = step < 0;
        long first = Math.Clamp(start < 0 ? start + size : start, 0, isBackward ? size - 1 : size);
        long last = Math.Clamp(end < 0 ? end + size : end, isBackward ? -1 : 0, size);
        var chosen = new List<int>();
        for (long index = first; isBackward ? index > last : index < last; index += Math.Clamp(step, -size - 1, size + 1))
        {
            chosen.Add((int)index);
        }

        return [.. chosen];
    }

    private static OnnxTensor Taken(OnnxTensor data, int axis, int[] chosen)
    {
        int inner = data.Dims.Skip(axis + 1).Aggregate(1, (product, dim) => product * dim);
        int outer = data.Dims.Take(axis).Aggregate(1, (product, dim) => product * dim);
        int[] dims = [.. data.Dims];
        dims[axis] = chosen.Length;
        var values = new double[outer * chosen.Length * inner];
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < chosen.Length; i++)
            {
                Array.Copy(data.Values, ((o * data.Dims[axis]) + chosen[i]) * inner, values, ((o * chosen.Length) + i) * inner, inner);
            }
        }

        return data with { Dims = dims, Values = values };
    }

    private static OnnxTensor Unary(OnnxLowering lowering, OnnxNode node, Func<double, double> function)
    {
        OnnxTensor data = First(lowering, node);
        return data with { Values = [.. data.Values.Select(function)] };
    }

    private static OnnxTensor Divide(OnnxLowering lowering, OnnxNode node)
    {
        bool isInteger = First(lowering, node).IsInteger;
        return Binary(lowering, node, (a, b) => isInteger
            ? b == 0 ? throw new LayerException("it divides by 0", "check the file") : Math.Truncate(a / b)
            : a / b);
    }

    private static OnnxTensor Binary(OnnxLowering lowering, OnnxNode node, Func<double, double, double> function)
    {
        OnnxTensor a = First(lowering, node);
        OnnxTensor b = lowering.Required(node, 1, "second input");
        int[] dims = Joined(a.Dims, b.Dims);
        OnnxTensor left = Broadcast(lowering, a, dims);
        OnnxTensor right = Broadcast(lowering, b, dims);
        return left with { Values = [.. left.Values.Zip(right.Values, function)] };
    }

    private static OnnxTensor Where(OnnxLowering lowering, OnnxNode node)
    {
        OnnxTensor a = lowering.Required(node, 1, "second input");
        OnnxTensor b = lowering.Required(node, 2, "third input");
        int[] dims = Joined(Joined(First(lowering, node).Dims, a.Dims), b.Dims);
        OnnxTensor chooses = Broadcast(lowering, First(lowering, node), dims);
        OnnxTensor left = Broadcast(lowering, a, dims);
        OnnxTensor right = Broadcast(lowering, b, dims);
        return left with { Values = [.. chooses.Values.Select((value, i) => value != 0 ? left.Values[i] : right.Values[i])] };
    }

    private static OnnxTensor Range(OnnxLowering lowering, OnnxNode node)
    {
        double start = First(lowering, node).Single;
        double end = lowering.Required(node, 1, "limit").Single;
        double step = lowering.Required(node, 2, "step").Single;
        double count = Math.Max(0, Math.Ceiling((end - start) / step));
        lowering.CheckFolded(count < int.MaxValue ? (long)count : -1);
        double[] values = [.. Enumerable.Range(0, (int)count).Select(i => start + (i * step))];
        return First(lowering, node) with { Dims = [values.Length], Values = values };
    }

    private static OnnxTensor? ReduceProd(OnnxLowering lowering, OnnxNode node)
    {
        OnnxTensor data = First(lowering, node);
        return data.Dims.Length > 1 ? null
            : data with { Dims = node.Integer("keepdims", 1) != 0 && data.Dims.Length == 1 ? [1] : [], Values = [data.Values.Aggregate(1.0, (product, value) => product * value)] };
    }

    private static int[] Joined(int[] a, int[] b)
    {
        int rank = Math.Max(a.Length, b.Length);
        var dims = new int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int x = i <= a.Length ? a[^i] : 1;
            int y = i <= b.Length ? b[^i] : 1;
            dims[^i] = x == y || y == 1 ? x : x == 1 ? y
                : throw new LayerException($"constants of the shapes ({string.Join(", ", a)}) and ({string.Join(", ", b)}) do not fit", "check the file");
        }

        return dims;
    }

    private static OnnxTensor Broadcast(OnnxLowering lowering, OnnxTensor tensor, int[] target)
    {
        int[] dims = Joined(tensor.Dims, target);
        if (dims.SequenceEqual(tensor.Dims))
        {
            return tensor;
        }

        var values = new double[Count(lowering, dims)];
        for (int i = 0; i < values.Length; i++)
        {
            int rest = i;
            int from = 0;
            int stride = 1;
            for (int axis = 1; axis <= dims.Length; axis++)
            {
                int index = rest % dims[^axis];
                rest /= dims[^axis];
                if (axis <= tensor.Dims.Length)
                {
                    from += tensor.Dims[^axis] == 1 ? 0 : index * stride;
                    stride *= tensor.Dims[^axis];
                }
            }

            values[i] = tensor.Values[from];
        }

        return tensor with { Dims = dims, Values = values };
    }

    private static int Count(OnnxLowering lowering, int[] dims)
    {
        long count = 1;
        foreach (int dim in dims)
        {
            count = dim < 0 || count > Limits.MostFoldedNumbers ? -1 : count * dim;
        }

        lowering.CheckFolded(count);
        return (int)count;
    }

    private static int[] ToInts(long[] values) => [.. values.Select(value => (int)Math.Clamp(value, -1, int.MaxValue))];
}

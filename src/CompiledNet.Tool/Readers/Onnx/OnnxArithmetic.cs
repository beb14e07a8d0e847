using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>Sums and products of values, and with constants.</summary>
internal static class OnnxArithmetic
{
    /// <summary>Add, Sub, Mul or Div.</summary>
    public static OnnxValue Lower(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue a = lowering.Find(node, 0) ?? throw new LayerException("an input is missing", "check the file");
        OnnxValue b = lowering.Find(node, 1) ?? throw new LayerException("an input is missing", "check the file");
        if (a.Layer is not null && b.Layer is not null)
        {
            return node.Operator switch
            {
                "Add" => Join("Add", a, b),
                "Sub" => Join("Add", a, Scaled(b, -1)),
                "Mul" => Product(a, b),
                _ => throw new LayerException("it divides by a value that depends on the network's input", "only a division by a constant has an equivalent"),
            };
        }

        OnnxValue value = a.Layer is not null ? a : b;
        OnnxTensor constant = (a.Constant ?? b.Constant)!;
        double[] channels = PerChannel(lowering, value, constant, PadRight(node, value, constant));
        double[] zeros = new double[channels.Length];
        double[] ones = [.. zeros.Select(_ => 1.0)];
        bool isFirst = a.Layer is not null;
        (double[] scale, double[] shift) = node.Operator switch
        {
            "Add" => (ones, channels),
            "Sub" => isFirst ? (ones, Negative(channels)) : (Negative(ones), channels),
            "Mul" => (channels, zeros),
            _ when isFirst => ([.. channels.Select(number => 1 / number)], zeros),
            _ => throw new LayerException("it divides by a value that depends on the network's input", "only a division by a constant has an equivalent"),
        };
        return scale.All(number => number == 1) && shift.All(number => number == 0) ? value : value.With(GraphBuilder.Scale(value.Layer!, scale, shift));
    }

    /// <summary>A sum of any number of values, times a number.</summary>
    public static OnnxValue Sum(OnnxLowering lowering, OnnxNode node, double factor)
    {
        OnnxValue[] values = [.. Enumerable.Range(0, node.Inputs.Count).Select(i => lowering.Value(node, i))];
        OnnxValue sum = values.Length == 1 ? values[0] : Join("Add", values);
        return factor == 1 ? sum : Scaled(sum, factor);
    }

    /// <summary>The larger or the smaller of a value and a number, or of a value alone.</summary>
    public static OnnxValue Bound(OnnxLowering lowering, OnnxNode node)
    {
        if (node.Inputs.Count == 1)
        {
            return lowering.Value(node);
        }

        OnnxValue[] inputs = [.. Enumerable.Range(0, node.Inputs.Count).Select(i => lowering.Find(node, i) ?? throw new LayerException("an input is missing", "check the file"))];
        OnnxValue? value = inputs.FirstOrDefault(input => input.Layer is not null);
        if (value is null || inputs.Length != 2 || inputs.FirstOrDefault(input => input.Constant is { Values.Length: 1 })?.Constant is not { } bound || bound.Dims.Length > value.Axes.Length)
        {
            throw new LayerException("no layer takes the larger or smaller of two numbers that depend on the input", "only one number for all, as a bound, has an equivalent");
        }

        return value.With(node.Operator == "Max"
            ? GraphBuilder.Clip(value.Layer!, bound.Single, double.PositiveInfinity)
            : GraphBuilder.Clip(value.Layer!, double.NegativeInfinity, bound.Single));
    }

    /// <summary>A value times a number.</summary>
    public static OnnxValue Scaled(OnnxValue value, double factor) => value.With(GraphBuilder.Scaled(value.Layer!, factor, 0));

    /// <summary>A constant as one number for each channel.</summary>
    /// <exception cref="LayerException">It differs by something else.</exception>
    public static double[] PerChannel(OnnxLowering lowering, OnnxValue value, OnnxTensor constant, int padRight)
    {
        int[] dims = [.. constant.Dims, .. Enumerable.Repeat(1, padRight)];
        int channels = value.Layer!.Shape.Channels;
        int offset = value.Axes.Length - dims.Length;
        for (int i = 0; i < dims.Length; i++)
        {
            if (dims[i] != 1 && (i + offset < 0 || value.Axes[i + offset] != Axis.Channel || dims[i] != channels))
            {
                throw new LayerException(
                    $"a constant of the shape ({string.Join(", ", constant.Dims)}) meets a value of ({string.Join(", ", lowering.DimsOf(value))})",
                    "only a constant with one number for each channel, or one for all, has an equivalent");
            }
        }

        if (constant.Values.Length == 1)
        {
            var same = new double[channels];
            Array.Fill(same, constant.Values[0]);
            return same;
        }

        return constant.Values;
    }

    /// <summary>Add or Multiply of values whose axes lie in one order.</summary>
    private static OnnxValue Join(string kind, params OnnxValue[] values)
    {
        OnnxValue first = values.MaxBy(value => value.Axes.Length)!;
        if (values.Any(value => !value.TrueAxes.SequenceEqual(first.TrueAxes)))
        {
            throw new LayerException("the axes of its inputs lie in different orders", "give its inputs one shape");
        }

        LayerNode[] layers = [.. values.Select(value => value.Layer!)];
        if (layers.Length == 2 && layers[0] == layers[1] && kind == "Add")
        {
            return Scaled(first, 2);
        }

        return first.With(GraphBuilder.Join(kind, layers));
    }

    // x · sigmoid(x) is SiLU, and so on.
    private static OnnxValue Product(OnnxValue a, OnnxValue b)
    {
        foreach ((OnnxValue x, OnnxValue gate) in new[] { (a, b), (b, a) })
        {
            LayerNode layer = gate.Layer!;
            if (layer.Kind != "Activate" || !x.Axes.SequenceEqual(gate.Axes))
            {
                continue;
            }

            LayerNode inner = layer.Inputs[0];
            Activation? whole = layer.Activation switch
            {
                Activation.Sigmoid when inner == x.Layer => Activation.SiLU,
                Activation.HardSigmoid when inner == x.Layer => Activation.HardSwish,
                Activation.Tanh when inner.Kind == "Activate" && inner.Activation == Activation.Softplus && inner.Inputs[0] == x.Layer => Activation.Mish,
                _ => null,
            };
            if (whole is { } activation)
            {
                return x.With(GraphBuilder.Activate(x.Layer!, activation));
            }
        }

        return Join("Multiply", a, b);
    }

    // Before version 7 an attribute says at which axis a constant begins.
    private static int PadRight(OnnxNode node, OnnxValue value, OnnxTensor constant) =>
        node.Integer("broadcast", 0) == 1 && node.Attribute("axis") is not null
            ? Math.Max(0, value.Axes.Length - OnnxShapes.Axis(node.Integer("axis", 0), value.Axes.Length) - constant.Dims.Length)
            : 0;

    private static double[] Negative(double[] values) => [.. values.Select(value => -value)];
}

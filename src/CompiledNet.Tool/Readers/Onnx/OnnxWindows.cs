using System.Globalization;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>Convolutions, pooling and the zeros before them.</summary>
internal static class OnnxWindows
{
    /// <summary>A convolution.</summary>
    public static OnnxValue Conv(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        ExpectChannelsFirst(value);
        OnnxTensor weight = lowering.Required(node, 1, "weight");
        double[]? bias = lowering.Constant(node, 2, "bias") is { } given ? [.. given.Values] : null;
        if (weight.Dims.Length != value.Axes.Length || weight.Values.Length == 0)
        {
            throw new LayerException(
                $"its weight has the shape ({string.Join(", ", weight.Dims)}), and its input {value.Axes.Length} axes", "check the file: weights and sizes do not fit");
        }

        Window[] windows = Windows(node, value, [.. weight.Dims.Skip(2)]);
        if (windows.Length == 0 && node.Integer("group", 1) == 1)
        {
            return value.With(GraphBuilder.Dense(value.Layer!, weight.Dims[0], [.. weight.Values], bias)) with { Padding = null };
        }

        return value.With(GraphBuilder.Convolution(value.Layer!, weight.Dims[0], windows, node.Integer("group", 1), [.. weight.Values], bias)) with { Padding = null };
    }

    /// <summary>A pooling layer.</summary>
    public static OnnxValue Pool(OnnxLowering lowering, OnnxNode node, string kind)
    {
        OnnxValue value = lowering.Value(node);
        ExpectChannelsFirst(value);
        int[] kernel = node.Integers("kernel_shape") ?? throw new LayerException("its kernel_shape is missing", "check the file");
        if (kernel.Length + 2 != value.Axes.Length)
        {
            throw new LayerException($"its window has {kernel.Length} axes, and its input {value.Axes.Length}", "check the file");
        }

        Window[] windows = Windows(node, value, kernel);
        if (windows.Length == 0)
        {
            return value;
        }

        bool isAverage = kind == "AveragePool";
        bool hasZeros = value.Padding is not null && value.Padding.Any(pad => pad > 0);
        if (hasZeros && !isAverage)
        {
            throw new LayerException("zeros lie around its input", "pad by the layer itself, as MaxPool(padding=…) does");
        }

        bool countsPadding = isAverage && windows.Any(window => window.IsPadded) && (hasZeros || node.Integer("count_include_pad", 0) != 0);
        bool isSquare = windows.All(window => window.Size == windows[0].Size && window.Stride == windows[0].Stride);
        if (isAverage && (countsPadding || (!isSquare && windows.All(window => !window.IsPadded))))
        {
            return value.With(Average(value.Layer!, windows)) with { Padding = null };
        }

        if (node.Integer("ceil_mode", 0) != 0)
        {
            int[] positions = [value.Layer!.Shape.Height, value.Layer.Shape.Width];
            windows = [.. windows.Zip(positions, Ceiling)];
        }

        return value.With(GraphBuilder.Pool(kind, value.Layer!, windows)) with { Padding = null };
    }

    /// <summary>Zeros around rows and columns.</summary>
    public static OnnxValue Pad(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        string mode = node.Text("mode", "constant");
        double number = lowering.Constant(node, 2, "value")?.Single ?? node.Number("value", 0);
        long[] pads = lowering.Constant(node, 1, "padding")?.ToIntegers()
            ?? [.. (node.Integers("pads") ?? node.Integers("paddings") ?? throw new LayerException("its padding is missing", "check the file")).Select(pad => (long)pad)];
        if (mode != "constant" || number != 0)
        {
            throw new LayerException($"it pads by {(mode == "constant" ? GraphBuilder.Number(number) : mode)}", "pad by zeros");
        }

        int[] axes = lowering.Constant(node, 3, "axes") is { } given
            ? [.. given.ToIntegers().Select(axis => OnnxShapes.Axis((int)Math.Clamp(axis, int.MinValue, int.MaxValue), value.Axes.Length))]
            : [.. Enumerable.Range(0, value.Axes.Length)];
        if (pads.Length != 2 * axes.Length)
        {
            throw new LayerException($"its padding has {pads.Length} numbers for {axes.Length} axes", "check the file");
        }

        var padding = new int[4];
        for (int i = 0; i < axes.Length; i++)
        {
            Set(padding, value.Axes[axes[i]], pads[i], pads[i + axes.Length]);
        }

        return padding.All(pad => pad == 0) ? value : value with { Padding = padding };
    }

    // Before rows, before columns, after rows, after columns.
    private static void Set(int[] padding, Axis axis, long before, long after)
    {
        if (before == 0 && after == 0)
        {
            return;
        }

        if (axis is not (Axis.Row or Axis.Column) || before < 0 || after < 0 || before + after > Limits.MostPositions)
        {
            throw new LayerException(
                string.Create(CultureInfo.InvariantCulture, $"it pads an axis by {before} and {after}"), "only zeros around rows and columns, before a convolution, have an equivalent");
        }

        int place = axis == Axis.Row ? 0 : 1;
        padding[place] = (int)before;
        padding[place + 2] = (int)after;
    }

    // Samples, channels, rows, columns; an axis of one number may lie among the positions.
    private static void ExpectChannelsFirst(OnnxValue value)
    {
        Axis[] axes = [.. value.TrueAxes];
        Axis[] expected = [.. new[] { Axis.Batch, Axis.Channel, Axis.Row, Axis.Column }.Take(value.Layer!.Shape.Rank + 2)];
        if (!axes.SequenceEqual(expected) || !value.Axes.Take(2).SequenceEqual(expected.Take(2)) || value.Axes.Length < 3)
        {
            throw new LayerException("the axes of its input are not samples, channels, positions", "transpose before it, as PyTorch's layers expect it");
        }
    }

    // The windows of the axes that the network has. Along others they must be of one position.
    private static Window[] Windows(OnnxNode node, OnnxValue value, int[] kernel)
    {
        int axes = kernel.Length;
        int[] strides = Checked(node.Integers("strides"), axes, "strides") ?? [.. kernel.Select(_ => 1)];
        int[] dilations = Checked(node.Integers("dilations"), axes, "dilations") ?? [.. kernel.Select(_ => 1)];
        int[] pads = Checked(node.Integers("pads"), 2 * axes, "pads") ?? new int[2 * axes];
        string mode = node.Text("auto_pad", "NOTSET");
        var windows = new List<Window>();
        for (int i = 0; i < axes; i++)
        {
            var window = new Window(kernel[i], strides[i], dilations[i], pads[i], pads[i + axes]);
            window.Check();
            if (value.Axes[i + 2] != Axis.One)
            {
                windows.Add(Padded(window, mode, value, windows.Count));
            }
            else if (window.Size != 1 || window.IsPadded)
            {
                throw new LayerException($"its window has {window.Size} positions along an axis of one number", "use a window of 1 there");
            }
        }

        return [.. windows];
    }

    private static Window Padded(Window window, string mode, OnnxValue value, int axis)
    {
        Shape shape = value.Layer!.Shape;
        if (mode is "SAME_UPPER" or "SAME_LOWER" && shape.IsOpen)
        {
            throw new LayerException("its padding depends on an open length", "fix the length with --length N");
        }

        int[] zeros = value.Padding ?? new int[4];
        Window open = window with { Before = 0, After = 0 };
        int positions = axis == 0 ? shape.Height : shape.Width;
        return mode switch
        {
            "NOTSET" or "" => window with { Before = window.Before + zeros[axis], After = window.After + zeros[axis + 2] },
            "VALID" => window with { Before = zeros[axis], After = zeros[axis + 2] },
            "SAME_UPPER" when value.Padding is null => open.Same(positions),
            "SAME_LOWER" when value.Padding is null => Lower(open.Same(positions)),
            _ => throw new LayerException($"its auto_pad is '{mode}'", "use NOTSET, VALID, SAME_UPPER or SAME_LOWER"),
        };
    }

    private static Window Lower(Window window) => window with { Before = window.After, After = window.Before };

    private static int[]? Checked(int[]? values, int count, string name) => values is null || values.Length == count
        ? values
        : throw new LayerException($"its {name} has {values.Length} numbers; {count} were expected", "check the file");

    // The last window may begin inside and end outside.
    private static Window Ceiling(Window window, int inputs)
    {
        long room = (long)window.Before + inputs + window.After - window.Reach;
        long more = room < 0 ? 0 : (window.Stride - (room % window.Stride)) % window.Stride;
        return more > 0 && room + more < (long)window.Before + inputs ? window with { After = (int)(window.After + more) } : window;
    }

    // A mean that counts zeros as numbers is a convolution.
    private static LayerNode Average(LayerNode input, Window[] windows)
    {
        int size = windows.Aggregate(1, (product, window) => checked(product * window.Size));
        int channels = input.Shape.Channels;
        if ((long)size * channels > Limits.MostAddedNumbers)
        {
            throw new LayerException($"its window has {size} positions", "use smaller windows");
        }

        var weight = new double[size * channels];
        Array.Fill(weight, 1.0 / size);
        return GraphBuilder.Convolution(input, channels, windows, channels, weight, null);
    }
}

using System.Globalization;

namespace CompiledNet.Tool.Graph;

/// <summary>Layers whose windows slide over a sequence or an image.</summary>
internal static partial class GraphBuilder
{
    /// <summary>A convolution over a sequence or an image.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="filters">Channels that it gives.</param>
    /// <param name="windows">One for a sequence; rows and columns for an image.</param>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="weight">filters × channels / groups × kernel, row-major.</param>
    /// <param name="bias">filters numbers; null for none.</param>
    public static LayerNode Convolution(LayerNode input, int filters, Window[] windows, int groups, double[] weight, double[]? bias)
    {
        Shape shape = input.Shape;
        ExpectAxes(shape, windows);
        if (groups < 1 || filters < 1 || shape.Channels % groups != 0 || filters % groups != 0)
        {
            throw new LayerException(
                string.Create(CultureInfo.InvariantCulture, $"{groups} groups do not divide {shape.Channels} channels and {filters} filters"),
                "check the file: the number of groups must divide both");
        }

        long[] sizes = [filters, shape.Channels / groups, .. windows.Select(window => (long)window.Size)];
        Expect(weight, "weight", sizes);
        Shape output = Outputs(shape, windows, filters);
        (Window[] expressed, double[] expressedWeight, bool widened) = KernelPadding.Express(windows, shape, weight);
        int[] kernel = [.. expressed.Select(window => window.Size)];
        var node = new LayerNode
        {
            Kind = windows.Length == 1 ? "Conv1D" : "Conv2D",
            Inputs = [input],
            Shape = output,
            Sizes = kernel.Length == 2 && kernel[0] == kernel[1] ? [filters, kernel[0]] : [filters, .. kernel],
        };
        node.Tensors.Add(new LayerTensor("weight", [filters, shape.Channels / groups, .. kernel], expressedWeight));
        Set(node, "Stride", expressed[0].Stride, 1);
        Set(node, "Dilation", expressed[0].Dilation, 1);
        Set(node, "Groups", groups, 1);
        SetPadding(node, expressed, shape);
        AddBias(node, bias, filters);
        if (widened)
        {
            node.Remark = "kernel widened by zeros";
        }

        return node;
    }

    /// <summary>MaxPool or AveragePool over a sequence or an image; an average leaves the padding out.</summary>
    public static LayerNode Pool(string kind, LayerNode input, Window[] windows)
    {
        Shape shape = input.Shape;
        ExpectAxes(shape, windows);
        RefuseOpen(shape, "it shortens a sequence");
        Window first = windows[0];
        if (windows.Any(window => window.Size != first.Size || window.Stride != first.Stride))
        {
            throw new LayerException(
                string.Create(CultureInfo.InvariantCulture, $"its window is {windows[0].Size} × {windows[1].Size} with strides {windows[0].Stride} and {windows[1].Stride}"),
                "pooling layers have square windows and one stride");
        }

        if (windows.Any(window => window.Dilation != 1))
        {
            throw new LayerException("its window is dilated", "pooling layers have no dilation");
        }

        Shape output = Outputs(shape, windows, shape.Channels);
        var node = new LayerNode { Kind = kind + (windows.Length == 1 ? "1D" : "2D"), Inputs = [input], Shape = output, Sizes = [first.Size] };
        Set(node, "Stride", first.Stride, first.Size);
        int[] positions = [shape.Height, shape.Width];
        if (windows.Any(window => window.IsPadded))
        {
            if (windows.Zip(positions).Any(pair => pair.First != pair.First.Same(pair.Second)))
            {
                throw new LayerException(
                    $"its padding is {Pads(windows)}, and for this size PaddingMode.Same has {Pads([.. windows.Zip(positions, (window, inputs) => window.Same(inputs))])}",
                    "pooling layers are padded by PaddingMode.Same or not at all");
            }

            node.Arguments["Padding"] = "PaddingMode.Same";
        }

        return node;
    }

    private static string Pads(Window[] windows) =>
        string.Join(" and ", windows.Select(window => string.Create(CultureInfo.InvariantCulture, $"{window.Before}, {window.After}")));

    private static Shape Outputs(Shape shape, Window[] windows, int channels)
    {
        if (shape.IsOpen)
        {
            windows[0].Check();
            if (windows[0].Stride != 1 || windows[0] != windows[0].Causal())
            {
                throw new LayerException(
                    $"it has stride {windows[0].Stride} and padding {Pads(windows)} on a sequence of any length, where convolutions are causal",
                    "fix the length with --length N, or pad by dilation · (kernel − 1) before the first step alone");
            }

            return Checked(shape with { Channels = channels });
        }

        int height = windows[0].Outputs(shape.Height);
        return Checked(windows.Length == 1 ? Shape.Sequence(height, channels) : Shape.Image(height, windows[1].Outputs(shape.Width), channels));
    }

    private static void ExpectAxes(Shape shape, Window[] windows)
    {
        if (shape.Rank != windows.Length)
        {
            throw new LayerException(
                $"it has {(windows.Length == 1 ? "one axis" : $"{windows.Length} axes")}, and its input has the shape ({shape})",
                "use a 1D layer on a sequence and a 2D layer on an image");
        }

        foreach (Window window in windows)
        {
            window.Check();
        }
    }

    private static void SetPadding(LayerNode node, Window[] windows, Shape shape)
    {
        if (shape.IsOpen || windows.All(window => !window.IsPadded))
        {
            return; // In a network of sequences of any length convolutions are causal.
        }

        int pad = windows[0].Before;
        if (windows.All(window => window.Before == pad && window.After == pad))
        {
            node.Arguments["Pad"] = pad.ToString(CultureInfo.InvariantCulture);
        }
        else
        {
            node.Arguments["Padding"] = windows.Length == 1 && windows[0] == windows[0].Causal() ? "PaddingMode.Causal" : "PaddingMode.Same";
        }
    }

    private static void Set(LayerNode node, string name, int value, int usual)
    {
        if (value != usual)
        {
            node.Arguments[name] = value.ToString(CultureInfo.InvariantCulture);
        }
    }
}

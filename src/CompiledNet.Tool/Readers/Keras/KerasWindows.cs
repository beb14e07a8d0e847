using CompiledNet.Tool.Files;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Keras;

/// <summary>Convolutions and pooling layers of Keras, whose kernels are (positions, channels, filters).</summary>
internal static class KerasWindows
{
    /// <summary>Conv1D, Conv2D.</summary>
    public static LayerNode Convolution(KerasLayer layer, LayerNode input)
    {
        int axes = input.Shape.Rank;
        int[] shape = KerasLayers.Shape(layer, "kernel", axes + 2);
        int groups = Json.Integer(layer.Config, "groups", layer.Name, usual: 1);
        return GraphBuilder.Convolution(input, shape[^1], Windows(layer, input, shape, "dilation_rate"), groups, FiltersFirst(layer, "kernel", axes), KerasLayers.Bias(layer));
    }

    /// <summary>DepthwiseConv1D, DepthwiseConv2D: filter channel · multiplier + number sees one channel.</summary>
    public static LayerNode Depthwise(KerasLayer layer, LayerNode input, double[]? bias)
    {
        int axes = input.Shape.Rank;
        string name = layer.Weights.ContainsKey("depthwise_kernel") ? "depthwise_kernel" : "kernel";
        int[] shape = KerasLayers.Shape(layer, name, axes + 2);
        double[] kernel = KerasLayers.Transposed(layer, name, axes == 1 ? [1, 2, 0] : [2, 3, 0, 1]);
        return GraphBuilder.Convolution(input, checked(shape[^2] * shape[^1]), Windows(layer, input, shape, "dilation_rate"), input.Shape.Channels, kernel, bias);
    }

    /// <summary>SeparableConv1D, SeparableConv2D: a depthwise convolution and one of kernel 1.</summary>
    public static LayerNode Separable(KerasLayer layer, LayerNode input)
    {
        LayerNode depthwise = Depthwise(layer, input, null);
        depthwise.Source = $"{layer.Name}, depthwise";
        int[] shape = KerasLayers.Shape(layer, "pointwise_kernel", input.Shape.Rank + 2);
        Window[] points = [.. Enumerable.Repeat(new Window(1), input.Shape.Rank)];
        return GraphBuilder.Convolution(depthwise, shape[^1], points, 1, FiltersFirst(layer, "pointwise_kernel", input.Shape.Rank), KerasLayers.Bias(layer));
    }

    /// <summary>A pooling layer.</summary>
    public static LayerNode Pool(KerasLayer layer, LayerNode input, string kind)
    {
        int[] size = Json.Integers(Json.Required(layer.Config, "pool_size", layer.Name), $"{layer.Name}, pool_size");
        size = size.Length == 1 && input.Shape.Rank == 2 ? [size[0], size[0]] : size;
        if (size.Length != input.Shape.Rank)
        {
            throw new LayerException($"its window has {size.Length} axes, and its input the shape ({input.Shape})", "check the file");
        }

        return GraphBuilder.Pool(kind, input, Windows(layer, input, size, null, usualStride: true));
    }

    private static double[] FiltersFirst(KerasLayer layer, string name, int axes) => KerasLayers.Transposed(layer, name, axes == 1 ? [2, 1, 0] : [3, 2, 0, 1]);

    private static Window[] Windows(KerasLayer layer, LayerNode input, int[] sizes, string? dilationField, bool usualStride = false)
    {
        int axes = input.Shape.Rank;
        int[] Field(string name, int[] usual) => Json.Optional(layer.Config, name) is { } found
            ? Json.Integers(found, $"{layer.Name}, {name}") is { Length: > 1 } several ? several : [.. Enumerable.Repeat(Json.Integers(found, layer.Name)[0], axes)]
            : usual;
        int[] ones = [.. Enumerable.Repeat(1, axes)];
        int[] strides = Field("strides", usualStride ? sizes : ones);
        int[] dilations = dilationField is null ? ones : Field(dilationField, ones);
        if (strides.Length != axes || dilations.Length != axes)
        {
            throw new LayerException($"its strides or dilations are not {axes} numbers", "check the file");
        }

        string padding = Json.Text(layer.Config, "padding", layer.Name, "valid");
        int[] positions = [input.Shape.Height, input.Shape.Width];
        var windows = new Window[axes];
        for (int i = 0; i < axes; i++)
        {
            var window = new Window(sizes[i], strides[i], dilations[i]);
            window.Check();
            windows[i] = padding switch
            {
                "valid" => window,
                "causal" when axes == 1 => window.Causal(),
                "same" when !input.Shape.IsOpen => window.Same(positions[i]),
                "same" when window.Size == 1 && window.Stride == 1 => window,
                "same" => throw new LayerException("its padding depends on an open length", "fix the length with --length N, or use padding='causal'"),
                _ => throw new LayerException($"its padding is '{padding}'", "use valid, same, or causal for sequences"),
            };
        }

        return windows;
    }
}

using System.Globalization;
using System.Text.Json;
using CompiledNet.Tool.Files;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.RTNeural;

/// <summary>
/// <c>conv2d</c>: a convolution over time and features whose stride and dilation differ for the two. It is written as a convolution over time, whose
/// channels are features × filters and whose kernel holds the windows over the features.
/// </summary>
internal static class RTNeuralFrames
{
    /// <summary>The layer.</summary>
    public static LayerNode Convolution(JsonElement layer, JsonElement[] weights, string where, LayerNode input)
    {
        (int[] shape, double[] values) = RTNeuralLayers.Weights(weights, 0, 4, where);
        (int time, int size, int channels, int filters) = (shape[0], shape[1], shape[2], shape[3]);
        int features = Json.Integer(layer, "num_features_in", where);
        bool isSame = Json.Text(layer, "padding", where, "valid") switch
        {
            "same" => true,
            "valid" => false,
            string other => throw new LayerException($"its padding is '{other}'", "use valid or same"),
        };
        var window = new Window(size, Json.Integer(layer, "strides", where, 1));
        window = isSame ? window.Same(features) : window;
        int outputs = window.Outputs(features);
        if ((long)features * channels != input.Shape.Channels)
        {
            throw new LayerException(
                string.Create(CultureInfo.InvariantCulture, $"it takes {features} features of {channels} filters, and the layer before gives {input.Shape.Channels} numbers"),
                "check the file: sizes do not fit");
        }

        long rows = (long)outputs * filters;
        long columns = (long)features * channels;
        if (rows * columns * time > values.Length + (2 * Limits.MostAddedNumbers))
        {
            throw new LayerException(
                string.Create(CultureInfo.InvariantCulture, $"over time alone it would have {rows} × {columns} × {time} weights"), "use fewer features or filters");
        }

        var weight = new double[rows * columns * time];
        for (int output = 0; output < outputs; output++)
        {
            for (int tap = 0; tap < size; tap++)
            {
                int feature = (output * window.Stride) - window.Before + tap;
                if (feature < 0 || feature >= features)
                {
                    continue;
                }

                for (int channel = 0; channel < channels; channel++)
                {
                    for (int filter = 0; filter < filters; filter++)
                    {
                        for (int t = 0; t < time; t++)
                        {
                            long row = ((long)output * filters) + filter;
                            long column = ((long)feature * channels) + channel;
                            weight[(((row * columns) + column) * time) + t] = values[(((((t * size) + tap) * channels) + channel) * filters) + filter];
                        }
                    }
                }
            }
        }

        double[]? bias = weights.Length > 1 ? RTNeuralLayers.Weights(weights, 1, 1, where).Values : null;
        if (bias is not null && bias.Length != filters)
        {
            throw new LayerException($"its bias has {bias.Length} numbers for {filters} filters", "check the file: weights and sizes do not fit");
        }

        var steps = new Window(time, Dilation: Json.Integer(layer, "dilation", where, 1));
        steps = input.Shape.IsOpen ? steps.Causal() : isSame ? steps.Same(input.Shape.Height) : steps;
        return GraphBuilder.Convolution(
            input, (int)rows, [steps], 1, weight, bias is null ? null : [.. Enumerable.Repeat(bias, outputs).SelectMany(value => value)]);
    }
}

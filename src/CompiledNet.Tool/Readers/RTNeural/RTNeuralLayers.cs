using System.Text.Json;
using CompiledNet.Tool.Files;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.RTNeural;

/// <summary>The layers that RTNeural's parser knows.</summary>
internal static class RTNeuralLayers
{
    /// <summary>A layer without its activation.</summary>
    public static LayerNode Read(string type, JsonElement layer, string where, LayerNode input)
    {
        JsonElement[] weights = Json.List(Json.Required(layer, "weights", where), $"{where}, weights");
        return type switch
        {
            "dense" or "time-distributed-dense" => Dense(weights, where, input),
            "conv1d" => Conv1D(layer, weights, where, input),
            "conv2d" => RTNeuralFrames.Convolution(layer, weights, where, input),
            "gru" => Gru(weights, where, input),
            "lstm" => Lstm(weights, where, input),
            "prelu" => GraphBuilder.PReLU(input, PReLUSlopes(weights, where)),
            "batchnorm" => BatchNorm(layer, weights, where, input, 1),
            "batchnorm2d" => BatchNorm(layer, weights, where, input, Json.Integer(layer, "num_features_in", where)),
            "activation" => input,
            _ => throw new LayerException("RTNeural has no such layer", "use dense, conv1d, conv2d, gru, lstm, prelu, batchnorm, batchnorm2d or activation"),
        };
    }

    /// <summary>An activation by its name.</summary>
    public static Activation ActivationOf(string name) => name switch
    {
        "tanh" => Activation.Tanh,
        "relu" => Activation.ReLU,
        "sigmoid" => Activation.Sigmoid,
        "softmax" => Activation.Softmax,
        "elu" => Activation.ELU,
        _ => throw new LayerException($"its activation is '{name}'", "use tanh, relu, sigmoid, softmax or elu"),
    };

    /// <summary>A tensor of a layer, of a rank that is known.</summary>
    public static (int[] Shape, double[] Values) Weights(JsonElement[] weights, int index, int rank, string where)
    {
        if (index >= weights.Length)
        {
            throw new ImportException($"{where} has {weights.Length} tensors; at least {index + 1} were expected.");
        }

        (int[] shape, double[] values) = Json.Tensor(weights[index], $"{where}, weights[{index}]");
        return shape.Length == rank ? (shape, values) : throw new ImportException($"{where}, weights[{index}] has {shape.Length} dimensions; {rank} were expected.");
    }

    private static LayerNode Dense(JsonElement[] weights, string where, LayerNode input)
    {
        (int[] shape, double[] values) = Weights(weights, 0, 2, where);
        double[]? bias = weights.Length > 1 ? Weights(weights, 1, 1, where).Values : null;
        return GraphBuilder.Dense(input, shape[1], Arrays.Transpose(values, shape[0], shape[1]), bias);
    }

    private static LayerNode Conv1D(JsonElement layer, JsonElement[] weights, string where, LayerNode input)
    {
        int groups = Json.Integer(layer, "groups", where, 1);
        int dilation = Json.Integers(Json.Required(layer, "dilation", where), $"{where}, dilation")[0];
        (int[] shape, double[] values) = Weights(weights, 0, 3, where);
        double[]? bias = weights.Length > 1 ? Weights(weights, 1, 1, where).Values : null;
        var window = new Window(shape[0], Dilation: dilation);
        return GraphBuilder.Convolution(input, shape[2], [window.Causal()], groups, Arrays.Transpose(values, shape, [2, 1, 0]), bias);
    }

    // Keras has z r h; the library r z n, as PyTorch.
    private static LayerNode Gru(JsonElement[] weights, string where, LayerNode input)
    {
        (int[] shape, double[] kernel) = Weights(weights, 0, 2, where);
        (int[] stateShape, double[] state) = Weights(weights, 1, 2, where);
        (_, double[] bias) = Weights(weights, 2, 2, where);
        int half = bias.Length / 2;
        return GraphBuilder.Recurrent(
            "GRU",
            input,
            stateShape[0],
            (Gates(kernel, shape, 1, 0, 2), Gates(state, stateShape, 1, 0, 2), Arrays.Blocks(bias[..half], 1, 0, 2), Arrays.Blocks(bias[half..], 1, 0, 2)));
    }

    private static LayerNode Lstm(JsonElement[] weights, string where, LayerNode input)
    {
        (int[] shape, double[] kernel) = Weights(weights, 0, 2, where);
        (int[] stateShape, double[] state) = Weights(weights, 1, 2, where);
        double[] bias = Weights(weights, 2, 1, where).Values;
        return GraphBuilder.Recurrent(
            "LSTM", input, stateShape[0], (Gates(kernel, shape, 0, 1, 2, 3), Gates(state, stateShape, 0, 1, 2, 3), bias, null));
    }

    private static double[] Gates(double[] values, int[] shape, params int[] order)
    {
        if (shape[1] % order.Length != 0)
        {
            throw new LayerException($"a matrix has {shape[1]} columns for {order.Length} gates", "check the file: weights and sizes do not fit");
        }

        return Arrays.Blocks(Arrays.Transpose(values, shape[0], shape[1]), order);
    }

    private static double[] PReLUSlopes(JsonElement[] weights, string where) => Json.Tensor(weights.Length > 0 ? weights[0] : default, $"{where}, weights[0]").Values;

    // Two tensors are mean and variance, four begin with scale and shift. The filters of a frame repeat for each feature.
    private static LayerNode BatchNorm(JsonElement layer, JsonElement[] weights, string where, LayerNode input, int repeats)
    {
        double[] Repeated(int index)
        {
            double[] values = Weights(weights, index, 1, where).Values;
            if ((long)values.Length * repeats != input.Shape.Channels)
            {
                throw new LayerException(
                    $"it has {repeats} features of {values.Length} filters, and the layer before gives {input.Shape.Channels} numbers", "check the file: sizes do not fit");
            }

            return [.. Enumerable.Repeat(values, repeats).SelectMany(value => value)];
        }

        if (weights.Length is not (2 or 4))
        {
            throw new LayerException($"it has {weights.Length} tensors", "mean and variance were expected, with scale and shift before them or without");
        }

        int first = weights.Length - 2;
        double[] mean = Repeated(first);
        double[] scale = first == 2 ? Repeated(0) : Ones(mean.Length);
        double[] shift = first == 2 ? Repeated(1) : new double[mean.Length];
        double epsilon = Json.Number(layer, "epsilon", where, 1e-3);
        return GraphBuilder.BatchNorm(input, scale, shift, mean, Repeated(first + 1), epsilon);
    }

    private static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }
}

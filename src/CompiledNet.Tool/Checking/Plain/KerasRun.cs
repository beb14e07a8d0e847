using System.Text.Json;
using CompiledNet.Tool.Readers.Keras;

namespace CompiledNet.Tool.Checking.Plain;

/// <summary>Computes a model of Keras layer by layer in double precision, with Keras's own order of weights.</summary>
internal sealed class KerasRun(KerasFile model, bool isOpen) : ISourceRun
{
    public string Name => "a plain interpreter of the file";

    public double[] Run(ReadOnlySpan<double> input, int steps)
    {
        var values = new Dictionary<string, PlainGrid>(StringComparer.Ordinal);
        foreach (KerasLayer layer in model.Layers)
        {
            PlainGrid[] inputs = layer.Inputs.Count == 0 ? [First(layer, input, steps)] : [.. layer.Inputs.Select(name => values[name])];
            values[layer.Name] = Compute(layer, inputs);
        }

        return values[model.Output].Values;
    }

    private PlainGrid First(KerasLayer layer, ReadOnlySpan<double> input, int steps)
    {
        JsonElement shape = layer.Config.TryGetProperty("batch_shape", out JsonElement found) ? found : layer.Config.GetProperty("batch_input_shape");
        int rank = shape.GetArrayLength() - 2;
        int channels = shape[rank + 1].GetInt32();
        int columns = rank == 2 ? shape[2].GetInt32() : 1;
        int rows = isOpen ? steps : input.Length / columns / channels;
        return new PlainGrid(rank, rows, columns, channels, input.ToArray());
    }

    private PlainGrid Compute(KerasLayer layer, PlainGrid[] inputs)
    {
        PlainGrid x = inputs[0];
        JsonElement config = layer.Config;
        PlainGrid y = layer.Class switch
        {
            "Dense" or "TimeDistributed" => Dense(layer, x),
            "Conv1D" or "Conv2D" => KerasWindowRun.Convolution(layer, x, "kernel", Integer(config, "groups", 1)),
            "DepthwiseConv1D" or "DepthwiseConv2D" => KerasWindowRun.Depthwise(layer, x, hasBias: true),
            "SeparableConv1D" or "SeparableConv2D" => KerasWindowRun.Pointwise(layer, KerasWindowRun.Depthwise(layer, x, hasBias: false)),
            "MaxPooling1D" or "MaxPooling2D" => KerasWindowRun.Pool(layer, x, values => values.Max()),
            "AveragePooling1D" or "AveragePooling2D" => KerasWindowRun.Pool(layer, x, values => values.Average()),
            "GlobalAveragePooling1D" or "GlobalAveragePooling2D" => Global(x, values => values.Average()),
            "GlobalMaxPooling1D" or "GlobalMaxPooling2D" => Global(x, values => values.Max()),
            "Flatten" => new PlainGrid(0, 1, 1, x.Values.Length, x.Values),
            "BatchNormalization" => BatchNorm(layer, x),
            "LayerNormalization" => LayerNorm(layer, x),
            "GRU" or "LSTM" => KerasRecurrentRun.Run(layer, x),
            "Add" => x.Map(x.Channels, (r, c, i) => inputs.Sum(input => input[r, c, i])),
            "Average" => x.Map(x.Channels, (r, c, i) => inputs.Average(input => input[r, c, i])),
            "Subtract" => x.Map(x.Channels, (r, c, i) => x[r, c, i] - inputs[1][r, c, i]),
            "Multiply" => x.Map(x.Channels, (r, c, i) => inputs.Aggregate(1.0, (product, input) => product * input[r, c, i])),
            "Concatenate" => Concatenate(inputs),
            "Rescaling" => x.Map(x.Channels, (r, c, i) => (x[r, c, i] * Number(config, "scale", 1)) + Number(config, "offset", 0)),
            "ReLU" => x.Map(x.Channels, (r, c, i) => x[r, c, i] > 0 ? Math.Min(x[r, c, i], Number(config, "max_value", double.PositiveInfinity)) : x[r, c, i] * Number(config, "negative_slope", 0)),
            "LeakyReLU" => x.Map(x.Channels, (r, c, i) => x[r, c, i] > 0 ? x[r, c, i] : x[r, c, i] * Number(config, "negative_slope", Number(config, "alpha", 0.3))),
            "ELU" => x.Map(x.Channels, (r, c, i) => x[r, c, i] > 0 ? x[r, c, i] : (Math.Exp(x[r, c, i]) - 1) * Number(config, "alpha", 1)),
            "PReLU" => x.Map(x.Channels, (r, c, i) => x[r, c, i] > 0 ? x[r, c, i] : x[r, c, i] * layer.Weights["alpha"].Values[i]),
            "Softmax" => Softmax(x),
            _ => x,
        };
        bool isOwn = layer.Class is "GRU" or "LSTM";
        JsonElement from = layer.Class == "TimeDistributed" ? config.GetProperty("layer").GetProperty("config") : config;
        return isOwn || !from.TryGetProperty("activation", out JsonElement activation) || activation.ValueKind == JsonValueKind.Null ? y : Activate(y, activation);
    }

    private static PlainGrid Dense(KerasLayer layer, PlainGrid x)
    {
        (int[] shape, double[] kernel) = layer.Weights["kernel"];
        return x.Map(shape[1], (r, c, o) =>
        {
            double sum = KerasWindowRun.Bias(layer, o);
            for (int i = 0; i < x.Channels; i++)
            {
                sum += x[r, c, i] * kernel[(i * shape[1]) + o];
            }

            return sum;
        });
    }

    private static PlainGrid Global(PlainGrid x, Func<IEnumerable<double>, double> function) => PlainGrid.Make(
        0, 1, 1, x.Channels, (_, _, i) => function(Enumerable.Range(0, x.Rows * x.Columns).Select(position => x[position / x.Columns, position % x.Columns, i])));

    private static double Affine(KerasLayer layer, int channel, double normal) =>
        (normal * (layer.Weights.TryGetValue("gamma", out (int[] Shape, double[] Values) gamma) ? gamma.Values[channel] : 1))
        + (layer.Weights.TryGetValue("beta", out (int[] Shape, double[] Values) beta) ? beta.Values[channel] : 0);

    private static PlainGrid BatchNorm(KerasLayer layer, PlainGrid x)
    {
        double epsilon = Number(layer.Config, "epsilon", 1e-3);
        double[] mean = layer.Weights["moving_mean"].Values;
        double[] variance = layer.Weights["moving_variance"].Values;
        return x.Map(x.Channels, (r, c, i) => Affine(layer, i, (x[r, c, i] - mean[i]) / Math.Sqrt(variance[i] + epsilon)));
    }

    private static PlainGrid LayerNorm(KerasLayer layer, PlainGrid x)
    {
        double epsilon = Number(layer.Config, "epsilon", 1e-3);
        return x.Map(x.Channels, (r, c, i) =>
        {
            double[] numbers = x.At(r, c);
            double mean = numbers.Average();
            double variance = numbers.Average(number => (number - mean) * (number - mean));
            return Affine(layer, i, (numbers[i] - mean) / Math.Sqrt(variance + epsilon));
        });
    }

    private static PlainGrid Concatenate(PlainGrid[] inputs) => inputs[0].Map(
        inputs.Sum(input => input.Channels),
        (r, c, i) => inputs.SelectMany(input => input.At(r, c)).ElementAt(i));

    private static PlainGrid Softmax(PlainGrid x)
    {
        double[][] positions = [.. Enumerable.Range(0, x.Rows * x.Columns).Select(position => PlainMath.Softmax(x.At(position / x.Columns, position % x.Columns)))];
        return x.Map(x.Channels, (r, c, i) => positions[(r * x.Columns) + c][i]);
    }

    private PlainGrid Activate(PlainGrid x, JsonElement activation)
    {
        string name = activation.ValueKind == JsonValueKind.Object
            ? (activation.TryGetProperty("config", out JsonElement config) && config.ValueKind == JsonValueKind.String ? config : activation.GetProperty("class_name")).GetString()!
            : activation.GetString()!;
        return name == "softmax" ? Softmax(x) : x.Map(x.Channels, (r, c, i) => Function(name, x[r, c, i]));
    }

    private double Function(string name, double x) => name switch
    {
        "relu" => Math.Max(x, 0),
        "sigmoid" => PlainMath.Sigmoid(x),
        "tanh" => Math.Tanh(x),
        "elu" => x > 0 ? x : Math.Exp(x) - 1,
        "selu" => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1)),
        "softplus" => Softplus(x),
        "gelu" => x * NormalDistribution(x),
        "swish" or "silu" => x * PlainMath.Sigmoid(x),
        "mish" => x * Math.Tanh(Softplus(x)),
        "leaky_relu" => x > 0 ? x : 0.2 * x,
        "hard_sigmoid" => Math.Clamp(model.Version < 3 ? (0.2 * x) + 0.5 : (x + 3) / 6, 0, 1),
        "relu6" => Math.Clamp(x, 0, 6),
        "hard_silu" or "hard_swish" => x * Math.Clamp((x + 3) / 6, 0, 1),
        _ => x,
    };

    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    // Φ by its series around 0, and 0 or 1 beyond it.
    private static double NormalDistribution(double x)
    {
        if (Math.Abs(x) > 8)
        {
            return x > 0 ? 1 : 0;
        }

        double term = x;
        double sum = x;
        for (int i = 1; Math.Abs(term) > 1e-18; i++)
        {
            term *= x * x / ((2 * i) + 1);
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }

    private static double Number(JsonElement config, string name, double usual) =>
        config.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : usual;

    private static int Integer(JsonElement config, string name, int usual) => (int)Number(config, name, usual);
}

using System.Text.Json;

namespace CompiledNet.Tool.Checking.Plain;

/// <summary>Computes what a .nam file says, in double precision and from the state that the file begins at.</summary>
internal sealed class NamRun(JsonElement root) : ISourceRun
{
    private readonly JsonElement _config = root.GetProperty("config");
    private readonly double[] _weights = [.. new PlainTensor(root.GetProperty("weights")).Values];

    public string Name => "a plain interpreter of the file";

    public int WarmUp => Architecture == "LSTM"
        ? LstmWarmUp(root.TryGetProperty("sample_rate", out JsonElement rate) && rate.ValueKind == JsonValueKind.Number ? rate.GetDouble() : 48000)
        : 0;

    private string Architecture => root.GetProperty("architecture").GetString()!;

    /// <summary>Zeros that the player runs before the first sample: half a second.</summary>
    public static int LstmWarmUp(double rate) => rate is > 0 and <= 192_000 ? (int)(rate / 2) : 24_000;

    public double[] Run(ReadOnlySpan<double> input, int steps)
    {
        double[][] x = PlainMath.Steps(input, steps);
        double[][] y = Architecture switch
        {
            "Linear" => Linear(x),
            "ConvNet" => ConvNet(x),
            "LSTM" => Lstm(x),
            _ => new NamWaveNetRun(_config, _weights).Run(x),
        };
        return [.. y.SelectMany(step => step)];
    }

    private static double[][] Activate(double[][] x, JsonElement activation) => PlainMath.Each(x, Function(activation));

    /// <summary>An activation.</summary>
    internal static Func<double, double> Function(JsonElement activation)
    {
        string name = (activation.ValueKind == JsonValueKind.Object ? activation.GetProperty("type") : activation).GetString()!;
        double slope = activation.ValueKind == JsonValueKind.Object && activation.TryGetProperty("negative_slope", out JsonElement found) ? found.GetDouble() : 0.01;
        return name switch
        {
            "Tanh" => Math.Tanh,
            "ReLU" => x => Math.Max(x, 0),
            "Sigmoid" => PlainMath.Sigmoid,
            "SiLU" => x => x * PlainMath.Sigmoid(x),
            "Hardswish" => x => x * Math.Clamp((x + 3) / 6, 0, 1),
            _ => x => x > 0 ? x : slope * x,
        };
    }

    private double[][] Linear(double[][] x)
    {
        int field = _config.GetProperty("receptive_field").GetInt32();
        double bias = _weights.Length > field ? _weights[field] : 0;
        return PlainMath.Causal(x, 1, field, 1, (_, _, k) => _weights[field - 1 - k], _ => bias);
    }

    private double[][] ConvNet(double[][] x)
    {
        int channels = _config.GetProperty("channels").GetInt32();
        int groups = _config.TryGetProperty("groups", out JsonElement found) ? found.GetInt32() : 1;
        bool hasNorm = _config.TryGetProperty("batchnorm", out found) && found.GetBoolean();
        int at = 0;
        foreach (JsonElement dilation in _config.GetProperty("dilations").EnumerateArray())
        {
            int inputs = x[0].Length / groups;
            int begin = at;
            int biases = begin + (channels * inputs * 2);
            x = PlainMath.Causal(
                x,
                channels,
                2,
                dilation.GetInt32(),
                (o, i, k) => i / inputs == o / (channels / groups) ? _weights[begin + (((o * inputs) + (i % inputs)) * 2) + k] : 0,
                o => hasNorm ? 0 : _weights[biases + o]);
            at = biases + channels;
            if (hasNorm)
            {
                double epsilon = _weights[biases + (4 * channels)];
                x = PlainMath.Map(x, step => [.. step.Select((value, c) =>
                    ((value - _weights[biases + c]) / Math.Sqrt(_weights[biases + channels + c] + epsilon) * _weights[biases + (2 * channels) + c]) + _weights[biases + (3 * channels) + c])]);
                at = biases + (4 * channels) + 1;
            }

            x = Activate(x, _config.GetProperty("activation"));
        }

        return Head(x, at);
    }

    private double[][] Lstm(double[][] x)
    {
        int units = _config.GetProperty("hidden_size").GetInt32();
        int at = 0;
        for (int layer = _config.GetProperty("num_layers").GetInt32(); layer > 0; layer--)
        {
            int inputs = x[0].Length;
            int begin = at;
            int bias = begin + (4 * units * (inputs + units));
            double[] h = _weights[(bias + (4 * units))..(bias + (5 * units))];
            double[] c = _weights[(bias + (5 * units))..(bias + (6 * units))];
            x = PlainMath.Map(x, step =>
            {
                double[] both = [.. step, .. h];
                double Gate(int gate, int unit)
                {
                    int row = (gate * units) + unit;
                    double sum = _weights[bias + row];
                    for (int i = 0; i < both.Length; i++)
                    {
                        sum += _weights[begin + (row * both.Length) + i] * both[i];
                    }

                    return sum;
                }

                double[] next = new double[units];
                for (int unit = 0; unit < units; unit++)
                {
                    c[unit] = (PlainMath.Sigmoid(Gate(1, unit)) * c[unit]) + (PlainMath.Sigmoid(Gate(0, unit)) * Math.Tanh(Gate(2, unit)));
                    next[unit] = PlainMath.Sigmoid(Gate(3, unit)) * Math.Tanh(c[unit]);
                }

                h = next;
                return next;
            });
            at = bias + (6 * units);
        }

        return Head(x, at);
    }

    private double[][] Head(double[][] x, int at)
    {
        int outputs = _config.TryGetProperty("out_channels", out JsonElement found) ? found.GetInt32() : 1;
        int inputs = x[0].Length;
        return PlainMath.Map(x, step => PlainMath.Dense(step, outputs, (o, i) => _weights[at + (o * inputs) + i], o => _weights[at + (outputs * inputs) + o]));
    }
}

using System.Text.Json;

namespace CompiledNet.Tool.Checking.Plain;

/// <summary>Computes what RTNeural's JSON says, layer by layer, in double precision. Convolutions over time are those of Keras where the length is fixed.</summary>
internal sealed class RTNeuralRun(JsonElement root, bool isStream) : ISourceRun
{
    public string Name => "a plain interpreter of the file";

    public double[] Run(ReadOnlySpan<double> input, int steps)
    {
        JsonElement shape = root.GetProperty("in_shape");
        int fixedSteps = shape.GetArrayLength() == 4 && !isStream ? shape[1].GetInt32() : steps;
        double[][] x = PlainMath.Steps(input, fixedSteps);
        foreach (JsonElement layer in root.GetProperty("layers").EnumerateArray())
        {
            PlainTensor[] w = [.. layer.GetProperty("weights").EnumerateArray().Select(tensor => new PlainTensor(tensor))];
            string type = layer.GetProperty("type").GetString()!;
            x = type switch
            {
                "dense" or "time-distributed-dense" => PlainMath.Map(x, step => PlainMath.Dense(
                    step, w[0].Size(1), (o, i) => w[0][i, o], o => w.Length > 1 ? w[1][o] : 0)),
                "conv1d" => Conv1D(x, layer, w),
                "conv2d" => Conv2D(x, layer, w),
                "gru" => Gru(x, w),
                "lstm" => Lstm(x, w),
                "prelu" => PReLU(x, w),
                "batchnorm" or "batchnorm2d" => BatchNorm(x, layer, w),
                _ => x,
            };
            bool isOwn = type is "gru" or "lstm" or "prelu" or "batchnorm" or "batchnorm2d";
            x = isOwn || !layer.TryGetProperty("activation", out JsonElement activation) || activation.ValueKind != JsonValueKind.String ? x : Activate(x, activation.GetString()!);
        }

        return [.. x.SelectMany(step => step)];
    }

    private static double[][] Activate(double[][] x, string name) => name switch
    {
        "tanh" => PlainMath.Each(x, Math.Tanh),
        "relu" => PlainMath.Each(x, value => value > 0 ? value : 0),
        "sigmoid" => PlainMath.Each(x, PlainMath.Sigmoid),
        "elu" => PlainMath.Each(x, value => value > 0 ? value : Math.Exp(value) - 1),
        "softmax" => PlainMath.Map(x, PlainMath.Softmax),
        _ => x,
    };

    private static double[][] PReLU(double[][] x, PlainTensor[] w)
    {
        return PlainMath.Map(x, step => [.. step.Select((value, i) => value > 0 ? value : value * w[0].Values[i])]);
    }

    private static double[][] BatchNorm(double[][] x, JsonElement layer, PlainTensor[] w)
    {
        double epsilon = layer.TryGetProperty("epsilon", out JsonElement value) ? value.GetDouble() : 1e-3;
        int statistics = w.Length - 2;
        int filters = w[0].Size(0);
        return PlainMath.Map(x, step => [.. step.Select((number, i) =>
        {
            int filter = i % filters;
            double normal = (number - w[statistics][filter]) / Math.Sqrt(w[statistics + 1][filter] + epsilon);
            return statistics == 2 ? (normal * w[0][filter]) + w[1][filter] : normal;
        })]);
    }

    private static double[][] Conv1D(double[][] x, JsonElement layer, PlainTensor[] w)
    {
        int groups = layer.TryGetProperty("groups", out JsonElement found) ? found.GetInt32() : 1;
        JsonElement dilation = layer.GetProperty("dilation");
        int filters = w[0].Size(2);
        int channels = x[0].Length / groups;
        return PlainMath.Causal(
            x,
            filters,
            w[0].Size(0),
            (dilation.ValueKind == JsonValueKind.Array ? dilation[0] : dilation).GetInt32(),
            (o, i, k) => i / channels == o / (filters / groups) ? w[0][k, i % channels, o] : 0,
            o => w.Length > 1 ? w[1][o] : 0);
    }

    // x[t] holds feature after feature, all filters of one together.
    private double[][] Conv2D(double[][] x, JsonElement layer, PlainTensor[] w)
    {
        int kernelTime = layer.GetProperty("kernel_size_time").GetInt32();
        int kernel = layer.GetProperty("kernel_size_feature").GetInt32();
        int dilation = layer.TryGetProperty("dilation", out JsonElement found) ? found.GetInt32() : 1;
        int stride = layer.TryGetProperty("strides", out found) ? found.GetInt32() : 1;
        bool isSame = layer.TryGetProperty("padding", out found) && found.GetString() == "same";
        int features = layer.GetProperty("num_features_in").GetInt32();
        int channels = x[0].Length / features;
        int filters = w[0].Size(3);
        int reach = dilation * (kernelTime - 1);
        int outputs = isSame ? (features + stride - 1) / stride : ((features - kernel) / stride) + 1;
        int left = isSame ? Math.Max(0, ((outputs - 1) * stride) + kernel - features) / 2 : 0;
        int before = isStream ? reach : isSame ? reach / 2 : 0;
        int steps = isStream || isSame ? x.Length : x.Length - reach;
        var y = new double[steps][];
        for (int t = 0; t < steps; t++)
        {
            y[t] = new double[outputs * filters];
            for (int o = 0; o < outputs; o++)
            {
                for (int f = 0; f < filters; f++)
                {
                    double sum = w.Length > 1 ? w[1][f] : 0;
                    for (int u = 0; u < kernelTime; u++)
                    {
                        for (int v = 0; v < kernel; v++)
                        {
                            int row = t - before + (u * dilation);
                            int column = (o * stride) - left + v;
                            for (int c = 0; row >= 0 && row < x.Length && column >= 0 && column < features && c < channels; c++)
                            {
                                sum += w[0][u, v, c, f] * x[row][(column * channels) + c];
                            }
                        }
                    }

                    y[t][(o * filters) + f] = sum;
                }
            }
        }

        return y;
    }

    private static double[][] Gru(double[][] x, PlainTensor[] w)
    {
        int units = w[1].Size(0);
        var h = new double[units];
        return PlainMath.Map(x, step =>
        {
            double Input(int gate, int unit) => w[2][0, (gate * units) + unit] + step.Select((value, i) => value * w[0][i, (gate * units) + unit]).Sum();
            double[] old = h;
            double State(int gate, int unit) => w[2][1, (gate * units) + unit] + old.Select((value, i) => value * w[1][i, (gate * units) + unit]).Sum();
            h = [.. Enumerable.Range(0, units).Select(unit =>
            {
                double z = PlainMath.Sigmoid(Input(0, unit) + State(0, unit));
                double r = PlainMath.Sigmoid(Input(1, unit) + State(1, unit));
                double candidate = Math.Tanh(Input(2, unit) + (r * State(2, unit)));
                return (z * old[unit]) + ((1 - z) * candidate);
            })];
            return h;
        });
    }

    private static double[][] Lstm(double[][] x, PlainTensor[] w)
    {
        int units = w[1].Size(0);
        var h = new double[units];
        var c = new double[units];
        return PlainMath.Map(x, step =>
        {
            double[] old = h;
            double Gate(int gate, int unit)
            {
                int column = (gate * units) + unit;
                return w[2][column]
                    + step.Select((value, i) => value * w[0][i, column]).Sum()
                    + old.Select((value, i) => value * w[1][i, column]).Sum();
            }

            var next = new double[units];
            for (int unit = 0; unit < units; unit++)
            {
                c[unit] = (PlainMath.Sigmoid(Gate(1, unit)) * c[unit]) + (PlainMath.Sigmoid(Gate(0, unit)) * Math.Tanh(Gate(2, unit)));
                next[unit] = PlainMath.Sigmoid(Gate(3, unit)) * Math.Tanh(c[unit]);
            }

            h = next;
            return h;
        });
    }
}

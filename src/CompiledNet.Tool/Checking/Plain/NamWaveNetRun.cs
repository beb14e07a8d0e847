using System.Text.Json;

namespace CompiledNet.Tool.Checking.Plain;

/// <summary>Computes a WaveNet of NAM as its player does: arrays of layers, then the head.</summary>
internal sealed class NamWaveNetRun(JsonElement config, double[] weights)
{
    private int _at;

    public double[][] Run(double[][] input)
    {
        double[][] x = input;
        double[][]? head = null;
        foreach (JsonElement array in config.GetProperty("layers").EnumerateArray())
        {
            (x, head) = Array(array, x, head, input);
        }

        int beforeHead = _at;
        bool hasPost = config.TryGetProperty("head", out JsonElement post) && post.ValueKind == JsonValueKind.Object;
        double scale = weights[^1];
        double[][] y = PlainMath.Each(head!, value => value * scale);
        _at = beforeHead;
        return hasPost ? PostStack(post, y) : y;
    }

    private double[][] PostStack(JsonElement post, double[][] y)
    {
        JsonElement[] kernels = [.. post.GetProperty("kernel_sizes").EnumerateArray()];
        for (int i = 0; i < kernels.Length; i++)
        {
            int outputs = post.GetProperty(i == kernels.Length - 1 ? "out_channels" : "channels").GetInt32();
            y = Convolution(PlainMath.Each(y, NamRun.Function(post.GetProperty("activation"))), outputs, kernels[i].GetInt32(), 1, 1, hasBias: true);
        }

        return y;
    }

    private (double[][] X, double[][] Head) Array(JsonElement array, double[][] x, double[][]? head, double[][] condition)
    {
        int channels = array.GetProperty("channels").GetInt32();
        int bottleneck = Integer(array, "bottleneck", channels);
        x = Convolution(x, channels, 1, 1, 1, hasBias: false);
        int index = 0;
        foreach (JsonElement dilation in array.GetProperty("dilations").EnumerateArray())
        {
            bool isGated = array.TryGetProperty("gating_mode", out JsonElement mode)
                ? (mode.ValueKind == JsonValueKind.Array ? mode[index] : mode).GetString() == "gated"
                : array.TryGetProperty("gated", out JsonElement gated) && gated.GetBoolean();
            int kernel = array.TryGetProperty("kernel_sizes", out JsonElement kernels) ? kernels[index].GetInt32() : array.GetProperty("kernel_size").GetInt32();
            int rows = isGated ? 2 * bottleneck : bottleneck;
            double[][] z = PlainMath.Sum(
                Convolution(x, rows, kernel, dilation.GetInt32(), Integer(array, "groups_input", 1), hasBias: true),
                Convolution(condition, rows, 1, 1, Integer(array, "groups_input_mixin", 1), hasBias: false));
            z = Gate(z, bottleneck, Item(array, "activation", index), isGated, array, index);
            if (!array.TryGetProperty("layer1x1", out JsonElement one) || one.GetProperty("active").GetBoolean())
            {
                int groups = one.ValueKind == JsonValueKind.Object ? Integer(one, "groups", 1) : 1;
                x = PlainMath.Sum(x, Convolution(z, channels, 1, 1, groups, hasBias: true));
            }

            if (array.TryGetProperty("head1x1", out JsonElement headOne) && headOne.GetProperty("active").GetBoolean())
            {
                z = Convolution(z, Integer(headOne, "out_channels", channels), 1, 1, Integer(headOne, "groups", 1), hasBias: true);
            }

            head = head is null ? z : PlainMath.Sum(head, z);
            index++;
        }

        bool hasObject = array.TryGetProperty("head", out JsonElement own) && own.ValueKind == JsonValueKind.Object;
        return hasObject
            ? (x, Convolution(head!, own.GetProperty("out_channels").GetInt32(), own.GetProperty("kernel_size").GetInt32(), Integer(own, "head_dilation", 1), 1, own.GetProperty("bias").GetBoolean()))
            : (x, Convolution(head!, array.GetProperty("head_size").GetInt32(), 1, 1, 1, array.GetProperty("head_bias").GetBoolean()));
    }

    private static double[][] Gate(double[][] z, int bottleneck, JsonElement activation, bool isGated, JsonElement array, int index)
    {
        Func<double, double>? slopes = activation.ValueKind == JsonValueKind.Object && activation.TryGetProperty("negative_slopes", out _) ? null : NamRun.Function(activation);
        double[][] first = PlainMath.Map(z, step => [.. step.Take(bottleneck).Select((value, i) =>
            slopes is not null ? slopes(value) : value > 0 ? value : value * activation.GetProperty("negative_slopes")[i].GetDouble())]);
        if (!isGated)
        {
            return first;
        }

        Func<double, double> second = array.TryGetProperty("secondary_activation", out _) ? NamRun.Function(Item(array, "secondary_activation", index)) : PlainMath.Sigmoid;
        return [.. first.Zip(z, (value, all) => value.Select((number, i) => number * second(all[bottleneck + i])).ToArray())];
    }

    private static JsonElement Item(JsonElement array, string field, int index)
    {
        JsonElement value = array.GetProperty(field);
        return value.ValueKind == JsonValueKind.Array ? value[index] : value;
    }

    private static int Integer(JsonElement element, string name, int usual) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : usual;

    private double[][] Convolution(double[][] x, int outputs, int kernel, int dilation, int groups, bool hasBias)
    {
        int inputs = x[0].Length / groups;
        int begin = _at;
        int bias = begin + (outputs * inputs * kernel);
        _at = hasBias ? bias + outputs : bias;
        return PlainMath.Causal(
            x,
            outputs,
            kernel,
            dilation,
            (o, i, k) => i / inputs == o / (outputs / groups) ? weights[begin + (((o * inputs) + (i % inputs)) * kernel) + k] : 0,
            o => hasBias ? weights[bias + o] : 0);
    }
}

using System.Text.Json;
using CompiledNet.Tool.Readers.Keras;

namespace CompiledNet.Tool.Checking.Plain;

/// <summary>Windows over rows and columns, as Keras has them.</summary>
internal static class KerasWindowRun
{
    /// <summary>A convolution; kernel (rows, columns, channels of a group, filters).</summary>
    public static PlainGrid Convolution(KerasLayer layer, PlainGrid x, string name, int groups)
    {
        (int[] shape, double[] kernel) = layer.Weights[name];
        int filters = shape[^1];
        int inner = shape[^2];
        Geometry g = Of(layer, x, shape[0], x.Rank == 2 ? shape[1] : 1);
        return PlainGrid.Make(x.Rank, g.OutputRows, g.OutputColumns, filters, (r, c, f) =>
        {
            double sum = Bias(layer, f);
            int first = f / (filters / groups) * inner;
            foreach ((int u, int v, int row, int column) in g.Positions(r, c))
            {
                for (int i = 0; i < inner; i++)
                {
                    sum += x[row, column, first + i] * kernel[((((u * g.Columns) + v) * inner) + i) * filters + f];
                }
            }

            return sum;
        });
    }

    /// <summary>A convolution of each channel on its own; kernel (rows, columns, channels, multiplier).</summary>
    public static PlainGrid Depthwise(KerasLayer layer, PlainGrid x, bool hasBias)
    {
        (int[] shape, double[] kernel) = layer.Weights.TryGetValue("depthwise_kernel", out (int[] Shape, double[] Values) found) ? found : layer.Weights["kernel"];
        int multiplier = shape[^1];
        Geometry g = Of(layer, x, shape[0], x.Rank == 2 ? shape[1] : 1);
        return PlainGrid.Make(x.Rank, g.OutputRows, g.OutputColumns, x.Channels * multiplier, (r, c, f) =>
            (hasBias ? Bias(layer, f) : 0) + g.Positions(r, c).Sum(at =>
                x[at.Row, at.Column, f / multiplier] * kernel[((((at.U * g.Columns) + at.V) * x.Channels) + (f / multiplier)) * multiplier + (f % multiplier)]));
    }

    /// <summary>The second half of a separable convolution.</summary>
    public static PlainGrid Pointwise(KerasLayer layer, PlainGrid x)
    {
        (int[] shape, double[] kernel) = layer.Weights["pointwise_kernel"];
        return x.Map(shape[^1], (r, c, f) => Bias(layer, f) + x.At(r, c).Select((value, i) => value * kernel[(i * shape[^1]) + f]).Sum());
    }

    /// <summary>A function of the numbers in each window.</summary>
    public static PlainGrid Pool(KerasLayer layer, PlainGrid x, Func<IEnumerable<double>, double> function)
    {
        int[] size = Numbers(layer.Config.GetProperty("pool_size"), x.Rank);
        Geometry g = Of(layer, x, size[0], x.Rank == 2 ? size[1] : 1, size);
        return PlainGrid.Make(x.Rank, g.OutputRows, g.OutputColumns, x.Channels, (r, c, i) => function(g.Positions(r, c).Select(at => x[at.Row, at.Column, i])));
    }

    /// <summary>The bias of a filter; 0 for none.</summary>
    public static double Bias(KerasLayer layer, int filter) => layer.Weights.TryGetValue("bias", out (int[] Shape, double[] Values) bias) ? bias.Values[filter] : 0;

    private static int[] Numbers(JsonElement element, int axes) => element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 1
        ? [.. element.EnumerateArray().Select(item => item.GetInt32())]
        : [.. Enumerable.Repeat((element.ValueKind == JsonValueKind.Array ? element[0] : element).GetInt32(), axes)];

    private static Geometry Of(KerasLayer layer, PlainGrid x, int rows, int columns, int[]? usualStrides = null)
    {
        int[] Field(string name, int[] usual) => layer.Config.TryGetProperty(name, out JsonElement found) && found.ValueKind != JsonValueKind.Null ? Numbers(found, x.Rank) : usual;
        int[] ones = [.. Enumerable.Repeat(1, x.Rank)];
        int[] strides = Field("strides", usualStrides ?? ones);
        int[] dilations = usualStrides is null ? Field("dilation_rate", ones) : ones;
        string padding = layer.Config.TryGetProperty("padding", out JsonElement text) ? text.GetString()! : "valid";
        (int top, int outputRows) = Along(x.Rows, rows, strides[0], dilations[0], padding);
        (int left, int outputColumns) = x.Rank == 2 ? Along(x.Columns, columns, strides[1], dilations[1], padding) : (0, 1);
        return new Geometry(x, rows, columns, strides, dilations, top, left, outputRows, outputColumns);
    }

    private static (int Before, int Outputs) Along(int inputs, int size, int stride, int dilation, string padding)
    {
        int reach = ((size - 1) * dilation) + 1;
        int outputs = padding == "valid" ? ((inputs - reach) / stride) + 1 : (inputs + stride - 1) / stride;
        return padding switch
        {
            "same" => (Math.Max(0, ((outputs - 1) * stride) + reach - inputs) / 2, outputs),
            "causal" => (reach - 1, ((inputs - 1) / stride) + 1),
            _ => (0, outputs),
        };
    }

    private sealed record Geometry(PlainGrid X, int Rows, int Columns, int[] Strides, int[] Dilations, int Top, int Left, int OutputRows, int OutputColumns)
    {
        public IEnumerable<(int U, int V, int Row, int Column)> Positions(int r, int c)
        {
            for (int u = 0; u < Rows; u++)
            {
                for (int v = 0; v < Columns; v++)
                {
                    int row = (r * Strides[0]) - Top + (u * Dilations[0]);
                    int column = X.Rank == 2 ? (c * Strides[1]) - Left + (v * Dilations[1]) : 0;
                    if (row >= 0 && row < X.Rows && column >= 0 && column < X.Columns)
                    {
                        yield return (u, v, row, column);
                    }
                }
            }
        }
    }
}

using System.Text.Json;
using CompiledNet.Tool.Readers.Keras;

namespace CompiledNet.Tool.Checking.Plain;

/// <summary>GRU and LSTM as Keras computes them: kernels (inputs, gates · units), gates z r h and i f c o.</summary>
internal static class KerasRecurrentRun
{
    public static PlainGrid Run(KerasLayer layer, PlainGrid x)
    {
        (int[] shape, double[] kernel) = layer.Weights["kernel"];
        (int[] stateShape, double[] recurrent) = layer.Weights["recurrent_kernel"];
        int units = stateShape[0];
        int columns = shape[1];
        bool hasBias = layer.Weights.TryGetValue("bias", out (int[] Shape, double[] Values) bias);
        bool resetAfter = !layer.Config.TryGetProperty("reset_after", out JsonElement flag) || flag.ValueKind == JsonValueKind.True;
        var h = new double[units];
        var c = new double[units];
        var outputs = new double[x.Rows][];
        for (int t = 0; t < x.Rows; t++)
        {
            double[] step = x.At(t, 0);
            double[] old = h;
            double Input(int column) => (hasBias ? bias.Values[column] : 0) + step.Select((value, i) => value * kernel[(i * columns) + column]).Sum();
            double State(double[] state, int column) => state.Select((value, i) => value * recurrent[(i * columns) + column]).Sum()
                + (hasBias && bias.Shape.Length == 2 ? bias.Values[columns + column] : 0);
            double Gate(int gate, int unit) => PlainMath.Sigmoid(Input((gate * units) + unit) + State(old, (gate * units) + unit));
            double[] reset = layer.Class == "GRU" ? [.. Enumerable.Range(0, units).Select(unit => Gate(1, unit))] : [];
            double[] resetState = [.. reset.Select((value, i) => value * old[i])];
            var next = new double[units];
            for (int unit = 0; unit < units; unit++)
            {
                int candidate = (2 * units) + unit;
                if (layer.Class == "LSTM")
                {
                    c[unit] = (Gate(1, unit) * c[unit]) + (Gate(0, unit) * Math.Tanh(Input(candidate) + State(old, candidate)));
                    next[unit] = Gate(3, unit) * Math.Tanh(c[unit]);
                }
                else
                {
                    double z = Gate(0, unit);
                    double inner = resetAfter ? reset[unit] * State(old, candidate) : State(resetState, candidate);
                    next[unit] = (z * old[unit]) + ((1 - z) * Math.Tanh(Input(candidate) + inner));
                }
            }

            h = next;
            outputs[t] = next;
        }

        bool all = layer.Config.TryGetProperty("return_sequences", out JsonElement sequences) && sequences.ValueKind == JsonValueKind.True;
        return all ? PlainGrid.Make(1, x.Rows, 1, units, (r, _, i) => outputs[r][i]) : new PlainGrid(0, 1, 1, units, h);
    }
}

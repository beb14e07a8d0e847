using System.Text.Json;

namespace CompiledNet.Tool.Checking.Plain;

/// <summary>Computes what the tensors of a PyTorch state_dict say by their names, in the file's order.</summary>
internal sealed class StateDictRun(JsonElement root) : ISourceRun
{
    public string Name => "a plain interpreter of the file";

    public double[] Run(ReadOnlySpan<double> input, int steps)
    {
        var w = root.EnumerateObject().ToDictionary(property => property.Name, property => new PlainTensor(property.Value), StringComparer.Ordinal);
        double[][] x = PlainMath.Steps(input, steps);
        foreach (string name in root.EnumerateObject().Select(property => property.Name))
        {
            int dot = name.LastIndexOf('.') + 1;
            if (name.AsSpan(dot).StartsWith("weight_ih"))
            {
                string end = name[(dot + "weight_ih".Length)..];
                PlainTensor Of(string part) => w[name[..dot] + part + end];
                bool hasBias = w.ContainsKey(name[..dot] + "bias_ih" + end);
                x = Recurrent(x, Of("weight_ih"), Of("weight_hh"), hasBias ? Of("bias_ih") : null, hasBias ? Of("bias_hh") : null);
            }
            else if (name[dot..] == "weight")
            {
                x = Plain(x, name[..dot], w);
            }
        }

        return [.. x.SelectMany(step => step)];
    }

    private static double[][] Plain(double[][] x, string prefix, Dictionary<string, PlainTensor> w)
    {
        PlainTensor weight = w[prefix + "weight"];
        double Bias(int i) => w.TryGetValue(prefix + "bias", out PlainTensor? bias) ? bias[i] : 0;
        if (w.TryGetValue(prefix + "running_mean", out PlainTensor? mean))
        {
            PlainTensor variance = w[prefix + "running_var"];
            return PlainMath.Map(x, step => [.. step.Select((value, i) => ((value - mean[i]) / Math.Sqrt(variance[i] + 1e-5) * weight[i]) + Bias(i))]);
        }

        return weight.Rank switch
        {
            1 => PlainMath.Map(x, step => [.. step.Select((value, i) => value > 0 ? value : value * weight[i])]),
            2 => PlainMath.Map(x, step => PlainMath.Dense(step, weight.Size(0), (o, i) => weight[o, i], Bias)),
            _ => PlainMath.Causal(x, weight.Size(0), weight.Size(2), 1, (o, i, k) => weight[o, i, k], Bias),
        };
    }

    // The gates are r z n, or i f g o.
    private static double[][] Recurrent(double[][] x, PlainTensor inputs, PlainTensor state, PlainTensor? inputBias, PlainTensor? stateBias)
    {
        int units = state.Size(1);
        bool isLstm = state.Size(0) == 4 * units;
        var h = new double[units];
        var c = new double[units];
        return PlainMath.Map(x, step =>
        {
            double[] old = h;
            double Input(int row) => (inputBias?[row] ?? 0) + step.Select((value, i) => value * inputs[row, i]).Sum();
            double State(int row) => (stateBias?[row] ?? 0) + old.Select((value, i) => value * state[row, i]).Sum();
            double Gate(int gate, int unit) => PlainMath.Sigmoid(Input((gate * units) + unit) + State((gate * units) + unit));
            var next = new double[units];
            for (int unit = 0; unit < units; unit++)
            {
                int candidate = (2 * units) + unit;
                if (isLstm)
                {
                    c[unit] = (Gate(1, unit) * c[unit]) + (Gate(0, unit) * Math.Tanh(Input(candidate) + State(candidate)));
                    next[unit] = Gate(3, unit) * Math.Tanh(c[unit]);
                }
                else
                {
                    double z = Gate(1, unit);
                    double n = Math.Tanh(Input(candidate) + (Gate(0, unit) * State(candidate)));
                    next[unit] = ((1 - z) * n) + (z * old[unit]);
                }
            }

            h = next;
            return h;
        });
    }
}

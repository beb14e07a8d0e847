namespace CompiledNet.Tool.Checking.Plain;

/// <summary>The formulas of layers in double precision, as plain as they can be written. A sequence is a list of steps.</summary>
internal static class PlainMath
{
    /// <summary>A sequence from numbers that lie step after step.</summary>
    public static double[][] Steps(ReadOnlySpan<double> values, int steps)
    {
        int size = values.Length / steps;
        var result = new double[steps][];
        for (int t = 0; t < steps; t++)
        {
            result[t] = values.Slice(t * size, size).ToArray();
        }

        return result;
    }

    /// <summary>Applies a function to each step.</summary>
    public static double[][] Map(double[][] steps, Func<double[], double[]> function) => [.. steps.Select(function)];

    /// <summary>Applies a function to each number.</summary>
    public static double[][] Each(double[][] steps, Func<double, double> function) => Map(steps, step => [.. step.Select(function)]);

    /// <summary>Σ over the inputs, with weight(output, input).</summary>
    public static double[] Dense(double[] x, int outputs, Func<int, int, double> weight, Func<int, double> bias)
    {
        var y = new double[outputs];
        for (int o = 0; o < outputs; o++)
        {
            y[o] = bias(o);
            for (int i = 0; i < x.Length; i++)
            {
                y[o] += weight(o, i) * x[i];
            }
        }

        return y;
    }

    /// <summary>A causal convolution: weight(output, input, tap), the last tap at the step itself.</summary>
    public static double[][] Causal(double[][] x, int outputs, int kernel, int dilation, Func<int, int, int, double> weight, Func<int, double> bias)
    {
        var y = new double[x.Length][];
        for (int t = 0; t < x.Length; t++)
        {
            y[t] = new double[outputs];
            for (int o = 0; o < outputs; o++)
            {
                double sum = bias(o);
                for (int k = 0; k < kernel; k++)
                {
                    int from = t - ((kernel - 1 - k) * dilation);
                    for (int i = 0; from >= 0 && i < x[from].Length; i++)
                    {
                        sum += weight(o, i, k) * x[from][i];
                    }
                }

                y[t][o] = sum;
            }
        }

        return y;
    }

    /// <summary>A sum of sequences.</summary>
    public static double[][] Sum(double[][] a, double[][] b) => [.. a.Zip(b, (x, y) => x.Zip(y, (p, q) => p + q).ToArray())];

    /// <summary>1 / (1 + e^−x).</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>e^x_i / Σ e^x_k.</summary>
    public static double[] Softmax(double[] x)
    {
        double largest = x.Max();
        double[] powers = [.. x.Select(value => Math.Exp(value - largest))];
        double sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }
}

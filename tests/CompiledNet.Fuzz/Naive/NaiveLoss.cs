namespace CompiledNet.Fuzz.Naive;

/// <summary>A loss behind the activation of the last layer, for one sample: no 1/m.</summary>
internal sealed class NaiveLoss(Loss loss, NaiveActivation output)
{
    /// <summary>The loss.</summary>
    /// <param name="z">z of the last layer.</param>
    /// <param name="a">Its a: the outputs.</param>
    /// <param name="y">The targets.</param>
    /// <param name="rounding">The errors.</param>
    public double Of(double[] z, double[] a, double[] y, NaiveRounding rounding)
    {
        double sum = 0;
        for (int j = 0; j < y.Length; j++)
        {
            double e = a[j] - y[j];
            sum += loss switch
            {
                Loss.HalfSquaredError => e * e / 2,
                Loss.SquaredError => e * e,
                Loss.MeanSquaredError => e * e / y.Length,
                Loss.MeanAbsoluteError => Math.Abs(e) / y.Length,
                Loss.Huber => Math.Abs(e) <= 1 ? e * e / 2 : Math.Abs(e) - 0.5,
                Loss.BinaryCrossEntropy => -Times(y[j], LogOutput(z, a, j)) - Times(1 - y[j], LogRest(z, a, j, rounding)),
                Loss.CategoricalCrossEntropy => -Times(y[j], LogOutput(z, a, j)),
                _ => 0,
            };
        }

        return sum;
    }

    /// <summary>
    /// δ = ∂L/∂z of the last layer. The cross-entropies that are computed from z are so here, too, by their own derivations; everything else is the chain rule.
    /// </summary>
    public double[] Delta(double[] z, double[] a, double[] y, NaiveRounding rounding)
    {
        if (loss == Loss.BinaryCrossEntropy && output.Function == Activation.Sigmoid)
        {
            return [.. a.Select((value, j) => rounding.Off(value - y[j], value))];
        }

        if (loss == Loss.CategoricalCrossEntropy && output.Function == Activation.Softmax)
        {
            return [.. a.Select((value, j) => rounding.Off((value * y.Sum()) - y[j], value * y.Sum()))];
        }

        double[] gradient = new double[y.Length];
        for (int j = 0; j < y.Length; j++)
        {
            double e = rounding.Off(a[j] - y[j], Math.Max(Math.Abs(a[j]), Math.Abs(y[j])));
            double rest = rounding.Off(1 - a[j], 1);
            gradient[j] = loss switch
            {
                Loss.HalfSquaredError => e,
                Loss.SquaredError => 2 * e,
                Loss.MeanSquaredError => 2 * e / y.Length,
                Loss.MeanAbsoluteError => (double)Math.Sign(e) / y.Length,
                Loss.Huber => Math.Clamp(e, -1, 1),
                Loss.BinaryCrossEntropy => (y[j] == 0 ? 0 : -y[j] / a[j]) + (y[j] == 1 ? 0 : (1 - y[j]) / rest),
                Loss.CategoricalCrossEntropy => y[j] == 0 ? 0 : -y[j] / a[j],
                _ => 0,
            };
        }

        return output.TimesDerivative(z, a, gradient, rounding);
    }

    private static double Times(double factor, double logarithm) => factor == 0 ? 0 : factor * logarithm;

    private double LogOutput(double[] z, double[] a, int j) => output.Function switch
    {
        Activation.Sigmoid => -NaiveMath.Softplus(-z[j]),
        Activation.Softmax => NaiveMath.LogSoftmax(z, j),
        _ => Math.Log(a[j]),
    };

    private double LogRest(double[] z, double[] a, int j, NaiveRounding rounding) => output.Function switch
    {
        Activation.Sigmoid => -NaiveMath.Softplus(z[j]),
        _ => Math.Log(rounding.Off(1 - a[j], 1)),
    };
}

using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>
/// Mean and variance of some numbers x, or given ones, and x̂ = (x − μ) / √(v + ε): of the channels of a row for LayerNorm, of a channel's rows for BatchNorm.
/// </summary>
internal sealed class NaiveMoments
{
    private readonly double[] _differences;
    private readonly double _epsilon;
    private readonly bool _areMeasured;

    private NaiveMoments(double[] x, double mean, double variance, double epsilon, bool areMeasured, NaiveRounding rounding)
    {
        Mean = mean;
        Variance = variance;
        _epsilon = epsilon;
        _areMeasured = areMeasured;
        double inverse = 1 / Math.Sqrt(variance + epsilon);
        Inverse = rounding.Off(inverse, inverse);
        _differences = Array.ConvertAll(x, value => rounding.Off(value - mean, Math.Abs(value) + Math.Abs(mean)));
        Normalized = Array.ConvertAll(_differences, difference => difference * Inverse);
    }

    public double Mean { get; }

    /// <summary>The variance of the population.</summary>
    public double Variance { get; }

    /// <summary>1 / √(v + ε).</summary>
    public double Inverse { get; }

    /// <summary>x̂.</summary>
    public double[] Normalized { get; }

    /// <summary>Measures x.</summary>
    public static NaiveMoments Of(double[] x, double epsilon, NaiveRounding rounding)
    {
        double mean = rounding.Off(x.Sum() / x.Length, x.Sum(Math.Abs) / x.Length);
        double variance = x.Sum(value => (value - mean) * (value - mean)) / x.Length;
        return new NaiveMoments(x, mean, rounding.Off(variance, variance), epsilon, areMeasured: true, rounding);
    }

    /// <summary>Takes what was measured before, which does not depend on x.</summary>
    public static NaiveMoments Given(double[] x, double mean, double variance, double epsilon, NaiveRounding rounding) =>
        new(x, mean, variance, epsilon, areMeasured: false, rounding);

    /// <summary>
    /// ∂L/∂x from ∂L/∂x̂ by the chain rule: through x̂ itself, through v, and through μ (Ioffe and Szegedy, 2015, section 3). The sizes are those of the three
    /// terms.
    /// </summary>
    public (double Value, double Size)[] PassBack(double[] gradient)
    {
        int count = gradient.Length;
        double ofVariance = 0;
        double ofMean = 0;
        for (int i = 0; i < count && _areMeasured; i++)
        {
            ofVariance += gradient[i] * _differences[i] * -0.5 * Math.Pow(Variance + _epsilon, -1.5);
            ofMean -= gradient[i] * Inverse;
        }

        var result = new (double Value, double Size)[count];
        for (int i = 0; i < count; i++)
        {
            double direct = gradient[i] * Inverse;
            double throughVariance = ofVariance * 2 * _differences[i] / count;
            double throughMean = ofMean / count;
            result[i] = (direct + throughVariance + throughMean, Math.Abs(direct) + Math.Abs(throughVariance) + Math.Abs(throughMean));
        }

        return result;
    }
}

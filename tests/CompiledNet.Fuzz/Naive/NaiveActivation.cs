namespace CompiledNet.Fuzz.Naive;

/// <summary>σ of a layer, for the units of one sample.</summary>
internal sealed record NaiveActivation(Activation Function, double Slope)
{
    /// <summary>a = σ(z).</summary>
    public double[] Apply(double[] z, NaiveRounding rounding)
    {
        double[] a = Function == Activation.Softmax
            ? NaiveMath.Softmax(z)
            : Array.ConvertAll(z, value => NaiveMath.Value(Function, Slope, value));
        return Array.ConvertAll(a, value => rounding.Off(value, Math.Abs(value)));
    }

    /// <summary>∂L/∂z from ∂L/∂a: the Jacobian of softmax is a_i (δ_ik − a_k).</summary>
    public double[] TimesDerivative(double[] z, double[] a, double[] gradient, NaiveRounding rounding)
    {
        double[] delta = new double[z.Length];
        for (int j = 0; j < z.Length; j++)
        {
            if (Function == Activation.Softmax)
            {
                double size = 0;
                for (int i = 0; i < z.Length; i++)
                {
                    double product = a[i] * ((i == j ? 1 : 0) - a[j]) * gradient[i];
                    delta[j] += product;
                    size += Math.Abs(a[i] * a[j] * gradient[i]);
                }

                delta[j] = rounding.Off(delta[j], size + Math.Abs(a[j] * gradient[j]));
            }
            else
            {
                double derivative = NaiveMath.Derivative(Function, Slope, z[j]);
                delta[j] = gradient[j] * rounding.Off(derivative, Math.Max(1, Math.Abs(derivative)));
            }
        }

        return delta;
    }
}

namespace CompiledNet.Fuzz.Naive;

/// <summary>The activations from their equations, in double, one number at a time. Nothing here is the library's or the generator's.</summary>
internal static class NaiveMath
{
    private const double SeluScale = 1.0507009873554804934193349852946;
    private const double SeluAlpha = 1.6732632423543772848170429916717;

    // PyTorch holds the sixth of hard sigmoid's derivative in single precision, whatever the type; the library promises PyTorch's numbers.
    private const double SixthAsPyTorchHoldsIt = 1.0f / 6.0f;

    /// <summary>σ(z) of an activation that looks at one number.</summary>
    public static double Value(Activation activation, double slope, double z) => activation switch
    {
        Activation.Identity => z,
        Activation.Sigmoid => Sigmoid(z),
        Activation.ReLU => z > 0 ? z : 0,
        Activation.LeakyReLU => z > 0 ? z : slope * z,
        Activation.Tanh => Math.Tanh(z),
        Activation.ELU => z > 0 ? z : slope * ExpMinusOne(z),
        Activation.SELU => SeluScale * (z > 0 ? z : SeluAlpha * ExpMinusOne(z)),
        Activation.Softplus => Softplus(z),
        Activation.GELU => z * NormalDistribution(z),
        Activation.SiLU => z * Sigmoid(z),
        Activation.Mish => z * Math.Tanh(Softplus(z)),
        Activation.HardSigmoid => Math.Clamp((z / 6) + 0.5, 0, 1),
        Activation.HardSwish => z * Math.Clamp((z / 6) + 0.5, 0, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, null),
    };

    /// <summary>σ′(z) of an activation that looks at one number.</summary>
    public static double Derivative(Activation activation, double slope, double z)
    {
        switch (activation)
        {
            case Activation.Identity:
                return 1;
            case Activation.Sigmoid:
                return Sigmoid(z) * Sigmoid(-z);
            case Activation.ReLU:
                return z > 0 ? 1 : 0;
            case Activation.LeakyReLU:
                return z > 0 ? 1 : slope;
            case Activation.Tanh:
                return 1 - (Math.Tanh(z) * Math.Tanh(z));
            case Activation.ELU:
                return z > 0 ? 1 : slope * Math.Exp(z);
            case Activation.SELU:
                return SeluScale * (z > 0 ? 1 : SeluAlpha * Math.Exp(z));
            case Activation.Softplus:
                return Sigmoid(z);
            case Activation.GELU:
                return NormalDistribution(z) + (z * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI));
            case Activation.SiLU:
                return Sigmoid(z) + (z * Sigmoid(z) * Sigmoid(-z));
            case Activation.Mish:
                double t = Math.Tanh(Softplus(z));
                return t + (z * (1 - (t * t)) * Sigmoid(z));
            case Activation.HardSigmoid:
                return z is > -3 and < 3 ? SixthAsPyTorchHoldsIt : 0;
            case Activation.HardSwish:
                return z <= -3 ? 0 : z < 3 ? (z / 3) + 0.5 : 1;
            default:
                throw new ArgumentOutOfRangeException(nameof(activation), activation, null);
        }
    }

    /// <summary>Where the derivative jumps.</summary>
    public static double[] Kinks(Activation activation, double slope) => activation switch
    {
        Activation.ReLU or Activation.LeakyReLU or Activation.SELU => [0],
        Activation.ELU when slope != 1 => [0],
        Activation.HardSigmoid or Activation.HardSwish => [-3, 3],
        _ => [],
    };

    /// <summary>a_i = e^z_i / Σ e^z_k, the largest z taken away first.</summary>
    public static double[] Softmax(double[] z)
    {
        double largest = z.Max();
        double sum = z.Sum(value => Math.Exp(value - largest));
        return Array.ConvertAll(z, value => Math.Exp(value - largest) / sum);
    }

    public static double Sigmoid(double z)
    {
        if (z < 0)
        {
            return Math.Exp(z) / (1 + Math.Exp(z));
        }

        return 1 / (1 + Math.Exp(-z));
    }

    /// <summary>ln(1 + e^z).</summary>
    public static double Softplus(double z) => Math.Max(z, 0) + LogOnePlus(Math.Exp(-Math.Abs(z)));

    /// <summary>
    /// ln softmax(z)[unit], by how far each z is below the largest: of a network that is nearly certain it is tiny, and ln Σ e^z − z would be no more
    /// exact than z.
    /// </summary>
    public static double LogSoftmax(double[] z, int unit)
    {
        int largest = Array.IndexOf(z, z.Max());
        double others = z.Where((_, k) => k != largest).Sum(value => Math.Exp(value - z[largest]));
        return z[unit] - z[largest] - LogOnePlus(others);
    }

    // Kahan's way to ln(1 + x) for small x.
    private static double LogOnePlus(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    // Kahan's way to e^x − 1 for small x.
    private static double ExpMinusOne(double x)
    {
        double u = Math.Exp(x);
        if (u == 1)
        {
            return x;
        }

        return u - 1 == -1 || Math.Abs(x) > 1 ? u - 1 : (u - 1) * x / Math.Log(u);
    }

    // Φ(z) = erfc(−z/√2) / 2.
    private static double NormalDistribution(double z) => Erfc(-z / Math.Sqrt(2)) / 2;

    // Abramowitz and Stegun 7.1.6 (a sum of positive terms) and, where that is small against 1, the continued fraction 7.1.14.
    private static double Erfc(double x)
    {
        if (x < 0)
        {
            return 2 - Erfc(-x);
        }

        if (x < 2.5)
        {
            double term = x;
            double sum = x;
            for (int n = 1; n < 200 && term > sum * 1e-18; n++)
            {
                term *= 2 * x * x / ((2 * n) + 1);
                sum += term;
            }

            return 1 - (2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum);
        }

        double fraction = x;
        for (int n = 120; n >= 1; n--)
        {
            fraction = x + (n / 2.0 / fraction);
        }

        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }
}

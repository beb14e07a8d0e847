namespace CompiledNet.Generated;

/// <summary>
/// The activations that are more than a comparison, and the derivatives that need z, one number at a time. Definitions are
/// PyTorch's. Every one is right for every finite z, has its limit at ±∞, and gives NaN for NaN.
/// </summary>
/// <remarks>
/// Where a factor runs to 0 as the other runs to ∞, −∞ · 0 would be NaN; hence the tests for infinity. Derivatives that are short
/// (sigmoid, tanh, softplus, ELU, SELU) are written out by the generated code. Called by generated code.
/// </remarks>
public static partial class Activations
{
    /// <summary>λ of SELU (Klambauer, Unterthiner, Mayr and Hochreiter, "Self-Normalizing Neural Networks", 2017).</summary>
    public const double SeluLambda = 1.0507009873554804934193349852946;

    /// <summary>α of SELU, from the same paper.</summary>
    public const double SeluAlpha = 1.6732632423543772848170429916717;

    /// <summary>1 / (1 + e^−z), for negative z as e^z / (1 + e^z): no overflow, and small results keep their digits.</summary>
    /// <param name="z">The pre-activation.</param>
    /// <returns>From 0 to 1.</returns>
    public static double Sigmoid(double z)
    {
        double e = Math.Exp(-Math.Abs(z));
        return (z >= 0 ? 1 : e) / (1 + e);
    }

    /// <summary>ln(1 + e^z) = max(z, 0) + ln(1 + e^−|z|).</summary>
    /// <param name="z">The pre-activation.</param>
    /// <returns>0 or more.</returns>
    public static double Softplus(double z) => Math.Max(z, 0) + Elementary.LogOnePlus(Math.Exp(-Math.Abs(z)));

    /// <summary>z for z &gt; 0, else α (e^z − 1) (Clevert, Unterthiner and Hochreiter, 2015).</summary>
    /// <param name="z">The pre-activation.</param>
    /// <param name="alpha">α.</param>
    /// <returns>More than −α, or −α.</returns>
    public static double Elu(double z, double alpha) => z > 0 ? z : alpha * Elementary.ExpMinusOne(z);

    /// <summary>λ z for z &gt; 0, else λ α (e^z − 1).</summary>
    /// <param name="z">The pre-activation.</param>
    /// <returns>−λα or more.</returns>
    public static double Selu(double z) => z > 0 ? SeluLambda * z : SeluLambda * SeluAlpha * Elementary.ExpMinusOne(z);

    /// <summary>z Φ(z), Φ(z) = ½ erfc(−z/√2) the distribution function of the standard normal (Hendrycks and Gimpel, 2016).</summary>
    /// <param name="z">The pre-activation.</param>
    /// <returns>−0.17 or more.</returns>
    public static double Gelu(double z) => double.IsNegativeInfinity(z) ? 0 : z * ErrorFunction.NormalDistribution(z);

    /// <summary>The derivative of <see cref="Gelu(double)"/>: Φ(z) + z φ(z), φ the density of the standard normal.</summary>
    /// <param name="z">The pre-activation.</param>
    /// <returns>0 far to the left, 1 far to the right.</returns>
    public static double GeluDerivative(double z) => double.IsInfinity(z)
        ? StepOf(z)
        : ErrorFunction.NormalDistribution(z) + (z * ErrorFunction.NormalDensity(z));

    /// <summary>z σ(z), σ the sigmoid (Elfwing, Uchibe and Doya, 2017).</summary>
    /// <param name="z">The pre-activation.</param>
    /// <returns>−0.279 or more.</returns>
    public static double Silu(double z) => double.IsNegativeInfinity(z) ? 0 : z * Sigmoid(z);

    /// <summary>The derivative of <see cref="Silu(double)"/>: σ(z) (1 + z σ(−z)).</summary>
    /// <param name="z">The pre-activation.</param>
    /// <returns>0 far to the left, 1 far to the right.</returns>
    public static double SiluDerivative(double z)
    {
        if (double.IsInfinity(z))
        {
            return StepOf(z);
        }

        double e = Math.Exp(-Math.Abs(z));
        double larger = 1 / (1 + e);
        double smaller = e / (1 + e);
        return z >= 0 ? larger * (1 + (z * smaller)) : smaller * (1 + (z * larger));
    }

    /// <summary>
    /// z T(z), T(z) = tanh(ln(1 + e^z)) (Misra, 2019). With e = e^z, T is e (e + 2) / (e (e + 2) + 2): no logarithm, no cancellation;
    /// for positive z the same, divided by e².
    /// </summary>
    /// <param name="z">The pre-activation.</param>
    /// <returns>−0.31 or more.</returns>
    public static double Mish(double z)
    {
        if (double.IsNegativeInfinity(z))
        {
            return 0;
        }

        double e = Math.Exp(-Math.Abs(z));
        double n = MishNumerator(z, e);
        return z * (n / MishDenominator(z, e, n));
    }

    /// <summary>The derivative of <see cref="Mish(double)"/>: T(z) + z T′(z), T′ = 4 e (e + 1) / (e (e + 2) + 2)² with e = e^z.</summary>
    /// <param name="z">The pre-activation.</param>
    /// <returns>0 far to the left, 1 far to the right.</returns>
    public static double MishDerivative(double z)
    {
        if (double.IsInfinity(z))
        {
            return StepOf(z);
        }

        double e = Math.Exp(-Math.Abs(z));
        double n = MishNumerator(z, e);
        double d = MishDenominator(z, e, n);
        double slope = 4 * e * (1 + e) * (z >= 0 ? e : 1) / (d * d);
        return (n / d) + (z * slope);
    }

    /// <summary>clamp(z/6 + ½, 0, 1), as (z + 3) / 6: the sum is exact where the result is small.</summary>
    /// <param name="z">The pre-activation.</param>
    /// <returns>From 0 to 1.</returns>
    public static double HardSigmoid(double z) => Math.Min(Math.Max(z + 3, 0), 6) / 6;

    /// <summary>The derivative of <see cref="HardSigmoid(double)"/>: 1/6 between the kinks −3 and 3, else 0; 0 at the kinks.</summary>
    /// <remarks>
    /// PyTorch holds the 1/6 in single precision for every type, 3·10⁻⁸ above the true value, and so do we, for the same gradients.
    /// </remarks>
    /// <param name="z">The pre-activation.</param>
    /// <returns>0 or 1/6.</returns>
    public static double HardSigmoidDerivative(double z)
    {
        if (z is <= -3 or >= 3)
        {
            return 0;
        }

        return double.IsNaN(z) ? z : 1.0f / 6.0f;
    }

    /// <summary>z clamp(z/6 + ½, 0, 1) (Howard et al., "Searching for MobileNetV3", 2019).</summary>
    /// <param name="z">The pre-activation.</param>
    /// <returns>−⅜ or more.</returns>
    public static double HardSwish(double z) => z switch
    {
        <= -3 => 0,
        >= 3 => z,
        _ => z * ((z + 3) / 6),
    };

    /// <summary>
    /// The derivative of <see cref="HardSwish(double)"/>: 0 to the left of −3, 1 to the right of 3, z/3 + ½ between. At the kinks
    /// it is 0 and 1, as in PyTorch since 2.8; earlier versions took −½ and 1½, the slopes on the other side.
    /// </summary>
    /// <param name="z">The pre-activation.</param>
    /// <returns>From −½ to 1½.</returns>
    public static double HardSwishDerivative(double z) => z switch
    {
        <= -3 => 0,
        >= 3 => 1,
        _ => (z + 1.5) / 3,
    };

    /// <summary>The derivative at ±∞ of every activation that is 0 far to the left and z far to the right.</summary>
    private static double StepOf(double z) => z > 0 ? 1 : 0;

    /// <summary>The numerator of T(z), e being e^−|z|.</summary>
    private static double MishNumerator(double z, double e) => z >= 0 ? 1 + (2 * e) : e * (e + 2);

    /// <summary>The denominator of T(z): the numerator + 2, for positive z divided by e² like the numerator.</summary>
    private static double MishDenominator(double z, double e, double numerator) => numerator + (z >= 0 ? 2 * e * e : 2);
}

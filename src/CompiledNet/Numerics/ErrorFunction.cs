namespace CompiledNet.Generated;

/// <summary>
/// erf, erfc and the normal distribution, with relative errors of a few units of the last place also far out in the tails. The
/// rational approximations, and squaring in two parts, are W. J. Cody's ("Rational Chebyshev approximations for the error
/// function", Mathematics of Computation 23, 1969).
/// </summary>
internal static class ErrorFunction
{
    /// <summary>Up to here erf is approximated, from here on erfc.</summary>
    private const double Middle = 0.46875;

    /// <summary>Beyond here the density and the lower tail of the normal distribution are 0 in double.</summary>
    private const double NormalEnd = 40;

    private const double OneOverRootTwo = 0.70710678118654752440;
    private const double OneOverRootPi = 0.56418958354775628695;
    private const double OneOverRootTwoPi = 0.39894228040143267794;

    /// <summary>erf x = 2/√π ∫₀ˣ e^−t² dt.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>From −1 to 1.</returns>
    public static double Erf(double x)
    {
        double y = Math.Abs(x);
        return y <= Middle ? ErfNearZero(x) : Math.CopySign(1 - ErfcBeyondMiddle(y), x);
    }

    /// <summary>erfc x = 1 − erf x, accurate also where it is small.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>From 0 to 2.</returns>
    public static double Erfc(double x)
    {
        double y = Math.Abs(x);
        if (y <= Middle)
        {
            return 1 - ErfNearZero(x);
        }

        double tail = ErfcBeyondMiddle(y);
        return x < 0 ? 2 - tail : tail;
    }

    /// <summary>
    /// Φ(z), the distribution function of the standard normal: ½ erfc(−z/√2). e^(−z²/2) comes from z itself; from z/√2, which is
    /// rounded, the tail would be off by z²/2 units of the last place.
    /// </summary>
    /// <param name="z">Any number.</param>
    /// <returns>From 0 to 1.</returns>
    public static double NormalDistribution(double z)
    {
        double x = z * OneOverRootTwo;
        double y = Math.Abs(x);
        if (y <= Middle)
        {
            return 0.5 + (0.5 * ErfNearZero(x));
        }

        double tail = Math.Abs(z) > NormalEnd ? 0 : 0.5 * ErfcScaled(y) * ExpOfMinusHalfSquare(z);
        return z < 0 ? tail : 1 - tail;
    }

    /// <summary>φ(z) = e^(−z²/2) / √(2π), the density of the standard normal.</summary>
    /// <param name="z">Any number.</param>
    /// <returns>From 0 to 0.399.</returns>
    public static double NormalDensity(double z) =>
        Math.Abs(z) > NormalEnd ? 0 : OneOverRootTwoPi * ExpOfMinusHalfSquare(z);

    /// <summary>e^(−z²/2) up to <see cref="NormalEnd"/>: the square of z cut to sixteenths is exact, and the rest is small.</summary>
    private static double ExpOfMinusHalfSquare(double z)
    {
        double cut = Math.Truncate(z * 16) / 16;
        double rest = (z - cut) * (z + cut);
        return Math.Exp(-0.5 * cut * cut) * Math.Exp(-0.5 * rest);
    }

    /// <summary>erfc y for y beyond <see cref="Middle"/>. Beyond 27 it is 0 in double.</summary>
    private static double ErfcBeyondMiddle(double y)
    {
        if (y > 27)
        {
            return 0;
        }

        double cut = Math.Truncate(y * 16) / 16;
        double rest = (y - cut) * (y + cut);
        return ErfcScaled(y) * (Math.Exp(-cut * cut) * Math.Exp(-rest));
    }

    /// <summary>erf x for |x| up to <see cref="Middle"/>.</summary>
    private static double ErfNearZero(double x)
    {
        double s = x * x;
        double numerator = (1.85777706184603153e-1 * s) + 3.16112374387056560e0;
        numerator = (numerator * s) + 1.13864154151050156e2;
        numerator = (numerator * s) + 3.77485237685302021e2;
        numerator = (numerator * s) + 3.20937758913846947e3;
        double denominator = s + 2.36012909523441209e1;
        denominator = (denominator * s) + 2.44024637934444173e2;
        denominator = (denominator * s) + 1.28261652607737228e3;
        denominator = (denominator * s) + 2.84423683343917062e3;
        return x * (numerator / denominator);
    }

    /// <summary>e^y² erfc y for y beyond <see cref="Middle"/>.</summary>
    private static double ErfcScaled(double y) => y <= 4 ? ErfcScaledUpTo4(y) : ErfcScaledBeyond4(y);

    private static double ErfcScaledUpTo4(double y)
    {
        double numerator = (2.15311535474403846e-8 * y) + 5.64188496988670089e-1;
        numerator = (numerator * y) + 8.88314979438837594e0;
        numerator = (numerator * y) + 6.61191906371416295e1;
        numerator = (numerator * y) + 2.98635138197400131e2;
        numerator = (numerator * y) + 8.81952221241769090e2;
        numerator = (numerator * y) + 1.71204761263407058e3;
        numerator = (numerator * y) + 2.05107837782607147e3;
        numerator = (numerator * y) + 1.23033935479799725e3;
        double denominator = y + 1.57449261107098347e1;
        denominator = (denominator * y) + 1.17693950891312499e2;
        denominator = (denominator * y) + 5.37181101862009858e2;
        denominator = (denominator * y) + 1.62138957456669019e3;
        denominator = (denominator * y) + 3.29079923573345963e3;
        denominator = (denominator * y) + 4.36261909014324716e3;
        denominator = (denominator * y) + 3.43936767414372164e3;
        denominator = (denominator * y) + 1.23033935480374942e3;
        return numerator / denominator;
    }

    private static double ErfcScaledBeyond4(double y)
    {
        double s = 1 / (y * y);
        double numerator = (1.63153871373020978e-2 * s) + 3.05326634961232344e-1;
        numerator = (numerator * s) + 3.60344899949804439e-1;
        numerator = (numerator * s) + 1.25781726111229246e-1;
        numerator = (numerator * s) + 1.60837851487422766e-2;
        numerator = (numerator * s) + 6.58749161529837803e-4;
        double denominator = s + 2.56852019228982242e0;
        denominator = (denominator * s) + 1.87295284992346047e0;
        denominator = (denominator * s) + 5.27905102951428412e-1;
        denominator = (denominator * s) + 6.05183413124413191e-2;
        denominator = (denominator * s) + 2.33520497626869185e-3;
        return (OneOverRootPi - (s * (numerator / denominator))) / y;
    }
}

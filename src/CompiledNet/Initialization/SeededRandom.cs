using System.Numerics;

namespace CompiledNet;

/// <summary>
/// The source of every random number in this library: the same bits for the same seed on every machine and in every version.
/// xoshiro256** (Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021), its state filled by SplitMix64
/// (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014). Not for cryptography.
/// </summary>
/// <remarks>
/// A mutable struct: keep it in a local or a field, and pass it by reference. Beyond integers it uses + − × ÷ and the square root,
/// which IEEE 754 defines to the last bit; the logarithm is its own, for <see cref="Math.Log(double)"/> differs between platforms.
/// </remarks>
internal struct SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts one of the independent streams of a seed.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">
    /// Which stream. Layers use 0 and up (see <see cref="ParameterInitializer"/>); whatever else draws from the user's seed takes a
    /// negative one.
    /// </param>
    public SeededRandom(long seed, int stream)
    {
        // Mixed twice, so that neither neighbouring seeds nor neighbouring streams start near each other on SplitMix64's one orbit.
        ulong state = (ulong)seed;
        state = SplitMix64(ref state) + (uint)stream;
        state = SplitMix64(ref state);
        _s0 = SplitMix64(ref state);
        _s1 = SplitMix64(ref state);
        _s2 = SplitMix64(ref state);
        _s3 = SplitMix64(ref state);
    }

    /// <summary>Starts from a given state of xoshiro256**, such as one with published outputs.</summary>
    /// <param name="s0">First word. Not all four may be 0.</param>
    /// <param name="s1">Second word.</param>
    /// <param name="s2">Third word.</param>
    /// <param name="s3">Fourth word.</param>
    public SeededRandom(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>The next output of SplitMix64.</summary>
    /// <param name="state">Its state, advanced.</param>
    /// <returns>64 random bits.</returns>
    public static ulong SplitMix64(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>64 random bits.</summary>
    /// <returns>Any number.</returns>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1): a multiple of 2⁻⁵³.</summary>
    /// <returns>The number.</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform among 0, 1, … bound − 1, without bias (Lemire, "Fast Random Integer Generation in an Interval", 2019).</summary>
    /// <param name="bound">At least 1.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is less than 1.</exception>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);

        uint range = (uint)bound;
        ulong product = (NextUInt64() >> 32) * range;
        if ((uint)product < range)
        {
            // 2³² is no multiple of range: the first 2³² mod range low halves would count once too often.
            uint surplus = (0u - range) % range;
            while ((uint)product < surplus)
            {
                product = (NextUInt64() >> 32) * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>
    /// Normal with mean 0 and variance 1, by the polar method (Marsaglia and Bray, 1964). Its second number is dropped: a spare to
    /// carry along would be state for little.
    /// </summary>
    /// <returns>The number.</returns>
    public double NextNormal()
    {
        while (true)
        {
            double x = (2 * NextDouble()) - 1;
            double y = (2 * NextDouble()) - 1;
            double s = (x * x) + (y * y);
            if (s is > 0 and < 1)
            {
                return x * Math.Sqrt(-2 * Log(s) / s);
            }
        }
    }

    /// <summary>ln x within a few units of the last place, the same bits everywhere.</summary>
    /// <param name="x">Positive and normal.</param>
    /// <returns>ln x.</returns>
    public static double Log(double x)
    {
        const double SquareRootOfTwo = 1.4142135623730951;

        // ln 2 in two parts: exponent · High is exact, for High ends in 33 zero bits.
        const double Ln2High = 0.693147180369123816490;
        const double Ln2Low = 1.90821492927058770002e-10;

        // x = mantissa · 2^exponent with √½ < mantissa ≤ √2.
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (mantissa > SquareRootOfTwo)
        {
            mantissa *= 0.5;
            exponent++;
        }

        // ln m = 2 artanh f = 2 (f + f³/3 + f⁵/5 + …) with f = (m − 1) / (m + 1), |f| < 0.172; Horner from the 21st power down.
        double f = (mantissa - 1) / (mantissa + 1);
        double square = f * f;
        double sum = 0;
        for (int power = 21; power >= 3; power -= 2)
        {
            sum = (sum + (1.0 / power)) * square;
        }

        double twice = 2 * f;
        return (exponent * Ln2High) + ((exponent * Ln2Low) + (twice + (twice * sum)));
    }
}

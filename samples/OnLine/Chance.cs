namespace OnLine;

/// <summary>What nobody controls: where the pole starts, who pushes it, and the noise of the sensors. The same for the same seed.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Uniform between −limit and limit.</summary>
    public double Within(double limit) => limit * ((2 * _random.NextDouble()) - 1);

    /// <summary>What the sensors say: the truth and normal noise, of half a millimetre and half a milliradian, and ten times that a second.</summary>
    public Motion Measure(in Motion truth)
    {
        const double Noise = 5e-4;
        const double NoiseOfSpeed = 10 * Noise;
        return truth.Plus(1, new Motion(Noise * Normal(), NoiseOfSpeed * Normal(), Noise * Normal(), NoiseOfSpeed * Normal()));
    }

    // Box and Muller, "A Note on the Generation of Random Normal Deviates", 1958.
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}

namespace Amp;

/// <summary>
/// A simulated tube amplifier: a tone stack, a stage that saturates more on one side than on the other, and a supply that sags under a loud signal. Computed at
/// four times the sampling rate, so that the saturation's overtones do not fold back.
/// </summary>
internal sealed class Amplifier
{
    public const int SamplingRate = 48_000;

    private const int Oversampling = 4;
    private const double Drive = 9;

    private readonly OnePole _bass = new(110, SamplingRate * Oversampling);
    private readonly OnePole _treble = new(2_800, SamplingRate * Oversampling);
    private readonly OnePole _coupling = new(25, SamplingRate * Oversampling);
    private readonly OnePole _speaker = new(4_500, SamplingRate * Oversampling);
    private readonly OnePole _speaker2 = new(4_500, SamplingRate * Oversampling);
    private readonly OnePole _load = new(12, SamplingRate * Oversampling);
    private double _last;

    /// <summary>Plays a signal.</summary>
    public static float[] Play(float[] signal)
    {
        var amplifier = new Amplifier();
        return Array.ConvertAll(signal, amplifier.Next);
    }

    private float Next(float sample)
    {
        double output = 0;
        for (int k = 1; k <= Oversampling; k++)
        {
            double input = _last + ((sample - _last) * k / Oversampling);
            double bass = _bass.Low(input);
            double treble = input - _treble.Low(input);
            double toned = input - (0.6 * bass) + (0.8 * treble);
            double supply = 1 / (1 + (1.5 * _load.Low(Math.Abs(output))));
            double driven = Drive * toned * supply;
            double saturated = driven > 0 ? Math.Tanh(driven) : 0.7 * Math.Tanh(driven / 0.7 * 0.8);
            double free = saturated - _coupling.Low(saturated);
            output = _speaker2.Low(_speaker.Low(free)) * (0.4 + (0.6 * supply));
        }

        _last = sample;
        return (float)(0.8 * output);
    }

    /// <summary>A filter of one pole.</summary>
    private sealed class OnePole(double frequency, double rate)
    {
        private readonly double _factor = 1 - Math.Exp(-2 * Math.PI * frequency / rate);
        private double _state;

        public double Low(double input) => _state += _factor * (input - _state);
    }
}

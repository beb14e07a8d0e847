namespace RealTime;

/// <summary>A signal to amplify: plucked chords of three strings, whose overtones fade the faster the higher they are.</summary>
internal sealed class Guitar(uint seed)
{
    private const int Strings = 3;
    private const int Overtones = 6;
    private const int PluckInterval = Amplifier.SampleRate / 4;
    private const double LowestNote = 82.4; // E2, Hz

    private readonly double[] _phase = new double[Strings];
    private readonly double[] _frequency = new double[Strings];
    private uint _state = seed;
    private double _loudness;
    private int _since = PluckInterval;

    /// <summary>The next sample, from −1 to 1.</summary>
    public float Next()
    {
        if (_since == PluckInterval)
        {
            Pluck();
        }

        double time = (double)_since++ / Amplifier.SampleRate;
        double sum = 0;
        for (int i = 0; i < Strings; i++)
        {
            _phase[i] += _frequency[i] / Amplifier.SampleRate;
            _phase[i] -= Math.Floor(_phase[i]);
            for (int k = 1; k <= Overtones; k++)
            {
                sum += Math.Exp(-3 * k * time) / k * Math.Sin(2 * Math.PI * k * _phase[i]);
            }
        }

        return (float)Math.Clamp(_loudness * sum / Strings, -1, 1);
    }

    private void Pluck()
    {
        _since = 0;
        _loudness = 0.2 + (0.8 * Draw());
        for (int i = 0; i < Strings; i++)
        {
            _frequency[i] = LowestNote * Math.Pow(2, (int)(36 * Draw()) / 12.0);
        }
    }

    // From 0 to 1; Numerical Recipes' generator of 32 bits.
    private double Draw()
    {
        _state = unchecked((_state * 1664525) + 1013904223);
        return (_state >> 8) / (double)(1 << 24);
    }
}

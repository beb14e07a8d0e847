namespace RealTime;

/// <summary>A sample of the guitar in, a sample of the amplifier out.</summary>
internal sealed class AudioEffect : ILoopWork
{
    private readonly Guitar _guitar = new(seed: 3);
    private readonly Amplifier _amplifier = new();

    // The last samples twice, so that the window is always in one piece.
    private readonly float[] _played = new float[2 * AmpNet.InputSize];
    private readonly float[] _heard = new float[1];
    private float _sample;
    private float _expected;
    private int _next;
    private double _error;
    private double _power;

    /// <summary>How far the network is from the amplifier, in decibels of the signal.</summary>
    public double Error => 10 * Math.Log10(_error / _power);

    /// <inheritdoc/>
    public void Observe()
    {
        double difference = _heard[0] - _expected;
        _error += difference * difference;
        _power += _expected * _expected;
        _next = (_next + 1) % AmpNet.InputSize;
        _sample = _guitar.Next();
        _expected = _amplifier.Next(_sample);
    }

    /// <inheritdoc/>
    public void Answer()
    {
        _played[_next] = _sample;
        _played[_next + AmpNet.InputSize] = _sample;
        AmpNet.Frozen.Forward(_played.AsSpan(_next + 1, AmpNet.InputSize), _heard);
    }
}

namespace RealTime;

/// <summary>
/// The amplifier that the network imitates: treble is lifted, a valve saturates, more for the one half of a wave than for the other, and a
/// loudspeaker takes the treble away again.
/// </summary>
internal sealed class Amplifier
{
    /// <summary>Samples of a second.</summary>
    public const int SampleRate = 48_000;

    private const float Lift = 0.6f;
    private const float Drive = 4;
    private const float Bias = 0.25f;
    private const float Speaker = 0.3f;

    private float _before;
    private float _cone;

    /// <summary>The next sample.</summary>
    /// <param name="sample">What goes in, from −1 to 1.</param>
    public float Next(float sample)
    {
        float lifted = sample - (Lift * _before);
        _before = sample;
        float saturated = MathF.Tanh((Drive * lifted) + Bias) - MathF.Tanh(Bias);
        _cone += Speaker * (saturated - _cone);
        return _cone;
    }
}

using OnLine;

namespace RealTime;

/// <summary>The pole of samples/OnLine, held by what was learned there.</summary>
internal sealed class PoleController : ILoopWork
{
    private const int PushInterval = 500; // steps
    private const int PushLength = 50;
    private const double Push = 1.5;      // newtons

    private readonly float[] _measured = new float[PoleNet.InputSize];
    private readonly float[] _force = new float[1];
    private Motion _state = new(0.1, 0, 0.08, 0);
    private int _step;

    /// <summary>Whether the pole has stood all the time.</summary>
    public bool Stands { get; private set; } = true;

    /// <inheritdoc/>
    public void Observe()
    {
        double push = _step % PushInterval < PushLength ? (_step / PushInterval % 2 == 0 ? Push : -Push) : 0;
        _state = CartPole.Next(_state, CartPole.LargestForce * _force[0], push);
        Stands &= !CartPole.IsLost(_state);
        _step++;
    }

    /// <inheritdoc/>
    public void Answer()
    {
        PoleNet.Measure(_state, _measured);
        PoleNet.Frozen.Forward(_measured, _force);
    }
}

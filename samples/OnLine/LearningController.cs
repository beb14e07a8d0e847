using CompiledNet;

namespace OnLine;

/// <summary>
/// Balances the pole by a network, and learns in every step from what the last force did.
/// </summary>
/// <remarks>
/// <para>
/// Somebody who designs such a controller can say how the pole should move, θ̈* = −a (θ − θ*) − b θ̇ with θ* = −(c x + d ẋ): like a pendulum that
/// hangs, damped, and leaning towards the middle of the track; with the numbers below, cart and pole come to rest for poles of up to twice this
/// length. Which force makes it move so depends on masses, lengths and friction, which are not known here. The network has to find it.
/// </para>
/// <para>
/// A step later the acceleration θ̈ can be measured, and its error costs J = ½ (θ̈ − θ̈*)². For the network's output u that is
/// dJ/du = (θ̈ − θ̈*) ∂θ̈/∂u, and of ∂θ̈/∂u it is enough to know the sign: who pushes the cart to the right tips the pole to the left. From there
/// <c>BackwardFrom</c> goes on to the weights. This is learning with a distal teacher (Jordan and Rumelhart, "Forward models: Supervised learning with a
/// distal teacher", 1992), the model of the world reduced to a sign.
/// </para>
/// </remarks>
internal sealed class LearningController
{
    private const double Stiffness = 40;         // a, 1/s²
    private const double Damping = 13;           // b, 1/s
    private const double LeanOfPosition = 0.10;  // c, rad/m
    private const double LeanOfVelocity = 0.17;  // d, rad s/m

    // The noise of the sensors over a thousandth of a second is an acceleration of 7 rad/s²; a blow can be any. No step follows one far.
    private const double LargestError = 50;

    private readonly PoleNet _net;
    private readonly PoleNet.Workspace _workspace = new(batchSize: 1);
    private readonly Sgd _optimizer = new(learningRate: 1e-4);
    private readonly float[] _gradient = new float[1];
    private Motion _seen;

    /// <summary>Makes a controller that knows nothing.</summary>
    /// <param name="seed">Determines the network's first weights.</param>
    public LearningController(int seed)
    {
        _net = new PoleNet(seed);
        _optimizer.Prepare(_net.Parameters);
    }

    /// <summary>What it has learned.</summary>
    public PoleNet Network => _net;

    /// <summary>Chooses a force.</summary>
    /// <param name="seen">What the sensors say.</param>
    /// <returns>In newtons.</returns>
    public double Act(in Motion seen)
    {
        Span<float> input = _workspace.Input;
        PoleNet.Measure(seen, input);
        _net.Forward(input, _workspace);
        _seen = seen;
        return CartPole.LargestForce * _workspace.Output[0];
    }

    /// <summary>Learns from what came of the last force.</summary>
    /// <param name="seen">What the sensors say a step later.</param>
    public void Learn(in Motion seen)
    {
        double acceleration = (seen.Rate - _seen.Rate) / CartPole.TimeStep;
        double lean = -((LeanOfPosition * _seen.Position) + (LeanOfVelocity * _seen.Velocity));
        double wanted = (-Stiffness * (_seen.Angle - lean)) - (Damping * _seen.Rate);
        double error = Math.Clamp(acceleration - wanted, -LargestError, LargestError);
        _gradient[0] = (float)(-error / CartPole.LargestForce);
        _net.BackwardFrom(_gradient, _workspace);
        _optimizer.Step(_net.Parameters, _workspace.Gradients);
    }
}

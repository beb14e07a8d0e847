namespace OnLine;

/// <summary>
/// A pole on a cart: the cart is pushed along a track, the pole turns freely about a pivot on it and falls if nobody does anything.
/// </summary>
/// <remarks>
/// With the cart at x, the pole at the angle θ from upright, F the force on the cart and d a push against the tip of the pole, both horizontal,
/// <code>
/// (M + m) ẍ + m l cos θ θ̈ = F + d − b ẋ + m l θ̇² sin θ
/// m l cos θ ẍ + (4/3) m l² θ̈ = m g l sin θ + 2 l cos θ d − c θ̇
/// </code>
/// (Lagrange's equations of a uniform rod of length 2 l; compare Barto, Sutton and Anderson, "Neuronlike adaptive elements that can solve difficult
/// learning control problems", 1983). Integrated by the Runge–Kutta method of fourth order, F and d constant over a step.
/// </remarks>
internal static class CartPole
{
    /// <summary>The step of simulation and control: a thousand a second.</summary>
    public const double TimeStep = 1e-3;

    /// <summary>The largest force of the motor, in newtons.</summary>
    public const double LargestForce = 15;

    /// <summary>Half the length of the track, in metres.</summary>
    public const double EndOfTrack = 2.4;

    /// <summary>The angle, in radians, from which on the pole counts as fallen.</summary>
    public const double FallenAngle = 0.6;

    private const double Cart = 1.0;        // M, kg
    private const double Pole = 0.2;        // m, kg
    private const double HalfLength = 0.5;  // l, m
    private const double Gravity = 9.81;    // g, m/s²
    private const double TrackFriction = 0.1;   // b, N s/m
    private const double PivotFriction = 0.002; // c, N m s

    /// <summary>Where it is a step later.</summary>
    /// <param name="state">Where it is.</param>
    /// <param name="force">On the cart, in newtons.</param>
    /// <param name="push">Against the tip of the pole, in newtons.</param>
    public static Motion Next(in Motion state, double force, double push)
    {
        const double Half = TimeStep / 2;
        Motion k1 = Derivative(state, force, push);
        Motion k2 = Derivative(state.Plus(Half, k1), force, push);
        Motion k3 = Derivative(state.Plus(Half, k2), force, push);
        Motion k4 = Derivative(state.Plus(TimeStep, k3), force, push);
        return state.Plus(TimeStep / 6, k1).Plus(TimeStep / 3, k2).Plus(TimeStep / 3, k3).Plus(TimeStep / 6, k4);
    }

    /// <summary>Whether the pole has fallen or the cart run off the track.</summary>
    public static bool IsLost(in Motion state) => !(Math.Abs(state.Angle) < FallenAngle && Math.Abs(state.Position) < EndOfTrack);

    private static Motion Derivative(in Motion state, double force, double push)
    {
        (double sin, double cos) = Math.SinCos(state.Angle);
        const double A11 = Cart + Pole;
        double a12 = Pole * HalfLength * cos;
        const double A22 = 4.0 / 3 * Pole * HalfLength * HalfLength;
        double b1 = force + push - (TrackFriction * state.Velocity) + (Pole * HalfLength * state.Rate * state.Rate * sin);
        double b2 = (Pole * Gravity * HalfLength * sin) + (2 * HalfLength * cos * push) - (PivotFriction * state.Rate);
        double determinant = (A11 * A22) - (a12 * a12);
        return new Motion(
            state.Velocity,
            ((b1 * A22) - (a12 * b2)) / determinant,
            state.Rate,
            ((A11 * b2) - (a12 * b1)) / determinant);
    }
}

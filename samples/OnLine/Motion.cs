namespace OnLine;

/// <summary>How cart and pole stand and move; also how fast these change, when it is a derivative.</summary>
/// <param name="Position">Of the cart, in metres from the middle of the track.</param>
/// <param name="Velocity">Of the cart.</param>
/// <param name="Angle">Of the pole, in radians from upright.</param>
/// <param name="Rate">How fast the angle grows.</param>
internal readonly record struct Motion(double Position, double Velocity, double Angle, double Rate)
{
    /// <summary>This, and a multiple of another.</summary>
    public Motion Plus(double factor, in Motion other) => new(
        Position + (factor * other.Position),
        Velocity + (factor * other.Velocity),
        Angle + (factor * other.Angle),
        Rate + (factor * other.Rate));
}

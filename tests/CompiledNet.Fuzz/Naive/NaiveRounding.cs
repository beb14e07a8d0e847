namespace CompiledNet.Fuzz.Naive;

/// <summary>
/// Plays an implementation of a precision: every number is off by up to that share of what was added up to it, at random. How far results move is how far two
/// right implementations may lie apart.
/// </summary>
/// <param name="roundoff">The share; 0 for none.</param>
/// <param name="noise">What the errors are drawn from.</param>
internal sealed class NaiveRounding(double roundoff, int noise)
{
    private readonly Random _random = new(noise);

    /// <summary>No errors but those of double itself.</summary>
    public static NaiveRounding None { get; } = new(0, 0);

    /// <summary>A number with its error.</summary>
    /// <param name="value">The number.</param>
    /// <param name="size">The size of what was added up to it.</param>
    public double Off(double value, double size) =>
        roundoff == 0 ? value : value + (roundoff * size * ((2 * _random.NextDouble()) - 1));
}

using System.Numerics;

namespace CompiledNet;

/// <summary>
/// The slope of a loss in one of its arguments, from differences alone.
/// </summary>
/// <remarks>
/// <para>
/// A central difference (L(x + h) − L(x − h)) / 2h is wrong by about h² L‴/6, and by the rounding of L over h. With one fixed step the
/// best of both leaves nine or ten digits, and none where the loss bends sharply. So the step shrinks from level to level and
/// <see cref="Extrapolation"/> carries the differences on to h = 0, while the steps are still so large that rounding hardly counts.
/// It estimates its own error; when that is small enough no further level is computed. Three mostly suffice, for 12 digits.
/// </para>
/// <para>
/// A kink, such as a ReLU's z that changes sign between x and x + h, spoils the central difference while that of the other side stays
/// right. So both one-sided differences are followed too. Where they agree there is no kink within the step; where they do not, both
/// are returned: beside a kink the slope at x is one of them, and on it there is none but what lies between.
/// </para>
/// </remarks>
internal readonly record struct NumericDerivative(double Value, double OtherValue, double Error)
{
    private const double Ratio = 4;
    private const int LeastLevels = 3;

    // A loss is the end of a chain of roundings, in sums, activations and the difference to the target, and that difference may be small
    // beside what it is the difference of. Taken for less, roundings look like a kink.
    private const double RoundingsOfLoss = 8;

    /// <summary>Estimates a slope.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The argument: moved to and fro, and back to its very bits whatever happens.</param>
    /// <param name="loss">Computes the loss at the present <paramref name="x"/>.</param>
    /// <param name="accuracy">An error that is small enough.</param>
    /// <returns>The slope, twice where both sides agree, and how wrong it may be by the rounding of the loss and by its own estimate.</returns>
    public static NumericDerivative Estimate<T>(ref T x, Func<double> loss, double accuracy)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T original = x;
        try
        {
            return Estimate(ref x, original, loss, accuracy);
        }
        finally
        {
            x = original;
        }
    }

    /// <summary>
    /// Whether the loss has a kink at the argument itself: a little to the one side, and a little to the other, Backward's gradient is the slope of the
    /// loss there, and at the argument it is not.
    /// </summary>
    /// <remarks>
    /// The slopes of both sides may be equal. That of relu(x) − relu(−x) is 1 everywhere, and Backward's gradient at 0 is 0. A fault of Backward is one
    /// beside the argument, too.
    /// </remarks>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="x">The argument: moved to and fro, and back to its very bits whatever happens.</param>
    /// <param name="loss">Computes the loss at the present <paramref name="x"/>.</param>
    /// <param name="gradient">Backward's gradient at the present <paramref name="x"/>.</param>
    /// <param name="distance">How far the gradient at the argument is from the slope.</param>
    /// <returns>Whether there is one.</returns>
    public static bool IsKink<T>(ref T x, Func<double> loss, Func<double> gradient, double distance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T original = x;
        try
        {
            double center = double.CreateTruncating(original);
            double unit = UnitOf<T>();
            double lossHere = loss();

            // Of floats larger steps meet other kinks, and smaller ones roundings.
            double step = MagnitudeOf(center) * (unit < 1e-10 ? Math.Cbrt(unit) : Ratio * Math.Sqrt(unit));
            return IsRight(ref x, step) && IsRight(ref x, -step)
                || (IsRight(ref x, step / Ratio) && IsRight(ref x, -step / Ratio));

            bool IsRight(ref T x, double step)
            {
                (double there, double width) = LossAt(ref x, original + T.CreateTruncating(step), loss, center);
                (double between, _) = LossAt(ref x, original + T.CreateTruncating(step / 2), gradient, center);
                return Math.Abs(((there - lossHere) / width) - between) < distance / 2;
            }
        }
        finally
        {
            x = original;
        }
    }

    private static double UnitOf<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => double.CreateTruncating(T.BitIncrement(T.One) - T.One);

    // A power of two, for then x ± h hardly rounds.
    private static double MagnitudeOf(double center) =>
        double.IsFinite(center) ? Math.ScaleB(1, Math.Max(0, Math.ILogB(center))) : 1;

    private static (double Loss, double Width) LossAt<T>(ref T x, T value, Func<double> loss, double center)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = value;
        return (loss(), double.CreateTruncating(value) - center);
    }

    private static NumericDerivative Estimate<T>(ref T x, T original, Func<double> loss, double accuracy)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double center = double.CreateTruncating(original);
        double unit = UnitOf<T>();

        // Of doubles three levels lead from 2^-7 to about the fifth root of the rounding unit, where extrapolation and rounding leave alike.
        // Floats have no digits for much extrapolation; smaller steps at once keep more kinks out. The last step is the unit's square
        // root. All in proportion for numbers above 1.
        double magnitude = MagnitudeOf(center);
        double step = magnitude * (unit < 1e-10 ? 1.0 / 128 : 1.0 / 16);
        double smallest = magnitude * Math.Sqrt(unit);

        double lossHere = loss();
        var both = new Extrapolation(Ratio * Ratio);
        var above = new Extrapolation(Ratio);
        var below = new Extrapolation(Ratio);
        while (true)
        {
            (double lossAbove, double widthAbove) = LossAt(ref x, original + T.CreateTruncating(step), loss, center);
            (double lossBelow, double widthBelow) = LossAt(ref x, original - T.CreateTruncating(step), loss, center);
            double rounding = RoundingsOfLoss * unit * Math.Max(Math.Abs(lossAbove), Math.Abs(lossBelow)) / step;
            both.Add((lossAbove - lossBelow) / (widthAbove - widthBelow), rounding);
            above.Add((lossAbove - lossHere) / widthAbove, 2 * rounding);
            below.Add((lossBelow - lossHere) / widthBelow, 2 * rounding);

            bool isKink = Math.Abs(above.Value - below.Value) > 2 * (above.Error + below.Error);
            Extrapolation oneSided = above.Error < below.Error ? above : below;
            Extrapolation best = isKink || oneSided.Error < both.Error ? oneSided : both;
            step /= Ratio;
            if (step < smallest || (best.Settled && best.Levels >= LeastLevels && best.Error <= Math.Max(accuracy, rounding)))
            {
                double otherValue = !isKink ? best.Value : above.Error < below.Error ? below.Value : above.Value;
                return new NumericDerivative(best.Value, otherValue, Math.Max(best.Error, 4 * best.Rounding));
            }
        }
    }
}

using System.Globalization;

namespace CompiledNet;

/// <summary>The samples of a <see cref="Calibration"/> whose probabilities lie in one interval.</summary>
/// <param name="Lower">The interval's lower end, which does not belong to it, but for 0.</param>
/// <param name="Upper">The interval's upper end, which belongs to it.</param>
/// <param name="Count">Number of samples.</param>
/// <param name="MeanProbability">The mean of their probabilities; NaN if there are none.</param>
/// <param name="ObservedShare">The share of them that came true; NaN if there are none.</param>
public readonly record struct CalibrationBin(double Lower, double Upper, int Count, double MeanProbability, double ObservedShare)
{
    /// <summary>One line, the same in every culture.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"({Lower:G5}, {Upper:G5}]: said {MeanProbability:F4}, came true {ObservedShare:F4} over {Counted.Of(Count, "sample")}");
}

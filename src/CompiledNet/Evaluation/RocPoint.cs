using System.Globalization;

namespace CompiledNet;

/// <summary>A point of a <see cref="RocCurve"/>: what it comes to if every score of at least a threshold is called positive.</summary>
/// <param name="FalsePositiveRate">The share of the negative samples that are called positive; NaN if there is none.</param>
/// <param name="TruePositiveRate">The share of the positive samples that are called positive; NaN if there is none.</param>
/// <param name="Threshold">The threshold, +∞ at the first point.</param>
public readonly record struct RocPoint(double FalsePositiveRate, double TruePositiveRate, double Threshold)
{
    /// <summary>One line, the same in every culture.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"({FalsePositiveRate:F4}, {TruePositiveRate:F4}) at {Threshold:G5}");
}

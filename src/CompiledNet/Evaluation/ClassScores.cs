using System.Globalization;

namespace CompiledNet;

/// <summary>Precision, recall and F1 of one class, or an average of them over the classes of a <see cref="ConfusionMatrix"/>.</summary>
/// <param name="Precision">The share of the samples predicted to be of the class that are; 0 if none was predicted.</param>
/// <param name="Recall">The share of the samples of the class that were predicted to be; 0 if there is none.</param>
/// <param name="F1">The harmonic mean of both; 0 if both are.</param>
/// <param name="Support">The number of samples of the class; of an average, of all classes.</param>
public readonly record struct ClassScores(double Precision, double Recall, double F1, long Support)
{
    /// <summary>One line, the same in every culture.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"precision {Precision:F4}, recall {Recall:F4}, F1 {F1:F4} over {Counted.Of(Support, "sample")}");
}

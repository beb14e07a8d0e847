using System.Globalization;

namespace CompiledNet;

/// <summary>How a network does on a data set.</summary>
public sealed record EvaluationResult
{
    /// <summary>Number of samples.</summary>
    public required int Count { get; init; }

    /// <summary>The mean loss over the samples.</summary>
    public required double Loss { get; init; }

    /// <summary>The share of samples classified correctly; null where that has no meaning (see <see cref="Trainer"/>).</summary>
    public double? Accuracy { get; init; }

    /// <summary>One line, the same in every culture.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => Accuracy is double accuracy
        ? string.Create(CultureInfo.InvariantCulture, $"loss {Loss:G5}, accuracy {accuracy:F4} over {Counted.Of(Count, "sample")}")
        : string.Create(CultureInfo.InvariantCulture, $"loss {Loss:G5} over {Counted.Of(Count, "sample")}");
}

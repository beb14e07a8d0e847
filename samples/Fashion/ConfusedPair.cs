using CompiledNet;

namespace Fashion;

/// <summary>Pictures of one class that were taken for another.</summary>
/// <param name="Actual">What they are.</param>
/// <param name="Predicted">What the network takes them for.</param>
/// <param name="Images">Their numbers in the set, those that the network is surest of first.</param>
internal sealed record ConfusedPair(int Actual, int Predicted, IReadOnlyList<int> Images)
{
    /// <summary>The pairs that were taken for one another most often.</summary>
    /// <param name="predictions">What the network makes of the pictures.</param>
    /// <param name="count">How many pairs, at the most.</param>
    /// <returns>The pairs, the most frequent first.</returns>
    public static ConfusedPair[] MostFrequent(Predictions<float> predictions, int count) =>
    [
        .. Enumerable.Range(0, predictions.Count)
            .GroupBy(image => (Actual: predictions.ActualClassOf(image), Predicted: predictions.ClassOf(image)))
            .Where(group => group.Key.Actual != group.Key.Predicted)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Take(count)
            .Select(group => new ConfusedPair(
                group.Key.Actual, group.Key.Predicted, [.. group.OrderByDescending(image => ProbabilityOf(predictions, image))])),
    ];

    /// <summary>How sure the network is of what it takes a picture for.</summary>
    /// <param name="predictions">What the network makes of the pictures.</param>
    /// <param name="image">The picture's number.</param>
    /// <returns>The probability that it gives, from 0 to 1.</returns>
    public static float ProbabilityOf(Predictions<float> predictions, int image) => predictions.OutputOf(image)[predictions.ClassOf(image)];
}

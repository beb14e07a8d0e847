namespace Fashion;

/// <summary>Pictures of one class that were taken for another.</summary>
/// <param name="Actual">What they are.</param>
/// <param name="Predicted">What the network takes them for.</param>
/// <param name="Images">Their numbers in the set, those that the network is surest of first.</param>
internal sealed record ConfusedPair(int Actual, int Predicted, IReadOnlyList<int> Images);

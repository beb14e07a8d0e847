using CompiledNet;

namespace Inspect;

/// <summary>How sure a network is of its answers.</summary>
internal static class Certainty
{
    /// <summary>
    /// The sample for which the two largest probabilities are nearest to each other. A sure network has next to no loss, and then there is nothing to be seen on
    /// the way back.
    /// </summary>
    public static int LeastCertain(Predictions<float> predictions) => Enumerable.Range(0, predictions.Count).MinBy(sample =>
    {
        float[] sorted = [.. predictions.OutputOf(sample).ToArray().OrderDescending()];
        return sorted[0] - sorted[1];
    });
}

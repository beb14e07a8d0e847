using CompiledNet;

namespace Digits;

/// <summary>What the network says of one image.</summary>
/// <param name="Pixels">The image.</param>
/// <param name="Actual">Which digit it is.</param>
/// <param name="Predicted">Which one the network takes it for.</param>
/// <param name="Probability">What it gives that.</param>
internal sealed record Prediction(float[] Pixels, int Actual, int Predicted, double Probability)
{
    /// <summary>Whether the network is right.</summary>
    public bool IsCorrect => Predicted == Actual;

    /// <summary>The images of a data set, each with what the network says of it.</summary>
    public static Prediction[] All(Predictions<float> predictions) =>
        [.. Enumerable.Range(0, predictions.Count).Select(i => One(predictions, i))];

    private static Prediction One(Predictions<float> predictions, int i)
    {
        int predicted = predictions.ClassOf(i);
        return new Prediction(
            predictions.Data.InputOf(i).ToArray(), predictions.ActualClassOf(i), predicted, predictions.OutputOf(i)[predicted]);
    }
}

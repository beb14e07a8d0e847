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

    /// <summary>Asks the network for every image.</summary>
    public static Prediction[] All(DigitNet net, DataSet<float> images) =>
        [.. Enumerable.Range(0, images.Count).Select(i => One(net, images.InputOf(i), images.ClassOf(i)))];

    private static Prediction One(DigitNet net, ReadOnlySpan<float> pixels, int actual)
    {
        Span<float> scores = stackalloc float[DigitNet.OutputSize];
        net.Forward(pixels, scores);

        int predicted = 0;
        for (int digit = 1; digit < scores.Length; digit++)
        {
            if (scores[digit] > scores[predicted])
            {
                predicted = digit;
            }
        }

        return new Prediction(pixels.ToArray(), actual, predicted, scores[predicted]);
    }
}

using CompiledNet;

namespace Fashion;

/// <summary>What a network says of every picture of a set.</summary>
internal sealed class Predictions
{
    private readonly DataSet<float> _images;
    private readonly float[] _probabilities;

    /// <summary>Asks the network.</summary>
    /// <param name="net">The network.</param>
    /// <param name="images">The pictures.</param>
    public Predictions(INetwork<float> net, DataSet<float> images)
    {
        const int Block = 500;

        _images = images;
        int classes = net.OutputSize;
        _probabilities = new float[images.Count * classes];
        float[] inputs = new float[Block * images.InputSize];
        for (int start = 0; start < images.Count; start += Block)
        {
            int count = Math.Min(Block, images.Count - start);
            for (int i = 0; i < count; i++)
            {
                images.InputOf(start + i).CopyTo(inputs.AsSpan(i * images.InputSize));
            }

            net.Forward(inputs.AsSpan(0, count * images.InputSize), _probabilities.AsSpan(start * classes, count * classes));
        }
    }

    /// <summary>How many of the pictures are taken for what they are.</summary>
    public double Accuracy => Enumerable.Range(0, _images.Count).Count(i => PredictedOf(i) == _images.ClassOf(i)) / (double)_images.Count;

    /// <summary>What a picture is taken for.</summary>
    public int PredictedOf(int image)
    {
        ReadOnlySpan<float> row = RowOf(image);
        int largest = 0;
        for (int i = 1; i < row.Length; i++)
        {
            largest = row[i] > row[largest] ? i : largest;
        }

        return largest;
    }

    /// <summary>What the network gives for that.</summary>
    public float ProbabilityOf(int image) => RowOf(image)[PredictedOf(image)];

    /// <summary>How many pictures of each class (rows) were taken for each (columns).</summary>
    public int[,] Counts()
    {
        int[,] counts = new int[_images.OutputSize, _images.OutputSize];
        for (int image = 0; image < _images.Count; image++)
        {
            counts[_images.ClassOf(image), PredictedOf(image)]++;
        }

        return counts;
    }

    /// <summary>The classes that are most often taken for one another, the most frequent first.</summary>
    /// <param name="count">How many pairs.</param>
    public ConfusedPair[] MostConfused(int count) =>
    [
        .. Enumerable.Range(0, _images.Count)
            .Where(image => PredictedOf(image) != _images.ClassOf(image))
            .GroupBy(image => (Actual: _images.ClassOf(image), Predicted: PredictedOf(image)))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Take(count)
            .Select(group => new ConfusedPair(group.Key.Actual, group.Key.Predicted, [.. group.OrderByDescending(ProbabilityOf)])),
    ];

    private ReadOnlySpan<float> RowOf(int image) => _probabilities.AsSpan(image * _images.OutputSize, _images.OutputSize);
}

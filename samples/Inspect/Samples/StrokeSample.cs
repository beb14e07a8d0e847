using System.Globalization;
using CompiledNet;
using Digits;

namespace Inspect;

/// <summary>A network of a convolution that has learned the digits, with one of the test images.</summary>
internal sealed class StrokeSample
{
    /// <summary>η of the one step that the page shows.</summary>
    public const double LearningRate = 0.001;

    private const long Seed = 42;

    private readonly Predictions<float> _predictions;

    private StrokeSample(StrokeNet network, DataSet<float> test)
    {
        Network = network;
        Test = test;
        _predictions = Trainer.Predict(network, test);
    }

    /// <summary>The trained network.</summary>
    public StrokeNet Network { get; }

    /// <summary>Images that it was not trained with.</summary>
    public DataSet<float> Test { get; }

    /// <summary>The test image for which the two largest probabilities are nearest to each other.</summary>
    public int LeastCertain => Certainty.LeastCertain(_predictions);

    /// <summary>Trains the network.</summary>
    public static StrokeSample Train()
    {
        (DataSet<float> training, DataSet<float> test) = DigitImages.Load().Split(0.8, Seed);
        var network = new StrokeNet(Seed);
        Trainer.Fit(network, training, new TrainingOptions
        {
            Epochs = 30,
            BatchSize = 16,
            Optimizer = new Adam(learningRate: 0.005),
            Seed = Seed,
        });
        return new StrokeSample(network, test);
    }

    /// <summary>Lets the network work on one test image.</summary>
    /// <param name="sample">Its index.</param>
    public InspectedSample Run(int sample) => new(
        "A convolution, forward and back",
        "8 × 8 × 1, four filters of 3 × 3, the largest of each 2 × 2, ten digits; trained on handwritten digits",
        string.Create(CultureInfo.InvariantCulture, $"Test image {sample} of {Test.Count}, a {Test.ClassOf(sample)}: ")
            + "8 × 8 gray values go in. Each filter is a small picture that is laid over every place of the image, and answers with a map of how well it "
            + "fits there. Step with → and ←, and choose a place of a map: what it is computed from is framed.",
        Inspection.Of<StrokeNet, float>(Network, Test.InputOf(sample).ToArray(), Test.ToOneHot().TargetOf(sample).ToArray(), LearningRate),
        GraphKind.Maps);
}

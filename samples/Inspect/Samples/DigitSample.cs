using System.Globalization;
using CompiledNet;
using Digits;

namespace Inspect;

/// <summary>The network of samples/Digits, trained as it is there, with one of its test images.</summary>
internal sealed class DigitSample
{
    /// <summary>η of the one step that the page shows: with that of the training, one step for one image would overshoot by far.</summary>
    public const double LearningRate = 0.001;

    private const long Seed = 42;

    private readonly Predictions<float> _predictions;

    private DigitSample(DigitNet network, DataSet<float> test)
    {
        Network = network;
        Test = test;
        _predictions = Trainer.Predict(network, test);
    }

    /// <summary>The trained network.</summary>
    public DigitNet Network { get; }

    /// <summary>Images that it was not trained with.</summary>
    public DataSet<float> Test { get; }

    /// <summary>The test image for which the two largest probabilities are nearest to each other.</summary>
    public int LeastCertain => Certainty.LeastCertain(_predictions);

    /// <summary>Trains the network.</summary>
    public static DigitSample Train()
    {
        (DataSet<float> training, DataSet<float> test) = DigitImages.Load().Split(0.8, Seed);
        var network = new DigitNet(Seed);
        Trainer.Fit(network, training, new TrainingOptions
        {
            Epochs = 60,
            BatchSize = 16,
            Optimizer = new Sgd(learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 1e-4),
            Seed = Seed,
        });
        return new DigitSample(network, test);
    }

    /// <summary>Lets the network work on one test image.</summary>
    /// <param name="sample">Its index.</param>
    public InspectedSample Run(int sample)
    {
        string about = string.Create(CultureInfo.InvariantCulture, $"Test image {sample} of {Test.Count}, a {Test.ClassOf(sample)}: ")
            + "64 gray values go in, a probability for each of ten digits comes out. The small pictures are the hidden units, drawn as "
            + "the 64 weights with which each looks at the image. Step with → and ←.";
        float[] target = Test.ToOneHot().TargetOf(sample).ToArray();
        return new InspectedSample(
            "DigitNet, forward and back",
            "64-32-10, ReLU and softmax, cross-entropy, trained on handwritten digits",
            about,
            Inspection.Of<DigitNet, float>(Network, Test.InputOf(sample).ToArray(), target, LearningRate),
            GraphKind.Picture);
    }
}

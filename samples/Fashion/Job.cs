using System.Globalization;
using CompiledNet;

namespace Fashion;

/// <summary>The sample from the data to the last line.</summary>
internal static class Job
{
    private const int PairsToShow = 6;

    /// <summary>Runs it.</summary>
    /// <param name="folder">Where the data lies.</param>
    /// <param name="subject">The network.</param>
    /// <param name="seed">Determines every random choice.</param>
    /// <exception cref="DataFileException">The data is missing or damaged.</exception>
    public static void Run(string folder, Subject subject, long seed)
    {
        var screen = Screen.OfOutput();
        FashionImages images = FashionImages.Load(folder);
        INetwork<float> net = subject.Create(seed);
        screen.Title($"{subject.Title}, as the compiler knows it");
        screen.Line(subject.Summary);

        screen.Title(string.Create(CultureInfo.InvariantCulture, $"Training on {images.Training.Count} pictures, {images.Test.Count} kept apart"));
        TrainingHistory history = screen.ShowTraining(progress => Train(net, images, subject, seed, progress));

        Predictions<float> predictions = Trainer.Predict(net, images.Test);
        ConfusionMatrix counts = ConfusionMatrix.Of(predictions, FashionImages.Names);
        screen.Line();
        screen.Title("What the test pictures of each kind were taken for");
        screen.Show(counts);

        string curves = Curves.Write($"{subject.FileName}-curves.png", history);
        string confused = ConfusedPictures.Write($"{subject.FileName}-confused.png", ConfusedPair.MostFrequent(predictions, PairsToShow), predictions);
        screen.Line($"curves of loss and accuracy  {FromHere(curves)}\nmost confused pairs          {FromHere(confused)}");
        if (net is LeNet lenet)
        {
            screen.Line($"filters of the first layer   {FromHere(FilterPictures.Write($"{subject.FileName}-filters.png", lenet.Edges.Weights))}");
        }

        screen.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"training took {history.Elapsed.TotalSeconds:F2} s for {history.Count} epochs, the test after each and compiling to machine code included"));
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"test accuracy {counts.Accuracy:F4}"));
    }

    private static TrainingHistory Train(INetwork<float> net, FashionImages images, Subject subject, long seed, IProgress<EpochResult> progress)
    {
        return Trainer.Fit(net, images.Training, new TrainingOptions
        {
            Epochs = subject.Epochs,
            BatchSize = 64,
            Optimizer = new Adam(subject.LearningRate),
            Schedule = LearningRateSchedule.CosineDecay(),
            Seed = seed,
            Validation = images.Test, // Watched only: nothing is chosen by it.
            Progress = progress,
        });
    }

    private static string FromHere(string path)
    {
        string relative = Path.GetRelativePath(".", path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}

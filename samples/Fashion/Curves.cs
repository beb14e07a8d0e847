using CompiledNet;
using ScottPlot;

namespace Fashion;

/// <summary>Loss and accuracy over the epochs, as a picture.</summary>
internal static class Curves
{
    /// <summary>Writes the picture.</summary>
    /// <returns>The name of the file.</returns>
    public static string Write(string name, TrainingHistory history)
    {
        var both = new Multiplot();
        both.AddPlots(2);
        Draw(both.GetPlot(0), "loss", history, e => e.TrainingLoss, e => e.ValidationLoss ?? 0, Alignment.UpperRight);
        Draw(both.GetPlot(1), "accuracy", history, e => e.TrainingAccuracy ?? 0, e => e.ValidationAccuracy ?? 0, Alignment.LowerRight);
        both.Layout = new ScottPlot.MultiplotLayouts.Columns();

        string path = Artifacts.PathOf(name);
        both.SavePng(path, 1200, 480);
        return path;
    }

    private static void Draw(
        Plot plot,
        string name,
        TrainingHistory history,
        Func<EpochResult, double> ofTraining,
        Func<EpochResult, double> ofTest,
        Alignment legend)
    {
        int[] epochs = [.. history.Select(e => e.Epoch)];
        plot.Add.Scatter(epochs, history.Select(ofTraining).ToArray()).LegendText = "training";
        plot.Add.Scatter(epochs, history.Select(ofTest).ToArray()).LegendText = "test";
        plot.Title(name);
        plot.XLabel("epoch");
        plot.ShowLegend(legend);
    }
}

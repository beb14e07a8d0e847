using ScottPlot;

namespace OnLine;

/// <summary>The angle of the pole and the way of the cart over time, before, while and after learning, as a picture.</summary>
internal static class Tracks
{
    private const double Seconds = Trial.Length * CartPole.TimeStep;

    private static readonly string s_file = Path.Combine("artifacts", "online.png");

    /// <summary>Writes the picture.</summary>
    /// <returns>The name of the file.</returns>
    public static string Write(Trial trial)
    {
        var all = new Multiplot();
        all.AddPlots(3);
        Draw(all.GetPlot(0), "before learning", trial.Before);
        Draw(all.GetPlot(1), "the first ten seconds of learning", trial.While);
        Draw(all.GetPlot(2), "after learning: the same start and the same pushes as before", trial.After);
        all.Layout = new ScottPlot.MultiplotLayouts.Rows();

        Directory.CreateDirectory(Path.GetDirectoryName(s_file)!);
        all.SavePng(s_file, 1200, 1000);
        return s_file;
    }

    private static void Draw(Plot plot, string title, ReadOnlySpan<Motion> track)
    {
        double[] angles = new double[track.Length];
        double[] positions = new double[track.Length];
        for (int step = 0; step < track.Length; step++)
        {
            angles[step] = track[step].Angle * 180 / Math.PI;
            positions[step] = track[step].Position;
        }

        ScottPlot.Plottables.Signal angle = plot.Add.Signal(angles, CartPole.TimeStep);
        angle.LegendText = "angle of the pole";
        ScottPlot.Plottables.Signal position = plot.Add.Signal(positions, CartPole.TimeStep);
        position.LegendText = "position of the cart (right)";
        position.Axes.YAxis = plot.Axes.Right;

        plot.Title(title);
        plot.XLabel("seconds");
        plot.YLabel("degrees");
        plot.Axes.Right.Label.Text = "metres";
        plot.Axes.SetLimits(0, Seconds, -40, 40);
        plot.Axes.SetLimitsY(-2.6, 2.6, plot.Axes.Right);
        plot.ShowLegend(Alignment.UpperRight);
    }
}

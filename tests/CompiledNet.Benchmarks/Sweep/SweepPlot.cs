using System.Globalization;
using ScottPlot;

namespace CompiledNet.Benchmarks.Sweep;

/// <summary>The sweep as a picture, both axes logarithmic.</summary>
internal static class SweepPlot
{
    private const int LeastPower = -2;
    private const int MostPower = 1;
    private const int MostDoublings = 11;

    /// <summary>Writes it.</summary>
    /// <returns>The name of the file.</returns>
    public static string Write(IReadOnlyList<SweepPoint> points)
    {
        using var plot = new Plot();
        double[] widths = [.. points.Select(point => Math.Log2(point.Width))];
        Draw(plot, "inference", widths, points.Select(point => point.InferencePerProduct));
        Draw(plot, "step, batch 32", widths, points.Select(point => point.StepPerProduct));
        double[] powers = [.. Enumerable.Range(LeastPower, MostPower - LeastPower + 1).Select(power => (double)power)];
        double[] doublings = [.. Enumerable.Range(0, MostDoublings + 1).Select(power => (double)power)];
        plot.Axes.Bottom.SetTicks(doublings, [.. doublings.Select(power => Math.Pow(2, power).ToString(CultureInfo.InvariantCulture))]);
        plot.Axes.Left.SetTicks(powers, [.. powers.Select(power => Math.Pow(10, power).ToString(CultureInfo.InvariantCulture))]);
        plot.Axes.SetLimits(0, MostDoublings, LeastPower, MostPower);
        plot.XLabel("inputs and units of each layer");
        plot.YLabel("ns per multiply-add");
        plot.ShowLegend(Alignment.UpperRight);
        string file = Path.Combine(Repository.Artifacts, "sweep.png");
        plot.SavePng(file, 1200, 600);
        return file;
    }

    private static void Draw(Plot plot, string name, double[] widths, IEnumerable<double> costs)
    {
        ScottPlot.Plottables.Scatter line = plot.Add.Scatter(widths, costs.Select(Math.Log10).ToArray());
        line.LegendText = name;
        line.MarkerSize = 4;
    }
}

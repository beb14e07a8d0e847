using ScottPlot;

namespace Amp;

/// <summary>A picture of what the amplifier and a network make of the same notes.</summary>
internal static class Waveforms
{
    private const int Shown = 1_200;

    /// <summary>Writes the picture: the loudest part of the recording.</summary>
    /// <returns>The name of the file.</returns>
    public static string Write(string name, float[] amplifier, float[] network)
    {
        int loudest = Array.IndexOf(amplifier, amplifier.Max());
        int first = Math.Clamp(loudest - (Shown / 2), 0, amplifier.Length - Shown);
        using var plot = new Plot();
        plot.Add.Signal(Array.ConvertAll(amplifier[first..(first + Shown)], sample => (double)sample)).LegendText = "amplifier";
        plot.Add.Signal(Array.ConvertAll(network[first..(first + Shown)], sample => (double)sample)).LegendText = "network";
        plot.ShowLegend();
        plot.XLabel("samples, 48,000 a second");
        string path = Path.Combine(Directory.CreateDirectory("artifacts").FullName, name);
        plot.SavePng(path, 1_200, 400);
        return path;
    }
}

using CompiledNet;
using ScottPlot;

namespace Fashion;

/// <summary>The filters that the first layer of LeNet has learned, as a picture: gray is 0, white the largest weight of all.</summary>
internal static class FilterPictures
{
    private const int DotsOfWeight = 24;
    private const int PixelsOfFilter = 140;

    /// <summary>Writes the picture.</summary>
    /// <returns>The name of the file.</returns>
    public static string Write(string name, FilterView<float> filters)
    {
        var weights = new float[filters.Length];
        filters.CopyTo(weights);
        float largest = weights.Max(Math.Abs);
        using var plot = new Plot();
        plot.HideAxesAndGrid();
        for (int filter = 0; filter < filters.Filters; filter++)
        {
            var gray = new byte[filters.Rows * DotsOfWeight, filters.Columns * DotsOfWeight];
            for (int y = 0; y < gray.GetLength(0); y++)
            {
                for (int x = 0; x < gray.GetLength(1); x++)
                {
                    gray[y, x] = (byte)(127.5f * (1 + (filters[filter, 0, y / DotsOfWeight, x / DotsOfWeight] / largest)));
                }
            }

            plot.Add.ImageRect(new Image(gray), new CoordinateRect(filter + 0.05, filter + 0.95, 0.05, 0.95));
        }

        plot.Axes.SetLimits(0, filters.Filters, 0, 1);
        string path = Artifacts.PathOf(name);
        plot.SavePng(path, filters.Filters * PixelsOfFilter, PixelsOfFilter);
        return path;
    }
}

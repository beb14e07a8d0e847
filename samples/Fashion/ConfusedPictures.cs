using System.Globalization;
using CompiledNet;
using ScottPlot;

namespace Fashion;

/// <summary>The classes that are taken for one another, with the pictures of which the network was surest, as a picture.</summary>
internal static class ConfusedPictures
{
    private const int Columns = 8;

    // In units of one cell; the captions stand to the left of the pictures.
    private const double WidthOfCaption = 2.6;
    private const double Margin = 0.08;
    private const double HeightOfText = 0.22;

    /// <summary>Writes the picture.</summary>
    /// <returns>The name of the file.</returns>
    public static string Write(string name, IReadOnlyList<ConfusedPair> pairs, Predictions<float> predictions)
    {
        const int PixelsOfCell = 110;

        using var plot = new Plot();
        plot.HideAxesAndGrid();
        for (int row = 0; row < pairs.Count; row++)
        {
            Draw(plot, -row * (1 + HeightOfText), pairs[row], predictions);
        }

        double width = WidthOfCaption + Columns;
        double height = pairs.Count * (1 + HeightOfText);
        plot.Axes.SetLimits(-WidthOfCaption, Columns, -height, 0);
        string path = Artifacts.PathOf(name);
        plot.SavePng(path, (int)(width * PixelsOfCell), (int)(height * PixelsOfCell));
        return path;
    }

    private static void Draw(Plot plot, double top, ConfusedPair pair, Predictions<float> predictions)
    {
        Write(plot, 0.1 - WidthOfCaption, top - 0.5, Alignment.MiddleLeft, 20, string.Create(
            CultureInfo.InvariantCulture,
            $"{FashionImages.Names[pair.Actual]}\ntaken for {FashionImages.Names[pair.Predicted]}\n{pair.Images.Count} times"));
        foreach ((int column, int image) in pair.Images.Take(Columns).Index())
        {
            plot.Add.ImageRect(
                Picture(predictions.Data.InputOf(image)),
                new CoordinateRect(column + Margin, column + 1 - Margin, top - 1 + Margin, top - Margin));
            Write(plot, column + 0.5, top - 1 + (Margin / 2), Alignment.UpperCenter, 14, string.Create(
                CultureInfo.InvariantCulture, $"{100 * ConfusedPair.ProbabilityOf(predictions, image):F1} %"));
        }
    }

    private static void Write(Plot plot, double x, double y, Alignment alignment, float size, string text)
    {
        ScottPlot.Plottables.Text label = plot.Add.Text(text, x, y);
        label.LabelAlignment = alignment;
        label.LabelFontSize = size;
    }

    // Four dots for each pixel: the plot would smooth what it has to enlarge.
    private static Image Picture(ReadOnlySpan<float> pixels)
    {
        const int Dots = 4;
        byte[,] gray = new byte[FashionImages.Side * Dots, FashionImages.Side * Dots];
        for (int y = 0; y < gray.GetLength(0); y++)
        {
            for (int x = 0; x < gray.GetLength(1); x++)
            {
                gray[y, x] = (byte)(255 * pixels[(y / Dots * FashionImages.Side) + (x / Dots)]);
            }
        }

        return new Image(gray);
    }
}

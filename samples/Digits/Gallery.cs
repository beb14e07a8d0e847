using System.Globalization;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Digits;

/// <summary>Some of the images, with what the network takes them for.</summary>
internal static class Gallery
{
    private const int Columns = 4;

    // From black to white, for where there are no colours.
    private const string Shades = " .:-=+*#%@";

    /// <summary>Draws a row of images that the network got right, and one of images that it got wrong, if there are.</summary>
    public static IRenderable Of(IReadOnlyCollection<Prediction> predictions, bool isTerminal)
    {
        var grid = new Grid();
        for (int column = 0; column < Columns; column++)
        {
            grid.AddColumn(new GridColumn { Width = 2 * DigitImages.Side, NoWrap = true, Padding = new Padding(0, 0, 3, 0) });
        }

        foreach (bool correct in new[] { true, false })
        {
            Prediction[] row = [.. predictions.Where(p => p.IsCorrect == correct).Take(Columns)];
            grid.AddRow([.. row.Select(p => isTerminal ? (IRenderable)Colours(p.Pixels) : Characters(p.Pixels))]);
            grid.AddRow([.. row.Select(Caption)]);
            grid.AddEmptyRow();
        }

        return grid;
    }

    private static Text Caption(Prediction p) => new(
        string.Create(CultureInfo.InvariantCulture, $"{p.Predicted} with {100 * p.Probability:F1} %")
        + (p.IsCorrect ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"\nbut it is {p.Actual}")));

    private static Canvas Colours(float[] pixels)
    {
        // Two dots wide and two high for each pixel: one would be a dot of half a character.
        const int Dots = 2 * DigitImages.Side;
        var canvas = new Canvas(Dots, Dots) { Scale = false };
        for (int y = 0; y < Dots; y++)
        {
            for (int x = 0; x < Dots; x++)
            {
                byte gray = (byte)(255 * pixels[(y / 2 * DigitImages.Side) + (x / 2)]);
                canvas.SetPixel(x, y, new Color(gray, gray, gray));
            }
        }

        return canvas;
    }

    private static Text Characters(float[] pixels)
    {
        var lines = new StringBuilder();
        for (int i = 0; i < pixels.Length; i++)
        {
            lines.Append(Shades[(int)(pixels[i] * (Shades.Length - 1))], 2);
            if ((i + 1) % DigitImages.Side == 0)
            {
                lines.Append('\n');
            }
        }

        return new Text(lines.ToString().TrimEnd('\n'));
    }
}

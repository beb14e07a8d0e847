namespace CompiledNet.Fuzz.Graphs;

/// <summary>One position of one window.</summary>
/// <param name="Window">The window: a row of the output.</param>
/// <param name="Tap">The place in the window, row by row.</param>
/// <param name="Position">The row of the input; before a sequence of any length it is negative.</param>
internal readonly record struct NaiveTap(int Window, int Tap, int Position);

/// <summary>Where the windows of a convolution or a pooling lie in a sequence or an image.</summary>
internal sealed class NaiveWindows
{
    private NaiveWindows(int height, int width, NaiveTap[] taps)
    {
        Height = height;
        Width = width;
        Taps = taps;
    }

    /// <summary>Rows of windows, or windows of a sequence.</summary>
    public int Height { get; }

    /// <summary>Windows of a row.</summary>
    public int Width { get; }

    /// <summary>All positions of all windows, window after window, without those that lie outside.</summary>
    public IReadOnlyList<NaiveTap> Taps { get; }

    /// <summary>The windows of a layer; null where none fits.</summary>
    public static NaiveWindows? Of(GraphNode node, GraphShape input)
    {
        if (node.Window is not { } window)
        {
            return new NaiveWindows(1, 1, [.. Enumerable.Range(0, input.Positions).Select(position => new NaiveTap(0, position, position))]);
        }

        PaddingMode padding = input.IsOpen ? PaddingMode.Causal : window.Padding;
        var rows = NaiveAxis.Create(input.Height, window.Height, node.Stride, window.Dilation, padding, window.Pad);
        NaiveAxis? columns = input.IsSequence
            ? new NaiveAxis(1, 1, 1, 1, 1, 0)
            : NaiveAxis.Create(input.Width, window.Width, node.Stride, window.Dilation, padding, window.Pad);
        return rows is null || columns is null ? null : new NaiveWindows(rows.Outputs, columns.Outputs, [.. TapsOf(rows, columns, input.IsOpen)]);
    }

    private static IEnumerable<NaiveTap> TapsOf(NaiveAxis rows, NaiveAxis columns, bool goesBack)
    {
        for (int r = 0; r < rows.Outputs; r++)
        {
            for (int c = 0; c < columns.Outputs; c++)
            {
                for (int u = 0; u < rows.Size; u++)
                {
                    for (int v = 0; v < columns.Size; v++)
                    {
                        int row = rows.PositionOf(r, u);
                        int column = columns.PositionOf(c, v);
                        if (row < rows.Inputs && (row >= 0 || goesBack) && column >= 0 && column < columns.Inputs)
                        {
                            yield return new NaiveTap((r * columns.Outputs) + c, (u * columns.Size) + v, (row * columns.Inputs) + column);
                        }
                    }
                }
            }
        }
    }
}

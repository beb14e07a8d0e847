namespace CompiledNet.Tool.Checking.Plain;

/// <summary>A value of one sample: rows, columns and channels, channels last. A vector has one position, a sequence one column.</summary>
/// <param name="Rank">Axes besides the channels.</param>
/// <param name="Rows">Rows, or steps.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Values">The numbers.</param>
internal sealed record PlainGrid(int Rank, int Rows, int Columns, int Channels, double[] Values)
{
    public double this[int row, int column, int channel] => Values[(((row * Columns) + column) * Channels) + channel];

    /// <summary>A value of the same positions.</summary>
    public PlainGrid Map(int channels, Func<int, int, int, double> value) => Make(Rank, Rows, Columns, channels, value);

    /// <summary>A value whose numbers follow from their indices.</summary>
    public static PlainGrid Make(int rank, int rows, int columns, int channels, Func<int, int, int, double> value)
    {
        var values = new double[rows * columns * channels];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = value(i / channels / columns, i / channels % columns, i % channels);
        }

        return new PlainGrid(rank, rows, columns, channels, values);
    }

    /// <summary>The numbers of a position.</summary>
    public double[] At(int row, int column) => Values[(((row * Columns) + column) * Channels)..((((row * Columns) + column) * Channels) + Channels)];
}

namespace CompiledNet;

/// <summary>Where the filters of a convolution lie in a buffer that is laid out as the network's parameters. The generator chooses it.</summary>
/// <param name="Offset">Index of element (0, 0, 0, 0).</param>
/// <param name="Filters">Filters.</param>
/// <param name="Channels">Channels that a filter sees: those of a group.</param>
/// <param name="Rows">Rows of a window; 1 for sequences.</param>
/// <param name="Columns">Columns of a window; its steps for sequences.</param>
/// <param name="FilterStride">Distance from one filter to the next.</param>
/// <param name="ChannelStride">Distance from one channel to the next.</param>
/// <param name="RowStride">Distance from one row of a window to the next.</param>
/// <param name="ColumnStride">Distance from one column of a window to the next.</param>
public readonly record struct FilterLayout(
    int Offset, int Filters, int Channels, int Rows, int Columns, int FilterStride, int ChannelStride, int RowStride, int ColumnStride)
{
    /// <summary>Number of elements.</summary>
    public int Count => Filters * Channels * Rows * Columns;

    /// <summary>The index in the buffer of one element.</summary>
    /// <param name="filter">0 to <see cref="Filters"/> − 1.</param>
    /// <param name="channel">0 to <see cref="Channels"/> − 1.</param>
    /// <param name="row">0 to <see cref="Rows"/> − 1.</param>
    /// <param name="column">0 to <see cref="Columns"/> − 1.</param>
    /// <returns>The index.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public int IndexOf(int filter, int channel, int row, int column)
    {
        Check(filter, Filters, nameof(filter));
        Check(channel, Channels, nameof(channel));
        Check(row, Rows, nameof(row));
        Check(column, Columns, nameof(column));
        return Offset + (filter * FilterStride) + (channel * ChannelStride) + (row * RowStride) + (column * ColumnStride);
    }

    private static void Check(int index, int count, string name)
    {
        if ((uint)index >= (uint)count)
        {
            throw new ArgumentOutOfRangeException(name, index, TensorLayout.Range(count, name));
        }
    }
}

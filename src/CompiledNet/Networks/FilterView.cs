namespace CompiledNet;

/// <summary>The filters of a convolution inside a network's or a workspace's buffer, read and written in place: weights or their gradient.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
public readonly ref struct FilterView<T>
    where T : struct
{
    private readonly Span<T> _buffer;
    private readonly FilterLayout _layout;

    /// <summary>Looks at filters inside a buffer.</summary>
    /// <param name="buffer">The whole buffer.</param>
    /// <param name="layout">Where they lie in it.</param>
    public FilterView(Span<T> buffer, FilterLayout layout)
    {
        _buffer = buffer;
        _layout = layout;
    }

    /// <summary>Number of filters: the channels of the output.</summary>
    public int Filters => _layout.Filters;

    /// <summary>Channels that a filter sees: all of the input, or those of its group.</summary>
    public int Channels => _layout.Channels;

    /// <summary>Rows of a window; 1 for sequences.</summary>
    public int Rows => _layout.Rows;

    /// <summary>Columns of a window; its steps for sequences.</summary>
    public int Columns => _layout.Columns;

    /// <summary>Number of elements.</summary>
    public int Length => _layout.Count;

    /// <summary>One weight of a convolution over images.</summary>
    /// <param name="filter">The filter, from 0.</param>
    /// <param name="channel">The channel of its group, from 0.</param>
    /// <param name="row">The row of the window, from 0.</param>
    /// <param name="column">The column of the window, from 0.</param>
    /// <returns>A reference to it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    public ref T this[int filter, int channel, int row, int column] => ref _buffer[_layout.IndexOf(filter, channel, row, column)];

    /// <summary>One weight of a convolution over sequences.</summary>
    /// <param name="filter">The filter, from 0.</param>
    /// <param name="channel">The channel of its group, from 0.</param>
    /// <param name="step">The step of the window, from 0.</param>
    /// <returns>A reference to it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    public ref T this[int filter, int channel, int step] => ref _buffer[_layout.IndexOf(filter, channel, 0, step)];

    /// <summary>Overwrites the filters.</summary>
    /// <param name="source">Exactly <see cref="Length"/> numbers: filter by filter, in each channel by channel, in each row by row.</param>
    /// <exception cref="ArgumentException"><paramref name="source"/> has another length; nothing was written.</exception>
    public void CopyFrom(ReadOnlySpan<T> source)
    {
        Check(source.Length, nameof(source));
        for (int k = 0; k < source.Length; k++)
        {
            _buffer[IndexOf(k)] = source[k];
        }
    }

    /// <summary>Copies the filters out.</summary>
    /// <param name="destination">Exactly <see cref="Length"/> numbers, written: filter by filter, in each channel by channel, in each row by row.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length; nothing was written.</exception>
    public void CopyTo(Span<T> destination)
    {
        Check(destination.Length, nameof(destination));
        for (int k = 0; k < destination.Length; k++)
        {
            destination[k] = _buffer[IndexOf(k)];
        }
    }

    private int IndexOf(int element)
    {
        int column = element % Columns;
        element /= Columns;
        int row = element % Rows;
        element /= Rows;
        return _layout.IndexOf(element / Channels, element % Channels, row, column);
    }

    private void Check(int length, string name)
    {
        if (length != Length)
        {
            throw new ArgumentException(
                $"The length of {name} is {length}; {Filters} filters × {Channels} channels × {Rows} × {Columns} = {Length} was expected.", name);
        }
    }
}

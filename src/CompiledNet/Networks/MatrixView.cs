namespace CompiledNet;

/// <summary>A matrix inside a network's or a workspace's buffer, read and written in place: a layer's weights or their gradient.</summary>
/// <typeparam name="T">The network's number type.</typeparam>
public readonly ref struct MatrixView<T>
    where T : struct
{
    private readonly Span<T> _buffer;
    private readonly TensorLayout _layout;

    /// <summary>Looks at a matrix inside a buffer.</summary>
    /// <param name="buffer">The whole buffer.</param>
    /// <param name="layout">Where the matrix lies in it.</param>
    public MatrixView(Span<T> buffer, TensorLayout layout)
    {
        _buffer = buffer;
        _layout = layout;
    }

    /// <summary>Number of rows: the units of the layer.</summary>
    public int Rows => _layout.Rows;

    /// <summary>Number of columns: the inputs of the layer.</summary>
    public int Columns => _layout.Columns;

    /// <summary>Number of elements.</summary>
    public int Length => _layout.Count;

    /// <summary>One element.</summary>
    /// <param name="row">The unit of this layer, from 0.</param>
    /// <param name="column">The unit of the layer before (or the input), from 0.</param>
    /// <returns>A reference to it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    public ref T this[int row, int column] => ref _buffer[_layout.IndexOf(row, column)];

    /// <summary>Overwrites the matrix.</summary>
    /// <param name="source">Exactly <see cref="Length"/> numbers, row by row.</param>
    /// <exception cref="ArgumentException"><paramref name="source"/> has another length; nothing was written.</exception>
    public void CopyFrom(ReadOnlySpan<T> source)
    {
        if (source.Length != Length)
        {
            throw WrongLength(source.Length, nameof(source));
        }

        for (int row = 0, k = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++, k++)
            {
                this[row, column] = source[k];
            }
        }
    }

    /// <summary>Copies the matrix out.</summary>
    /// <param name="destination">Exactly <see cref="Length"/> numbers, written row by row.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length; nothing was written.</exception>
    public void CopyTo(Span<T> destination)
    {
        if (destination.Length != Length)
        {
            throw WrongLength(destination.Length, nameof(destination));
        }

        for (int row = 0, k = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++, k++)
            {
                destination[k] = this[row, column];
            }
        }
    }

    private ArgumentException WrongLength(int length, string name) =>
        new(
            Columns == 1
                ? $"The length of {name} is {length}; {Length} was expected."
                : $"The length of {name} is {length}; {Rows} rows × {Columns} columns = {Length} was expected.",
            name);
}

namespace CompiledNet;

/// <summary>
/// Where the elements of one weight matrix or bias vector lie in a network's parameter buffer. The generator chooses it; code that
/// asks <see cref="IndexOf"/> keeps working when a later version chooses differently.
/// </summary>
/// <param name="Offset">Index of element (0, 0) in the buffer.</param>
/// <param name="Rows">Rows: the units of the layer.</param>
/// <param name="Columns">Columns: the inputs of the layer; 1 for biases.</param>
/// <param name="RowStride">Distance in the buffer from one row to the next.</param>
/// <param name="ColumnStride">Distance in the buffer from one column to the next.</param>
public readonly record struct TensorLayout(int Offset, int Rows, int Columns, int RowStride, int ColumnStride)
{
    /// <summary>Number of elements, padding not counted.</summary>
    public int Count => Rows * Columns;

    /// <summary>The index in the buffer of one element.</summary>
    /// <param name="row">0 to <see cref="Rows"/> − 1.</param>
    /// <param name="column">0 to <see cref="Columns"/> − 1.</param>
    /// <returns>The index.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    public int IndexOf(int row, int column)
    {
        if ((uint)row >= (uint)Rows)
        {
            throw new ArgumentOutOfRangeException(nameof(row), row, Range(Rows, "row"));
        }

        if ((uint)column >= (uint)Columns)
        {
            throw new ArgumentOutOfRangeException(nameof(column), column, Range(Columns, "column"));
        }

        return Offset + (row * RowStride) + (column * ColumnStride);
    }

    internal static string Range(int count, string what) =>
        count == 0 ? $"There is no {what}." : $"A {what} from 0 to {count - 1} was expected.";
}

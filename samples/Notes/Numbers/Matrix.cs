using CompiledNet;

namespace Notes;

/// <summary>A matrix of the notes; a vector is one column, a batch has a column for each sample.</summary>
internal sealed class Matrix
{
    private readonly double[,] _elements;

    public Matrix(int rows, int columns, Func<int, int, double> element)
    {
        _elements = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                _elements[row, column] = element(row, column);
            }
        }
    }

    public int Rows => _elements.GetLength(0);

    public int Columns => _elements.GetLength(1);

    /// <summary>The largest magnitude; NaN where there is one.</summary>
    public double Largest => Elements.Aggregate(0.0, (largest, element) => Math.Max(largest, Math.Abs(element)));

    public (int Row, int Column) IndexOfLargest
    {
        get
        {
            int index = Elements.Index().MaxBy(element => Math.Abs(element.Item)).Index;
            return (index / Columns, index % Columns);
        }
    }

    public IEnumerable<double> Elements => _elements.Cast<double>();

    /// <summary>As the notes write a shape: (4×8), or (4) for a vector.</summary>
    public string Shape => Columns == 1 ? $"({Rows})" : FullShape;

    public string FullShape => $"({Rows}×{Columns})";

    public Matrix Transposed => new(Columns, Rows, (row, column) => this[column, row]);

    public double this[int row, int column] => _elements[row, column];

    public static Matrix Column(double[] elements) => new(elements.Length, 1, (row, _) => elements[row]);

    public static Matrix FromRows(double[][] rows) => new(rows.Length, rows[0].Length, (row, column) => rows[row][column]);

    /// <summary>Copies a weight matrix or bias vector, or its gradient, out of the buffer that holds all of them.</summary>
    public static Matrix Copy(ReadOnlySpan<double> buffer, TensorLayout layout)
    {
        double[] copy = buffer.ToArray();
        return new(layout.Rows, layout.Columns, (row, column) => copy[layout.IndexOf(row, column)]);
    }

    public static Matrix operator *(double factor, Matrix matrix) =>
        new(matrix.Rows, matrix.Columns, (row, column) => factor * matrix[row, column]);

    public static Matrix operator *(Matrix left, Matrix right)
    {
        if (left.Columns != right.Rows)
        {
            throw new ArgumentException($"{left.FullShape} · {right.FullShape}: {left.Columns} columns do not meet {right.Rows} rows.");
        }

        return new(left.Rows, right.Columns, (row, column) =>
        {
            double sum = 0;
            for (int k = 0; k < left.Columns; k++)
            {
                sum += left[row, k] * right[k, column];
            }

            return sum;
        });
    }

    public static Matrix operator -(Matrix left, Matrix right) => left.With(right, (a, b) => a - b);

    /// <summary>Element by element, the notes' ⊙.</summary>
    public Matrix Hadamard(Matrix other) => With(other, (a, b) => a * b);

    /// <summary>Adds a vector to every column.</summary>
    public Matrix PlusColumn(Matrix column) => new(Rows, Columns, (row, sample) => this[row, sample] + column[row, 0]);

    /// <summary>Combines two matrices of one shape.</summary>
    public Matrix With(Matrix other, Func<double, double, double> combine) =>
        (Rows, Columns) == (other.Rows, other.Columns)
            ? new(Rows, Columns, (row, column) => combine(this[row, column], other[row, column]))
            : throw new ArgumentException($"{FullShape} and {other.FullShape} differ in shape.");

    public override string ToString() => FullShape;
}

using CompiledNet;

namespace Notes;

/// <summary>
/// What a network has seen of its last Forward and Backward, by the name of the layer, a column for each sample. The networks of the notes
/// derive from it, and their partial methods <c>OnForward</c> and <c>OnBackward</c>, which generated code calls layer by layer, write here.
/// </summary>
internal abstract class Watched
{
    /// <summary>z and a.</summary>
    public Dictionary<string, (Matrix Z, Matrix A)> Forwards { get; } = [];

    /// <summary>δ, dW and db, which is null where there are no biases.</summary>
    public Dictionary<string, (Matrix Delta, Matrix DW, Matrix? DB)> Backwards { get; } = [];

    protected void SeeForward(LayerInfo layer, SampleView<double> z, SampleView<double> a) => Forwards[layer.Name] = (Copy(z), Copy(a));

    protected void SeeBackward(LayerInfo layer, SampleView<double> delta, MatrixView<double> dW, VectorView<double> db) =>
        Backwards[layer.Name] = (Copy(delta), Copy(dW), db.Length == 0 ? null : Copy(db));

    private static Matrix Copy(SampleView<double> view)
    {
        double[][] rows = Rows(view.Samples, view.Units);
        for (int sample = 0; sample < view.Samples; sample++)
        {
            for (int unit = 0; unit < view.Units; unit++)
            {
                rows[sample][unit] = view[sample, unit];
            }
        }

        return Matrix.FromRows(rows).Transposed;
    }

    private static Matrix Copy(MatrixView<double> view)
    {
        double[][] rows = Rows(view.Rows, view.Columns);
        for (int unit = 0; unit < view.Rows; unit++)
        {
            for (int input = 0; input < view.Columns; input++)
            {
                rows[unit][input] = view[unit, input];
            }
        }

        return Matrix.FromRows(rows);
    }

    private static Matrix Copy(VectorView<double> view)
    {
        double[] column = new double[view.Length];
        view.CopyTo(column);
        return Matrix.Column(column);
    }

    private static double[][] Rows(int rows, int columns) => [.. Enumerable.Range(0, rows).Select(_ => new double[columns])];
}

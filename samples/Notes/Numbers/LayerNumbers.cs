using CompiledNet;

namespace Notes;

/// <summary>a and δ of one layer, copied out of a workspace, a column for each sample.</summary>
internal sealed record LayerNumbers(Matrix Activations, Matrix Deltas)
{
    public static LayerNumbers Of(LayerWorkspaceView<double> layer) => new(Copy(layer.Activations), Copy(layer.Deltas));

    private static Matrix Copy(SampleView<double> view)
    {
        var rows = new double[view.Samples][];
        for (int sample = 0; sample < view.Samples; sample++)
        {
            rows[sample] = new double[view.Units];
            for (int unit = 0; unit < view.Units; unit++)
            {
                rows[sample][unit] = view[sample, unit];
            }
        }

        return Matrix.FromRows(rows).Transposed;
    }
}

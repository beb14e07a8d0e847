namespace Inspect;

/// <summary>Numbers of the network by the name that they have in the notes and in the generated code.</summary>
/// <param name="Name">z1, W1, dW1, δ1, x, …</param>
/// <param name="Rows">Units of the layer.</param>
/// <param name="Columns">Inputs of the layer; 1 for a vector.</param>
/// <param name="Values">Row by row.</param>
internal sealed record Tensor(string Name, int Rows, int Columns, double[] Values)
{
    public double this[int row, int column = 0] => Values[(row * Columns) + column];

    /// <summary>As the generated code writes a shape: 3×2, or 3 for a vector.</summary>
    public string Shape => Columns == 1 ? $"{Rows}" : $"{Rows}×{Columns}";
}

using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>One reading of the input of a graph: what its axes are.</summary>
/// <param name="Axes">The axes in the file's order.</param>
/// <param name="Shape">The shape of a sample.</param>
/// <param name="Batch">Samples; a size that nothing else has where the file leaves it open.</param>
internal sealed record InputLayout(Axis[] Axes, Shape Shape, int Batch)
{
    /// <summary>The length of a sequence whose length is open, in computed shapes: a prime that no layer is likely to have.</summary>
    public const int OpenLength = 8887;

    /// <summary>The number of samples where it is open, in computed shapes.</summary>
    public const int OpenBatch = 7919;

    private static readonly Axis[][] s_readings =
    [
        [Axis.Channel],
        [Axis.Batch, Axis.Channel],
        [Axis.Batch, Axis.Row, Axis.Channel],
        [Axis.Batch, Axis.Channel, Axis.Row],
        [Axis.Row, Axis.Batch, Axis.Channel],
        [Axis.Channel, Axis.Row, Axis.Column],
        [Axis.Row, Axis.Column, Axis.Channel],
        [Axis.Batch, Axis.Channel, Axis.Row, Axis.Column],
        [Axis.Batch, Axis.Row, Axis.Column, Axis.Channel],
    ];

    /// <summary>The readings that sizes allow, the likely ones first.</summary>
    /// <param name="dims">The sizes; 0 for one that the file leaves open.</param>
    /// <param name="length">Steps of a sequence of open length; 0 to leave it open.</param>
    public static IEnumerable<InputLayout> Readings(int[] dims, int length)
    {
        foreach (Axis[] axes in s_readings.Where(axes => axes.Length == dims.Length))
        {
            int Size(Axis axis) => Array.IndexOf(axes, axis) is >= 0 and int place ? dims[place] : 1;
            bool isImage = axes.Contains(Axis.Column);
            int rows = Size(Axis.Row) == 0 ? length : Size(Axis.Row);
            if (Size(Axis.Channel) == 0 || (isImage && (rows == 0 || Size(Axis.Column) == 0)))
            {
                continue;
            }

            Shape shape = isImage ? Shape.Image(rows, Size(Axis.Column), Size(Axis.Channel))
                : axes.Contains(Axis.Row) ? Shape.Sequence(rows, Size(Axis.Channel))
                : Shape.Vector(Size(Axis.Channel));
            yield return new InputLayout(axes, shape, Size(Axis.Batch) == 0 ? OpenBatch : Size(Axis.Batch));
        }
    }
}

using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Plan;

/// <summary>
/// Deals out the parameter buffer: each tensor begins on a 64-byte boundary, so that its first row starts a cache line and a
/// vector register, and the gap before it is padding.
/// </summary>
internal sealed class ParameterLayout(int elementSize)
{
    /// <summary>Bytes of the boundary on which tensors begin, and of the widest vector register.</summary>
    public const int Alignment = 64;

    /// <summary>Length of the buffer so far.</summary>
    public int Length { get; private set; }

    /// <summary>
    /// Units rounded up to whole registers: of 16 bytes, of 32, or of 64 with the rest, so that a narrow layer wastes no more than it must.
    /// </summary>
    public static long Lanes(long units, int elementSize)
    {
        int widest = Alignment / elementSize;
        return units <= widest / 4 ? widest / 4
            : units <= widest / 2 ? widest / 2
            : RoundUp(units, widest);
    }

    /// <summary>
    /// A matrix column after column, each padded to whole registers: the units of a layer in the lanes. Of more dimensions the filters are in the lanes, the
    /// channels of a position of the window one after the other, and the positions row by row.
    /// </summary>
    public TensorPlan AddLanes(TensorModel tensor)
    {
        int rows = tensor.Shape[0];
        int lanes = Lanes(rows);
        var strides = new int[tensor.Shape.Count];
        strides[0] = 1;
        int length = lanes;
        if (strides.Length > 1)
        {
            strides[1] = lanes;
            length *= tensor.Shape[1];
        }

        for (int dimension = strides.Length - 1; dimension > 1; dimension--)
        {
            strides[dimension] = length;
            length *= tensor.Shape[dimension];
        }

        return Add(tensor, new EquatableArray<int>(strides), length);
    }

    public int Lanes(int units) => (int)Lanes(units, elementSize);

    /// <summary>How the sums over the inputs of one sample are formed.</summary>
    public SumPlan Sum(int units, int inputs) => SampleProductPlan.Choose(Lanes(units), Alignment / elementSize, inputs);

    public int Bytes(int length) => length * elementSize;

    public int RoundUp(int length) => (int)RoundUp(length, Alignment / elementSize);

    private TensorPlan Add(TensorModel tensor, EquatableArray<int> strides, int length)
    {
        var plan = new TensorPlan(tensor.Name, tensor.Role, tensor.Shape, strides, Length, length);
        Length = RoundUp(Length + length);
        return plan;
    }

    private static long RoundUp(long length, int step) => (length + step - 1) / step * step;
}

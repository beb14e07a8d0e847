namespace CompiledNet.Generator.Plan;

/// <summary>
/// Deals out the parameter buffer: each tensor begins on a 64-byte boundary, so that its first row starts a cache line and a
/// vector register, and the gap before it is padding.
/// </summary>
internal sealed class ParameterLayout(int elementSize)
{
    /// <summary>Bytes of the boundary on which tensors begin.</summary>
    public const int Alignment = 64;

    /// <summary>Length of the buffer so far.</summary>
    public int Length { get; private set; }

    public TensorPlan Add(int rows, int columns)
    {
        var tensor = new TensorPlan(Length, rows, columns);
        Length = RoundUp(Length + tensor.Count);
        return tensor;
    }

    public int RoundUp(int length)
    {
        int step = Alignment / elementSize;
        return (length + step - 1) / step * step;
    }
}

namespace CompiledNet.Fuzz.Graphs;

/// <summary>How windows go along one axis, as PyTorch (Valid, Pad), TensorFlow (Same) and Keras (Causal) define it.</summary>
/// <param name="Inputs">Positions of the input.</param>
/// <param name="Outputs">Windows.</param>
/// <param name="Before">Positions of the first window that lie before the input.</param>
internal sealed record NaiveAxis(int Inputs, int Outputs, int Size, int Stride, int Dilation, int Before)
{
    /// <summary>The position that a window has at a tap, which may lie outside of the input.</summary>
    public int PositionOf(int window, int tap) => (window * Stride) + (tap * Dilation) - Before;

    /// <summary>The windows along an axis; null where none fits.</summary>
    public static NaiveAxis? Create(int inputs, int size, int stride, int dilation, PaddingMode padding, int pad)
    {
        int reach = (dilation * (size - 1)) + 1;
        switch (padding)
        {
            case PaddingMode.Same:
                int outputs = (int)Math.Ceiling(inputs / (double)stride);
                int missing = Math.Max(((outputs - 1) * stride) + reach - inputs, 0);
                return new NaiveAxis(inputs, outputs, size, stride, dilation, missing / 2);
            case PaddingMode.Causal:
                return new NaiveAxis(inputs, ((inputs - 1) / stride) + 1, size, stride, dilation, reach - 1);
            default:
                int room = inputs + (2 * pad) - reach;
                return room < 0 ? null : new NaiveAxis(inputs, (room / stride) + 1, size, stride, dilation, pad);
        }
    }
}

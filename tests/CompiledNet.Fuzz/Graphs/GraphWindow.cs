namespace CompiledNet.Fuzz.Graphs;

/// <summary>The window of a convolution or of a pooling. What is null is left to the default.</summary>
/// <param name="Height">Its rows, or its steps.</param>
/// <param name="Width">Its columns; of steps 1.</param>
/// <param name="Groups">Groups of channels; of a convolution.</param>
/// <param name="Pad">Zeros on each side; of a convolution.</param>
internal sealed record GraphWindow(
    int Height,
    int Width = 1,
    int? Stride = null,
    int Dilation = 1,
    int Groups = 1,
    PaddingMode Padding = PaddingMode.Valid,
    int Pad = 0)
{
    /// <summary>Positions of a window.</summary>
    public int Taps => Height * Width;
}

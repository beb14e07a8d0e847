namespace CompiledNet;

/// <summary>Declares a layer that makes a smaller one of an image: the mean of each channel over square windows. Positions outside of the input are left out of it.</summary>
/// <param name="size">Rows and columns of a window, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AveragePool2DAttribute(int size) : LayerAttribute
{
    /// <summary>Rows and columns of a window.</summary>
    public int Size { get; } = size;

    /// <summary>From one window to the next, at least 1; the size of a window unless set.</summary>
    public int Stride { get; set; } = size;

    /// <summary><see cref="PaddingMode.Valid"/> or <see cref="PaddingMode.Same"/>.</summary>
    public PaddingMode Padding { get; set; }
}

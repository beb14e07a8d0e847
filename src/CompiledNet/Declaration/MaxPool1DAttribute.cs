namespace CompiledNet;

/// <summary>Declares a layer that makes a smaller one of a sequence: the largest number of each channel over windows of steps. Its gradient goes to the first position that has it.</summary>
/// <param name="size">Steps of a window, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaxPool1DAttribute(int size) : LayerAttribute
{
    /// <summary>Steps of a window.</summary>
    public int Size { get; } = size;

    /// <summary>From one window to the next, at least 1; the size of a window unless set.</summary>
    public int Stride { get; set; } = size;

    /// <summary><see cref="PaddingMode.Valid"/> or <see cref="PaddingMode.Same"/>.</summary>
    public PaddingMode Padding { get; set; }
}

using System.Globalization;

namespace CompiledNet.Tool.Graph;

/// <summary>How the windows of a convolution or a pooling layer go along one axis.</summary>
/// <param name="Size">Positions of a window.</param>
/// <param name="Stride">From one window to the next.</param>
/// <param name="Dilation">From one position of a window to the next.</param>
/// <param name="Before">Padding before the first position.</param>
/// <param name="After">Padding after the last position.</param>
internal sealed record Window(int Size, int Stride = 1, int Dilation = 1, int Before = 0, int After = 0)
{
    /// <summary>From the first position of a window to its last, both counted.</summary>
    public long Reach => ((Size - 1L) * Dilation) + 1;

    public bool IsPadded => Before > 0 || After > 0;

    /// <summary>The padding that TensorFlow calls <c>same</c>: half before, the larger half after.</summary>
    public Window Same(int inputs)
    {
        long outputs = (inputs + Stride - 1L) / Stride;
        long missing = Math.Max(0, ((outputs - 1) * Stride) + Reach - inputs);
        return this with { Before = (int)(missing / 2), After = (int)(missing - (missing / 2)) };
    }

    /// <summary>All padding before: a window ends at its position.</summary>
    public Window Causal() => this with { Before = checked((int)(Reach - 1)), After = 0 };

    /// <summary>Number of windows.</summary>
    /// <exception cref="LayerException">Not one fits.</exception>
    public int Outputs(int inputs)
    {
        Check();
        long room = (long)Before + inputs + After - Reach;
        return room >= 0
            ? (int)((room / Stride) + 1)
            : throw new LayerException(
                string.Create(CultureInfo.InvariantCulture, $"its window reaches over {Reach} positions and the input has {inputs}"),
                "give it a longer input or a smaller kernel");
    }

    /// <summary>Refuses sizes that no layer can have.</summary>
    /// <exception cref="LayerException">One is out of range.</exception>
    public void Check()
    {
        if (Size < 1 || Stride < 1 || Dilation < 1 || Before < 0 || After < 0 || Reach + Before + After > Limits.MostPositions)
        {
            throw new LayerException(
                string.Create(CultureInfo.InvariantCulture, $"kernel {Size}, stride {Stride}, dilation {Dilation}, padding {Before} and {After} are out of range"),
                "kernel, stride and dilation must be at least 1, and padding not negative");
        }
    }
}

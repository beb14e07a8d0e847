using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Layers.Windows;

/// <summary>How windows go along one axis of a value: the steps of a sequence, the rows or the columns of an image.</summary>
/// <param name="Inputs">Positions of the input.</param>
/// <param name="Outputs">Positions of the output: windows.</param>
/// <param name="Size">Positions of a window.</param>
/// <param name="Stride">From one window to the next.</param>
/// <param name="Dilation">From one position of a window to the next.</param>
/// <param name="Before">Positions before the input that the first window has.</param>
/// <param name="After">Positions after the input that the last window has.</param>
internal sealed record WindowAxis(int Inputs, int Outputs, int Size, int Stride, int Dilation, int Before, int After)
{
    /// <summary>The windows along a sequence of any length: each ends at a step.</summary>
    public static WindowAxis Open(int size, int dilation) => new(1, 1, size, 1, dilation, (int)(Reach(size, dilation) - 1), 0);

    /// <summary>Whether a window has positions outside of the input.</summary>
    public bool IsPadded => Before > 0 || After > 0;

    /// <summary>Positions of the input and of what lies around it.</summary>
    public int PaddedInputs => Before + Inputs + After;

    /// <summary>From the first position of a window to its last, both counted.</summary>
    private static long Reach(int size, int dilation) => ((size - 1L) * dilation) + 1;

    /// <summary>The windows along an axis; null where not even one fits.</summary>
    /// <param name="inputs">Positions of the input.</param>
    /// <param name="window">Its arguments.</param>
    /// <param name="size">Positions of a window.</param>
    public static WindowAxis? Create(int inputs, WindowArguments window, int size)
    {
        long reach = Reach(size, window.Dilation);
        if (window.Padding == PaddingMode.Same)
        {
            int outputs = (inputs + window.Stride - 1) / window.Stride;
            long missing = Math.Max(0, ((outputs - 1L) * window.Stride) + reach - inputs);
            return new WindowAxis(inputs, outputs, size, window.Stride, window.Dilation, (int)(missing / 2), (int)(missing - (missing / 2)));
        }

        long before = window.Padding == PaddingMode.Causal ? reach - 1 : window.Pad;
        long after = window.Padding == PaddingMode.Causal ? 0 : window.Pad;
        long room = before + inputs + after - reach;
        if (room < 0 || before + inputs + after > int.MaxValue)
        {
            return null;
        }

        // What no window reaches at the end is no padding.
        long count = (room / window.Stride) + 1;
        long reached = ((count - 1) * window.Stride) + reach - before;
        return new WindowAxis(inputs, (int)count, size, window.Stride, window.Dilation, (int)before, (int)Math.Max(0, reached - inputs));
    }
}

/// <summary>The arguments of a window but for its size.</summary>
/// <param name="Stride">From one window to the next.</param>
/// <param name="Dilation">From one position of a window to the next.</param>
/// <param name="Padding">What lies around the input.</param>
/// <param name="Pad">Positions on both sides, where Padding is Valid.</param>
internal sealed record WindowArguments(int Stride, int Dilation, PaddingMode Padding, int Pad);

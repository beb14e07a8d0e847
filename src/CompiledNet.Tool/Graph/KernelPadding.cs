using System.Globalization;

namespace CompiledNet.Tool.Graph;

/// <summary>
/// Says any padding and dilation with what <c>[Conv1D]</c> and <c>[Conv2D]</c> have: one dilation, and <c>Valid</c>, <c>Same</c>, <c>Causal</c> or the same
/// number on every side. What they have not is said by zeros in the kernel: one before the first tap moves the window by one position.
/// </summary>
internal static class KernelPadding
{
    /// <summary>Windows that the attributes can say, and the kernel for them.</summary>
    /// <param name="windows">What is asked for.</param>
    /// <param name="shape">The shape of the input.</param>
    /// <param name="weight">(rest) × kernel, row-major.</param>
    /// <exception cref="LayerException">The strides differ, or the kernel would become too large.</exception>
    public static (Window[] Windows, double[] Weight, bool Widened) Express(Window[] windows, Shape shape, double[] weight)
    {
        if (windows.Any(window => window.Stride != windows[0].Stride))
        {
            throw new LayerException(
                string.Create(CultureInfo.InvariantCulture, $"its strides are {windows[0].Stride} and {windows[1].Stride}"),
                "[Conv2D] has one stride for rows and columns");
        }

        if (IsSaid(windows, shape))
        {
            return (windows, weight, false);
        }

        bool sameDilation = windows.All(window => window.Dilation == windows[0].Dilation);
        int pad = windows.Max(window => Math.Max(window.Before, window.After));
        bool divides = sameDilation && windows.All(window => (pad - window.Before) % window.Dilation == 0 && (pad - window.After) % window.Dilation == 0);
        Tap[] taps = [.. windows.Select(window => Tap.Of(window, pad, keepsDilation: divides))];
        Window[] wide = [.. taps.Zip(windows, (tap, window) => new Window(tap.Size, window.Stride, divides ? window.Dilation : 1, pad, pad))];
        return (wide, Widen(weight, windows, taps), true);
    }

    private static bool IsSaid(Window[] windows, Shape shape)
    {
        if (windows.Any(window => window.Dilation != windows[0].Dilation))
        {
            return false;
        }

        int[] positions = [shape.Height, shape.Width];
        return windows.All(window => window.Before == windows[0].Before && window.After == windows[0].Before)
            || (windows.Length == 1 && windows[0] == windows[0].Causal())
            || windows.Zip(positions).All(pair => pair.First == pair.First.Same(pair.Second));
    }

    private static double[] Widen(double[] weight, Window[] windows, Tap[] taps)
    {
        int kernel = windows.Aggregate(1, (size, window) => size * window.Size);
        long wide = taps.Aggregate(1L, (size, tap) => size * tap.Size);
        int rows = weight.Length / kernel;
        if (wide * rows > weight.Length + Limits.MostAddedNumbers)
        {
            throw new LayerException(
                string.Create(CultureInfo.InvariantCulture, $"its padding and dilation would widen the kernel to {wide} taps"),
                "use one dilation and one padding for all sides");
        }

        var result = new double[wide * rows];
        int columns = windows.Length == 1 ? 1 : windows[1].Size;
        int wideColumns = windows.Length == 1 ? 1 : taps[1].Size;
        for (int i = 0; i < weight.Length; i++)
        {
            int tap = i % kernel;
            int row = taps[0].First + (tap / columns * taps[0].Step);
            int column = windows.Length == 1 ? 0 : taps[1].First + (tap % columns * taps[1].Step);
            result[(i / kernel * wide) + (row * wideColumns) + column] = weight[i];
        }

        return result;
    }

    // Where the taps of a kernel lie in the wide one.
    private readonly record struct Tap(int First, int Step, int Size)
    {
        public static Tap Of(Window window, int pad, bool keepsDilation)
        {
            int step = keepsDilation ? 1 : window.Dilation;
            int unit = keepsDilation ? window.Dilation : 1;
            int first = (pad - window.Before) / unit;
            int last = (pad - window.After) / unit;
            return new Tap(first, step, checked(first + ((window.Size - 1) * step) + 1 + last));
        }
    }
}

using CompiledNet.Benchmarks.Measuring;

namespace CompiledNet.Benchmarks.Widths;

/// <summary>A network's times of inference by the bits of the registers.</summary>
/// <param name="network">Its name.</param>
internal sealed class NetworkWidths(string network)
{
    private readonly SortedDictionary<int, Figure> _figures = [];

    public string Network => network;

    /// <summary>The widths that were measured, the widest first.</summary>
    public IEnumerable<int> Bits => _figures.Keys.Reverse();

    /// <summary>The time with the widest registers.</summary>
    public Figure Widest => _figures[Bits.First()];

    /// <summary>Takes one more time; of each width the least is kept.</summary>
    public void Add(WidthFigure measured) => _figures[measured.Bits] =
        _figures.TryGetValue(measured.Bits, out Figure? before) ? before.OrLess(measured.Figure) : measured.Figure;

    /// <summary>How many times longer an inference takes than with the widest registers.</summary>
    public double RatioAt(int bits) => _figures[bits].RatioTo(Widest);
}

using System.Globalization;
using CompiledNet.Benchmarks.Measuring;

namespace CompiledNet.Benchmarks.Table;

/// <summary>Times and ratios as text.</summary>
internal static class Cells
{
    /// <summary>Three digits with a unit.</summary>
    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => Digits(nanoseconds) + " ns",
        < 1e6 => Digits(nanoseconds / 1e3) + " µs",
        _ => Digits(nanoseconds / 1e6) + " ms",
    };

    /// <summary>How many times longer than ours; a dash where there is no figure.</summary>
    public static string Ratio(Row row, string name) =>
        row.Figures.TryGetValue(name, out Figure? figure) ? Ratio(figure.RatioTo(row.Figures[Row.Ours])) : "–";

    /// <summary>So many times.</summary>
    public static string Ratio(double ratio) => ratio.ToString(ratio < 9.95 ? "F2" : "F0", CultureInfo.InvariantCulture) + "×";

    private static string Digits(double value) =>
        value.ToString(value < 9.995 ? "F2" : value < 99.95 ? "F1" : "F0", CultureInfo.InvariantCulture);
}

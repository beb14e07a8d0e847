using System.Globalization;

namespace CompiledNet.Benchmarks.Sweep;

/// <summary>Which widths are dear.</summary>
internal static class SweepVerdict
{
    // Lanes of the widest register. A width of 65 is stored as 80 lanes and computes as much as 80 does, which by itself is 1.23 times as much for each
    // multiply-add that was asked for.
    private const int Register = 16;
    private const int FirstCompared = 65;

    /// <summary>What a multiply-add may cost, in times of what it costs at the next multiple of a register's lanes.</summary>
    public const double Limit = 1.6;

    /// <summary>One sentence.</summary>
    public static string Of(string what, IReadOnlyList<SweepPoint> points, Func<SweepPoint, double> cost)
    {
        Dictionary<int, SweepPoint> byWidth = points.ToDictionary(point => point.Width);
        (int Width, int Next, double Ratio)[] compared =
        [
            .. points
                .Select(point => (point.Width, Next: (point.Width + Register - 1) / Register * Register))
                .Where(pair => pair.Width >= FirstCompared && byWidth.ContainsKey(pair.Next))
                .Select(pair => (pair.Width, pair.Next, cost(byWidth[pair.Width]) / cost(byWidth[pair.Next])))
                .OrderByDescending(pair => pair.Item3),
        ];
        (int Width, int Next, double Ratio)[] dear = [.. compared.Where(pair => pair.Ratio > Limit)];
        string list = string.Join(", ", (dear.Length > 0 ? dear : compared[..1]).Select(pair => string.Create(
            CultureInfo.InvariantCulture, $"{pair.Width} ({pair.Ratio:F2} times {pair.Next})")));
        string limit = string.Create(CultureInfo.InvariantCulture, $"{Limit:F1} times");
        return dear.Length > 0
            ? $"{what}: {dear.Length} widths cost more than {limit} the next multiple of {Register} for each multiply-add: {list}"
            : $"{what}: no width costs more than {limit} the next multiple of {Register} for each multiply-add; the worst is {list}";
    }
}

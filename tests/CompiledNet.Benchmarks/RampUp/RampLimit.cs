using System.Globalization;

namespace CompiledNet.Benchmarks.RampUp;

/// <summary>What one kind of call may take on its way to full speed.</summary>
/// <param name="Work">The kind of call, as tests/CompiledNet.Aot calls it.</param>
/// <param name="First">Milliseconds of CPU time of the first call: on a core of 2.45 GHz (AMD Zen 3) that does nothing else.</param>
internal sealed record RampLimit(string Work, double First)
{
    /// <summary>How many times longer than at full speed calls 22 to 1,021 may take.</summary>
    public const double Ratio = 1.5;

    public static IReadOnlyList<RampLimit> All { get; } = [new("2-3-2", 10), new("64-32-10", 25), new("64-32-10-step", 85)];

    /// <summary>A sentence for each limit that is exceeded.</summary>
    public IEnumerable<string> ExcessesOf(RampFigures figures)
    {
        if (figures.First > First)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Work}: the first call takes {figures.First:F1} ms; the limit is {First:F0}.");
        }

        if (figures.Ratio > Ratio)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{Work}: calls 22 to 1,021 take {figures.Ratio:F2} times as long as at full speed; the limit is {Ratio:F1}.");
        }
    }
}

using System.Globalization;

namespace CompiledNet.Benchmarks.Widths;

/// <summary>How many times longer than with 512 bits an inference may take.</summary>
/// <remarks>
/// Half the lanes are half the work for each instruction, so 2 and 4 would be the most were instructions all that counts. Half the registers come on
/// top, 16 instead of 32, and instructions that only the widest ones have: masks, conversions, tables for the exponential.
/// </remarks>
/// <param name="Bits">Of the registers.</param>
/// <param name="Ratio">The limit.</param>
internal sealed record WidthLimit(int Bits, double Ratio)
{
    public static IReadOnlyList<WidthLimit> All { get; } = [new(256, 2.5), new(128, 6)];

    /// <summary>A sentence for each network that takes longer.</summary>
    public IEnumerable<string> ExcessesOf(IEnumerable<NetworkWidths> networks) => networks
        .Where(network => network.RatioAt(Bits) > Ratio)
        .Select(network => string.Create(
            CultureInfo.InvariantCulture, $"{network.Network} takes {network.RatioAt(Bits):F2} times as long with {Bits} bits; the limit is {Ratio:F1}."));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ratio:F1} times with {Bits} bits");
}

using CompiledNet.Benchmarks.Measuring;

namespace CompiledNet.Benchmarks.Widths;

/// <summary>Time of an inference with registers of one width.</summary>
/// <param name="Bits">Of the widest registers that were used, which are no wider than the processor's.</param>
/// <param name="Figure">The time.</param>
internal sealed record WidthFigure(int Bits, Figure Figure);

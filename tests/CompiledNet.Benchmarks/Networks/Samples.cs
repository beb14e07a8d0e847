using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Benchmarks.Networks;

/// <summary>
/// Inputs of inference, and a place for its output: calls take one batch after another in turn, so that no result can be kept from the call before.
/// </summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class Samples<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Different inputs of a call; a power of two.</summary>
    public const int Calls = 16;

    private readonly AlignedBuffer<T> _inputs;
    private readonly AlignedBuffer<T> _output;

    /// <summary>Draws the inputs.</summary>
    /// <param name="network">Whose inputs they are.</param>
    /// <param name="batch">Samples in one call.</param>
    public Samples(INetwork<T> network, int batch)
    {
        Batch = batch;
        InputLength = batch * network.InputSize;

        // Each call's input begins a cache line. They follow one another: 4 KB apart all would fall into the same set of the first-level cache.
        int line = AlignedBuffer<T>.Alignment / Unsafe.SizeOf<T>();
        Stride = (InputLength + line - 1) / line * line;
        _inputs = new AlignedBuffer<T>(Calls * Stride);
        _output = new AlignedBuffer<T>(batch * network.OutputSize);
        var draws = new Draws(99);
        for (int call = 0; call < Calls; call++)
        {
            draws.Fill(_inputs.Span.Slice(call * Stride, InputLength));
        }
    }

    /// <summary>Samples in one call.</summary>
    public int Batch { get; }

    /// <summary>Numbers in the input of one call.</summary>
    public int InputLength { get; }

    /// <summary>From the input of one call to that of the next.</summary>
    public int Stride { get; }

    /// <summary>The inputs of all calls.</summary>
    public ReadOnlySpan<T> Inputs => _inputs.Span;

    /// <summary>Where the output goes; never moved, and on a cache line.</summary>
    public Span<T> Output => _output.Span;

    /// <summary>The input of one call.</summary>
    public ReadOnlySpan<T> Input(int call) => Inputs.Slice(call * Stride, InputLength);
}

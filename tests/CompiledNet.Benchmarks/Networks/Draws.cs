using System.Numerics;

namespace CompiledNet.Benchmarks.Networks;

/// <summary>
/// The numbers that every contestant is given: a linear congruential generator of 64 bits (Knuth's MMIX constants), of which the upper bits are
/// taken. A program in another language draws the same ones in five lines.
/// </summary>
internal sealed class Draws(ulong seed)
{
    private ulong _state = seed;

    /// <summary>31 bits.</summary>
    public uint Next()
    {
        _state = (_state * 6364136223846793005ul) + 1442695040888963407ul;
        return (uint)(_state >> 33);
    }

    /// <summary>Evenly from −1 to 1, in steps of 2⁻²³.</summary>
    public float NextUniform() => ((Next() & 0xffffff) / 8388608f) - 1;

    /// <summary>Fills a span with <see cref="NextUniform"/>.</summary>
    public void Fill<T>(Span<T> values)
        where T : INumberBase<T>
    {
        foreach (ref T value in values)
        {
            value = T.CreateTruncating(NextUniform());
        }
    }
}

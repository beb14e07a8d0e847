using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace CompiledNet;

/// <summary>A short number that tells samples, or what is said of a training, from others, to notice a mistake; no protection against intent.</summary>
internal struct Digest
{
    // An odd number of mixed bits; the golden ratio's.
    private const ulong Factor = 0x9E3779B97F4A7C15;

    private ulong _sum;

    /// <summary>Takes in numbers.</summary>
    public void Add<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(numbers);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte last in bytes)
        {
            Add(last);
        }
    }

    /// <summary>The digest as a number.</summary>
    public readonly ulong Value => _sum;

    public override readonly string ToString() => _sum.ToString("x16", CultureInfo.InvariantCulture);

    // Turned, for the product spreads bits upwards only; and never 0 for long, so that zeros count.
    private void Add(ulong word) => _sum = unchecked((BitOperations.RotateLeft(_sum ^ Factor, 29) ^ word) * Factor);
}

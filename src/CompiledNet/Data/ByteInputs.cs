using System.Numerics;

namespace CompiledNet;

/// <summary>Inputs that are kept as bytes and become numbers when they are read, by a table of what each byte means.</summary>
internal sealed class ByteInputs<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly T[] _meanings = new T[byte.MaxValue + 1];

    /// <summary>Bytes from 0 to 255 for numbers from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public ByteInputs(ReadOnlyMemory<byte> bytes, double low, double high)
    {
        _bytes = bytes;
        for (int i = 0; i < _meanings.Length; i++)
        {
            _meanings[i] = T.CreateTruncating(low + ((high - low) * i / byte.MaxValue));
        }
    }

    public void CopyTo(int start, Span<T> numbers)
    {
        ReadOnlySpan<byte> bytes = _bytes.Span.Slice(start, numbers.Length);
        T[] meanings = _meanings;
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = meanings[bytes[i]];
        }
    }
}

using System.Text;

namespace CompiledNet.Benchmarks.Peers;

/// <summary>Writes fields of a protocol buffers message: numbers, strings, bytes and messages within it.</summary>
internal sealed class ProtobufWriter
{
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public ProtobufWriter Number(int field, long value)
    {
        WriteNumber((ulong)field << 3);
        WriteNumber((ulong)value);
        return this;
    }

    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtobufWriter Message(int field, ProtobufWriter message) => Bytes(field, message.ToArray());

    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        WriteNumber(((ulong)field << 3) | 2);
        WriteNumber((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    private void WriteNumber(ulong value)
    {
        for (; value > 127; value >>= 7)
        {
            _bytes.Add((byte)(value | 128));
        }

        _bytes.Add((byte)value);
    }
}

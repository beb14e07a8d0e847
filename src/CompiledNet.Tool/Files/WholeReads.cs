namespace CompiledNet.Tool.Files;

/// <summary>
/// Bytes of which a read gives all that were asked for, or ends the reading: a reader that takes no notice of a short read would go on with what was in its buffer
/// before, and take memory by that.
/// </summary>
internal sealed class WholeReads(byte[] bytes) : MemoryStream(bytes, writable: false)
{
    private readonly byte[] _bytes = bytes;

    public override int Read(Span<byte> buffer)
    {
        if (Position + buffer.Length > _bytes.Length)
        {
            throw new EndOfStreamException("it ends too early.");
        }

        _bytes.AsSpan((int)Position, buffer.Length).CopyTo(buffer);
        Position += buffer.Length;
        return buffer.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int ReadByte()
    {
        Span<byte> single = stackalloc byte[1];
        _ = Read(single);
        return single[0];
    }
}

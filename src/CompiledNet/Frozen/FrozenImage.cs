using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet;

/// <summary>The file with the numbers of a large frozen network: a header, and the numbers as they lie in memory, little-endian.</summary>
internal static class FrozenImage
{
    /// <summary>
    /// Bytes before the numbers. A resource begins behind 4 bytes of its length, on a boundary of 8: these 60 bring the numbers back to one.
    /// </summary>
    public const int HeaderLength = 60;

    /// <summary>Bytes behind the numbers: a whole register may be loaded where fewer are left.</summary>
    public const int SlackLength = 64;

    private const int SizePlace = 20;
    private const int LengthPlace = 24;
    private const int ChecksumPlace = 32;

    private static ReadOnlySpan<byte> Magic => "CompiledNet frozen 1"u8;

    /// <summary>The length of the file.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="length">How many numbers it has.</param>
    /// <returns>The bytes.</returns>
    public static long FileLength<T>(int length)
        where T : unmanaged => HeaderLength + ((long)length * Unsafe.SizeOf<T>()) + SlackLength;

    /// <summary>Writes the file.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="stream">Written from its position on.</param>
    /// <param name="numbers">The numbers.</param>
    /// <param name="checksum">Their checksum.</param>
    public static void Write<T>(Stream stream, ReadOnlySpan<T> numbers, ulong checksum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        header.Clear();
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[SizePlace..], Unsafe.SizeOf<T>());
        BinaryPrimitives.WriteInt64LittleEndian(header[LengthPlace..], numbers.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(header[ChecksumPlace..], checksum);
        stream.Write(header);
        stream.Write(MemoryMarshal.AsBytes(numbers));
        stream.Write(stackalloc byte[SlackLength]);
    }

    /// <summary>Says what is wrong with the header of a file, if anything is.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="header">The first <see cref="HeaderLength"/> bytes.</param>
    /// <param name="length">How many numbers are expected.</param>
    /// <param name="checksum">Which checksum.</param>
    /// <returns>A sentence, or null.</returns>
    public static string? FindFault<T>(ReadOnlySpan<byte> header, int length, ulong checksum)
        where T : unmanaged
    {
        if (!header.StartsWith(Magic))
        {
            return "does not begin as a file that ExportFrozen wrote";
        }

        int size = BinaryPrimitives.ReadInt32LittleEndian(header[SizePlace..]);
        long count = BinaryPrimitives.ReadInt64LittleEndian(header[LengthPlace..]);
        return size != Unsafe.SizeOf<T>() || count != length
                ? $"holds {count} numbers of {size} bytes; {length} of {Unsafe.SizeOf<T>()} were expected"
            : BinaryPrimitives.ReadUInt64LittleEndian(header[ChecksumPlace..]) != checksum
                ? "is of another export than the C# file beside it"
            : null;
    }

    /// <summary>The checksum of numbers.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="numbers">The numbers.</param>
    /// <returns>The checksum.</returns>
    public static ulong Checksum<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(numbers);
        ulong checksum = FrozenChecksum.Start;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            checksum = FrozenChecksum.Add(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        if (bytes.Length > 0)
        {
            Span<byte> last = stackalloc byte[sizeof(ulong)];
            last.Clear();
            bytes.CopyTo(last);
            checksum = FrozenChecksum.Add(checksum, BinaryPrimitives.ReadUInt64LittleEndian(last));
        }

        return checksum;
    }
}

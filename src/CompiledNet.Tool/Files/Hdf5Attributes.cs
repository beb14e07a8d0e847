using System.Buffers.Binary;

namespace CompiledNet.Tool.Files;

/// <summary>
/// What the message of an HDF5 attribute claims of its data, read as a reader goes through it: a name that a zero ends, the type of an element, the number of
/// elements.
/// </summary>
internal static class Hdf5Attributes
{
    private const int MostNesting = 8;

    /// <summary>Bytes of the data; 0 where the message ends before they are known, or has a type that Keras does not write.</summary>
    /// <param name="message">The message, and what follows it in the file.</param>
    public static ulong DataLength(ReadOnlySpan<byte> message)
    {
        if (message.Length < 9)
        {
            return 0;
        }

        int version = message[0];
        int typeLength = BinaryPrimitives.ReadUInt16LittleEndian(message[4..]);
        ReadOnlySpan<byte> rest = message[(version == 3 ? 9 : 8)..];
        int name = rest.IndexOf((byte)0) + 1;
        rest = After(rest, version == 1 ? Padded(name) : name);
        if (name == 0 || rest.Length < 8)
        {
            return 0;
        }

        ulong size = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
        int type = TypeLength(rest, 0);
        rest = After(rest, type + (version == 1 ? Padded(typeLength) - typeLength : 0));
        ulong count = type == 0 ? 0 : Count(rest);
        return size == 0 || count == 0 ? 0 : count > ulong.MaxValue / size ? ulong.MaxValue : count * size;
    }

    // Integers, floats, texts and texts of any length, each with what it has beyond the first 8 bytes.
    private static int TypeLength(ReadOnlySpan<byte> type, int depth) => type.Length < 8 || depth > MostNesting ? 0 : (type[0] & 15) switch
    {
        0 or 4 => 12,
        1 => 20,
        2 => 10,
        3 or 7 => 8,
        9 when TypeLength(type[8..], depth + 1) is > 0 and int inner => 8 + inner,
        _ => 0,
    };

    // Version 1 has its sizes after 8 bytes, version 2 after 4; its last one says that there are no elements.
    private static ulong Count(ReadOnlySpan<byte> space)
    {
        if (space.Length < 4 || (space[0] == 2 && space[3] == 2))
        {
            return 0;
        }

        ReadOnlySpan<byte> sizes = After(space, space[0] == 1 ? 8 : 4);
        ulong count = 1;
        for (int i = 0; i < space[1]; i++)
        {
            if (sizes.Length < 8)
            {
                return 0;
            }

            ulong size = BinaryPrimitives.ReadUInt64LittleEndian(sizes);
            count = size != 0 && count > ulong.MaxValue / size ? ulong.MaxValue : count * size;
            sizes = sizes[8..];
        }

        return count;
    }

    private static int Padded(int length) => (length + 7) & ~7;

    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> bytes, int length) => bytes[Math.Min(bytes.Length, length)..];
}

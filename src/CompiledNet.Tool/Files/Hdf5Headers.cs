using System.Buffers.Binary;

namespace CompiledNet.Tool.Files;

/// <summary>
/// Goes through the object headers that the symbol tables of an HDF5 file name, for the lengths in them that a reader takes memory by without comparing them with
/// the message: those of fill values and of attributes.
/// </summary>
internal static class Hdf5Headers
{
    private const int VersionOfFile = 8;
    private const int RootEntry = 56;
    private const int EntryLength = 40;
    private const int FirstEntry = 8;
    private const int HeaderLength = 16;
    private const int MessageHeader = 8;
    private const ushort OldFillValue = 4;
    private const ushort FillValue = 5;
    private const ushort Attribute = 12;
    private const ushort Continuation = 16;

    /// <summary>Checks all headers of version 1, which is what Keras writes.</summary>
    /// <exception cref="ImportException">A fill value claims to be longer than its message.</exception>
    public static void Check(byte[] bytes, string file)
    {
        if (bytes.Length >= RootEntry + EntryLength && bytes[VersionOfFile] <= 1)
        {
            CheckObject(bytes, bytes.AsSpan(RootEntry + (bytes[VersionOfFile] * 4)), file);
        }

        for (int at = 0; bytes.AsSpan(at).IndexOf("SNOD"u8) is >= 0 and int found; at += found + 4)
        {
            ReadOnlySpan<byte> table = bytes.AsSpan(at + found);
            int count = table.Length < FirstEntry ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(table[6..]);
            for (int i = 0; i < count && FirstEntry + ((i + 1) * EntryLength) <= table.Length; i++)
            {
                CheckObject(bytes, table[(FirstEntry + (i * EntryLength))..], file);
            }
        }
    }

    // An entry of a table: where the name stands, then where the header stands.
    private static void CheckObject(byte[] bytes, ReadOnlySpan<byte> entry, string file)
    {
        ulong address = BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]);
        if (address <= int.MaxValue && address + HeaderLength <= (ulong)bytes.Length && bytes[address] == 1)
        {
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan((int)address + 8));
            CheckMessages(bytes, (int)address + HeaderLength, size, file, 0);
        }
    }

    private static void CheckMessages(byte[] bytes, int start, ulong size, string file, int depth)
    {
        int end = (int)Math.Min((ulong)bytes.Length, (ulong)start + size);
        for (int at = start; at + MessageHeader <= end;)
        {
            ReadOnlySpan<byte> message = bytes.AsSpan(at);
            ushort type = BinaryPrimitives.ReadUInt16LittleEndian(message);
            int length = BinaryPrimitives.ReadUInt16LittleEndian(message[2..]);
            ReadOnlySpan<byte> body = message[MessageHeader..Math.Min(message.Length, MessageHeader + length)];

            // The length is read even where the message ends before it.
            if (FillLength(type, message[MessageHeader..]) > body.Length)
            {
                throw new ImportException($"'{file}' is damaged: a fill value of it is longer than its message.");
            }

            if (type == Attribute && Hdf5Attributes.DataLength(message[MessageHeader..]) > (ulong)body.Length)
            {
                throw new ImportException($"'{file}' is damaged: an attribute of it is longer than its message.");
            }

            if (type == Continuation && body.Length >= 16 && depth < 16)
            {
                ulong next = BinaryPrimitives.ReadUInt64LittleEndian(body);
                if (next < (ulong)bytes.Length)
                {
                    CheckMessages(bytes, (int)next, BinaryPrimitives.ReadUInt64LittleEndian(body[8..]) & uint.MaxValue, file, depth + 1);
                }
            }

            at += MessageHeader + length;
        }
    }

    // Version 1 always has a length, version 2 where the value is defined, version 3 where a flag says so.
    private static long FillLength(ushort type, ReadOnlySpan<byte> body)
    {
        if (type == OldFillValue && body.Length >= 4)
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(body);
        }

        if (type != FillValue || body.Length < 2)
        {
            return 0;
        }

        bool isThird = body[0] == 3;
        int place = isThird ? 2 : 4;
        bool has = isThird ? (body[1] & 0x20) != 0 : body.Length > 3 && (body[0] == 1 || body[3] != 0);
        return has && body.Length >= place + 4 ? BinaryPrimitives.ReadUInt32LittleEndian(body[place..]) : 0;
    }
}

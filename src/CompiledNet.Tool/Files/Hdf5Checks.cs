using System.Buffers.Binary;
using System.Globalization;

namespace CompiledNet.Tool.Files;

/// <summary>
/// Looks at the heaps of an HDF5 file, in which lengths stand that a reader takes memory by: none may be more than the file has. Blocks are found by their
/// signatures, wherever they lie.
/// </summary>
internal static class Hdf5Checks
{
    private const int HeaderLength = 16;

    /// <summary>Checks all heaps.</summary>
    /// <exception cref="ImportException">A length is more than there is.</exception>
    public static void Check(byte[] bytes, string file)
    {
        ReadOnlySpan<byte> rest = bytes;
        while (rest.IndexOf("GCOL"u8) is >= 0 and int found)
        {
            rest = rest[found..];
            CheckCollection(rest, file);
            rest = rest[4..];
        }

        rest = bytes;
        while (rest.IndexOf("HEAP"u8) is >= 0 and int found)
        {
            rest = rest[found..];
            if (rest.Length >= HeaderLength)
            {
                Expect(BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]), bytes.Length, file);
            }

            rest = rest[4..];
        }
    }

    // A collection: its size, then objects with an index, a count of references and a size each, padded to 8 bytes; index 0 ends them.
    private static void CheckCollection(ReadOnlySpan<byte> collection, string file)
    {
        if (collection.Length < HeaderLength)
        {
            return;
        }

        ulong size = BinaryPrimitives.ReadUInt64LittleEndian(collection[8..]);
        Expect(size, collection.Length, file);
        if (size < HeaderLength)
        {
            throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"'{file}' is damaged: a heap of it claims {size} bytes, less than its header has."));
        }

        ReadOnlySpan<byte> objects = collection[HeaderLength..(int)size];
        while (objects.Length >= HeaderLength && BinaryPrimitives.ReadUInt16LittleEndian(objects) != 0)
        {
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(objects[8..]);
            Expect(length, objects.Length - HeaderLength, file);
            objects = objects[Math.Min(objects.Length, HeaderLength + (((int)length + 7) & ~7))..];
        }
    }

    private static void Expect(ulong length, long most, string file)
    {
        if (length > (ulong)most)
        {
            throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"'{file}' is damaged: a heap of it claims {length} bytes, and {most} are there."));
        }
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace Fashion;

/// <summary>
/// A file in the IDX format of the MNIST data sets, compressed by gzip: two zero bytes, the type of the elements (8 for bytes), how many dimensions
/// there are, the size of each as 32 bits with the highest byte first, and the elements.
/// </summary>
/// <param name="Sizes">The size of each dimension, that of the samples first.</param>
/// <param name="Elements">The elements, sample after sample.</param>
internal sealed record IdxFile(int[] Sizes, byte[] Elements)
{
    private const byte Bytes = 8;

    /// <summary>Reads one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sizes">The sizes that are expected, null where any will do.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="DataFileException">It is not such a file, is damaged, or has other sizes.</exception>
    public static IdxFile Read(string path, params int?[] sizes)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            using var content = new GZipStream(file, CompressionMode.Decompress);
            return Read(content, path, sizes);
        }
        catch (EndOfStreamException)
        {
            throw new DataFileException($"{path} ends before its last element: it is damaged, or was not copied to its end.");
        }
        catch (InvalidDataException exception)
        {
            throw new DataFileException($"{path} is no gzip file, or is damaged: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException($"{path} cannot be read: {exception.Message}");
        }
    }

    private static IdxFile Read(Stream content, string path, int?[] expected)
    {
        Span<byte> head = stackalloc byte[4];
        content.ReadExactly(head);
        if (head[0] != 0 || head[1] != 0 || head[2] != Bytes || head[3] != expected.Length)
        {
            throw new DataFileException(
                $"{path} begins with {Convert.ToHexString(head)}; an IDX file of bytes in {expected.Length} dimensions begins with "
                + $"0000{Bytes:X2}{expected.Length:X2}.");
        }

        int[] sizes = new int[expected.Length];
        for (int i = 0; i < sizes.Length; i++)
        {
            content.ReadExactly(head);
            sizes[i] = BinaryPrimitives.ReadInt32BigEndian(head);
        }

        if (!Fit(sizes, expected))
        {
            throw new DataFileException($"{path} says that it holds {Text(sizes)} elements; {Text(expected)} were expected.");
        }

        byte[] elements = new byte[sizes.Aggregate(1, (product, size) => checked(product * size))];
        content.ReadExactly(elements);
        return content.ReadByte() < 0
            ? new IdxFile(sizes, elements)
            : throw new DataFileException($"{path} goes on after its {Text(sizes)} elements: it is damaged.");
    }

    // What no data set here comes near is a damaged head, and must not be allocated.
    private static bool Fit(int[] sizes, int?[] expected)
    {
        const int Limit = 100_000;
        return sizes.Zip(expected).All(pair => pair.Second is int size ? pair.First == size : pair.First is > 0 and <= Limit);
    }

    private static string Text(int[] sizes) => string.Join(" × ", sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)));

    private static string Text(int?[] sizes) => string.Join(" × ", sizes.Select(size => size?.ToString(CultureInfo.InvariantCulture) ?? "any number of"));
}

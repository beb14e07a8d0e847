using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CompiledNet.Tool.Files;

/// <summary>Reads arrays that NumPy saved: <c>.npy</c>, of 32-bit or 64-bit floats in C order.</summary>
internal static partial class NpyFile
{
    /// <summary>Shape and numbers.</summary>
    /// <exception cref="ImportException">It is no such file.</exception>
    public static (int[] Shape, double[] Values) Read(string path)
    {
        byte[] bytes = FileBytes.Read(path);
        ReadOnlySpan<byte> magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];
        if (bytes.Length < 12 || !bytes.AsSpan().StartsWith(magic))
        {
            throw new ImportException($"'{path}' is no .npy file.");
        }

        int prefix = bytes[6] == 1 ? 10 : 12;
        long length = bytes[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8)) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8));
        if (length > bytes.Length - prefix)
        {
            throw new ImportException($"'{path}' is cut short.");
        }

        string header = Encoding.Latin1.GetString(bytes, prefix, (int)length);
        int size = header.Contains("'<f4'", StringComparison.Ordinal) ? 4 : header.Contains("'<f8'", StringComparison.Ordinal) ? 8 : 0;
        if (size == 0 || !header.Contains("'fortran_order': False", StringComparison.Ordinal) || ShapeField().Match(header) is not { Success: true } match)
        {
            throw new ImportException($"'{path}' is an array of another kind: {header.Trim()}. Save numpy.ascontiguousarray(x, dtype=numpy.float32).");
        }

        int[] shape = Parse(match.Groups["sizes"].Value, path);
        ReadOnlySpan<byte> data = bytes.AsSpan(prefix + (int)length);
        long count = shape.Aggregate(1L, (product, axis) => Math.Min(product * axis, int.MaxValue));
        if (count * size != data.Length)
        {
            throw new ImportException(string.Create(
                CultureInfo.InvariantCulture, $"'{path}' has {data.Length} bytes for the shape ({string.Join(", ", shape)}); {count * size} were expected."));
        }

        var values = new double[count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = size == 4 ? BinaryPrimitives.ReadSingleLittleEndian(data[(i * 4)..]) : BinaryPrimitives.ReadDoubleLittleEndian(data[(i * 8)..]);
        }

        return (shape, values);
    }

    private static int[] Parse(string sizes, string path)
    {
        var shape = new List<int>();
        foreach (string part in sizes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            shape.Add(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size)
                ? size
                : throw new ImportException($"'{path}' has the size '{part}', which is no whole number."));
        }

        return [.. shape];
    }

    [GeneratedRegex(@"'shape': \((?<sizes>[^)]*)\)")]
    private static partial Regex ShapeField();
}

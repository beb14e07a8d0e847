using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CompiledNet;

/// <summary>Writes tensors in the safetensors format.</summary>
internal static class TensorWriter
{
    // The tensors begin on a multiple of this, as the format's own library has it.
    private const int Alignment = 8;
    private const int BlockLength = 16 * 1024;

    /// <summary>Writes a header and the tensors.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="stream">Written from its position on.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="metadata">What is said beside them.</param>
    public static void Write<T>(Stream stream, ITensors<T> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var json = new ArrayBufferWriter<byte>();
        WriteHeader(json, tensors, metadata);
        while (json.WrittenCount % Alignment != 0)
        {
            json.Write(" "u8);
        }

        // Written, it could not be read.
        if (json.WrittenCount > TensorHeader.LargestLength)
        {
            throw new ArgumentException(
                $"The header would be {json.WrittenCount} bytes long, most of them names of tensors; at most {TensorHeader.LargestLength} were expected, the "
                + "most that the format allows.");
        }

        Span<byte> prefix = stackalloc byte[TensorHeader.PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)json.WrittenCount);
        stream.Write(prefix);
        stream.Write(json.WrittenSpan);

        var numbers = new T[BlockLength / Unsafe.SizeOf<T>()];
        var bytes = new byte[BlockLength];
        for (int i = 0; i < tensors.Specs.Length; i++)
        {
            TensorSpec spec = tensors.Specs[i];
            if (spec.IsDouble)
            {
                WriteTensor(stream, spec.Tensor, tensors.DoublesOf(i), new double[BlockLength / sizeof(double)], bytes);
            }
            else
            {
                WriteTensor(stream, spec.Tensor, tensors.BufferOf(i), numbers, bytes);
            }
        }
    }

    private static void WriteHeader<T>(
        ArrayBufferWriter<byte> json, ITensors<T> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Relaxed, for the names of types (Outer+Net) and units to stay readable; it is no HTML.
        using var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteStartObject(TensorHeaderParser.MetadataName);
        foreach ((string key, string value) in metadata)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
        long end = 0;
        foreach (TensorSpec spec in tensors.Specs)
        {
            writer.WriteStartObject(spec.Name);
            DataType type = spec.TypeAmong<T>();
            writer.WriteString("dtype", type.Name);
            writer.WriteStartArray("shape");
            foreach (int size in spec.Tensor.Shape)
            {
                writer.WriteNumberValue(size);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("data_offsets");
            writer.WriteNumberValue(end);
            end += (long)spec.Tensor.Count * (type.Bits / 8);
            writer.WriteNumberValue(end);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteTensor<T>(Stream stream, TensorInfo tensor, ReadOnlySpan<T> buffer, T[] numbers, byte[] bytes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int count = 0;
        for (int i = 0; i < tensor.Count; i++)
        {
            numbers[count++] = buffer[tensor.IndexOf(i)];
            if (count == numbers.Length)
            {
                WriteBlock(stream, numbers, bytes);
                count = 0;
            }
        }

        WriteBlock(stream, numbers.AsSpan(0, count), bytes);
    }

    private static void WriteBlock<T>(Stream stream, ReadOnlySpan<T> numbers, byte[] bytes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        DataType.Encode(numbers, bytes);
        stream.Write(bytes.AsSpan(0, numbers.Length * Unsafe.SizeOf<T>()));
    }
}

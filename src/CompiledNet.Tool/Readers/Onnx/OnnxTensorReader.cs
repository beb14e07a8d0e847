using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using ElementType = CompiledNet.Tool.Readers.Onnx.TensorProto.Types.DataType;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>Decodes the tensors of a file, after comparing their sizes with the bytes that are there.</summary>
internal static class OnnxTensorReader
{
    /// <summary>Decodes a tensor.</summary>
    /// <exception cref="ImportException">It is damaged, or of a type without numbers.</exception>
    public static OnnxTensor Read(TensorProto tensor, string name)
    {
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External || tensor.ExternalData.Count > 0)
        {
            throw new ImportException(
                $"Tensor '{name}' lies in another file, which is not followed. Save the model as one file: onnx.save_model(model, path, save_as_external_data=False).");
        }

        int[] dims = Dims(tensor, name, out long count);
        var type = (ElementType)tensor.DataType;
        double[] values = tensor.RawData.Length > 0 ? ReadRaw(tensor.RawData, type, count, name) : ReadFields(tensor, type, count, name);
        return new OnnxTensor(type, dims, values);
    }

    private static int[] Dims(TensorProto tensor, string name, out long count)
    {
        count = 1;
        var dims = new int[tensor.Dims.Count];
        for (int i = 0; i < dims.Length; i++)
        {
            long dim = tensor.Dims[i];
            count = dim is < 0 or > int.MaxValue || count * dim > int.MaxValue ? -1 : count * dim;
            if (count < 0 || dims.Length > 8)
            {
                throw new ImportException($"Tensor '{name}' has the sizes {tensor.Dims}, which are out of range.");
            }

            dims[i] = (int)dim;
        }

        return dims;
    }

    private static double[] ReadRaw(ByteString raw, ElementType type, long count, string name)
    {
        int size = type switch
        {
            ElementType.Int8 or ElementType.Uint8 or ElementType.Bool => 1,
            ElementType.Int16 or ElementType.Uint16 or ElementType.Float16 or ElementType.Bfloat16 => 2,
            ElementType.Int32 or ElementType.Uint32 or ElementType.Float => 4,
            ElementType.Int64 or ElementType.Uint64 or ElementType.Double => 8,
            _ => throw Unsuitable(type, name),
        };
        if (raw.Length != count * size)
        {
            throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"Tensor '{name}' has {raw.Length} bytes for {count} numbers of {size} bytes."));
        }

        var values = new double[count];
        ReadOnlySpan<byte> bytes = raw.Span;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Decode(bytes.Slice(i * size, size), type);
        }

        return values;
    }

    private static double Decode(ReadOnlySpan<byte> bytes, ElementType type) => type switch
    {
        ElementType.Float => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        ElementType.Double => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        ElementType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        ElementType.Bfloat16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
        ElementType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        ElementType.Uint64 => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        ElementType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        ElementType.Uint32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        ElementType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        ElementType.Uint16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        ElementType.Int8 => (sbyte)bytes[0],
        _ => bytes[0],
    };

    private static double[] ReadFields(TensorProto tensor, ElementType type, long count, string name)
    {
        double[] values = type switch
        {
            ElementType.Float => [.. tensor.FloatData.Select(value => (double)value)],
            ElementType.Double => [.. tensor.DoubleData],
            ElementType.Int64 => [.. tensor.Int64Data.Select(value => (double)value)],
            ElementType.Uint32 or ElementType.Uint64 => [.. tensor.Uint64Data.Select(value => (double)value)],
            ElementType.Float16 => [.. tensor.Int32Data.Select(value => (double)BitConverter.UInt16BitsToHalf((ushort)value))],
            ElementType.Bfloat16 => [.. tensor.Int32Data.Select(value => (double)BitConverter.Int32BitsToSingle(value << 16))],
            ElementType.Int32 or ElementType.Int16 or ElementType.Int8 or ElementType.Uint16 or ElementType.Uint8 or ElementType.Bool => [.. tensor.Int32Data.Select(value => (double)value)],
            _ => throw Unsuitable(type, name),
        };
        return values.Length == count
            ? values
            : throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"Tensor '{name}' has {values.Length} numbers; its sizes are those of {count}."));
    }

    private static ImportException Unsuitable(ElementType type, string name) =>
        new($"Tensor '{name}' has the type {type}, which holds no numbers that a network computes with.");
}

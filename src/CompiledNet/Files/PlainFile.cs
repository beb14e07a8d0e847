using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet;

/// <summary>Loads a small file that is just as <see cref="TensorWriter"/> writes it for the same layers: what a program loads when it starts.</summary>
/// <remarks>
/// The whole reader (<see cref="TensorHeader"/>, <see cref="TensorReader{T}"/>) takes the JIT longer to compile than the runtime takes to start. This one is few
/// methods, none of them generic but the first, and knows one form of a header. Whatever differs from it, or is wrong, is left to the whole reader, which also
/// says what it is.
/// </remarks>
internal ref struct PlainFile
{
    // In a longer file compiling is no longer what counts.
    private const int LongestLength = 1 << 20;

    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;

    private PlainFile(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Loads the parameters, if the file has this form and fits.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="stream">The file, at its beginning.</param>
    /// <returns>Whether they are loaded. If not, network and position are as they were.</returns>
    public static bool TryLoad<T>(INetwork<T> network, Stream stream)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        TryLoad(stream, network.Layers, MemoryMarshal.AsBytes(network.Parameters), Unsafe.SizeOf<T>());

    private static bool TryLoad(Stream stream, IReadOnlyList<LayerInfo> layers, Span<byte> parameters, int size)
    {
        if (!BitConverter.IsLittleEndian || !stream.CanSeek || stream.Length is < TensorHeader.PrefixLength or > LongestLength)
        {
            return false;
        }

        var bytes = new byte[stream.Length];
        bool isRead = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
        stream.Position = 0;
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (!isRead || length > (ulong)(bytes.Length - TensorHeader.PrefixLength))
        {
            return false;
        }

        int start = TensorHeader.PrefixLength + (int)length;
        ReadOnlySpan<byte> numbers = bytes.AsSpan(start);
        var header = new PlainFile(bytes.AsSpan(TensorHeader.PrefixLength, (int)length));
        if (!header.TakeAll(layers, size, numbers.Length) || !AreFinite(numbers, size))
        {
            return false;
        }

        for (int i = 0; i < layers.Count; i++)
        {
            IReadOnlyList<TensorInfo> tensors = layers[i].Tensors;
            for (int k = 0; k < tensors.Count; k++)
            {
                numbers = Store(numbers, tensors[k], parameters, size);
            }
        }

        return true;
    }

    private static bool AreFinite(ReadOnlySpan<byte> numbers, int size)
    {
        // The upper two bytes of a number, which have its exponent.
        int exponent = size == sizeof(float) ? 0x7F80 : 0x7FF0;
        for (int i = size - sizeof(ushort); i < numbers.Length; i += size)
        {
            if ((BinaryPrimitives.ReadUInt16LittleEndian(numbers[i..]) & exponent) == exponent)
            {
                return false;
            }
        }

        return true;
    }

    // The numbers of one tensor; returns those that follow.
    private static ReadOnlySpan<byte> Store(ReadOnlySpan<byte> numbers, TensorInfo tensor, Span<byte> parameters, int size)
    {
        int position = 0;
        for (int i = 0; i < tensor.Count; i++)
        {
            numbers.Slice(position, size).CopyTo(parameters.Slice(tensor.IndexOf(i) * size, size));
            position += size;
        }

        return numbers[position..];
    }

    private bool TakeAll(IReadOnlyList<LayerInfo> layers, int size, int length)
    {
        bool isTaken = Take("{\"__metadata__\":{") && TakeMetadata(layers);
        long end = 0;
        for (int i = 0; isTaken && i < layers.Count; i++)
        {
            IReadOnlyList<TensorInfo> tensors = layers[i].Tensors;
            for (int k = 0; isTaken && k < tensors.Count; k++)
            {
                isTaken = TakeTensor(tensors[k], size, ref end);
            }
        }

        if (!isTaken || !Take("}") || end != length)
        {
            return false;
        }

        while (_position < _bytes.Length && _bytes[_position] == ' ')
        {
            _position++;
        }

        return _position == _bytes.Length;
    }

    // The values of an object of strings and its end. Of the activations there is one value, and it is the network's.
    private bool TakeMetadata(IReadOnlyList<LayerInfo> layers)
    {
        bool hasActivations = false;
        do
        {
            if (Take("\"activations\":\""))
            {
                for (int i = 0; i < layers.Count; i++)
                {
                    if (!Take(i > 0 ? " " : "") || !Take(NetworkFiles.NameOf(layers[i].Activation)))
                    {
                        return false;
                    }
                }

                if (hasActivations || !Take("\""))
                {
                    return false;
                }

                hasActivations = true;
            }
            else if (!TakeString() || !Take(":") || !TakeString())
            {
                return false;
            }
        }
        while (Take(","));

        return Take("}");
    }

    private bool TakeTensor(TensorInfo tensor, int size, ref long end)
    {
        long start = end;
        end += (long)tensor.Count * size;
        return Take(",\"") && Take(tensor.Name) && IsPlain(_position - tensor.Name.Length, _position)
            && Take(size == sizeof(float) ? "\":{\"dtype\":\"F32\",\"shape\":[" : "\":{\"dtype\":\"F64\",\"shape\":[") && TakeShape(tensor.Shape)
            && Take("],\"data_offsets\":[") && TakeNumber(start) && Take(",") && TakeNumber(end) && Take("]}");
    }

    private bool TakeShape(IReadOnlyList<int> shape)
    {
        for (int dimension = 0; dimension < shape.Count; dimension++)
        {
            if (!Take(dimension > 0 ? "," : "") || !TakeNumber(shape[dimension]))
            {
                return false;
            }
        }

        return true;
    }

    private bool Take(string text)
    {
        int end = _position + text.Length;
        if (end > _bytes.Length)
        {
            return false;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (_bytes[_position + i] != text[i])
            {
                return false;
            }
        }

        _position = end;
        return true;
    }

    private bool TakeString()
    {
        if (!Take("\""))
        {
            return false;
        }

        int start = _position;
        while (_position < _bytes.Length && _bytes[_position] != '"')
        {
            _position++;
        }

        return IsPlain(start, _position) && Take("\"");
    }

    private readonly bool IsPlain(int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (_bytes[i] is < 0x20 or > 0x7E or (byte)'"' or (byte)'\\')
            {
                return false;
            }
        }

        return true;
    }

    private bool TakeNumber(long number)
    {
        long digit = 1;
        while (number / digit >= 10)
        {
            digit *= 10;
        }

        for (; digit > 0; digit /= 10)
        {
            if (_position == _bytes.Length || _bytes[_position] != '0' + (number / digit % 10))
            {
                return false;
            }

            _position++;
        }

        return true;
    }
}

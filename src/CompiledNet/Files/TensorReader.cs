using System.Numerics;

namespace CompiledNet;

/// <summary>
/// Loads tensors from behind a header. Everything is checked, the last number too, before one of them is written.
/// </summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class TensorReader<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int BlockLength = 16 * 1024;

    private readonly Stream _stream;
    private readonly TensorHeader _header;
    private readonly ITensors<T> _tensors;
    private readonly NetworkLoadOptions _options;
    private readonly byte[] _block = new byte[BlockLength];

    // For each tensor of the file the one of ours, or −1 for one that is passed over.
    private readonly int[] _owners;

    private TensorReader(Stream stream, TensorHeader header, ITensors<T> tensors, NetworkLoadOptions options)
    {
        _stream = stream;
        _header = header;
        _tensors = tensors;
        _options = options;
        _owners = TensorMatching.Match(header, tensors, options);
    }

    /// <summary>Loads.</summary>
    /// <param name="stream">At the first tensor. Afterwards it is behind the last one.</param>
    /// <param name="header">The header that came before.</param>
    /// <param name="tensors">What is loaded.</param>
    /// <param name="options">What the file may differ in.</param>
    /// <param name="isFile">Whether nothing may follow the tensors.</param>
    /// <exception cref="NetworkFileException">The file does not fit; nothing was changed.</exception>
    public static void Load(Stream stream, TensorHeader header, ITensors<T> tensors, NetworkLoadOptions options, bool isFile)
    {
        if (stream.CanSeek)
        {
            long length = stream.Length - stream.Position;
            if (length < header.DataLength)
            {
                throw new NetworkFileException(
                    $"It is cut short: the tensors of the header take {header.DataLength} bytes, and {Math.Max(0, length)} are there.");
            }

            if (isFile && length > header.DataLength)
            {
                throw new NetworkFileException(
                    $"After the tensors, which take {header.DataLength} bytes, {length - header.DataLength} more follow; none were expected.");
            }
        }

        var reader = new TensorReader<T>(stream, header, tensors, options);
        if (stream.CanSeek)
        {
            // Once only to look at it, so that a damaged file costs no memory.
            long start = stream.Position;
            reader.ReadAll(null);
            stream.Position = start;
        }

        var staged = new List<(int Tensor, int First, Array Numbers)>();
        reader.ReadAll(staged);
        foreach ((int tensor, int first, Array numbers) in staged)
        {
            TensorSpec spec = tensors.Specs[tensor];
            if (spec.IsDouble)
            {
                Store((double[])numbers, first, spec.Tensor, tensors.DoublesOf(tensor));
            }
            else
            {
                Store((T[])numbers, first, spec.Tensor, tensors.BufferOf(tensor));
            }
        }
    }

    private static void Store<TNumber>(TNumber[] numbers, int first, TensorInfo tensor, Span<TNumber> buffer)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            buffer[tensor.IndexOf(first + i)] = numbers[i];
        }
    }

    private void ReadAll(List<(int Tensor, int First, Array Numbers)>? staged)
    {
        for (int i = 0; i < _owners.Length; i++)
        {
            if (_owners[i] < 0)
            {
                Skip(_header.Entries[i]);
            }
            else if (_tensors.Specs[_owners[i]].IsDouble)
            {
                Read<double>(_header.Entries[i], _owners[i], staged);
            }
            else
            {
                Read<T>(_header.Entries[i], _owners[i], staged);
            }
        }
    }

    private void Skip(TensorEntry entry)
    {
        long left = entry.End - entry.Start;
        if (_stream.CanSeek)
        {
            _stream.Position += left;
            return;
        }

        while (left > 0)
        {
            int length = (int)Math.Min(left, BlockLength);
            Fill(entry, length);
            left -= length;
        }
    }

    private void Read<TNumber>(TensorEntry entry, int tensor, List<(int Tensor, int First, Array Numbers)>? staged)
        where TNumber : unmanaged, IFloatingPointIeee754<TNumber>
    {
        int size = entry.Type.Bits / 8;
        int most = BlockLength / size;
        int count = (int)entry.Shape.Count;
        TNumber[]? looked = staged is null ? new TNumber[Math.Min(most, count)] : null;
        for (int first = 0; first < count; first += most)
        {
            int length = Math.Min(most, count - first);
            TNumber[] numbers = looked ?? new TNumber[length];
            Fill(entry, length * size);
            entry.Type.Decode(_block, numbers.AsSpan(0, length));
            if (!_options.AllowNonFinite)
            {
                CheckFinite<TNumber>(numbers.AsSpan(0, length), first, entry, _tensors.Specs[tensor]);
            }

            staged?.Add((tensor, first, numbers));
        }
    }

    private void Fill(TensorEntry entry, int length)
    {
        int read = _stream.ReadAtLeast(_block.AsSpan(0, length), length, throwOnEndOfStream: false);
        if (read < length)
        {
            throw new NetworkFileException($"It is cut short: it ends inside tensor '{entry.Name}'.", entry.Name);
        }
    }

    private void CheckFinite<TNumber>(ReadOnlySpan<TNumber> numbers, int first, TensorEntry entry, TensorSpec spec)
        where TNumber : unmanaged, IFloatingPointIeee754<TNumber>
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!TNumber.IsFinite(numbers[i]))
            {
                string place = TensorInfo.TextOf(spec.Tensor.PlaceOf(first + i));
                string what = TNumber.IsNaN(numbers[i]) ? "NaN"
                    : entry.Type == DataType.Of<TNumber>() ? "an infinite number"
                    : $"a number that is infinite as {DataType.Of<TNumber>().Name}";
                throw new NetworkFileException(
                    $"Tensor '{entry.Name}' holds {what} at {place}. Load with AllowNonFinite if {_tensors.Owner} is to have it.", entry.Name);
            }
        }
    }
}

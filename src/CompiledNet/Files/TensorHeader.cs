using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace CompiledNet;

/// <summary>
/// The header of a safetensors file, checked: an 8-byte length, and JSON that describes tensors whose bytes lie one after the other
/// without gap or overlap.
/// </summary>
internal sealed class TensorHeader
{
    /// <summary>Bytes before the JSON.</summary>
    public const int PrefixLength = sizeof(ulong);

    /// <summary>The longest header of the format: that of its own library (MAX_HEADER_SIZE of the Rust crate safetensors).</summary>
    public const int LargestLength = 100_000_000;

    // Of a stream that does not know its length a header is read in pieces, so that one which claims more than is there costs but twice what is.
    private const int FirstPiece = 64 * 1024;

    private readonly byte[] _json;
    private readonly int _metadataStart;

    private TensorHeader(byte[] json)
    {
        _json = json;
        if (!Utf8.IsValid(json))
        {
            throw new NetworkFileException("The header is not JSON: it is not even UTF-8.");
        }

        if (json[0] != '{')
        {
            throw new NetworkFileException("The header is not a JSON object: it does not begin with {.");
        }

        try
        {
            Entries = TensorHeaderParser.Parse(json, out _metadataStart);
        }
        catch (JsonException exception)
        {
            throw new NetworkFileException($"The header is not JSON: {exception.Message}", inner: exception);
        }
        catch (InvalidOperationException exception)
        {
            // \ud800 in a string, say.
            throw new NetworkFileException($"The header holds a string that is not Unicode: {exception.Message}", inner: exception);
        }

        CheckNames();
        Entries.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End.CompareTo(b.End));
        CheckOffsets();
    }

    /// <summary>The tensors in the order of their bytes.</summary>
    public List<TensorEntry> Entries { get; }

    /// <summary>Bytes of all tensors.</summary>
    public long DataLength => Entries.Count == 0 ? 0 : Entries[^1].End;

    /// <summary>Reads the header that begins at the stream's position, up to the first tensor.</summary>
    /// <param name="stream">The stream.</param>
    /// <returns>The header.</returns>
    /// <exception cref="NetworkFileException">It is not one.</exception>
    public static TensorHeader Read(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength];
        int read = stream.ReadAtLeast(prefix, PrefixLength, throwOnEndOfStream: false);
        if (read < PrefixLength)
        {
            throw new NetworkFileException($"It is cut short: {PrefixLength} bytes with the length of the header were expected first, and {read} are there.");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        bool isTooLong = length > LargestLength || (stream.CanSeek && length > (ulong)Math.Max(0, stream.Length - stream.Position));
        if (isTooLong && ForeignFormat.Find(prefix) is string other)
        {
            throw new NetworkFileException($"It is no safetensors file: {other}.");
        }

        if (stream.CanSeek && length > (ulong)Math.Max(0, stream.Length - stream.Position))
        {
            throw CutHeader(length, stream.Length - stream.Position);
        }

        if (length > LargestLength)
        {
            throw new NetworkFileException(
                $"The header is to be {length} bytes long; at most {LargestLength} were expected. Perhaps it is no safetensors file.");
        }

        if (length < 2)
        {
            throw new NetworkFileException($"The header is to be {length} bytes long; at least 2 were expected, those of {{}}.");
        }

        return new TensorHeader(ReadJson(stream, (int)length));
    }

    private static byte[] ReadJson(Stream stream, int length)
    {
        var json = new byte[stream.CanSeek ? length : Math.Min(length, FirstPiece)];
        int read = 0;
        while (true)
        {
            read += stream.ReadAtLeast(json.AsSpan(read), json.Length - read, throwOnEndOfStream: false);
            if (read < json.Length)
            {
                throw CutHeader((ulong)length, read);
            }

            if (read == length)
            {
                return json;
            }

            Array.Resize(ref json, (int)Math.Min(length, 2L * read));
        }
    }

    /// <summary>A value of the metadata; null where it is not there.</summary>
    public string? FindMetadata(string key)
    {
        if (_metadataStart < 0)
        {
            return null;
        }

        // Its own form was checked. Nothing of it is kept: it may be most of the header.
        string? value = null;
        var reader = new Utf8JsonReader(_json.AsSpan(_metadataStart), isFinalBlock: false, default);
        reader.Read();
        try
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isKey = reader.ValueTextEquals(key);
                reader.Read();
                if (isKey)
                {
                    value = value is null
                        ? reader.GetString()
                        : throw new NetworkFileException($"The metadata of the header has '{key}' twice.");
                }
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new NetworkFileException($"The metadata of the header hold a string that is not Unicode: {exception.Message}", inner: exception);
        }

        return value;
    }

    /// <summary>A shape as the header has it.</summary>
    public string TextOf(TensorShape shape) => TextOf(_json, shape);

    /// <summary>A shape as a header has it.</summary>
    public static string TextOf(ReadOnlySpan<byte> json, TensorShape shape)
    {
        string text = Encoding.UTF8.GetString(json.Slice(shape.TextStart, Math.Min(shape.TextLength, 200)));
        string[] sizes = text.Split(',', StringSplitOptions.TrimEntries);
        return Shorten(string.Join(", ", sizes));
    }

    /// <summary>A name for a message: files may have very long ones, and such as would move the cursor of a terminal.</summary>
    public static string Shorten(string text)
    {
        string shown = text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 80), "…");
        return shown.Any(char.IsControl) ? string.Concat(shown.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : shown;
    }

    /// <summary>Names and shapes of some tensors, for a message.</summary>
    public string ListOf(IEnumerable<TensorEntry> entries)
    {
        const int Most = 8;

        List<TensorEntry> first = [.. entries.Take(Most + 1)];
        string text = string.Join(", ", first.Take(Most).Select(entry => $"'{Shorten(entry.Name)}' {TextOf(entry.Shape)}"));
        return first.Count > Most ? text + ", …" : text;
    }

    private static NetworkFileException CutHeader(ulong length, long found) =>
        new($"It is cut short, or no safetensors file: the header is to be {length} bytes long, and {found} are there.");

    private void CheckNames()
    {
        var names = new string[Entries.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = Entries[i].Name;
        }

        Array.Sort(names, StringComparer.Ordinal);
        for (int i = 1; i < names.Length; i++)
        {
            if (names[i] == names[i - 1])
            {
                throw new NetworkFileException($"The header has tensor '{Shorten(names[i])}' twice.", names[i]);
            }
        }
    }

    private void CheckOffsets()
    {
        long end = 0;
        for (int i = 0; i < Entries.Count; i++)
        {
            TensorEntry entry = Entries[i];
            if (entry.Start < end)
            {
                throw new NetworkFileException(
                    $"Tensor '{Shorten(entry.Name)}', bytes {entry.Start} to {entry.End}, overlaps '{Shorten(Entries[i - 1].Name)}', which ends at {end}.",
                    entry.Name);
            }

            if (entry.Start > end)
            {
                throw new NetworkFileException(
                    $"Tensor '{Shorten(entry.Name)}' begins at byte {entry.Start}; {end} was expected, where the one before ends.", entry.Name);
            }

            end = entry.End;
        }
    }
}

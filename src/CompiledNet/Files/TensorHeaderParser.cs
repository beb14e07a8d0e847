using System.Text.Json;

namespace CompiledNet;

/// <summary>Reads the JSON of a header and checks each tensor by itself. Allocates a few times what the header is long.</summary>
internal static class TensorHeaderParser
{
    public const string MetadataName = "__metadata__";

    // {"":{"dtype":"F4","shape":[],"data_offsets":[0,0]}}
    private const int ShortestEntry = 48;

    // Room for these many at once; a longer header may be all metadata.
    private const int FirstEntries = 4096;

    /// <summary>Reads a header.</summary>
    /// <param name="json">Valid UTF-8.</param>
    /// <param name="metadataStart">Where the value of <c>__metadata__</c> begins; −1 where there is none.</param>
    /// <returns>The tensors, in the order of the header.</returns>
    public static List<TensorEntry> Parse(ReadOnlySpan<byte> json, out int metadataStart)
    {
        metadataStart = -1;
        var entries = new List<TensorEntry>(Math.Min((json.Length / ShortestEntry) + 1, FirstEntries));
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals(MetadataName))
            {
                string name = reader.GetString()!;
                entries.Add(ReadEntry(ref reader, name, json));
                continue;
            }

            if (metadataStart >= 0)
            {
                throw new NetworkFileException($"The header has two objects {MetadataName}; one was expected.");
            }

            reader.Read();
            metadataStart = (int)reader.TokenStartIndex;
            CheckMetadata(ref reader);
        }

        // Anything but spaces after the object throws.
        reader.Read();
        return entries;
    }

    private static void CheckMetadata(ref Utf8JsonReader reader)
    {
        bool isValid = reader.TokenType == JsonTokenType.StartObject;
        while (isValid && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isValid = reader.Read() && reader.TokenType == JsonTokenType.String;
        }

        if (!isValid)
        {
            throw new NetworkFileException($"The value of {MetadataName} in the header is not an object of strings.");
        }
    }

    private static TensorEntry ReadEntry(ref Utf8JsonReader reader, string name, ReadOnlySpan<byte> json)
    {
        DataType? type = null;
        TensorShape? shape = null;
        (long Start, long End)? offsets = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Error(name, "is not described by an object in the header");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("dtype"u8))
            {
                Once(name, "dtype", type is not null);
                reader.Read();
                type = reader.TokenType == JsonTokenType.String
                    ? DataType.Read(ref reader)
                    : throw Error(name, "has a dtype that is not a string");
            }
            else if (reader.ValueTextEquals("shape"u8))
            {
                Once(name, "shape", shape is not null);
                shape = ReadShape(ref reader, name);
            }
            else if (reader.ValueTextEquals("data_offsets"u8))
            {
                Once(name, "data_offsets", offsets is not null);
                offsets = ReadOffsets(ref reader, name);
            }
            else
            {
                reader.Skip();
            }
        }

        if (type is null || shape is null || offsets is null)
        {
            string missing = type is null ? "dtype" : shape is null ? "shape" : "data_offsets";
            throw Error(name, $"has no {missing}");
        }

        var entry = new TensorEntry(name, type, shape.Value, offsets.Value.Start, offsets.Value.End);
        if (type.Bits > 0 && (Int128)entry.Shape.Count * type.Bits != ((Int128)entry.End - entry.Start) * 8)
        {
            throw Error(
                name,
                $"has data_offsets [{entry.Start}, {entry.End}], {entry.End - entry.Start} bytes; {(Int128)entry.Shape.Count * type.Bits / 8} "
                + $"were expected, those of {TensorHeader.TextOf(json, entry.Shape)} of {type.Name}");
        }

        return entry;
    }

    private static TensorShape ReadShape(ref Utf8JsonReader reader, string name)
    {
        BeginArray(ref reader, name, "shape");
        int start = (int)reader.TokenStartIndex;
        int rank = 0;
        Span<long> sizes = stackalloc long[4];
        sizes.Clear();
        Int128 count = 1;
        while (TryReadNumber(ref reader, name, "shape", out long size))
        {
            if (rank < sizes.Length)
            {
                sizes[rank] = size;
            }

            rank++;
            count *= size;
            if (count > long.MaxValue)
            {
                throw Error(name, $"has a shape of more than {long.MaxValue} elements");
            }
        }

        return new TensorShape(rank, sizes[0], sizes[1], sizes[2], sizes[3], (long)count, start, (int)reader.BytesConsumed - start);
    }

    private static (long Start, long End) ReadOffsets(ref Utf8JsonReader reader, string name)
    {
        BeginArray(ref reader, name, "data_offsets");
        if (!TryReadNumber(ref reader, name, "data_offsets", out long start)
            || !TryReadNumber(ref reader, name, "data_offsets", out long end)
            || TryReadNumber(ref reader, name, "data_offsets", out _))
        {
            throw Error(name, "has data_offsets that are not two numbers");
        }

        if (end < start)
        {
            throw Error(name, $"has data_offsets [{start}, {end}], which end before they begin");
        }

        return (start, end);
    }

    private static void BeginArray(ref Utf8JsonReader reader, string name, string key)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Error(name, $"has a {key} that is not an array");
        }
    }

    // The next number of an array; none at its end.
    private static bool TryReadNumber(ref Utf8JsonReader reader, string name, string key, out long number)
    {
        number = 0;
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out number) || number < 0)
        {
            throw Error(name, $"has a {key} with something in it that is not a whole number from 0 to {long.MaxValue}");
        }

        return true;
    }

    private static void Once(string name, string key, bool isThere)
    {
        if (isThere)
        {
            throw Error(name, $"has two {key}");
        }
    }

    private static NetworkFileException Error(string name, string what) =>
        new($"Tensor '{TensorHeader.Shorten(name)}' {what}.", name);
}

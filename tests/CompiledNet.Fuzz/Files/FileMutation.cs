using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace CompiledNet.Fuzz.Files;

/// <summary>Damages a file: its bits, its length, the words and numbers of its header.</summary>
internal static class FileMutation
{
    private static readonly string[] s_words =
    [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "1.5", "-1", "1e999", "\"\\ud800\"", "\"a\":", "\"\":{}", "[[[[", "\"F64\"", "\"I8\"",
        "\"__metadata__\":{},", "\"dtype\"", "\"shape\":[],", "\"data_offsets\":[0,0],", "\u0000", "\u00e4", "/* */", " ",
    ];

    private static readonly string[] s_numbers =
    [
        "0", "1", "2", "3", "4", "7", "12", "2147483647", "2147483648", "4294967296", "536870912", "4611686018427387904", "9223372036854775807",
        "9223372036854775808", "18446744073709551615", "18446744073709551616", "-1", "00", "0x1", "1E3", "NaN",
    ];

    private static readonly float[] s_strange = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, float.MaxValue];

    /// <summary>Some damage.</summary>
    public static byte[] Of(byte[] file, Random random)
    {
        byte[] bytes = [.. file];
        int count = random.Next(1, 5);
        for (int i = 0; i < count; i++)
        {
            bytes = random.Next(4) == 0 ? DamageBytes(bytes, random) : DamageHeader(bytes, random);
        }

        return bytes;
    }

    private static byte[] DamageBytes(byte[] bytes, Random random)
    {
        if (bytes.Length < 16)
        {
            return [.. bytes, (byte)random.Next(256)];
        }

        int at = random.Next(bytes.Length);
        int length = random.Next(1, Math.Min(64, bytes.Length - at + 1));
        switch (random.Next(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2:
                return bytes[..at];
            case 3:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 4:
                return [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]];
            case 5:
                return [.. bytes, .. new byte[length]];
            case 6:
                BinaryPrimitives.WriteUInt64LittleEndian(bytes, random.Next(3) == 0 ? (ulong)random.NextInt64() : (ulong)random.Next(bytes.Length));
                return bytes;
            default:
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(bytes.Length - 4 - (4 * random.Next(3))), s_strange[random.Next(s_strange.Length)]);
                return bytes;
        }
    }

    private static byte[] DamageHeader(byte[] bytes, Random random)
    {
        long length = bytes.Length < 8 ? -1 : BinaryPrimitives.ReadInt64LittleEndian(bytes);
        if (length < 0 || length > bytes.Length - 8)
        {
            return DamageBytes(bytes, random);
        }

        string header = Encoding.Latin1.GetString(bytes, 8, (int)length);
        string damaged = Damage(header, random);
        byte[] json = Encoding.Latin1.GetBytes(damaged);
        byte[] all = [.. bytes[..8], .. json, .. bytes[(8 + (int)length)..]];

        // Mostly the length is right, so that what the header says comes to be read.
        if (random.Next(8) != 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(all, json.Length);
        }

        return all;
    }

    private static string Damage(string header, Random random)
    {
        int at = random.Next(header.Length + 1);
        switch (random.Next(5))
        {
            case 0:
                return header.Insert(at, s_words[random.Next(s_words.Length)]);
            case 1:
                int end = Math.Min(header.Length, at + random.Next(1, 40));
                return header.Remove(at, end - at);
            case 2:
                // Members of objects twice, or in another's place.
                string[] parts = header.Split(',');
                parts[random.Next(parts.Length)] = parts[random.Next(parts.Length)];
                return string.Join(',', parts);
            default:
                return ReplaceNumber(header, at, random);
        }
    }

    private static string ReplaceNumber(string header, int from, Random random)
    {
        int start = header.AsSpan(from).IndexOfAnyInRange('0', '9');
        if (start < 0)
        {
            return header;
        }

        start += from;
        int end = start;
        while (end < header.Length && char.IsAsciiDigit(header[end]))
        {
            end++;
        }

        string number = random.Next(2) == 0
            ? s_numbers[random.Next(s_numbers.Length)]
            : ((long.TryParse(header[start..end], NumberStyles.None, CultureInfo.InvariantCulture, out long old) ? old % 1_000_000 : 0) + (4 * random.Next(-3, 4)))
                .ToString(CultureInfo.InvariantCulture);
        return string.Concat(header.AsSpan(0, start), number, header.AsSpan(end));
    }
}

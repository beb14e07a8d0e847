namespace CompiledNet.Generator.Model;

/// <summary>Exported numbers as text.</summary>
internal static class FrozenText
{
    private const int Word = sizeof(ulong);

    /// <summary>The bytes of a text in base 64, in which spaces and line ends do not count; null if it is none.</summary>
    public static byte[]? Decode(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The checksum of bytes.</summary>
    public static ulong Checksum(byte[] bytes)
    {
        ulong checksum = FrozenChecksum.Start;
        for (int i = 0; i < bytes.Length; i += Word)
        {
            checksum = FrozenChecksum.Add(checksum, ReadWord(bytes, i));
        }

        return checksum;
    }

    public static ulong ReadWord(byte[] bytes, int start)
    {
        ulong word = 0;
        for (int i = Math.Min(start + Word, bytes.Length) - 1; i >= start; i--)
        {
            word = (word << 8) | bytes[i];
        }

        return word;
    }
}

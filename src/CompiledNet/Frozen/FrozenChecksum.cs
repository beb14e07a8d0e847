namespace CompiledNet;

/// <summary>
/// Tells a change of frozen numbers, by whatever edited or cut a file: FNV-1a over words of 8 bytes, with the high half folded into the
/// low one, for the multiplication carries upwards only. The generator compiles this file too.
/// </summary>
internal static class FrozenChecksum
{
    /// <summary>The checksum of nothing.</summary>
    public const ulong Start = 14695981039346656037;

    /// <summary>The checksum with one more word.</summary>
    /// <param name="checksum">That of the words before.</param>
    /// <param name="word">Eight bytes, little-endian; the last ones filled up with zeros.</param>
    /// <returns>The checksum.</returns>
    public static ulong Add(ulong checksum, ulong word)
    {
        checksum = unchecked((checksum ^ word) * 1099511628211);
        return checksum ^ (checksum >> 32);
    }
}

using System.Buffers.Binary;

namespace Amp;

/// <summary>Writes signals as files that any player takes: one channel, 16 bits.</summary>
internal static class WaveFile
{
    private const int HeaderLength = 44;

    /// <summary>Writes a signal whose numbers lie between −1 and 1; what lies beyond is clipped.</summary>
    /// <returns>The name of the file.</returns>
    public static string Write(string name, ReadOnlySpan<float> signal)
    {
        var bytes = new byte[HeaderLength + (2 * signal.Length)];
        Span<byte> header = bytes;
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], Amplifier.SamplingRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], 2 * Amplifier.SamplingRate);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], 2 * signal.Length);
        for (int i = 0; i < signal.Length; i++)
        {
            short value = (short)Math.Round(short.MaxValue * Math.Clamp(signal[i], -1f, 1f));
            BinaryPrimitives.WriteInt16LittleEndian(header[(HeaderLength + (2 * i))..], value);
        }

        string path = Path.Combine(Directory.CreateDirectory("artifacts").FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}

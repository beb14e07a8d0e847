using System.Runtime.InteropServices;
using System.Text;

namespace CompiledNet;

/// <summary>What workers of a sweep and its dealer say to each other.</summary>
internal enum SweepMessageKind
{
    /// <summary>A worker asks for its first candidate.</summary>
    Ask,

    /// <summary>A worker has a result, and asks for the next candidate.</summary>
    Result,

    /// <summary>A worker, or the sweep as a whole, has failed.</summary>
    Failed,

    /// <summary>A worker, or the sweep as a whole, was cancelled.</summary>
    Cancelled,

    /// <summary>A candidate to train.</summary>
    Candidate,

    /// <summary>There is none left.</summary>
    End,
}

/// <summary>One message.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Index">A candidate.</param>
/// <param name="Digest">Of all candidates.</param>
/// <param name="Values">The numbers of a result.</param>
/// <param name="Text">A failure; empty for none.</param>
internal sealed record SweepMessage(SweepMessageKind Kind, int Index, ulong Digest, double[] Values, string Text)
{
    private const int MostChars = 4000;

    public static SweepMessage Of(SweepMessageKind kind, int index = 0, string text = "") => new(kind, index, 0, [], text);

    public static SweepMessage OfResult(SweepLine line, ulong digest) =>
        new(SweepMessageKind.Result, line.Index, digest, line.Values, line.Failure ?? "");

    public SweepLine ToLine() => new(Index, Values, Text.Length == 0 ? null : Text);

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write((int)Kind);
        writer.Write(Index);
        writer.Write(Digest);
        writer.Write(Values.Length);
        writer.Write(MemoryMarshal.AsBytes(Values.AsSpan()));
        writer.Write(Text.Length > MostChars ? Text[..MostChars] : Text);
        writer.Flush();
        return stream.ToArray();
    }

    public static SweepMessage Read(ReadOnlySpan<byte> bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes.ToArray()), Encoding.UTF8);
        var kind = (SweepMessageKind)reader.ReadInt32();
        int index = reader.ReadInt32();
        ulong digest = reader.ReadUInt64();
        var values = new double[reader.ReadInt32()];
        reader.ReadBytes(values.Length * sizeof(double)).CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return new SweepMessage(kind, index, digest, values, reader.ReadString());
    }

    /// <summary>A digest of all candidates.</summary>
    public static ulong DigestOf(string[] names)
    {
        var digest = default(Digest);
        foreach (string name in names)
        {
            digest.Add<int>([name.Length]);
            digest.Add<char>(name);
        }

        return digest.Value;
    }
}

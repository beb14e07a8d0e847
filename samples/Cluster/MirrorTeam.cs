using CompiledNet;

namespace Cluster;

/// <summary>
/// A process of a team whose other members always say what it says itself, and take no time for it: what one of n processes computes, measured on a machine that
/// does not have n cores. What it learns means nothing.
/// </summary>
/// <param name="size">How many processes it believes in.</param>
internal sealed class MirrorTeam(int size) : TrainingTeam
{
    public override int Rank => 0;

    public override int Size => size;

    public override void Gather(Span<byte> parts, ReadOnlySpan<int> lengths)
    {
        int start = lengths[0];
        for (int process = 1; process < lengths.Length; process++)
        {
            parts[..Math.Min(lengths[0], lengths[process])].CopyTo(parts[start..]);
            start += lengths[process];
        }
    }

    public override void Exchange(
        ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentLengths, Span<byte> received, ReadOnlySpan<int> receivedLengths)
    {
        for (int start = 0; start < received.Length; start += receivedLengths[0])
        {
            sent[..receivedLengths[0]].CopyTo(received[start..]);
        }
    }

    public override void Send(int rank, ReadOnlySpan<byte> message) => throw new NotSupportedException();

    public override bool TryReceive(Span<byte> message, out int rank, out int length) => throw new NotSupportedException();
}

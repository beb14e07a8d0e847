using System.Diagnostics;
using CompiledNet;

namespace Cluster;

/// <summary>A team that measures how long its members exchange something or wait for each other.</summary>
/// <param name="team">The team.</param>
internal sealed class TimedTeam(TrainingTeam team) : TrainingTeam
{
    private long _ticks;

    /// <summary>Time since the last <see cref="Reset"/>.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(0, _ticks);

    public override int Rank => team.Rank;

    public override int Size => team.Size;

    /// <summary>Begins anew.</summary>
    public void Reset() => _ticks = 0;

    public override void Gather(Span<byte> parts, ReadOnlySpan<int> lengths)
    {
        long start = Stopwatch.GetTimestamp();
        team.Gather(parts, lengths);
        _ticks += Stopwatch.GetTimestamp() - start;
    }

    public override void Exchange(
        ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentLengths, Span<byte> received, ReadOnlySpan<int> receivedLengths)
    {
        long start = Stopwatch.GetTimestamp();
        team.Exchange(sent, sentLengths, received, receivedLengths);
        _ticks += Stopwatch.GetTimestamp() - start;
    }

    public override void Send(int rank, ReadOnlySpan<byte> message) => team.Send(rank, message);

    public override bool TryReceive(Span<byte> message, out int rank, out int length) => team.TryReceive(message, out rank, out length);
}

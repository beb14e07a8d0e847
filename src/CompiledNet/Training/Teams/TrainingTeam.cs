namespace CompiledNet;

/// <summary>
/// Processes that train one network together, each of them running the same program: <see cref="TrainingOptions.Team"/>. The package CompiledNet.Mpi has one
/// whose processes are started by <c>mpirun</c>; <see cref="Alone"/> is a team of one.
/// </summary>
/// <remarks>
/// A derived class moves bytes and adds nothing: sums are formed by the trainer, in an order that does not depend on the number of processes. Every member
/// calls <see cref="Gather"/> and <see cref="Exchange"/> in the same order, with lengths that agree, from one thread at a time. Must not allocate in either.
/// </remarks>
public abstract class TrainingTeam
{
    /// <summary>A team of one process. It trains to the same bits as a team of any size.</summary>
    public static TrainingTeam Alone { get; } = new LoneTeam();

    /// <summary>The number of this process, from 0 to <see cref="Size"/> − 1. Process 0 calls callbacks and tells of progress.</summary>
    public abstract int Rank { get; }

    /// <summary>How many processes there are, at least 1.</summary>
    public abstract int Size { get; }

    /// <summary>Gives every process the parts of all. Returns when this process has them.</summary>
    /// <param name="parts">The parts, process after process; this process has written its own, and gets the others.</param>
    /// <param name="lengths">Bytes of each part, from 0; the same in all processes.</param>
    public abstract void Gather(Span<byte> parts, ReadOnlySpan<int> lengths);

    /// <summary>Sends every process a part of its own. Returns when this process has those that were sent to it.</summary>
    /// <param name="sent">What this process sends, in order of the receivers, to itself too.</param>
    /// <param name="sentLengths">Bytes for each of them, from 0.</param>
    /// <param name="received">What it receives, in order of the senders; written. Does not overlap <paramref name="sent"/>.</param>
    /// <param name="receivedLengths">Bytes from each of them, from 0.</param>
    public abstract void Exchange(
        ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentLengths, Span<byte> received, ReadOnlySpan<int> receivedLengths);

    /// <summary>Sends one process a message, which it takes by <see cref="TryReceive"/>.</summary>
    /// <param name="rank">The receiver, another process.</param>
    /// <param name="message">The message, at most some kilobytes.</param>
    public abstract void Send(int rank, ReadOnlySpan<byte> message);

    /// <summary>Takes a message that was sent to this process, if one has come. Does not wait.</summary>
    /// <param name="message">Written; at least as long as the message.</param>
    /// <param name="rank">The sender.</param>
    /// <param name="length">Bytes of the message.</param>
    /// <returns>Whether there was one.</returns>
    public abstract bool TryReceive(Span<byte> message, out int rank, out int length);
}

/// <summary>One process, which has nobody to tell anything.</summary>
internal sealed class LoneTeam : TrainingTeam
{
    public override int Rank => 0;

    public override int Size => 1;

    public override void Gather(Span<byte> parts, ReadOnlySpan<int> lengths)
    {
    }

    public override void Exchange(
        ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentLengths, Span<byte> received, ReadOnlySpan<int> receivedLengths) => sent.CopyTo(received);

    public override void Send(int rank, ReadOnlySpan<byte> message) =>
        throw new ArgumentOutOfRangeException(nameof(rank), rank, "A team of one process has nobody to send a message to.");

    public override bool TryReceive(Span<byte> message, out int rank, out int length)
    {
        (rank, length) = (0, 0);
        return false;
    }
}

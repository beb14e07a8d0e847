using System.Runtime.InteropServices;

namespace CompiledNet;

/// <summary>A process of a sweep other than the first: asks for a candidate, trains it, and asks for the next.</summary>
internal static class SweepWorker
{
    /// <summary>Bytes of a message at the most.</summary>
    public const int MostBytes = 1 << 16;

    /// <summary>Trains until there is nothing left.</summary>
    /// <returns>The results of all processes.</returns>
    public static SweepLine[] Work(TrainingTeam team, string[] names, Func<int, SweepLine> train, CancellationToken cancellationToken)
    {
        ulong digest = SweepMessage.DigestOf(names);
        SweepMessage message = SweepMessage.Of(SweepMessageKind.Ask) with { Digest = digest };
        while (true)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                team.Send(0, SweepMessage.Of(SweepMessageKind.Cancelled).ToBytes());
                cancellationToken.ThrowIfCancellationRequested();
            }

            team.Send(0, message.ToBytes());
            SweepMessage answer = Receive(team);
            switch (answer.Kind)
            {
                case SweepMessageKind.Candidate:
                    message = SweepMessage.OfResult(Train(team, train, answer.Index), digest);
                    break;
                case SweepMessageKind.End:
                    return Share(team, [], names.Length);
                case SweepMessageKind.Cancelled:
                    throw new OperationCanceledException(answer.Text);
                default:
                    throw new InvalidOperationException(answer.Text);
            }
        }
    }

    /// <summary>Gives the results of process 0 to all.</summary>
    public static SweepLine[] Share(TrainingTeam team, SweepLine[] lines, int count)
    {
        if (team.Size == 1)
        {
            return lines;
        }

        byte[][] messages = [.. lines.Select(line => SweepMessage.OfResult(line, 0).ToBytes())];
        var lengths = new int[count];
        messages.Select(message => message.Length).ToArray().CopyTo(lengths, 0);
        team.Gather(MemoryMarshal.AsBytes(lengths.AsSpan()), OfFirst(team, count * sizeof(int)));
        var bytes = new byte[lengths.Sum()];
        int start = 0;
        foreach (byte[] message in messages)
        {
            message.CopyTo(bytes, start);
            start += message.Length;
        }

        team.Gather(bytes, OfFirst(team, bytes.Length));
        var shared = new SweepLine[count];
        start = 0;
        for (int i = 0; i < count; i++)
        {
            shared[i] = SweepMessage.Read(bytes.AsSpan(start, lengths[i])).ToLine();
            start += lengths[i];
        }

        return shared;
    }

    private static int[] OfFirst(TrainingTeam team, int length)
    {
        var lengths = new int[team.Size];
        lengths[0] = length;
        return lengths;
    }

    private static SweepLine Train(TrainingTeam team, Func<int, SweepLine> train, int index)
    {
        try
        {
            return train(index);
        }
        catch (Exception exception)
        {
            SweepMessageKind kind = exception is OperationCanceledException ? SweepMessageKind.Cancelled : SweepMessageKind.Failed;
            team.Send(0, SweepMessage.Of(kind, index, $"{exception.GetType().Name}: {exception.Message}").ToBytes());
            throw;
        }
    }

    // A training takes longer than the pause.
    private static SweepMessage Receive(TrainingTeam team)
    {
        var bytes = new byte[MostBytes];
        int length;
        while (!team.TryReceive(bytes, out _, out length))
        {
            Thread.Sleep(1);
        }

        return SweepMessage.Read(bytes.AsSpan(0, length));
    }
}

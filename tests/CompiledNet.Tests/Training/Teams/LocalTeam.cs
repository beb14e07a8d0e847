using System.Runtime.ExceptionServices;

namespace CompiledNet.Tests.Training.Teams;

/// <summary>A team whose members are threads of this process, each of which does what a process would do.</summary>
internal sealed class LocalTeam : TrainingTeam
{
    private readonly Hub _hub;

    private LocalTeam(Hub hub, int rank)
    {
        _hub = hub;
        Rank = rank;
    }

    public override int Rank { get; }

    public override int Size => _hub.Size;

    /// <summary>How often the members gave each other something.</summary>
    public long Meetings { get; private set; }

    /// <summary>Runs as many members as a team is to have, and returns what each of them returns.</summary>
    /// <exception cref="Exception">What the first member that failed has thrown.</exception>
    public static TResult[] Run<TResult>(int size, Func<LocalTeam, TResult> member)
    {
        (TResult Result, Exception? Error)[] ends = RunAll(size, member);
        if (ends.FirstOrDefault(end => end.Error is not null).Error is Exception error)
        {
            ExceptionDispatchInfo.Throw(error);
        }

        return [.. ends.Select(end => end.Result)];
    }

    /// <summary>The same, with what each has thrown.</summary>
    public static (TResult Result, Exception? Error)[] RunAll<TResult>(int size, Func<LocalTeam, TResult> member)
    {
        var hub = new Hub(size);
        var ends = new (TResult Result, Exception? Error)[size];
        Thread[] threads =
        [
            .. Enumerable.Range(0, size).Select(rank => new Thread(() =>
            {
                try
                {
                    ends[rank].Result = member(new LocalTeam(hub, rank));
                }
                catch (Exception exception)
                {
                    ends[rank].Error = exception;
                }
            })
            { IsBackground = true }),
        ];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            if (!thread.Join(TimeSpan.FromSeconds(60)))
            {
                hub.IsBroken = true;
                throw new TimeoutException($"The members of a team of {size} wait for each other.");
            }
        }

        return ends;
    }

    public override void Gather(Span<byte> parts, ReadOnlySpan<int> lengths)
    {
        Require(Size, lengths.Length);
        Require(parts.Length, Sum(lengths, Size));
        Show(parts);
        Meet();
        int start = 0;
        for (int other = 0; other < Size; other++)
        {
            Require(parts.Length, _hub.Counts[other]);
            if (other != Rank)
            {
                _hub.Shown[other].AsSpan(start, lengths[other]).CopyTo(parts[start..]);
            }

            start += lengths[other];
        }

        Meet();
    }

    public override void Exchange(
        ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentLengths, Span<byte> received, ReadOnlySpan<int> receivedLengths)
    {
        Require(sent.Length, Sum(sentLengths, Size));
        Require(received.Length, Sum(receivedLengths, Size));
        Show(sent);
        sentLengths.CopyTo(_hub.Lengths[Rank]);
        Meet();
        int start = 0;
        for (int other = 0; other < Size; other++)
        {
            Require(receivedLengths[other], _hub.Lengths[other][Rank]);
            _hub.Shown[other].AsSpan(Sum(_hub.Lengths[other], Rank), receivedLengths[other]).CopyTo(received[start..]);
            start += receivedLengths[other];
        }

        Meet();
    }

    public override void Send(int rank, ReadOnlySpan<byte> message)
    {
        Assert.NotEqual(Rank, rank);
        lock (_hub)
        {
            _hub.Messages[rank].Enqueue((Rank, message.ToArray()));
        }
    }

    public override bool TryReceive(Span<byte> message, out int rank, out int length)
    {
        lock (_hub)
        {
            if (_hub.Messages[Rank].TryDequeue(out (int Sender, byte[] Bytes) found))
            {
                found.Bytes.CopyTo(message);
                (rank, length) = (found.Sender, found.Bytes.Length);
                return true;
            }
        }

        (rank, length) = (0, 0);
        return false;
    }

    // Makes room once for what is shown again and again.
    private void Show(ReadOnlySpan<byte> bytes)
    {
        if (_hub.Shown[Rank].Length < bytes.Length)
        {
            _hub.Shown[Rank] = new byte[bytes.Length];
        }

        bytes.CopyTo(_hub.Shown[Rank]);
        _hub.Counts[Rank] = bytes.Length;
    }

    private static void Require(int expected, int actual)
    {
        if (expected != actual)
        {
            throw new InvalidOperationException($"Lengths do not agree: {expected}, {actual}.");
        }
    }

    private static int Sum(ReadOnlySpan<int> lengths, int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += lengths[i];
        }

        return sum;
    }

    // Waits for all the others; allocates nothing.
    private void Meet()
    {
        Meetings++;
        int generation = Volatile.Read(ref _hub.Generation);
        if (Interlocked.Increment(ref _hub.Arrived) == Size)
        {
            _hub.Arrived = 0;
            Interlocked.Increment(ref _hub.Generation);
            return;
        }

        while (Volatile.Read(ref _hub.Generation) == generation)
        {
            if (_hub.IsBroken)
            {
                throw new TimeoutException();
            }

            Thread.Yield();
        }
    }

    private sealed class Hub(int size)
    {
        public int Arrived;
        public int Generation;
        public volatile bool IsBroken;

        public int Size => size;

        public byte[][] Shown { get; } = [.. Enumerable.Range(0, size).Select(_ => Array.Empty<byte>())];

        public int[] Counts { get; } = new int[size];

        public int[][] Lengths { get; } = [.. Enumerable.Range(0, size).Select(_ => new int[size])];

        public Queue<(int Sender, byte[] Bytes)>[] Messages { get; } = [.. Enumerable.Range(0, size).Select(_ => new Queue<(int Sender, byte[] Bytes)>())];
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace CompiledNet;

/// <summary>
/// Keeps the processes of a training together. Before each step, and wherever one of them may have failed on its own, all of them agree on going on: what ends
/// the training in one process ends it in all, at the same step.
/// </summary>
internal sealed class TeamLink(TrainingTeam team)
{
    private const int FrameLength = 4;
    private const int MostBytesOfText = 1024;

    private readonly long[] _frames = new long[team.Size * FrameLength];
    private readonly int[] _frameLengths = [.. Enumerable.Repeat(FrameLength * sizeof(long), team.Size)];

    // What a process says of itself.
    private enum Status
    {
        GoesOn,
        Stops,
        Cancelled,
        Failed,
    }

    public TrainingTeam Team => team;

    /// <summary>Whether the training has ended in all processes: there is nobody left to tell.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Runs a training, and tells the team if it fails.</summary>
    /// <param name="options">The options.</param>
    /// <param name="fit">Trains, with the link; without one where there is no team.</param>
    /// <exception cref="ArgumentException">The team has more processes than a batch has shards.</exception>
    public static TResult Run<TResult>(TrainingOptions options, Func<TeamLink?, TResult> fit)
    {
        TeamLink? link = Of(options);
        return Run(link, () => fit(link));
    }

    /// <summary>The same with a link that was made.</summary>
    public static TResult Run<TResult>(TeamLink? link, Func<TResult> fit)
    {
        if (link is null)
        {
            return fit();
        }

        try
        {
            return fit();
        }
        catch (Exception exception)
        {
            link.TellFailure(exception);
            throw;
        }
    }

    /// <summary>The link of a training; null where there is no team.</summary>
    /// <exception cref="ArgumentException">The team has more processes than a batch has shards.</exception>
    public static TeamLink? Of(TrainingOptions options)
    {
        if (options.Team is not TrainingTeam team)
        {
            return null;
        }

        return team.Size <= options.Shards ? new TeamLink(team) : throw new ArgumentException(
            $"options.Team has {team.Size} processes, but options.Shards divides a batch into {options.Shards}: at least one shard for each process was "
            + $"expected. Set Shards = {(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)team.Size)}, and a BatchSize of several times as many.",
            nameof(options));
    }

    /// <summary>Samples that go through the network at once: a batch, or with a team the largest shard of one.</summary>
    public static int SamplesAtOnce(TrainingOptions options, int batchSize) =>
        options.Team is null ? batchSize : ((batchSize - 1) / options.Shards) + 1;

    /// <summary>Agrees on going on.</summary>
    /// <exception cref="InvalidOperationException">Another process has failed.</exception>
    /// <exception cref="OperationCanceledException">A process was cancelled.</exception>
    public void Agree(CancellationToken cancellationToken = default) => Agree(Status.GoesOn, default, cancellationToken);

    /// <summary>Agrees on the next batch, or on the end of the epoch.</summary>
    /// <param name="isStopping">Whether a callback has stopped the training; of process 0.</param>
    /// <param name="batch">The batch; none at the end of the epoch.</param>
    /// <param name="cancellationToken">Ends the training in all processes.</param>
    /// <returns>What process 0 says.</returns>
    /// <exception cref="InvalidOperationException">Another process has failed, or has another batch.</exception>
    /// <exception cref="OperationCanceledException">A process was cancelled.</exception>
    public (bool IsStopping, TeamBatch Batch) AgreeOn(bool isStopping, TeamBatch batch, CancellationToken cancellationToken)
    {
        Agree(isStopping ? Status.Stops : Status.GoesOn, batch, cancellationToken);
        bool stops = StatusOf(0) == Status.Stops;
        TeamBatch first = BatchOf(0);
        for (int process = 1; process < team.Size && !stops; process++)
        {
            TeamBatch other = BatchOf(process);
            if ((other.Samples, other.Digest) != (first.Samples, first.Digest))
            {
                throw new InvalidOperationException(
                    $"options.Team: process {process} has {Described(other)} where process 0 has {Described(first)}: every process must be given the same "
                    + "batches in the same order, of which it takes its share.");
            }
        }

        return (stops, first);
    }

    /// <summary>Tells the others that this process cannot go on.</summary>
    /// <param name="failure">Why.</param>
    public void TellFailure(Exception failure)
    {
        if (IsEnded)
        {
            return;
        }

        Exchange(failure is OperationCanceledException ? Status.Cancelled : Status.Failed, default);
        IsEnded = true;
        if (HasStatus(Status.Failed))
        {
            _ = ShareFailure(failure);
        }
    }

    /// <summary>Ends the training where all know that some processes have failed. To be called by all.</summary>
    /// <param name="failure">What this process has failed by; null if it has not.</param>
    /// <exception cref="InvalidOperationException">This process has not failed.</exception>
    public void EndByFailure(Exception? failure)
    {
        IsEnded = true;
        string text = ShareFailure(failure);
        if (failure is null)
        {
            throw new InvalidOperationException(text);
        }
    }

    /// <summary>The first text that a process has, in their order; null if none has one. To be called by all.</summary>
    /// <param name="text">That of this process.</param>
    public (int Process, string Text)? Share(string? text)
    {
        var texts = new byte[team.Size * MostBytesOfText];
        int[] lengths = [.. Enumerable.Repeat(MostBytesOfText, team.Size)];
        if (text is not null)
        {
            Encoding.UTF8.GetEncoder().Convert(text, texts.AsSpan(team.Rank * MostBytesOfText, MostBytesOfText), flush: true, out _, out _, out _);
        }

        team.Gather(texts, lengths);
        for (int process = 0; process < team.Size; process++)
        {
            ReadOnlySpan<byte> found = texts.AsSpan(process * MostBytesOfText, MostBytesOfText);
            found = found[..(found.IndexOf((byte)0) is >= 0 and int end ? end : found.Length)];
            if (!found.IsEmpty)
            {
                return (process, Encoding.UTF8.GetString(found));
            }
        }

        return null;
    }

    /// <summary>Checks that all processes have the same of something.</summary>
    /// <param name="digest">A digest of what this process has.</param>
    /// <param name="what">What it is, in words.</param>
    /// <exception cref="InvalidOperationException">A process has something else.</exception>
    public void CheckSame(ReadOnlySpan<ulong> digest, ReadOnlySpan<string> what)
    {
        var digests = new ulong[team.Size * digest.Length];
        int[] lengths = [.. Enumerable.Repeat(digest.Length * sizeof(ulong), team.Size)];
        digest.CopyTo(digests.AsSpan(team.Rank * digest.Length));
        team.Gather(MemoryMarshal.AsBytes(digests.AsSpan()), lengths);
        for (int i = 0; i < digest.Length; i++)
        {
            for (int process = 1; process < team.Size; process++)
            {
                if (digests[(process * digest.Length) + i] != digests[i])
                {
                    throw new InvalidOperationException(
                        $"options.Team: process {process} of {team.Size} has {what[i]} than process 0 (digest {digests[(process * digest.Length) + i]:x16}, not "
                        + $"{digests[i]:x16}): every process must be given the same network, data and options, and be of the same kind of processor.");
                }
            }
        }
    }

    private static string Described(TeamBatch batch) => batch.Samples == 0
        ? "no more batches"
        : string.Create(CultureInfo.InvariantCulture, $"a batch of {Counted.Of(batch.Samples, "sample")} (digest {batch.Digest:x16})");

    private void Agree(Status status, TeamBatch batch, CancellationToken cancellationToken)
    {
        Exchange(cancellationToken.IsCancellationRequested ? Status.Cancelled : status, batch);
        if (HasStatus(Status.Failed))
        {
            EndByFailure(null);
        }

        for (int process = 0; process < team.Size; process++)
        {
            if (StatusOf(process) == Status.Cancelled)
            {
                IsEnded = true;
                cancellationToken.ThrowIfCancellationRequested();
                throw new OperationCanceledException($"Process {process} of {team.Size} was cancelled, and so the training ends in all.");
            }
        }
    }

    private void Exchange(Status status, TeamBatch batch)
    {
        Span<long> own = _frames.AsSpan(team.Rank * FrameLength, FrameLength);
        own[0] = (long)status;
        own[1] = batch.Samples;
        own[2] = unchecked((long)batch.Digest);
        own[3] = BitConverter.DoubleToInt64Bits(batch.LearningRate);
        team.Gather(MemoryMarshal.AsBytes(_frames.AsSpan()), _frameLengths);
    }

    private Status StatusOf(int process) => (Status)_frames[process * FrameLength];

    private TeamBatch BatchOf(int process)
    {
        ReadOnlySpan<long> frame = _frames.AsSpan(process * FrameLength, FrameLength);
        return new TeamBatch((int)frame[1], unchecked((ulong)frame[2]), BitConverter.Int64BitsToDouble(frame[3]));
    }

    private bool HasStatus(Status status)
    {
        for (int process = 0; process < team.Size; process++)
        {
            if (StatusOf(process) == status)
            {
                return true;
            }
        }

        return false;
    }

    private string ShareFailure(Exception? failure)
    {
        (int process, string text) = Share(failure is null ? null : $"{failure.GetType().Name}: {failure.Message}") ?? (0, "no reason was given");
        return $"Process {process} of {team.Size} failed, and so the training ends in all. {text}";
    }
}

/// <summary>What a process says of the next batch.</summary>
/// <param name="Samples">Its samples; 0 at the end of an epoch.</param>
/// <param name="Digest">Tells it from others, where that is not known beforehand.</param>
/// <param name="LearningRate">The optimizer's, which a callback may have set.</param>
internal readonly record struct TeamBatch(int Samples, ulong Digest, double LearningRate);

using System.Diagnostics;

namespace CompiledNet;

/// <summary>
/// A place where threads find the network that is in use at the moment, and another thread puts a newer one: loaded from a file, or a copy that
/// trained on. A network is never changed while it is in use; it is exchanged whole.
/// </summary>
/// <remarks>
/// <para>
/// Whoever asks for <see cref="Current"/> gets one of the networks that were put here, and what is done with the result of one call, a Forward
/// or several, sees the weights of that network alone, whole. Calls of one thread never go back to an older one. No reader waits, for
/// a writer or for another reader.
/// </para>
/// <para>
/// A network that was swapped out must not be written to as long as somebody may still use it. Threads that read through
/// <see cref="Current"/> are not known: leave the old network to the garbage collector. To write to it again, so that swapping allocates
/// nothing, let each thread read through a <see cref="LiveReader{TNetwork}"/> and wait for <see cref="IsReleased"/>.
/// </para>
/// </remarks>
/// <typeparam name="TNetwork">The class of the network.</typeparam>
public sealed class LiveNetwork<TNetwork>
    where TNetwork : class
{
    private readonly Lock _writing = new();
    private TNetwork _current;

    // Counts swaps, after the network was exchanged: who has read n here finds network n, or a later one.
    private long _version;

    // Replaced whole when a reader comes or goes.
    private LiveReader<TNetwork>[] _readers = [];
    private bool _hasUnknownReaders;

    /// <summary>Begins with a network.</summary>
    /// <param name="network">The network; from now on it must not be changed.</param>
    public LiveNetwork(TNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        _current = network;
    }

    /// <summary>
    /// The network in use, for any thread and for as long as it wants. Where old networks are to be written to again, read through
    /// <see cref="CreateReader"/> instead.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public TNetwork Current
    {
        get
        {
            if (!Volatile.Read(ref _hasUnknownReaders))
            {
                // With a barrier: either IsReleased sees it, or what is read below is the network after the swap that it asks about.
                Interlocked.Exchange(ref _hasUnknownReaders, true);
            }

            return Latest;
        }
    }

    /// <summary>
    /// Whether nobody uses a network any more that was swapped out, and not in again: each reader has asked for the current one since the last swap,
    /// or has left. Such a network may then be written to, until it is swapped in again. Does not wait, and allocates nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException"><see cref="Current"/> was read: nobody knows for how long that is used.</exception>
    public bool IsReleased
    {
        get
        {
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref _hasUnknownReaders))
            {
                throw new InvalidOperationException(
                    "Current was read, and nobody knows whether what it gave is still in use. To write to old networks again, read through CreateReader only.");
            }

            long version = Version;
            foreach (LiveReader<TNetwork> reader in Volatile.Read(ref _readers))
            {
                if (reader.Seen < version)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Called between the two writes of a swap; for tests.</summary>
    internal Action? WhileSwapping { get; set; }

    /// <summary>How many swaps there were.</summary>
    internal long Version => Volatile.Read(ref _version);

    /// <summary>The network in use.</summary>
    internal TNetwork Latest => Volatile.Read(ref _current);

    /// <summary>A reader for one thread, whose use of networks <see cref="IsReleased"/> knows of.</summary>
    /// <returns>The reader; to be disposed of, or its last network is never released.</returns>
    public LiveReader<TNetwork> CreateReader()
    {
        var reader = new LiveReader<TNetwork>(this);
        lock (_writing)
        {
            Volatile.Write(ref _readers, [.. _readers, reader]);
        }

        return reader;
    }

    /// <summary>
    /// Puts another network in the place of the current one. Whoever asks for the current one from now on gets it; who has asked before goes on
    /// with the old one. Allocates nothing, and does not wait for readers.
    /// </summary>
    /// <param name="network">The network; from now on it must not be changed.</param>
    /// <returns>The network that was there before, which may still be in use.</returns>
    public TNetwork Swap(TNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        lock (_writing)
        {
            TNetwork old = _current;
            Volatile.Write(ref _current, network);
            WhileSwapping?.Invoke();
            Volatile.Write(ref _version, _version + 1);
            return old;
        }
    }

    internal void Remove(LiveReader<TNetwork> reader)
    {
        lock (_writing)
        {
            Volatile.Write(ref _readers, [.. _readers.Where(other => other != reader)]);
        }
    }
}

using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>
/// One thread's way to the network of a <see cref="LiveNetwork{TNetwork}"/>, by which it is known which networks are no longer in use. Belongs to
/// one thread at a time. Waits for nobody and allocates nothing: two reads of memory, and a write after a swap.
/// </summary>
/// <typeparam name="TNetwork">The class of the network.</typeparam>
public sealed class LiveReader<TNetwork> : IDisposable
    where TNetwork : class
{
    // Later than any swap: nothing is held.
    private const long Away = long.MaxValue;

    private readonly LiveNetwork<TNetwork> _live;

    // All networks that were swapped out up to this swap are no longer in use here.
    private long _seen = Away;
    private bool _isDisposed;

    internal LiveReader(LiveNetwork<TNetwork> live) => _live = live;

    /// <summary>
    /// The network in use. It may be used until the next call of this property, of <see cref="Leave"/> or of <see cref="Dispose"/>; what an
    /// earlier call gave may not be used any longer.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The reader was disposed of.</exception>
    public TNetwork Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            long version = _live.Version;
            if (version != _seen)
            {
                Arrive(version);
            }

            return _live.Latest;
        }
    }

    internal long Seen => Volatile.Read(ref _seen);

    /// <summary>
    /// Says that nothing is in use here until <see cref="Current"/> is asked for again. For a thread that may be idle for long, on which a writer
    /// would wait; the next <see cref="Current"/> then costs a memory barrier.
    /// </summary>
    public void Leave() => Volatile.Write(ref _seen, Away);

    /// <summary>Leaves for good.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            Leave();
            _live.Remove(this);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Arrive(long version)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        bool wasAway = _seen == Away;

        // After the last read of the network before, before the first of the next.
        Volatile.Write(ref _seen, version);
        if (wasAway)
        {
            // Either the writer sees that somebody is here, or the network read after this is the one that it has swapped in.
            Interlocked.MemoryBarrier();
        }
    }
}

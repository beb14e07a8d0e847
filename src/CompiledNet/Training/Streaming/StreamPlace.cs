namespace CompiledNet;

/// <summary>Where in its epochs the reading of a stream is.</summary>
internal sealed class StreamPlace(int epochs, int? batchesPerEpoch)
{
    private int _epoch;

    // Batches of this epoch, and of this time through the stream.
    private int _count;
    private long _given;

    public bool IsAtEnd => _epoch == epochs;

    /// <summary>Whether the epoch ends here, so that the stream is not asked for more.</summary>
    public bool IsEpochFull => _count == batchesPerEpoch;

    /// <summary>Goes on by a batch, or by the end of the stream or the epoch.</summary>
    /// <returns>Whether there is something to tell: not where the stream only begins again within an epoch.</returns>
    /// <exception cref="InvalidOperationException">The stream has ended without a batch.</exception>
    public bool Advance(bool hasBatch)
    {
        if (hasBatch)
        {
            _count++;
            _given++;
            return true;
        }

        if (IsEpochFull)
        {
            _count = 0;
            _epoch++;
            return true;
        }

        if (_given == 0)
        {
            throw new InvalidOperationException(
                $"The stream gave no batch for epoch {_epoch + 1}: it is gone through once for every epoch, and must begin anew each time.");
        }

        _given = 0;
        if (batchesPerEpoch is not null)
        {
            return false;
        }

        _count = 0;
        _epoch++;
        return true;
    }
}

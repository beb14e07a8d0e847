using System.Numerics;
using System.Runtime.ExceptionServices;

namespace CompiledNet;

/// <summary>
/// Brings the batches of a stream from the one who reads them to the one who trains, so that the next is read while the last is learned from.
/// Two copies exist: one side fills the one while the other side uses the other. The one who trains allocates nothing.
/// </summary>
internal sealed class ReadAhead<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int SlotCount = 2;

    private readonly BatchSlot<T>[] _slots;
    private readonly SemaphoreSlim _free = new(SlotCount);
    private readonly SemaphoreSlim _filled = new(0);
    private readonly int _epochs;
    private readonly int? _batchesPerEpoch;
    private ExceptionDispatchInfo? _error;
    private volatile bool _isStopped;
    private volatile int _written;
    private int _taken;
    private bool _isUsing;

    public ReadAhead(INetwork<T> network, TrainingOptions options)
    {
        _slots = [.. Enumerable.Range(0, SlotCount).Select(_ => new BatchSlot<T>(network.InputSize, network.OutputSize, options.BatchSize))];
        _epochs = options.Epochs;
        _batchesPerEpoch = options.BatchesPerEpoch;
    }

    /// <summary>Once both sides have ended.</summary>
    public void Dispose()
    {
        _free.Dispose();
        _filled.Dispose();
    }

    /// <summary>For the one who trains: the next batch or end of an epoch, valid until the next call.</summary>
    /// <exception cref="Exception">What the source has thrown, once the batches before it have been taken.</exception>
    public BatchSlot<T> Take()
    {
        if (_isUsing)
        {
            _isUsing = false;
            _free.Release();
        }

        _filled.Wait();
        if (_taken == _written)
        {
            _error!.Throw();
        }

        BatchSlot<T> slot = _slots[_taken % SlotCount];
        _taken++;
        _isUsing = true;
        return slot;
    }

    /// <summary>For the one who trains: no more batches are wanted.</summary>
    public void Stop()
    {
        _isStopped = true;
        _free.Release(SlotCount);
    }

    /// <summary>For the one who reads: goes through the source for all epochs, or until no more is wanted. Throws nothing.</summary>
    public void Read(IEnumerable<Batch<T>> source)
    {
        IEnumerator<Batch<T>>? batches = null;
        try
        {
            var place = new StreamPlace(_epochs, _batchesPerEpoch);
            while (!_isStopped && !place.IsAtEnd)
            {
                bool hasBatch = false;
                if (!place.IsEpochFull)
                {
                    batches ??= source.GetEnumerator();
                    hasBatch = batches.MoveNext();
                    if (!hasBatch)
                    {
                        batches.Dispose();
                        batches = null;
                    }
                }

                if (place.Advance(hasBatch))
                {
                    _free.Wait();
                    Write(hasBatch ? batches!.Current : null);
                }
            }
        }
        catch (Exception error)
        {
            Fail(error);
        }

        try
        {
            batches?.Dispose();
        }
        catch (Exception error)
        {
            Fail(error);
        }
    }

    /// <summary>The same for an asynchronous source.</summary>
    public async Task ReadAsync(IAsyncEnumerable<Batch<T>> source, CancellationToken cancellationToken)
    {
        IAsyncEnumerator<Batch<T>>? batches = null;
        try
        {
            var place = new StreamPlace(_epochs, _batchesPerEpoch);
            while (!_isStopped && !place.IsAtEnd)
            {
                bool hasBatch = false;
                if (!place.IsEpochFull)
                {
                    batches ??= source.GetAsyncEnumerator(cancellationToken);
                    hasBatch = await batches.MoveNextAsync().ConfigureAwait(false);
                    if (!hasBatch)
                    {
                        await batches.DisposeAsync().ConfigureAwait(false);
                        batches = null;
                    }
                }

                if (place.Advance(hasBatch))
                {
                    await _free.WaitAsync(CancellationToken.None).ConfigureAwait(false);
                    Write(hasBatch ? batches!.Current : null);
                }
            }
        }
        catch (Exception error)
        {
            Fail(error);
        }

        try
        {
            if (batches is not null)
            {
                await batches.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            Fail(error);
        }
    }

    private void Write(Batch<T>? batch)
    {
        if (_isStopped)
        {
            return;
        }

        BatchSlot<T> slot = _slots[_written % SlotCount];
        if (batch is Batch<T> given)
        {
            slot.Set(in given);
        }
        else
        {
            slot.SetEnd();
        }

        _written++;
        _filled.Release();
    }

    private void Fail(Exception error)
    {
        _error ??= ExceptionDispatchInfo.Capture(error);
        _filled.Release();
    }
}
